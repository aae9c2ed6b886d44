import { speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isNameWord, isPossessive, isWord } from '../grammar/name-words.ts';
import { isNoun } from '../grammar/noun-or-verb.ts';
import { type Phrase, phraseEndingAt } from '../grammar/phrases.ts';
import { subjectBefore } from '../grammar/subjects.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';
import { isNegated, isNobody, isUnwilling } from './doubts.ts';

/** What a clause between a verb of speech and the words in marks makes of them, and whose they are said to be: null for nobody known. */
interface Inner {
  stance: Stance;
  subject: Phrase | null;
  /** The subject is that of the outer verb. */
  own: boolean;
}

const hearsay =
  /^(?:claims?|allegations?|accusations?|rumou?rs?|reports|suggestions?|insinuations?|stories|story|speculation|notion|myth)$/u;
// What somebody does with claims of their own.
const making = /^(?:mak|made|repeat|reiterat|includ|peddl|spread|push|float|add|air)/u;
// They open another clause than the one that the words belong to.
const closes = is.relative | is.subordinator | is.coordinator;

/**
 * "insists he [never told her that] “…”", "denied that he [had told them to] “…”", "laughed off reports that she [had called him] “…”": the
 * clause that the words at `at` stand in, behind the verb of speech that a reader would take for theirs.
 */
export function innerClause(units: Unit[], cue: Attribution, at: number): Inner | null {
  const verb = innerVerb(units, cue.to, at);
  const subject = verb === null ? null : subjectBefore(units, verb, cue.to);
  const that = thatBefore(units, cue.to, at);
  if (verb !== null) {
    if (subject !== null && isNobody(units, subject)) return { stance: 'denied', subject: null, own: false };
    if (isNegated(units, verb, cue.to) || isUnwilling(units, verb, cue.to) || isLeftOut(units, verb))
      return { stance: 'denied', subject, own: subject === null };
  }
  if (speechVerb(units[cue.from]?.lower ?? '')?.stance === 'denied') {
    const stance = isNegated(units, cue.from) ? 'alleged' : 'denied';
    if (verb !== null && subject !== null && subject.kind !== 'pronoun') return { stance, subject, own: false };
    if (verb !== null || that !== null) return { stance, subject: null, own: true };
  }
  const claimant = that === null ? null : phraseEndingAt(units, that - 1, cue.to);
  if (
    claimant !== null &&
    units[claimant.from - 1]?.lower === 'by' &&
    hearsay.test(units[claimant.from - 2]?.lower ?? '')
  )
    return { stance: 'said', subject: claimant, own: false };
  if (that !== null && isHearsay(units, that - 1))
    return { stance: 'alleged', subject: verb !== null && verb > that ? subject : null, own: false };
  return null;
}

/** The verb of speech between `from` and the words at `at` that they hang on. */
function innerVerb(units: Unit[], from: number, at: number): number | null {
  for (let k = /^[,:]$/u.test(units[at - 1]?.text ?? '') ? at - 2 : at - 1; k >= from; k--) {
    const unit = units[k];
    if (!isWord(unit) || (has(unit, closes) && unit.lower !== 'that' && unit.lower !== 'as')) return null;
    if (!has(unit, is.speech) || isNoun(units, k) || isNameWord(units, k)) continue;
    // "cannot be told": by whom is open.
    return isAttached(units, from, k) && !/^(?:be|been|was|were|is|are)$/u.test(units[k - 1]?.lower ?? '') ? k : null;
  }
  return null;
}

/** No new clause begins between a verb of speech and what hangs on it. */
function isAttached(units: Unit[], from: number, to: number): boolean {
  return units.slice(from, to).every((u) => u.kind !== 'point' && !(has(u, is.coordinator) && u.lower !== 'or'));
}

/** "without saying", "instead of calling it": what somebody left out. */
export function isLeftOut(units: Unit[], verb: number): boolean {
  if (!has(units[verb], is.ing)) return false;
  const before = units[verb - 1]?.lower;
  return before === 'without' || (before === 'of' && units[verb - 2]?.lower === 'instead');
}

/** The "that" which opens the clause of the words at `at`, with nothing but words between. */
function thatBefore(units: Unit[], from: number, at: number): number | null {
  for (let k = at - 1; k >= from; k--) {
    const unit = units[k];
    if (!isWord(unit)) return null;
    if (unit.lower === 'that') return isAttached(units, from, k) ? k : null;
    if (has(unit, is.coordinator) && unit.lower !== 'or') return null;
  }
  return null;
}

/** "a claim", "reports" before "that"; not "her claim", which is what she said. */
function isHearsay(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  if (!hearsay.test(units[at]?.lower ?? '') || before?.lower === 'to' || isNameWord(units, at - 1)) return false;
  for (let k = at - 1; k >= 0 && k > at - 4 && isWord(units[k]); k--) {
    const unit = units[k] as Unit;
    if (has(unit, is.possessive) || (isPossessive(unit) && !isNameWord(units, k + 1))) return false;
    if (making.test(unit.lower)) return false;
    if (has(unit, is.determiner | is.preposition | is.verb | is.speech)) return !making.test(units[k - 1]?.lower ?? '');
  }
  return before !== undefined && has(before, is.verb | is.speech | is.preposition);
}
