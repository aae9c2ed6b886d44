import type { Finding } from '../attribute/finding.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { isRomanceParticle, isVoiced, romancePhrase } from './romance-phrases.ts';

type Choice = Pick<Finding, 'subject' | 'cue' | 'rule'>;

const pause = /^[,;—–-]$/u;
const farthest = 40;

/**
 * Who says the quotation at a unit index of a French or Spanish sentence: verb and subject behind it ("« … », a déclaré X", "dijo X"),
 * a clause before it ("X a dit que « … »"), or a source ("selon X"); null where nothing tells it plainly.
 */
export function romanceFinding(sentence: Sentence, at: number): Finding | null {
  const { units } = sentence;
  const choice = behind(units, at) ?? named(units, at) ?? before(units, at) ?? accordingTo(units, at);
  return choice === null ? null : { sentence, ...choice };
}

/** Who makes a statement without quotation marks: "X a dit que …"; null without one. */
export function romanceStatement(sentence: Sentence): Finding | null {
  const { units } = sentence;
  for (let verb = 0; verb < units.length; verb++) {
    if (!isSpeech(units[verb])) continue;
    const subject = subjectOf(units, verb);
    if (subject !== null) return { sentence, subject, cue: { from: verb, to: verb + 1 }, rule: 'sentence-before' };
  }
  return null;
}

/** "“…”, añadió": Spanish leaves the subject out where it is who spoke before. */
export function leavesSubjectOut({ language, units }: Sentence, at: number): boolean {
  const words = units.filter(isWord);
  return (
    language === 'es' && at < 2 && isSpeech(words[0]) && words.slice(1).every((unit) => has(unit, is.adverb | is.time))
  );
}

function isSpeech(unit: Unit | undefined): boolean {
  return isWord(unit) && has(unit, is.speech) && !unit.capital;
}

/** "Ruiz: «…»": a name and nothing else before the colon. */
function named(units: Unit[], at: number): Choice | null {
  if (units[at - 1]?.text !== ':' || at > 8) return null;
  const subject = romancePhrase(units, 0);
  return subject?.kind === 'name' && subject.to === at - 1
    ? { subject, cue: { from: at - 1, to: at }, rule: 'colon' }
    : null;
}

function behind(units: Unit[], at: number): Choice | null {
  let verb = at + 1;
  if (pause.test(units[verb]?.text ?? '')) verb++;
  const first = verb;
  // "dit-elle", "a-t-il ajouté"
  if (isVoiced(units[verb])) {
    const subject = { from: verb, to: verb + 1, kind: 'pronoun', nameFrom: verb } as const;
    const participle =
      isSpeech(units[verb + 1]) || isSpeech(units[verb + 2]) || /^(?!a-|avait-)/u.test(units[verb]?.lower ?? '');
    return participle ? { subject, cue: { from: verb, to: verb + 1 }, rule: 'inverted' } : null;
  }
  // "comme l'a dit X", "como dijo X", "según dijo X"
  while (verb < first + 5 && isCircumstance(units[verb]) && !isSpeech(units[verb])) verb++;
  if (!isSpeech(units[verb])) return sourceAt(units, first) ?? anyVerb(units, at, first);
  const from = overCircumstances(units, verb + 1);
  const subject = from === null ? null : romancePhrase(units, from);
  // "…», dijo." with its subject in front of the verb: "« … », X a-t-il dit" is rare, "él dijo" is not.
  const own = subject ?? (verb > first ? romancePhrase(units, first) : null);
  return own === null ? null : { subject: own, cue: { from: verb, to: verb + 1 }, rule: 'inverted' };
}

/** "« … », souffle une habitante": any verb in this place, before somebody who can speak. */
function anyVerb(units: Unit[], at: number, verb: number): Choice | null {
  const unit = units[verb];
  const small =
    is.auxiliary |
    is.adverb |
    is.preposition |
    is.determiner |
    is.pronoun |
    is.coordinator |
    is.subordinator |
    is.possessive |
    is.time;
  if (verb !== at + 2 || !isWord(unit) || unit.capital || has(unit, small)) return null;
  const from = overCircumstances(units, verb + 1);
  const subject = from === null ? null : romancePhrase(units, from);
  return subject === null || subject.kind === 'pronoun'
    ? null
    : { subject, cue: { from: verb, to: verb + 1 }, rule: 'inverted' };
}

