import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import { type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import { subjectBefore } from '../grammar/subjects.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';
import { doubtBefore, doubtBeside, isNegated, isNobody, outerVerb, refusal } from './doubts.ts';
import type { Finding } from './finding.ts';

/** How the words stand to their speaker, and whose they are said to be where that is somebody else than the subject of the cue. */
export interface Frame {
  stance: Stance;
  subject: Phrase | null;
  /** Who tells it: "Hale" in "Hale said the minister had told her". */
  teller: Phrase | null;
  /** "Nobody said": there is no one to name. */
  nobodys?: true;
}

/** Words that somebody said, as far as the article shows. */
export const saidPlainly: Frame = { stance: 'said', subject: null, teller: null };
const modal = /^(?:would|could|should|may|might|must)$/u;
const supposing = /^(?:if|whether|unless|should|had|lest)$/u;
const asking = /^(?:did|does|do|has|have)$/u;
const wanting =
  /^(?:want|wanted|wants|ask|asked|asks|urge|urged|urges|need|needed|needs|expect|expected|expects|like|liked|force|forced|order|ordered|tempted|supposed|likely|afraid|unlikely|ought|told|beg|begged|encourage|encouraged|instructed|wish|wished)$/u;
const speaking =
  /^(?:saying|telling|calling|writing|describing|claiming|shouting|declaring|stating|tweeting|posting|using|uttering|dubbing)$/u;

/**
 * The frame of the verb of speech decides whether what stands in marks was said: "denied that she had said", "is alleged to have said",
 * "if he says", in front of the words or behind them. `at` is the unit index of the quotation. Words that stand on their own, or that a plain
 * verb introduces, are said.
 */
export function frameOf(units: Unit[], attributions: Attribution[], at: number, finding: Finding | null): Frame {
  const refused = refusalBefore(units, at);
  if (refused !== null) return { stance: 'denied', subject: refused, teller: null };
  const cue = cueOf(attributions, finding);
  if (cue === null) return saidPlainly;
  return cue.from > at ? frameBehind(units, attributions, at, cue) : frameBefore(units, attributions, at, cue);
}

/**
 * The frame of words that carry on what was said in an earlier sentence: what somebody allegedly went on to say is alleged as well. `units`
 * and `attributions` are those of the sentence that names the speaker.
 */
export function carriedFrame(units: Unit[], attributions: Attribution[], source: Finding): Frame {
  const quoted = units.findLastIndex(({ kind }) => kind === 'quotation');
  const frame = frameOf(units, attributions, quoted < 0 ? units.length : quoted, source);
  return frame.stance === 'alleged' || frame.stance === 'reported' ? frame : saidPlainly;
}

/** The attribution that the finding rests on. */
function cueOf(attributions: Attribution[], finding: Finding | null): Attribution | null {
  if (finding === null || finding.source !== undefined || finding.cue === null) return null;
  const { from } = finding.cue;
  return attributions.find((a) => a.from === from) ?? null;
}

/** `“…,” she allegedly told the crew`, `“…,” he never said`. What somebody "would say" is a habit there. */
function frameBehind(units: Unit[], attributions: Attribution[], at: number, cue: Attribution): Frame {
  const low = at + 1;
  if (!cue.strong) return saidPlainly;
  if (isNegated(units, cue.from, low)) return { ...saidPlainly, stance: 'denied' };
  const refused = refusal(units, cue.from);
  if (refused !== null) return { stance: 'denied', subject: refused, teller: null };
  const doubt = doubtBeside(units, cue.from, low);
  if (doubt !== null) return { ...saidPlainly, ...doubt };
  const outer = outerVerb(units, cue.from, low);
  if (outer?.stance === 'alleged') return { ...saidPlainly, stance: 'alleged' };
  const supposed = units
    .slice(Math.max(low, cue.from - 3), cue.from)
    .some(({ lower }) => /^(?:might|may)$/u.test(lower));
  if (supposed && has(units[cue.from], is.bare)) return { ...saidPlainly, stance: 'hypothetical' };
  return tellerOf(units, attributions, cue, low);
}

function frameBefore(units: Unit[], attributions: Attribution[], at: number, cue: Attribution): Frame {
  const own = cue.subject;
  if (own !== null && isNobody(units, own)) return { ...saidPlainly, stance: 'denied', nobodys: true };
  if (isNegated(units, cue.from)) return { ...saidPlainly, stance: 'denied' };
  const outer = outerFrame(units, cue.from);
  if (outer !== null) return outer;
  const doubt = doubtBeside(units, cue.from);
  if (doubt !== null) return { ...saidPlainly, ...doubt };
  const about = own === null ? null : doubtBefore(units, own.from);
  if (about !== null) return { ...saidPlainly, stance: about };
  if ((own !== null && isSupposed(units, own)) || isAskedAbout(units, cue.from))
    return { ...saidPlainly, stance: 'hypothetical' };
  const introduced = /^[,:]$/u.test(units[at - 1]?.text ?? '') && units[at]?.kind === 'quotation';
  const before = units.slice(Math.max(0, cue.from - 3), cue.from);
  const modals = before.findIndex((unit) => modal.test(unit.lower));
  const perfect = before.slice(modals + 1).some(({ lower }) => lower === 'have');
  if (modals >= 0 && (perfect || (!introduced && has(units[cue.from], is.bare))))
    return { ...saidPlainly, stance: 'hypothetical' };
  const wished = cue.infinitive ? verbBeforeTo(units, cue.from) : -1;
  if (wished >= 0 && wanting.test(units[wished]?.lower ?? '')) {
    const asked = phraseStartingAt(units, wished + 1);
    return { ...saidPlainly, stance: 'hypothetical', subject: units[asked?.to ?? -1]?.lower === 'to' ? asked : null };
  }
  return tellerOf(units, attributions, cue, 0);
}

/** "was asked whether it had left her feeling": the words of the question. */
function isAskedAbout(units: Unit[], verb: number): boolean {
  const whether = units.findLastIndex(({ lower }, k) => k < verb && /^(?:whether|if)$/u.test(lower));
  if (whether < 0) return false;
  return units.some(({ lower }, k) => k < whether && lower === 'asked' && has(units[k - 1], is.auxiliary));
}

/** "if she says", "had she said", "did she say": nothing that was said. */
function isSupposed(units: Unit[], { from }: Phrase): boolean {
  const opener = units[from - 1]?.lower ?? '';
  if (asking.test(opener)) return from === 1;
  return supposing.test(opener) && (opener !== 'had' || from === 1 || units[from - 2]?.text === ',');
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
    if (has(unit, is.speech) && has(unit, is.bare | is.ing)) return refusal(units, k);
  }
  return null;
}

