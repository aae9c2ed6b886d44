import type { Finding } from '../attribute/finding.ts';
import { documentEnding, reported, saying } from '../grammar/languages/german.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { type GermanPhrase, isNominative, phraseAt } from './german-phrases.ts';
import { accordingTo, sourceAt, statedBefore, statedIn } from './german-sources.ts';
import { isContent, isSpeech, isVerbal, overAdverbs, startOf, subjectBefore, subjectOf } from './german-subjects.ts';

type Choice = Pick<Finding, 'subject' | 'cue' | 'rule'>;

const pause = /^[,;—–.-]$/u;

const farthest = 45;

/**
 * Who says the quotation at a unit index of a German sentence: verb and subject behind it ("…“, sagte X", "…“, so X"), a clause before it
 * ("Dazu erklärte X: „…“", "X sagte, es sei „…“"), or a source ("laut X"); null where nothing tells it plainly.
 */
export function germanFinding(sentence: Sentence, at: number, whole: boolean): Finding | null {
  const { units } = sentence;
  const choice =
    cited(units, at) ??
    behind(units, at) ??
    labelled(units, at) ??
    statedBefore(units, at) ??
    before(units, at) ??
    closing(units, at) ??
    (whole ? announced(units, at) : null) ??
    accordingTo(units, at);
  return choice === null ? null : { sentence, ...choice };
}

/** Who makes a statement without quotation marks: "X sagte, …", "X forderte ein Verbot."; null without one. */
export function germanStatement(sentence: Sentence): Finding | null {
  const { units } = sentence;
  for (let verb = 0; verb < units.length; verb++) {
    if (!isSpeech(units[verb])) continue;
    const subject = subjectOf(units, verb, 0);
    if (subject !== null) return { sentence, subject, cue: { from: verb, to: verb + 1 }, rule: 'sentence-before' };
  }
  const source = accordingTo(units, units.length);
  return source === null ? null : { sentence, ...source };
}

/** "Es drohe ein Verbot": told in the words of whoever spoke before. */
export function isReportedOn({ units }: Sentence): boolean {
  return units.some((unit) => unit.kind === 'word' && !unit.capital && reported.test(unit.lower));
}

/** "Und: „…“", "Weiter hieß es: „…“", or nothing but the quotation: whoever spoke before goes on. */
export function goesOn({ units }: Sentence, at: number): boolean {
  const before = units.slice(0, at).filter(isWord);
  const after = units.slice(at + 1).filter(isWord);
  return (
    after.every((unit) => unit.kind !== 'word') &&
    before.length <= 4 &&
    before.every((unit) => has(unit, is.coordinator | is.adverb) || /^(?:hieß|heißt|es)$/u.test(unit.lower))
  );
}

function found(subject: GermanPhrase | null, verb: number, rule: Finding['rule']): Choice | null {
  return subject === null ? null : { subject, cue: { from: verb, to: verb + 1 }, rule };
}

/** "…“, wird Panetta zitiert", "wird er mit den Worten zitiert: „…“", "…“, zitiert die Zeitung John West". */
function cited(units: Unit[], at: number): Choice | null {
  const verb = pause.test(units[at + 1]?.text ?? '') ? at + 2 : at + 1;
  if (/^(?:wird|wurde)$/u.test(units[verb]?.lower ?? '')) {
    const subject = phraseAt(units, verb + 1);
    const passive =
      subject !== null && units.slice(subject.to, subject.to + 10).some(({ lower }) => lower === 'zitiert');
    return passive ? found(subject, verb, 'inverted') : null;
  }
  if (/^zitiert(?:e|en)?$/u.test(units[verb]?.lower ?? '')) return found(objectBehind(units, verb), verb, 'inverted');
  if (units[at - 1]?.text !== ':') return null;
  const quoting = units.findLastIndex(({ lower }, index) => index < at && /^zitiert(?:e|en)?$/u.test(lower));
  if (quoting < 0 || at - quoting > 8) return null;
  const passive = units.findLastIndex(({ lower }, index) => index < quoting && /^(?:wird|wurde)$/u.test(lower));
  if (passive >= 0) return found(phraseAt(units, passive + 1) ?? subjectOf(units, passive, 0), passive, 'before');
  return found(objectBehind(units, quoting), quoting, 'before');
}

