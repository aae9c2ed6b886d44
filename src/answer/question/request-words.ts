import { errorsAllowed, errorsBetween } from '../../text/near-words.ts';
import { termOf } from '../../text/terms.ts';
import { wordNumber } from '../../vectors/word-vectors.ts';

/** Words that say what is asked for; the kinds (kinds.ts) know them by their letters. */
const REQUEST_WORDS =
  'summarise summarize summary summaries overview explain describe headlines latest quotes quotations quoted timeline article articles sources happened mentioned what when where which'.split(
    ' ',
  );

/** Small words as people shorten them in chat. */
const SHORTENED: Readonly<Record<string, string>> = {
  ppl: 'people',
  mny: 'many',
  mch: 'much',
  abt: 'about',
  govt: 'government',
  yrs: 'years',
  hrs: 'hours',
  mins: 'minutes',
  b4: 'before',
  thru: 'through',
};
const SHORT = new RegExp(`(?<![\\p{L}\\p{N}'’.-])(?:${Object.keys(SHORTENED).join('|')})(?![\\p{L}\\p{N}'’-])`, 'gu');

/** A message with the words written out that people shorten in chat ("how many ppl"). */
export function writtenOut(message: string): string {
  return message.replace(SHORT, (short) => SHORTENED[short] ?? short);
}

/** A message with the request words in it spelt right: "sumarize teh artcle" asks for a summary. Words that exist, and names, are left alone. */
export function spelledRequest(message: string): string {
  return message.replace(/(?<![\p{L}\p{N}'’-])\p{L}\p{Ll}{3,}(?![\p{L}\p{N}'’-])/gu, (word, at: number) => {
    const lower = word.toLowerCase();
    if ((at > 0 && word !== lower) || wordNumber(termOf(lower)) >= 0) return word;
    let meant = word;
    let least = errorsAllowed(lower) + 1;
    for (const known of REQUEST_WORDS) {
      const errors = errorsBetween(lower, known);
      if (errors < least && known[0] === lower[0]) [meant, least] = [known, errors];
    }
    return meant;
  });
}
