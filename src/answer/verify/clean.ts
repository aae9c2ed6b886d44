const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u115F\u1160\u3164\uFFA0\u2800]/gu;
const LINK =
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/|\]\s*\(|\]\s*\[|<[^>\s]|\b(?:javascript|data|mailto|tel|vbscript|slack|discord):\S/iu;
/** An address without its scheme: no platform makes it live. */
const BARE_ADDRESS =
  /\b(?:www\.[^\s"']+|[\p{L}\p{N}-]{1,40}(?:\.[\p{L}\p{N}-]{1,40}){0,4}\.[a-z]{2,10}\/[^\s"']+|[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:com|net|org|io|gg|ru|cn|xyz|info|biz|co|app|dev|me|ly|link|site|online|top|example|test|invalid)\b)/giu;
const ENTITY = /&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/i;
const MENTION =
  /(?:^|[^\p{L}\p{N}])@\s?[\p{L}\p{N}_]|@(?:everyone|here|channel)|<[@#!:/a-z]|!(?:channel|here|everyone)\b|^\/[a-z]|(?:^|\s)#[\p{L}_]/iu;
const MARKUP =
  /```|`[^`]|\*\*|__|~~|\|\||^\s{0,3}(?:-?#{1,6}\s|>|[-*+]\s|\d{1,3}\.\s)|!\[|\n|[{}\\]|(?:^|\s)[*_][^\s*_][^*_]*[*_](?=[\s.,;:!?]|$)/u;
const MODEL_TALK =
  /\b(?:as an? (?:ai|artificial intelligence|(?:ai )?language)(?: language)? (?:model|assistant)|as an ai\b|i(?: am|'m) (?:an? )?(?:ai|sorry|unable|a language model|virtual assistant)|my (?:instructions|programming|training|knowledge|system prompt)|system prompt|i (?:cannot|can't|can not) (?:help|assist|answer|comply)|here (?:is|are) (?:the|your|a) (?:answer|summary)|based on the (?:passages?|context|provided|sources|articles?)|the (?:provided|given) (?:passages?|context|text))\b/i;
const INSTRUCTION =
  /\b(?:(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,4}(?:instructions?|prompts?|rules|context|guidelines|previous|above|everything)|(?:previous|prior|above|new|following|system) instructions?|(?:click|tap|press) (?:here|this|on|the link)|(?:visit|go to|open|follow) (?:this|the|our|my) (?:link|site|website|page|url|address)|(?:run|execute|type|enter|paste) (?:the |this |\/)?(?:command|code|script)|(?:send|give|share|post|reveal|print|repeat|tell me|dm|provide|enter) (?:us |me |out )?(?:your|the) (?:token|password|api key|key|credentials|secret|prompt|login|personal|bank|card)|you (?:are now|must now|should now|have been)|please (?:click|visit|send|reply|run|enter|confirm|verify|contact|call|subscribe|ignore)|(?:developer|jailbreak|dan) mode|(?<=^|[.!?] )act as)\b/i;

/** White space and quotation marks in one form; nothing else changes. */
export function evenMarks(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′ʼ]/g, "'")
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** Plain text without invisible and control characters, white space evened. */
export function visible(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/**
 * Why a text may not be shown as plain prose, or null: links, mentions, markup, orders to the reader, talk about itself. A bare web address
 * may stand in it that `source` has as well.
 */
export function unfit(
  text: string,
  source = '',
): { reason: 'empty' | 'markup' | 'instruction'; detail: string } | null {
  const seen = visible(text.normalize('NFKC'));
  if (!/\p{L}/u.test(seen)) return { reason: 'empty', detail: 'no words' };
  if (text.length > 1_200) return { reason: 'markup', detail: 'too long for one claim' };
  if (LINK.test(seen) || seen.match(BARE_ADDRESS)?.some((address) => !hasAddress(source, address)))
    return { reason: 'markup', detail: 'a link or address' };
  if (MENTION.test(seen) || ENTITY.test(seen)) return { reason: 'markup', detail: 'a mention or code' };
  if (MARKUP.test(text.normalize('NFKC').trim())) return { reason: 'markup', detail: 'markup' };
  const outside = evenMarks(seen).replace(/"[^"]*"/g, ' ');
  if (MODEL_TALK.test(outside)) return { reason: 'instruction', detail: 'talks about itself' };
  if (INSTRUCTION.test(outside)) return { reason: 'instruction', detail: 'tells the reader what to do' };
  return null;
}

/** Whether a text has an address whole: not as a part of another one. */
function hasAddress(text: string, address: string): boolean {
  const bare = address.replace(/[.,;:!?)]+$/, '');
  return new RegExp(`(?<![\\w.@/-])${RegExp.escape(bare)}(?![\\w@/-]|\\.\\w)`, 'iu').test(text);
}