/** "die Zeitung John West": whom the subject behind the verb, or before it, cites. */
function objectBehind(units: Unit[], verb: number): GermanPhrase | null {
  const first = phraseAt(units, verb + 1);
  if (first === null) {
    const object = /^(?:den|ihn)$/u.test(units[verb + 1]?.lower ?? '') ? phraseAt(units, verb + 2) : null;
    return object?.kind === 'name' ? object : null;
  }
  const second = phraseAt(units, first.to);
  if (second?.kind === 'name') return second;
  // Name after name without a break: "zitiert die Zeitung Focus John West".
  return isSubjectBefore(units, verb) ? first : null;
}

function isSubjectBefore(units: Unit[], verb: number): boolean {
  return subjectBefore(units, verb, 0) !== null;
}

function behind(units: Unit[], at: number): Choice | null {
  let verb = at + 1;
  const paused = pause.test(units[verb]?.text ?? '');
  if (paused) verb++;
  const opener = units[verb];
  if (!isWord(opener)) return null;
  if (opener.lower === 'so') return soSaid(units, verb);
  if (opener.lower === 'wie' && paused) return asSaid(units, verb);
  const source = sourceAt(units, verb);
  if (source !== null && paused) return source;
  if (!isSpeech(opener)) {
    // "…“, gab sich X sicher": any verb in this place, before somebody who can speak.
    const any =
      paused &&
      !opener.capital &&
      /(?:te|t|ten)$/u.test(opener.lower) &&
      !has(
        opener,
        is.auxiliary | is.adverb | is.coordinator | is.subordinator | is.preposition | is.determiner | is.pronoun,
      );
    const subject = any ? phraseAt(units, overAdverbs(units, verb + 1)) : null;
    return subject?.speaks && subject.kind !== 'nominal' ? found(subject, verb, 'inverted') : null;
  }
  if (/^(?:hieß|heißt)$/u.test(opener.lower)) return statedIn(units, verb);
  const from = overAdverbs(units, verb + 1);
  if (!isNominative(units[from])) return null;
  return found(phraseAt(units, from), verb, 'inverted');
}

/** "…“, so Lenz", "…“, so das Fazit der Betreiber", "…“, so heißt es in der Erklärung". */
function soSaid(units: Unit[], so: number): Choice | null {
  const next = units[so + 1];
  if (/^(?:heißt|hieß)$/u.test(next?.lower ?? '')) return statedIn(units, so + 1);
  if (isSpeech(next)) return found(phraseAt(units, overAdverbs(units, so + 2)), so + 1, 'inverted');
  const noun = ownedSaying(units, so + 1);
  if (noun >= 0) return found(phraseAt(units, noun), so, 'inverted');
  return found(phraseAt(units, so + 1), so, 'inverted');
}

/** Where the owner begins in "das Fazit der Betreiber" and "der Kommentar von Hale"; -1 for other words. */
function ownedSaying(units: Unit[], from: number): number {
  for (let at = from; at < from + 4 && isWord(units[at]); at++)
    if (units[at]?.capital && saying.test(units[at]?.lower ?? '')) {
      const next = units[at + 1]?.lower ?? '';
      return /^(?:der|des)$/u.test(next) ? at + 1 : /^(?:von|vom)$/u.test(next) ? at + 2 : -1;
    }
  return -1;
}

/** "…“, wie X sagte". */
function asSaid(units: Unit[], as: number): Choice | null {
  const subject = isSpeech(units[as + 1]) ? phraseAt(units, as + 2) : phraseAt(units, as + 1);
  const said = units.slice(as + 1, as + 20).some(isSpeech);
  return said ? found(subject, as, 'after') : null;
}

