import { HAN_FORMS } from './lists/han-forms.ts';

/** Scripts that write sentences without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const THAI = /\p{sc=Thai}/u;
const segmenters = new Map<string, Intl.Segmenter>();
const LONGEST_RUN = 2_000;

/** Whether a code unit may belong to a script without spaces between words. */
export function mayBeUnspaced(code: number): boolean {
  return code >= 0x0e00 && code < 0xfb00 && UNSPACED.test(String.fromCharCode(code));
}

/** Where the words of a run of letters start, when its script writes no spaces (UTF-16 offsets into the run, the first one 0). */
export function wordStarts(run: string): number[] {
  const starts: number[] = [];
  for (let from = 0; from < run.length; from += LONGEST_RUN) {
    const given = run.slice(from, from + LONGEST_RUN);
    // Unicode's dictionary knows most words in the forms of China; Japanese with its kana it knows as it is written.
    const part = KANA.test(given) ? given : inOneForm(given);
    for (const { index } of segmenterOf(part).segment(part)) starts.push(from + index);
  }
  return starts;
}

const HAN = /\p{sc=Han}/gu;

/** A text with its Han characters in the forms of China, so that 橋 meets 桥, whoever wrote it. Of the same length. */
export function inOneForm(text: string): string {
  return text.replace(HAN, (character) => HAN_FORMS.get(character) ?? character);
}

function segmenterOf(run: string): Intl.Segmenter {
  const language = KANA.test(run) ? 'ja' : THAI.test(run) ? 'th' : 'zh';
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
}

const WORDS_WITHOUT_CASE = /(?:\p{Lo}[^\p{L}]{0,3}){4}/u;

/** Whether a text is written in a script without capital letters, if only in part. */
export function isWithoutCase(text: string): boolean {
  return WORDS_WITHOUT_CASE.test(text);
}

/** Thai ends a sentence with a space or a line alone. A headline is shorter. */
const WHOLE_WITHOUT_STOP = /(?:[\p{sc=Thai}\p{sc=Lao}][^\p{sc=Thai}\p{sc=Lao}]{0,12}){30}/u;

/** Whether a text is a sentence of a script that ends them without a mark. */
export function isWithoutStops(text: string): boolean {
  return WHOLE_WITHOUT_STOP.test(text);
}

/** What Arabic writes on to the front of a word: and, so, by, like, for, the, will. */
const ARABIC =
  /^(?:(?:[وف])?(?:ال|لل|بال|كال)|[وفبكل](?=\p{sc=Arabic}{4})|س(?=[يتنأ]\p{sc=Arabic}{3}))(?=\p{sc=Arabic}{3})/u;
/** The same of Hebrew: and, the, in, to, from, that, as. */
const HEBREW = /^(?:ו?(?:ה|ב|ל|מ|ש|כ)|ו)(?=\p{sc=Hebrew}{3})/u;
/** Particles that Korean writes on to the end of a noun. */
const KOREAN =
  /(?<=\p{sc=Hangul}{2})(?:에서는|에서|에게|으로|까지|부터|이라고|라고|은|는|이|가|을|를|에|의|로|와|과|도|만)$/u;
/** The syllables by which Japanese inflects a word that begins with Han characters: 新しい, 新しく. */
const JAPANESE = /(?<=^\p{sc=Han}+)\p{sc=Hiragana}+$/u;
const ARABIC_CODE = 0x0600;
const HANGUL_FROM = 0xac00;
const HANGUL_TO = 0xd7af;

/** A word without the small words that its script writes on to it, so that "سيفتح" meets "يفتح". Other scripts stay as they are. */
export function withoutAffixes(word: string): string {
  const code = word.charCodeAt(0);
  if (code >= ARABIC_CODE && code < 0x0700)
    return word.replace(ARABIC, '').replace(/[أإآ]/g, 'ا').replace(/ى$/, 'ي').replace(/ة$/, 'ه');
  if (code >= 0x0590 && code < ARABIC_CODE) return word.replace(HEBREW, '');
  if (code >= HANGUL_FROM && code <= HANGUL_TO) return word.replace(KOREAN, '');
  return mayBeUnspaced(code) ? word.replace(JAPANESE, '') : word;
}

/** Words of these scripts that say little about what a text is about, questions' words among them. */
export const OTHER_STOP_WORDS: readonly string[] = (
  'は が を に の へ と で も か や し た て だ です ます する した して いる いた ある あった こと これ それ から まで より など という いつ どこ 誰 何 何と なぜ どう どの どのくらい くらい いくら さん 言 言い 言っ いま ました まし ます れ さ られ かかり でしょう ' +
  '的 了 在 是 和 与 及 也 就 都 而 被 把 对 从 到 于 这 那 有 没 不 会 将 吗 呢 什么 什麼 什么时候 什麼時候 何时 时候 時候 谁 誰 哪里 哪裡 多少 为什么 為什麼 怎么 怎麼 几 有 多 说 說 ' +
  'ที่ และ ใน ของ เป็น มี ได้ จะ ให้ ว่า กับ นี้ นั้น ไม่ หรือ อะไร เมื่อไร เมื่อไหร่ เท่าไร เท่าไหร่ ที่ไหน ใคร ทำไม คือ พูด ' +
  'في من على إلى الى عن أن ان هل ما متى أين اين كيف لماذا كم ماذا من قال قالت هذا هذه التي الذي مع كان هو هي لا او أو ' +
  'של את על עם מה מי מתי איפה האם זה הוא היא לא כי גם או ' +
  'और का की के में से है हैं को पर ने कि यह वह कब कहाँ कौन क्या क्यों कैसे कितना कितनी कितने कहा ने था थी थे ' +
  '언제 어디 어디서 어디에 누가 누구 누구입니까 무엇 왜 어떻게 얼마 얼마입니까 얼마나 뭐라고 말했습니까 있습니까 입니까 그 이 저 및 등 것 수'
).split(' ');