function isCircumstance(unit: Unit | undefined): boolean {
  return (
    has(unit, is.auxiliary | is.adverb) ||
    /^(?:comme|como|según|así|ainsi|l|le|lo|les|nous|nos|il|elle|él|ella|me)$/u.test(unit?.lower ?? '') ||
    /^(?:l|s|m|n)['’]/u.test(unit?.lower ?? '')
  );
}

/** Over "hier", "à l'AFP", "sur Twitter," to the subject behind a verb; null where nothing but the end follows. */
function overCircumstances(units: Unit[], from: number): number | null {
  let at = from;
  // "regrette pour sa part X", "por su parte"
  if (/^p(?:ou|o)r$/u.test(units[at]?.lower ?? '') && /^part(?:e)?$/u.test(units[at + 2]?.lower ?? '')) at += 3;
  while (
    has(units[at], is.adverb | is.time) ||
    (/^(?:aux?|le|el)$/u.test(units[at]?.lower ?? '') && has(units[at + 1], is.time))
  )
    at++;
  // ", amer, le patron"
  if (units[at]?.text === ',') {
    const close = units.findIndex(({ text }, index) => index > at && index < at + 7 && text === ',');
    return close > 0 && isWord(units[close + 1]) ? close + 1 : null;
  }
  if (!isWord(units[at]) || !has(units[at], is.preposition)) return isWord(units[at]) ? at : null;
  // "a déclaré sur Inter la députée": the next article that no preposition leads to.
  for (let k = at + 2; k < at + 9 && (isWord(units[k]) || units[k]?.text === ','); k++) {
    const led = has(units[k - 1], is.preposition);
    if (!led && (has(units[k], is.determiner) || /^l['’]/u.test(units[k]?.lower ?? ''))) return k;
    if (units[k - 1]?.text === ',' && units[k]?.capital) return k;
  }
  return null;
}

/** A verb of speech with its subject in front of the quotation. */
function before(units: Unit[], at: number): Choice | null {
  const introduced = /^[:,]$/u.test(units[at - 1]?.text ?? '');
  for (let verb = at - 1; verb >= 0 && verb > at - farthest; verb--) {
    const unit = units[verb];
    if (unit === undefined || unit.kind === 'quotation' || unit.text === ';') return null;
    if (!isSpeech(unit)) continue;
    const between = units.slice(verb + 1, at);
    // "a dit que le pont était « … »": what lies between is told.
    const isClause = between.some(({ lower }) => /^(?:que|qu['’]\p{L}+|si)$/u.test(lower));
    if (!introduced && !isClause && between.length > 7) return null;
    const subject = subjectOf(units, verb);
    if (subject !== null) return { subject, cue: { from: verb, to: verb + 1 }, rule: 'before' };
  }
  return null;
}

/** The subject right before a verb, over its auxiliaries and what stands in commas; or behind it after a lead-in. */
function subjectOf(units: Unit[], verb: number) {
  let end = verb;
  while (
    end > 0 &&
    (has(units[end - 1], is.auxiliary | is.adverb) ||
      /^(?:l|s|n|m|y|en|le|lo|les|nous|nos|me)$/u.test(units[end - 1]?.lower ?? '')) &&
    !units[end - 1]?.capital
  )
    end--;
  if (isVoiced(units[end]) || isVoiced(units[end - 1])) return null;
  // "Comme l'a rappelé X", "Como dijo X"
  if (/^(?:comme|como|así|ainsi)$/u.test(units[0]?.lower ?? '')) return romancePhrase(units, verb + 1);
  for (let from = 0; from < end; from++) {
    if (!beginsClause(units, from)) continue;
    const subject = romancePhrase(units, from);
    if (subject === null || subject.to > end) continue;
    const rest = units.slice(subject.to, end);
    if (
      rest.length > 18 ||
      rest.some((unit) => unit.kind === 'quotation' || isSpeech(unit) || unit.text === ';' || has(unit, is.auxiliary))
    )
      continue;
    // Between subject and verb only an apposition or a few words that describe it.
    const commas = rest.filter(({ text }) => text === ',').length;
    if (
      commas === 0
        ? rest.length <= 8 && describes(rest)
        : (commas === 2 || rest.length === 1) && rest.at(-1)?.text === ','
    )
      return subject;
  }
  return null;
}

function describes(rest: Unit[]): boolean {
  const first = rest[0];
  return (
    first === undefined ||
    has(first, is.preposition) ||
    /^(?:d|l)['’]/u.test(first.lower) ||
    first.text === '(' ||
    !first.capital
  );
}

function beginsClause(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  return (
    before === undefined ||
    before.kind === 'quotation' ||
    /^[,;:—–-]$/u.test(before.text) ||
    has(before, is.coordinator | is.subordinator)
  );
}

function accordingTo(units: Unit[], at: number): Choice | null {
  for (let k = at - 1; k >= 0 && k > at - 20; k--) {
    if (units[k]?.kind === 'quotation') return null;
    const found = sourceAt(units, k);
    if (found !== null) return found;
  }
  return null;
}

/** "selon X", "d'après X", "según X", "para X" and "pour X" before a comma. */
function sourceAt(units: Unit[], at: number): Choice | null {
  const word = units[at]?.lower.replace('’', "'") ?? '';
  if (!/^(?:selon|según|d'après)$/u.test(word)) {
    const opens = at === 0 && /^(?:pour|para)$/u.test(word);
    if (!opens) return null;
    const viewed = romancePhrase(units, at + 1);
    return viewed?.kind === 'name' && units[viewed.to]?.text === ',' && !isRomanceParticle(units, at + 1)
      ? { subject: viewed, cue: { from: at, to: at + 1 }, rule: 'according' }
      : null;
  }
  const subject = romancePhrase(units, at + 1);
  return subject === null ? null : { subject, cue: { from: at, to: at + 1 }, rule: 'according' };
}
