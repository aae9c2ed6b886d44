import { refusesToSpeak, speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import { type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import { subjectBefore } from '../grammar/subjects.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';
import type { Finding } from './finding.ts';

/** How the words stand to their speaker, and whose they are said to be where that is somebody else than the subject of the cue. */
export interface Frame {
  stance: Stance;
  subject: Phrase | null;
  /** Who tells it: "Hale" in "Hale said the minister had told her". */
  teller: Phrase | null;
}

const plain: Frame = { stance: 'said', subject: null, teller: null };

// "did not only say", "never tired of saying": said all the same.
const butSaid = /^(?:only|just|merely|simply|tired|stopped|tires|stops)$/u;
const negative = /^(?:not|never|cannot|nor|neither|hardly|no-one)$|n['’]t$/u;
const nobody = /^(?:nobody|none|neither)$/u;
const unproven = /^(?:allegedly|purportedly|supposedly)$/u;
const modal = /^(?:would|could|should|may|might|must)$/u;
const supposing = /^(?:if|whether|unless|should)$/u;
const wanting =
  /^(?:want|wanted|wants|ask|asked|asks|urge|urged|urges|need|needed|needs|expect|expected|expects|like|liked|force|forced|order|ordered|tempted|supposed|likely|afraid|unlikely|ought|told|beg|begged|encourage|encouraged|instructed|wish|wished)$/u;
const speaking =
  /^(?:saying|telling|calling|writing|describing|claiming|shouting|declaring|stating|tweeting|posting|using|uttering|dubbing)$/u;

/**
 * The frame of the verb of speech decides whether what stands in marks was said: "denied that she had said", "is alleged to have said",
 * "if he says". `at` is the unit index of the quotation. Words that stand on their own, or that a plain verb introduces, are said.
 */
export function frameOf(units: Unit[], attributions: Attribution[], at: number, finding: Finding | null): Frame {
  const cue = cueBefore(attributions, at, finding);
  const refused = refusalBefore(units, at);
  if (refused !== null) return { stance: 'denied', subject: refused, teller: null };
  if (cue === null) return plain;
  const own = cue.subject;
  if (isNegated(units, cue) || (own !== null && nobody.test(units[own.from]?.lower ?? '')))
    return { ...plain, stance: 'denied' };
  const outer = outerVerb(units, cue.from);
  if (outer !== null) return outer;
  const isSaid = /^(?:said|alleged|reported|rumoured|rumored|believed|claimed|thought|supposed)$/u;
  for (let k = cue.from - 1; k >= 0 && k > cue.from - 5; k--) {
    const unit = units[k];
    if (!isWord(unit)) break;
    if (unproven.test(unit.lower)) return { ...plain, stance: 'alleged' };
    // "is alleged to have said"
    if (isSaid.test(unit.lower) && units[k + 1]?.lower === 'to' && has(units[k - 1], is.auxiliary | is.adverb))
      return { ...plain, stance: 'alleged', subject: subjectBefore(units, k) };
  }
  const opener = own === null ? undefined : units[own.from - 1];
  if (supposing.test(opener?.lower ?? '')) return { ...plain, stance: 'hypothetical' };
  const quoted = units[at];
  const introduced = /^[,:]$/u.test(units[at - 1]?.text ?? '') && quoted?.kind === 'quotation';
  const before = units.slice(Math.max(0, cue.from - 3), cue.from);
  if (!introduced && before.some((unit) => modal.test(unit.lower)) && has(units[cue.from], is.bare))
    return { ...plain, stance: 'hypothetical' };
  if (cue.infinitive && wanting.test(units[verbBeforeTo(units, cue.from)]?.lower ?? ''))
    return { ...plain, stance: 'hypothetical' };
  return tellerOf(units, attributions, cue);
}

/** The attribution in front of the quotation that the finding rests on; what stands behind the words says that they were said. */
function cueBefore(attributions: Attribution[], at: number, finding: Finding | null): Attribution | null {
  if (finding === null || finding.source !== undefined || finding.cue === null || finding.cue.from > at) return null;
  const { from } = finding.cue;
  return attributions.find((a) => a.from === from) ?? null;
}

function verbBeforeTo(units: Unit[], verb: number): number {
  let at = verb - 1;
  while (at > verb - 4 && units[at]?.lower !== 'to') at--;
  if (units[at]?.lower !== 'to') return -1;
  for (let k = at - 1; k >= 0 && k > at - 5 && isWord(units[k]); k--)
    if (has(units[k], is.verb | is.speech | is.weakSpeech) || wanting.test(units[k]?.lower ?? '')) return k;
  return -1;
}

/** "refused to say “…”", "declined to call it “…”": who did not speak, or null. */
function refusalBefore(units: Unit[], at: number): Phrase | null {
  for (let k = at - 1; k > 1 && k > at - 9; k--) {
    const unit = units[k];
    if (!isWord(unit) && unit?.text !== ',') return null;
    if (!has(unit, is.speech) || !has(unit, is.bare)) continue;
    return units[k - 1]?.lower === 'to' && refusesToSpeak(units[k - 2]?.lower ?? '')
      ? subjectBefore(units, k - 2)
      : null;
  }
  return null;
}

function isNegated(units: Unit[], { from }: Attribution): boolean {
  for (let k = from - 1; k >= 0 && k > from - 6; k--) {
    const unit = units[k];
    if (!isWord(unit)) return false;
    if (negative.test(unit.lower))
      return !butSaid.test(units[k + 1]?.lower ?? '') && !butSaid.test(units[from - 1]?.lower ?? '');
    if (!has(unit, is.auxiliary | is.adverb) && unit.lower !== 'to' && unit.lower !== 'have') return false;
  }
  return false;
}

/** A verb of denial or accusation to the left that governs the cue: "rejected claims that he called", "was accused of saying". */
function outerVerb(units: Unit[], cue: number): Frame | null {
  for (let k = cue - 1; k >= 0 && k > cue - 14; k--) {
    const unit = units[k];
    if (!isWord(unit)) return null;
    if (has(unit, is.coordinator) && unit.lower !== 'or') return null;
    const stance = speechVerb(unit.lower)?.stance ?? null;
    if (stance === null || units[k - 1]?.lower === 'to') continue;
    const subject = subjectBefore(units, k);
    if (stance === 'denied') return { stance, subject, teller: null };
    // "accused of saying", "accused him of calling": without a verb of speech behind it, the accusation is the quotation itself.
    if (!speaking.test(units[cue]?.lower ?? '') && !units.slice(k, cue).some(({ lower }) => lower === 'that'))
      return null;
    const passive = has(units[k - 1], is.auxiliary | is.adverb);
    const accused = passive ? subject : phraseStartingAt(units, k + 1);
    return { stance, subject: accused, teller: passive ? null : subject };
  }
  return null;
}

/** "Brodie claimed that the mayor had said": the words are the mayor's by Brodie's account only. */
function tellerOf(units: Unit[], attributions: Attribution[], cue: Attribution): Frame {
  if (!cue.embedded || cue.subject === null) return plain;
  const outer = attributions.findLast((a) => a.strong && a.to <= (cue.subject?.from ?? 0) && a.subject !== null);
  if (outer?.subject == null || outer.form === 'according') return plain;
  const verb = units[outer.from]?.lower ?? '';
  const doubted = /^(?:claim|alleg)/u.test(verb);
  return { stance: doubted ? 'alleged' : 'reported', subject: null, teller: outer.subject };
}