/** "BKA-Präsident Ziercke: „…“", "Nina Hagen zur neuen Heimat: „…“": a name, and no verb before the colon. */
function labelled(units: Unit[], at: number): Choice | null {
  if (units[at - 1]?.text !== ':' || at > 14) return null;
  const start = /^(?:so|dazu|darauf|hierzu)$/u.test(units[0]?.lower ?? '') ? 1 : 0;
  const subject = phraseAt(units, start);
  if (subject === null || (subject.kind !== 'name' && start === 0)) return null;
  const rest = units.slice(subject.end, at - 1);
  const verbless = rest.every(
    (unit) =>
      unit.kind === 'word' &&
      (unit.capital ||
        has(unit, is.preposition | is.adverb | is.determiner | is.possessive) ||
        /(?:e|en|er)$/u.test(unit.lower)) &&
      !has(unit, is.speech | is.auxiliary),
  );
  const plain = rest.length === 0 || (verbless && has(rest[0], is.preposition | is.adverb));
  return plain ? { subject, cue: { from: at - 1, to: at }, rule: 'colon' } : null;
}

/** A verb of speech with its subject in front of the quotation, however far where what lies between is told. */
function before(units: Unit[], at: number): Choice | null {
  const colon = units[at - 1]?.text === ':';
  const introduced = colon || units[at - 1]?.text === ',';
  for (let verb = at - 1; verb >= 0 && verb > at - farthest; verb--) {
    const unit = units[verb];
    if (unit === undefined || unit.text === ';') return null;
    if (unit.kind === 'quotation' && endsSpeech(units, verb)) return null;
    if (!isSpeech(unit)) continue;
    const between = units.slice(verb + 1, at);
    const isClause = between.some(({ text, lower }) => text === ',' || lower === 'dass' || lower === 'ob');
    if (!introduced && !isClause && at - verb > 9) return null;
    const subject = subjectOf(units, verb, 0);
    if (subject !== null) return found(subject, verb, 'before');
  }
  return null;
}

/** "“…”, sagte X, …": what introduced the words before says nothing of the next ones. */
function endsSpeech(units: Unit[], quotation: number): boolean {
  const next = units[quotation + 1]?.text === ',' ? quotation + 2 : quotation + 1;
  return isSpeech(units[next]) || units[next]?.lower === 'so';
}

/** "Von einem „…“ spricht der Entwurf", "Als „…“ bezeichnete X den Plan": the verb behind, inside the clause. */
function closing(units: Unit[], at: number): Choice | null {
  const opens = units.slice(0, at).every((unit) => unit.kind === 'word' && !isVerbal(unit));
  if (!opens || at === 0) return null;
  for (let verb = at + 1; verb < at + 7 && isWord(units[verb]); verb++)
    if (isSpeech(units[verb])) {
      const subject = phraseAt(units, overAdverbs(units, verb + 1));
      const document = subject?.kind === 'nominal' && documentEnding.test(units[subject.from + 1]?.text ?? '');
      return subject?.speaks || document ? found(subject, verb, 'before') : null;
    }
  return null;
}

/** "Dabei griff sie auch den Präsidenten an: „…“": whoever does what the words follow from. */
function announced(units: Unit[], at: number): Choice | null {
  if (units[at - 1]?.text !== ':') return null;
  const low =
    units.findLastIndex(({ kind, text }, index) => index < at - 1 && (kind === 'quotation' || /^[;:]$/u.test(text))) +
    1;
  const start = startOf(units, low);
  const first = isNominative(units[start]) ? phraseAt(units, start) : null;
  if (first?.speaks && isVerbal(units[first.end])) return announcing(units, first, at);
  for (let verb = start; verb < at - 1; verb++) {
    const from = overAdverbs(units, verb + 1);
    const opener = units[from];
    // Behind "griff die" and "griff sie" only a verb can stand, whatever its ending.
    const sure = opener !== undefined && !opener.capital && isNominative(opener);
    if (!isVerbal(units[verb]) && !(sure && isContent(units[verb]))) continue;
    if (!sure && !has(units[verb], is.speech)) continue;
    const subject = phraseAt(units, from);
    if (subject?.speaks) return announcing(units, subject, at);
  }
  return null;
}

function announcing(units: Unit[], subject: GermanPhrase, at: number): Choice | null {
  // Somebody in the sentence beside the subject may be the one who speaks.
  const others = units
    .slice(subject.end, at - 1)
    .some((unit, index) => unit.capital && isPersonBeside(units, subject.end + index));
  return others ? null : { subject, cue: null, rule: 'colon' };
}

function isPersonBeside(units: Unit[], at: number): boolean {
  return /^(?:er|sie)$/u.test(units[at]?.lower ?? '');
}
