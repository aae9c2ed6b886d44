import { refusesToSpeak, speechVerb } from '../../text/lists/speech-verbs.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import { isNoun } from '../grammar/noun-or-verb.ts';
import type { Phrase } from '../grammar/phrases.ts';
import { subjectBefore } from '../grammar/subjects.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';

// "did not only say", "never tired of saying": said all the same.
const butSaid = /^(?:only|just|merely|simply|tired|stopped|tires|stops)$/u;
const negative = /^(?:not|never|cannot|nor|neither|hardly|no-one)$|n['’]t$/u;
const nobody = /^(?:nobody|none|neither|no-one)$/u;
const unproven = /^(?:allegedly|purportedly|supposedly)$/u;
const byHearsay = /^(?:reportedly|apparently)$/u;
const believed = /^(?:said|alleged|reported|rumoured|rumored|believed|claimed|thought|supposed|understood)$/u;
const charged = /^(?:charged|suspected|indicted|prosecuted|investigated|arraigned|tried|sued|blamed)$/u;
const untold =
  /^(?:evidence|proof|record|suggestions?|rumou?rs?|reports?|stories|story|allegations?|accusations?|claims?|myth|hoax)$/u;
const untrue = /^(?:true|untrue|false|fake|fabricated|incorrect|wrong|correct)$/u;
const falsely = /^(?:falsely|wrongly|incorrectly|mistakenly)$/u;
const quoting = /^(?:quot|cit|misquot|attribut|credit)/u;

/** True where the verb of speech is negated: "never said", "did not say". */
export function isNegated(units: Unit[], verb: number, low = 0): boolean {
  for (let k = verb - 1; k >= low && k > verb - 6; k--) {
    const unit = units[k];
    if (!isWord(unit)) return false;
    if (negative.test(unit.lower))
      return !butSaid.test(units[k + 1]?.lower ?? '') && !butSaid.test(units[verb - 1]?.lower ?? '');
    if (!has(unit, is.auxiliary | is.adverb) && unit.lower !== 'to' && unit.lower !== 'have') return false;
  }
  return false;
}

const willing = /^(?:hesitat|fail|afraid|ashamed|shy|first|only|last|one|alone|embarrassed|reluctant|miss|cease|stop)/u;

/** "could not bring herself to say", "was not ready to call it": the verb before "to" is negated. */
export function isUnwilling(units: Unit[], verb: number, low = 0): boolean {
  if (units[verb - 1]?.lower !== 'to') return false;
  for (let k = verb - 2; k >= low && k > verb - 9; k--) {
    const unit = units[k];
    if (!isWord(unit) || has(unit, is.relative | is.subordinator | is.coordinator) || willing.test(unit.lower))
      return false;
    if (negative.test(unit.lower)) return true;
  }
  return false;
}

/** "nobody", "no one, including Hale,": a subject that leaves nobody with the words. */
export function isNobody(units: Unit[], { from }: Phrase): boolean {
  const first = units[from]?.lower ?? '';
  // "No 10 said", "No. 10"
  const no = first === 'no' || (units[from - 1]?.lower === 'no' && first === 'one');
  // "neither Hale nor Berg"
  if (units[from - 1]?.lower === 'nor') return true;
  return nobody.test(first) || (no && !/^(?:\d|longer|less)/u.test(units[from + 1]?.text ?? ''));
}

/** "allegedly told", "reportedly said", "is alleged to have said": how the words beside the verb doubt it, and whom they lay them at. */
export function doubtBeside(units: Unit[], verb: number, low = 0): { stance: Stance; subject: Phrase | null } | null {
  let quoted = verb;
  if (units[verb - 1]?.lower === 'as')
    while (quoted > Math.max(low, verb - 9) && isWord(units[quoted]) && !quoting.test(units[quoted]?.lower ?? ''))
      quoted--;
  const word = units[quoted]?.lower ?? '';
  if (word.startsWith('misquot') || (falsely.test(units[quoted - 1]?.lower ?? '') && quoting.test(word)))
    return { stance: 'denied', subject: null };
  const after = units[verb + 1]?.lower ?? '';
  for (let k = verb - 1; k >= low && k > verb - 5; k--) {
    const unit = units[k];
    if (!isWord(unit)) break;
    if (unproven.test(unit.lower)) return { stance: 'alleged', subject: null };
    if (byHearsay.test(unit.lower)) return { stance: 'reported', subject: null };
    if (believed.test(unit.lower) && units[k + 1]?.lower === 'to' && has(units[k - 1], is.auxiliary | is.adverb))
      return { stance: 'alleged', subject: subjectBefore(units, k, low) };
  }
  return unproven.test(after) ? { stance: 'alleged', subject: null } : null;
}

/**
 * What the words before the clause of a verb of speech make of it: "it is not true that", "the rumour that", "claims that". `start` is where
 * the clause begins.
 */
export function doubtBefore(units: Unit[], start: number): Stance | null {
  // "no record of Hale saying"
  if (units[start - 1]?.lower === 'of' && untold.test(units[start - 2]?.lower ?? '')) return 'alleged';
  const that = units[start - 1]?.lower === 'that' ? start - 1 : start;
  const head = units[that - 1];
  if (that < start && untrue.test(head?.lower ?? '')) {
    const negated = isNegated(units, that - 1) || /^(?:un|false|fake|fabr|inc|wrong)/u.test(head?.lower ?? '');
    return negated ? 'denied' : null;
  }
  return that < start && untold.test(head?.lower ?? '') && !isVerb(units, that - 1) ? 'alleged' : null;
}

/** "Hale claims that", where "the claims that" are things. */
function isVerb(units: Unit[], at: number): boolean {
  return (
    has(units[at], is.speech | is.weakSpeech | is.verb) && !isNoun(units, at) && subjectBefore(units, at)?.to === at
  );
}

/** "refused to say", "stopped short of saying": who did not speak, or null. `verb` is the verb of speech. */
export function refusal(units: Unit[], verb: number): Phrase | null {
  if (units[verb - 1]?.lower === 'to' && refusesToSpeak(units[verb - 2]?.lower ?? ''))
    return subjectBefore(units, verb - 2);
  const short = units[verb - 1]?.lower === 'of' && units[verb - 2]?.lower === 'short';
  return short ? subjectBefore(units, verb - 3) : null;
}

/** A verb of denial or accusation to the left of a verb of speech that governs it. */
export interface OuterVerb {
  at: number;
  stance: 'denied' | 'alleged';
}

/** "rejected claims that he called", "was accused of saying", "is charged with telling": the nearest such verb, or null. */
export function outerVerb(units: Unit[], cue: number, low = 0): OuterVerb | null {
  for (let k = cue - 1; k >= low && k > cue - 14; k--) {
    const unit = units[k];
    if (!isWord(unit)) return null;
    if (has(unit, is.coordinator) && unit.lower !== 'or') return null;
    if (charged.test(unit.lower) && /^(?:with|of|for|over)$/u.test(units[k + 1]?.lower ?? '') && k + 2 === cue)
      return { at: k, stance: 'alleged' };
    const stance = speechVerb(unit.lower)?.stance ?? null;
    if (stance === null || units[k - 1]?.lower === 'to') continue;
    // "did not deny saying" says neither.
    return { at: k, stance: stance === 'denied' && isNegated(units, k, low) ? 'alleged' : stance };
  }
  return null;
}
