import { is } from '../grammar/lexicon.ts';
import { has } from '../grammar/name-words.ts';
import { phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import type { Choice, Finding } from './finding.ts';

/** `“…” — Jane Doe`, an attribution by a dash. */
export function signatureAfter(units: Unit[], at: number): Choice | null {
  const dash = units[at + 1];
  if (dash === undefined || !/^[—–―-]$/u.test(dash.text)) return null;
  const phrase = phraseStartingAt(units, at + 2);
  if (phrase === null || phrase.kind !== 'name') return null;
  const after = units[phrase.to];
  return after === undefined || after.kind === 'point'
    ? { subject: phrase, cue: { from: at + 1, to: at + 2 }, rule: 'dash' }
    : null;
}

/** What was told before a signature: in its paragraph, and in those above. */
interface Above {
  paragraph: Finding | null;
  before: object | null;
  earlier: Finding | null;
  signed: 'here' | 'before' | null;
}

/**
 * Who signs what stands in marks: whoever said it, or the reporter who wrote all of the paragraph, as in live blogs (`“We won,” Olsen said. “At
 * last.” — Jane Doe`), or the artist of a song. `unknown` where a bare name below other people's words may be either.
 */
export function signerOf(
  sentence: Sentence,
  at: number,
  words: string,
  above: Above,
): 'speaker' | 'writer' | 'unknown' {
  const { units } = sentence;
  if (isNameOfWork(words) || above.paragraph !== null || above.before !== null) return 'writer';
  if (at > 0) return units[at - 1]?.text === ':' ? 'speaker' : 'writer';
  return above.earlier === null || above.signed === 'before' || isIntroduced(units, at + 2) ? 'speaker' : 'unknown';
}

/** "Prime Minister Jane Doe", "Jane Doe, owner", "Jane Doe, 34", "Jane Doe (@jane)" of a post: with what speakers are told apart by, where reporters have their paper. */
function isIntroduced(units: Unit[], from: number): boolean {
  const phrase = phraseStartingAt(units, from);
  if (phrase === null) return false;
  const titled = units.slice(phrase.from, phrase.to).some((unit) => has(unit, is.title | is.role));
  const [mark, next] = units.slice(phrase.to, phrase.to + 2);
  const posts = mark?.text === '(' && next?.text.startsWith('@') === true;
  return titled || posts || (mark?.text === ',' && next?.kind === 'word' && !next.capital);
}

/** `“Over the Moon” — Jane Doe`: what songs and books are called is by somebody, and said by nobody. */
function isNameOfWork(words: string): boolean {
  const all = words.match(/\p{L}[\p{L}’']*/gu) ?? [];
  return (
    all.length < 9 &&
    !/[.!?,…]$/u.test(words.replace(/[“”"]/gu, '')) &&
    all.every((word) => word.length < 4 || /^\p{Lu}/u.test(word))
  );
}
