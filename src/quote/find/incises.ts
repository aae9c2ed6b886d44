import type { Span } from '../../text/span.ts';
import { french } from '../grammar/languages/french.ts';
import { spanish } from '../grammar/languages/spanish.ts';

const frenchVerbs = verbsOf(french.speech);
const spanishVerbs = verbsOf(spanish.speech);

// ", a dit la maire Léa Marchand," inside « … »: French leaves the marks open around who says it.
const incise = new RegExp(
  `,\\s+(?:(?:a|ont|avait|s’est|a-t-(?:il|elle|on))\\s+)?(?:${frenchVerbs})(?:-(?:t-)?(?:il|elle|on))?(?:\\s[^,»«\\n]{1,80})?,\\s+`,
  'u',
);
// " —dijo la alcaldesa—": Spanish dialogue has a dash where others have marks.
const dashed = new RegExp(
  `\\s?[—–]\\s?(?:(?:ha|le|les|me|nos)\\s)?(?:${spanishVerbs})(?![\\p{L}])[^—–\\n]{0,120}(?:[—–][.,;:]?|[.]$)`,
  'u',
);
const opensDialogue = /^[—–]\s?(?=[¿¡]?\p{Lu})/u;

function verbsOf(list: string): string {
  return list.split(/\s+/).join('|');
}

/** The pieces of what stands in French marks, without who says it in between; null where nothing of the kind does. */
export function aroundIncise(text: string, { start, end }: Span): Span[] | null {
  const words = text.slice(start, end);
  const match = incise.exec(words);
  if (match === null || match.index < 3) return null;
  const comma = start + match.index + 1;
  return [
    { start, end: comma },
    { start: start + match.index + match[0].length, end },
  ];
}

/** The spoken pieces of a paragraph of Spanish dialogue, which opens with a dash and says who speaks between dashes; null for others. */
export function dashedSpeech(text: string, { start, end }: Span): Span[] | null {
  if (!/[—–]/u.test(text.charAt(start))) return null;
  const words = text.slice(start, end);
  const opener = opensDialogue.exec(words);
  const match = opener === null ? null : dashed.exec(words.slice(opener[0].length));
  if (opener === null || match === null || match.index === 0) return null;
  const first = { start: start + opener[0].length, end: start + opener[0].length + match.index };
  const rest = { start: first.end + match[0].length, end };
  return /\p{L}/u.test(text.slice(rest.start, rest.end)) ? [first, rest] : [first];
}
