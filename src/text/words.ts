import { MONTHS, WEEKDAYS } from './lists/calendar.ts';
import { UNITS } from './lists/number-words.ts';

const STOPWORDS = new Set(
  (
    'a about above according across after again against all almost along already also although always am among an and another any anything are around as at away back be became because become been ' +
    'before began being below between both but by came can cannot come could day days did do does doing done down during each either else end enough even ever every far few first for from further ' +
    'gave get gets getting give given go goes going gone good got had has have having he held her here hers him himself his how however i if in including indeed inside instead into is it its itself just ' +
    'keep kept last late later least left less let like likely little long made make makes making many may me meanwhile might more most much must my near nearly need never new next no nor not nothing now ' +
    'of off often on once only onto or other others our out over own part people per perhaps put quite rather really said same saw say saying says see seem seen several she should since so some ' +
    'something soon still such take taken than that the their them themselves then there these they thing things think this those though through thus time times to today together told too took ' +
    'toward towards under until up upon us use used using very want was way we week weeks well went were what when where whether which while who whole whom whose why will with within without would ' +
    'year years yesterday yet you your yours mr mrs ms dr sir don didn doesn isn wasn weren won wouldn couldn shouldn hasn haven hadn aren ain ll ve re ' +
    [...UNITS.slice(1, 11), ...WEEKDAYS, ...MONTHS].join(' ')
  ).split(' '),
);

const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]]+(?:[.,]\p{N}+)*/gv;

/** The words of a text in lower case, without apostrophes; Chinese and Japanese by character. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/[’']s\b|[’'](?=\s|$)/g, '')
      .toLowerCase()
      .match(WORD) ?? []
  );
}

/** Whether a lower-case word says nothing about what a text is about. */
export function isStopword(word: string): boolean {
  return STOPWORDS.has(word) || (word.length < 2 && word < '\u3000');
}

/** The words that carry meaning, reduced to a common form. */
export function termsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !isStopword(word))
    .map(stem);
}

/** A light suffix stripper for English: plurals, -ed, -ing, -ly; equal forms matter, not that they are words. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (root.endsWith('s') && !/(?:ss|us|is)$/.test(root)) root = root.slice(0, -1);
  if (root.endsWith('ing') && root.length > 5) root = undoubled(root.slice(0, -3));
  else if (root.endsWith('ed') && root.length > 4) root = undoubled(root.slice(0, -2));
  else if (root.endsWith('ly') && root.length > 5) root = root.slice(0, -2);
  return root.endsWith('e') && root.length > 4 ? root.slice(0, -1) : root;
}

function undoubled(root: string): string {
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
}