/** "rejected claims that he called", "was accused of saying": whose the words are said to be. */
function outerFrame(units: Unit[], cue: number): Frame | null {
  const outer = outerVerb(units, cue);
  if (outer === null) return null;
  const { at, stance } = outer;
  const subject = subjectBefore(units, at);
  if (stance === 'denied') return { stance, subject, teller: null };
  // "accused of saying", "accused him of calling": without a verb of speech behind it, the accusation is the quotation itself.
  if (!speaking.test(units[cue]?.lower ?? '') && !units.slice(at, cue).some(({ lower }) => lower === 'that'))
    return null;
  const passive = has(units[at - 1], is.auxiliary | is.adverb);
  const accused = passive ? subject : phraseStartingAt(units, at + 1);
  return { stance, subject: accused, teller: passive ? null : subject };
}

/** "Brodie claimed that the mayor had said": the words are the mayor's by Brodie's account only. */
function tellerOf(units: Unit[], attributions: Attribution[], cue: Attribution, low: number): Frame {
  if (!cue.embedded || cue.subject === null) return saidPlainly;
  const { from } = cue.subject;
  const outer = attributions.findLast((a) => a.strong && a.from >= low && a.to <= from && a.subject !== null);
  if (outer?.subject == null || outer.form === 'according') return saidPlainly;
  const verb = units[outer.from]?.lower ?? '';
  const doubted = /^(?:claim|alleg)/u.test(verb);
  return { stance: doubted ? 'alleged' : 'reported', subject: null, teller: outer.subject };
}
