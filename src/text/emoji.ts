const EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)+$/v;

/** Whether a text is nothing but emoji. */
export function isEmoji(text: string): boolean {
  return text.length <= 40 && EMOJI.test(text);
}
