import type { Attribution } from './attribution.ts';
import { is } from './lexicon.ts';
import { has, isWord } from './name-words.ts';
import { type Phrase, phraseStartingAt } from './phrases.ts';
import type { Unit } from './units.ts';

const plain = { minor: false, subordinate: false, infinitive: false, relative: false, embedded: false };

/** "according to the port", "per the bill", "in her words": the attribution without a verb that begins at `at`, or null. */
export function sourceAt(units: Unit[], at: number): Attribution | null {
  const lower = units[at]?.lower;
  if (lower === 'according' && units[at + 1]?.lower === 'to') return preposition(units, at, at + 2);
  if (lower === 'in') return viewIn(units, at);
  return lower === 'per' && isSource(units, at) ? preposition(units, at, at + 1) : null;
}

function preposition(units: Unit[], from: number, to: number): Attribution | null {
  const subject = phraseStartingAt(units, to);
  return subject === null ? null : { from, to, subject, form: 'according', strong: true, ...plain };
}

/** "Per the bill, …", "…, per the bill,": what follows is where it stands; not "ten dollars per head". */
function isSource(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  const set = before === undefined || before.kind === 'quotation' || before.text === ',';
  const source = set ? phraseStartingAt(units, at + 1) : null;
  return (
    source !== null && (source.kind === 'name' || has(units[source.to - 1], is.document | is.role | is.organisation))
  );
}

/** "in Smith's view", "in her words", "in the words of one official". */
function viewIn(units: Unit[], at: number): Attribution | null {
  const head = units[at + 1];
  if (
    head?.lower === 'the' &&
    /^(?:words|view|opinion|estimation)$/u.test(units[at + 2]?.lower ?? '') &&
    units[at + 3]?.lower === 'of'
  ) {
    return preposition(units, at, at + 4);
  }
  for (let end = at + 2; end < at + 7; end++) {
    const unit = units[end];
    if (!isWord(unit)) return null;
    if (!/^(?:words|view|opinion|telling|estimation|judgment|judgement)$/u.test(unit.lower)) continue;
    const owner = units[end - 1];
    const owned = has(head, is.possessive) || /['’]s?$/u.test(owner?.text ?? '');
    const subject: Phrase = {
      from: at + 1,
      to: end,
      kind: has(head, is.possessive) ? 'pronoun' : 'name',
      nameFrom: at + 1,
    };
    return owned ? { from: at, to: end + 1, subject, form: 'according', strong: true, ...plain } : null;
  }
  return null;
}
