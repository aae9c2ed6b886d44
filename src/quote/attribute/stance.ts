import { speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { mainSubject } from '../grammar/main-subject.ts';
import { has, isWord } from '../grammar/name-words.ts';
import { type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import { subjectBefore } from '../grammar/subjects.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';
import { doubtBefore, doubtBeside, isNegated, isNobody, isUnwilling, outerVerb, refusal } from './doubts.ts';
import type { Finding } from './finding.ts';
import { isAdjacent } from './governing.ts';
import { innerClause, isLeftOut } from './inner-clause.ts';
import { isCalledFake, isFeigned, isFiction } from './made-up.ts';

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
const modal = /^(?:would|could|should|may|might|must|can|cannot)$/u;
const supposing = /^(?:if|whether|unless|should|had|lest|imagine|imagining|supposing)$/u;
const openQuestion = /^(?:which|what|who|whom|whose|where|when|why|how)$/u;
const asking = /^(?:did|does|do|has|have)$/u;
const wanting =
  /^(?:want|wanted|wants|ask|asked|asks|urge|urged|urges|need|needed|needs|expect|expected|expects|like|force|forced|order|ordered|tempted|supposed|likely|afraid|unlikely|ought|told|beg|begged|encourage|encouraged|instructed|wish|wished)$/u;
const planning =
  /^(?:plan|intend|hop|pretend|prepar|forbid|forbad)(?:e|s|es|ed|ned|ing|ning|den|ding)?$|^(?:due|about|going|allowed|permitted|trained|taught|coached|paid)$/u;
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
  if (isCalledFake(units, at)) return { ...saidPlainly, stance: 'denied', nobodys: true };
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
  // "Hale could request “more time”. “It will be too late.”": nobody has spoken yet.
  if (frame.stance === 'hypothetical') return { ...saidPlainly, nobodys: true };
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
  const front = frontFrame(units, attributions, at, cue);
  if (front !== null) return front;
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

const telling =
  /^(?:says?|said|told|tells|wrote|writes|tweeted|texted|emailed|messaged|posted|shouted|yelled|screamed|replied|replies|responded|answered|asked|added|adds|warned)$/u;

/** A name or the noun of a person: "the research suggests “…,” Hale said" has none in front. */
function isSomebody(units: Unit[], { kind, to }: Phrase): boolean {
  return kind === 'name' || (kind === 'nominal' && has(units[to - 1], is.role));
}

/** `It is not true that Hale said “…,” her office said`: the frame in front of the words; who tells it stands behind them. */
function frontFrame(units: Unit[], attributions: Attribution[], at: number, cue: Attribution): Frame | null {
  const front = attributions.findLast(
    ({ to, strong, form, subject }) =>
      to <= at && strong && form === 'before' && subject !== null && isAdjacent(units, to, at),
  );
  if (front?.subject == null || cue.subject === null || !isSomebody(units, front.subject)) return null;
  const frame = frameBefore(units, attributions, at, front);
  if (frame.stance !== 'said') return { ...frame, subject: frame.subject ?? front.subject };
  const plainly = telling.test(units[front.from]?.lower ?? '') && !front.minor && !front.infinitive && !front.relative;
  return plainly ? { stance: 'reported', subject: front.subject, teller: cue.subject } : null;
}

function frameBefore(units: Unit[], attributions: Attribution[], at: number, cue: Attribution): Frame {
  const own = cue.subject;
  if (own !== null && isNobody(units, own)) return { ...saidPlainly, stance: 'denied', nobodys: true };
  if (own !== null && isFeigned(units, own)) return { ...saidPlainly, stance: 'denied' };
  if (isFiction(units, cue.from)) return { ...saidPlainly, stance: 'hypothetical', nobodys: true };
  // "isn't saying which “outside party” is helping": words inside a question that is left open.
  if (isNegated(units, cue.from) && openQuestion.test(units[cue.to]?.lower ?? ''))
    return { ...saidPlainly, nobodys: true };
  if (isNegated(units, cue.from) || (cue.strong && (isUnwilling(units, cue.from) || isLeftOut(units, cue.from))))
    return { ...saidPlainly, stance: 'denied' };
  const inner = innerClause(units, cue, at);
  if (inner !== null) {
    const { stance, subject } = inner;
    return subject === null && !inner.own
      ? { ...saidPlainly, stance, nobodys: true }
      : { ...saidPlainly, stance, subject };
  }
  const heard = own === null ? null : unheard(units, own);
  if (heard !== null) return { ...saidPlainly, stance: heard };
  const outer = outerFrame(units, cue.from);
  if (outer !== null) return outer;
  const doubt = doubtBeside(units, cue.from);
  if (doubt !== null) return { ...saidPlainly, ...doubt };
  const about = own === null ? null : doubtBefore(units, own.from);
  if (about !== null) return { ...saidPlainly, stance: about };
  if ((own !== null && isSupposed(units, own)) || isAskedAbout(units, cue.from))
    return { ...saidPlainly, stance: 'hypothetical' };
  const introduced = /^[,:]$/u.test(units[at - 1]?.text ?? '') && units[at]?.kind === 'quotation';
  const before = wordsBefore(units, cue);
  const modals = before.findIndex((unit) => modal.test(unit.lower));
  const perfect = before.slice(modals + 1).some(({ lower }) => lower === 'have');
  const going = before.at(-1)?.lower === 'be' && has(units[cue.from], is.ing);
  if (modals >= 0 && (perfect || (!introduced && (going || has(units[cue.from], is.bare)))))
    return { ...saidPlainly, stance: 'hypothetical' };
  const wished = cue.infinitive ? verbBeforeTo(units, cue.from) : -1;
  const wish = units[wished]?.lower ?? '';
  if (wanting.test(wish) || (cue.strong && planning.test(wish))) {
    const asked = phraseStartingAt(units, wished + 1);
    return { ...saidPlainly, stance: 'hypothetical', subject: units[asked?.to ?? -1]?.lower === 'to' ? asked : null };
  }
  const charged = deedOf(units, attributions, cue);
  if (charged !== null) return { ...saidPlainly, stance: 'alleged', subject: charged };
  const source = attributions.find(({ form, from, subject }) => form === 'according' && from < at && subject !== null);
  if (source?.subject != null && source !== cue && accuses(units, source.subject))
    return { ...saidPlainly, stance: 'alleged' };
  return tellerOf(units, attributions, cue, 0);
}

/** The words of the clause right before a verb. */
function wordsBefore(units: Unit[], { from: verb, strong }: Attribution): Unit[] {
  const most = strong ? 5 : 3;
  let from = verb;
  while (from > 0 && from > verb - most && isWord(units[from - 1])) from--;
  return units.slice(from, verb);
}

const perceiving = /^(?:hear|heard|hears|recall(?:s|ed)?|remember(?:s|ed)?|saw|told)$/u;
const trying = /^(?:courts?|jury|jurors|tribunal|inquest|inquiry|hearing|judges?)$/u;

/** "nobody heard her say", "the court heard he told": what comes of whoever heard it; null where nobody is said to have. */
function unheard(units: Unit[], { from, kind, nameFrom }: Phrase): Stance | null {
  const start = kind === 'name' ? nameFrom : from;
  const verb = /^(?:that|how)$/u.test(units[start - 1]?.lower ?? '') ? start - 2 : start - 1;
  if (!perceiving.test(units[verb]?.lower ?? '')) return null;
  const hearer = subjectBefore(units, verb);
  if (hearer === null) return null;
  if (isNobody(units, hearer) || isNegated(units, verb)) return 'denied';
  const passive = units[verb]?.lower !== 'told' || has(units[verb - 1], is.auxiliary);
  return passive && trying.test(units[hearer.to - 1]?.lower ?? '') ? 'alleged' : null;
}

/** "was asked whether it had left her feeling": the words of the question. */
function isAskedAbout(units: Unit[], verb: number): boolean {
  const whether = units.findLastIndex(({ lower }, k) => k < verb && /^(?:whether|if)$/u.test(lower));
  if (whether < 0) return false;
  return units.some(({ lower }, k) => k < whether && lower === 'asked' && has(units[k - 1], is.auxiliary));
}

/** "if she says", "had she said", "did she say": nothing that was said. */
function isSupposed(units: Unit[], { from }: Phrase): boolean {
  if (/^(?:imagine|suppose|picture)$/u.test(units[from]?.lower ?? '') && from === 0) return true;
  const opener = units[from - 1]?.lower ?? '';
  if (asking.test(opener)) return from === 1;
  return supposing.test(opener) && (opener !== 'had' || from === 1 || units[from - 2]?.text === ',');
}

function verbBeforeTo(units: Unit[], verb: number): number {
  let at = verb - 1;
  while (at > verb - 4 && units[at]?.lower !== 'to') at--;
  if (units[at]?.lower !== 'to') return -1;
  for (let k = at - 1; k >= 0 && k > at - 5 && isWord(units[k]); k--)
    if (
      has(units[k], is.verb | is.speech | is.weakSpeech) ||
      planning.test(units[k]?.lower ?? '') ||
      wanting.test(units[k]?.lower ?? '')
    )
      return k;
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

const doing = /^(?:writing|texting|messaging|shouting|yelling|screaming|telling|tweeting|posting|threatening)$/u;

/** "The prosecution alleges that Reed texted the boy, writing": who is said to have done the one is said to have done the other. */
function deedOf(units: Unit[], attributions: Attribution[], cue: Attribution): Phrase | null {
  if (cue.form !== 'participle' || !doing.test(units[cue.from]?.lower ?? '')) return null;
  const outer = attributions.findLast((a) => a.strong && a.to < cue.from && units[a.to]?.lower === 'that');
  if (outer?.subject == null) return null;
  const alleges = speechVerb(units[outer.from]?.lower ?? '')?.stance === 'alleged';
  return alleges || accuses(units, outer.subject) ? mainSubject(units, outer.to + 1, cue.from) : null;
}

const accusing =
  /^(?:prosecut(?:ors?|ion)|plaintiffs?|accusers?|indictments?|charge|charges|complaint|lawsuit|lawsuits|suit|affidavit)$/u;

/** What a prosecutor, a plaintiff or a charge sheet says that somebody said is alleged. */
function accuses(units: Unit[], { from, to }: Phrase): boolean {
  return units.slice(from, to).some(({ lower }) => accusing.test(lower));
}

/** "Brodie claimed that the mayor had said": the words are the mayor's by Brodie's account only. */
function tellerOf(units: Unit[], attributions: Attribution[], cue: Attribution, low: number): Frame {
  if (!cue.embedded || cue.subject === null) return saidPlainly;
  const { from } = cue.subject;
  const outer = attributions.findLast((a) => a.strong && a.from >= low && a.to <= from && a.subject !== null);
  if (outer?.subject == null || outer.form === 'according') return saidPlainly;
  const verb = units[outer.from]?.lower ?? '';
  const doubted = /^(?:claim|alleg)/u.test(verb) || accuses(units, outer.subject);
  return { stance: doubted ? 'alleged' : 'reported', subject: null, teller: outer.subject };
}
