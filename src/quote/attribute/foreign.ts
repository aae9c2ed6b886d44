import { isGivenName } from '../../text/given-names.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import type { Finding } from './finding.ts';

// Words for who somebody is that German writes before a name, in one word or as the end of one.
const germanRole =
  /(?:chef|minister|präsident|sprecher|meister|kanzler|vorsitzende|direktor|leiter|sekretär|kommissar|richter|anwalt|anwält|trainer|expert|forscher|professor|politiker|vorstand|mitglied|gouverneur|botschafter|general|kardinal|bischof|könig|autor|abgeordnete|senator|wissenschaftler|experte|geschäftsführer|manager|kapitän|pilot|arzt|ärzt|lehrer|schüler|bürger|einwohner|demonstrant|vertreter|inhaber|besitzer|gründer|veranstalter|augenzeug|journalist|historiker|ökonom|analyst|regisseur|schauspieler|sänger|künstler|vater|mutter|bruder|schwester|sohn|tochter|frau|mann|papst|polizist|beamte|behörde|polizei|ministerium|regierung|gericht|institut|verband|gewerkschaft|partei|verein|unternehmen|firma|konzern|zeitung|agentur|kommission|staatsanwaltschaft|sender|magazin)(?:in|innen|en|er|n|s|e|r)?$/iu;
const germanTitle =
  /^(?:Prof|Dr|Herr|Frau|Doktor|Sir|Graf|Freiherr|General|Oberst|Kardinal|Papst|Pater|Rabbi|Imam|Scheich|Prinz|Prinzessin)\.?$/u;
const abstract = /(?:ung|heit|keit|schaft|tion|tät|nis|ismus|ment|liche|liches)$/u;
const nothing = /^(?:es|man|das|dies|was|qui|que|on|ce|cela|se|lo)$/iu;
const nominative = /^(?:der|die|das|ein|eine|dieser|diese|sein|seine|ihr|ihre|er|sie|mehrere|viele|einige)$/u;
const mostWords = 14;

type Choice = Pick<Finding, 'subject' | 'cue' | 'rule'>;

/**
 * Who says the quotation at a unit index of a German, French or Spanish sentence, by the constructions that tell it plainly: verb and
 * subject behind it ("…“, sagte X", "« … », a déclaré X"), a verb of speech before it, "laut X"; null for everything else.
 */
export function foreignFinding(sentence: Sentence, at: number): Finding | null {
  const { units } = sentence;
  const choice =
    cited(units, at, sentence) ??
    behind(units, at, sentence) ??
    named(units, at, sentence) ??
    before(units, at, sentence) ??
    accordingTo(units, at, sentence);
  return choice === null ? null : { sentence, ...choice };
}

const pause = /^[,;—–-]$/u;

/** "…“, wird Panetta zitiert". */
function cited(units: Unit[], at: number, { language }: Sentence): Choice | null {
  if (units[at - 1]?.text === ':' && units[at - 2]?.lower === 'zitiert') {
    const passive = units.findLastIndex(({ lower }, index) => index < at && /^(?:wird|wurde)$/u.test(lower));
    const after = passive < 0 ? null : phraseFrom(units, passive + 1, language);
    const subject = after ?? (passive > 0 ? subjectAt(units, clauseStart(units, passive), passive, language) : null);
    return subject === null ? null : { subject, cue: { from: passive, to: passive + 1 }, rule: 'before' };
  }
  const verb = pause.test(units[at + 1]?.text ?? '') ? at + 2 : at + 1;
  if (!/^(?:wird|wurde)$/u.test(units[verb]?.lower ?? '')) return null;
  const subject = phraseFrom(units, verb + 1, language);
  if (subject === null || !units.slice(subject.to, subject.to + 8).some(({ lower }) => lower === 'zitiert'))
    return null;
  return { subject, cue: { from: verb, to: verb + 1 }, rule: 'inverted' };
}

/** "BKA-Präsident Ziercke: „…“": a name and nothing else before the colon. */
function named(units: Unit[], at: number, { language }: Sentence): Choice | null {
  if (units[at - 1]?.text !== ':' || at > 8) return null;
  const subject = phraseFrom(units, 0, language);
  return subject?.kind === 'name' && subject.to === at - 1 && subject.nameFrom < subject.to
    ? { subject, cue: { from: at - 1, to: at }, rule: 'colon' }
    : null;
}

function behind(units: Unit[], at: number, { language }: Sentence): Choice | null {
  let next = at + 1;
  if (pause.test(units[next]?.text ?? '')) next++;
  const first = next;
  while (
    next < first + 3 &&
    (has(units[next], is.auxiliary) || has(units[next], is.adverb)) &&
    !has(units[next], is.speech)
  )
    next++;
  const verb = units[next];
  const so = language === 'de' && verb?.lower === 'so' && pause.test(units[at + 1]?.text ?? '');
  if (verb === undefined || !isWord(verb)) return null;
  const inverted = /^(?:dit|demande|explique|lance|répond|ajoute|précise|a)-(?:t-)?(?:il|elle)$/u.test(verb.lower);
  if (inverted) return null;
  if (!so && !(has(verb, is.speech) && !verb.capital)) return accordingAt(units, next, language);
  let from = next + 1;
  while (from < next + 3 && has(units[from], is.adverb)) from++;
  const subject = phraseFrom(units, from, language);
  return subject === null ? null : { subject, cue: { from: next, to: next + 1 }, rule: 'inverted' };
}

function before(units: Unit[], at: number, { language }: Sentence): Choice | null {
  const colon = units[at - 1]?.text === ':';
  for (let k = at - 1; k >= 0 && k > at - 30; k--) {
    const unit = units[k];
    if (unit === undefined || unit.kind === 'quotation' || unit.text === ';') return null;
    if (!isWord(unit) || !has(unit, is.speech) || unit.capital) continue;
    // Without a colon the words must follow the verb closely.
    if (!colon && at - k > 8) return null;
    const start = clauseStart(units, k);
    const subject = subjectAround(units, start, k, language);
    return subject === null ? null : { subject, cue: { from: k, to: k + 1 }, rule: 'before' };
  }
  return null;
}

function clauseStart(units: Unit[], verb: number): number {
  let at = verb;
  while (at > 0 && units[at - 1]?.kind !== 'quotation' && !/^[;:]$/u.test(units[at - 1]?.text ?? '')) at--;
  return at;
}

/** In German whatever comes first has the verb behind it, and the subject behind that: "Dazu erklärte X". */
function subjectAround(units: Unit[], start: number, verb: number, language: string): Phrase | null {
  const first = units[start];
  const led = has(first, is.preposition | is.adverb | is.subordinator | is.time);
  if (language === 'de') {
    const after = phraseFrom(units, verb + 1, language);
    const opener = units[verb + 1];
    const behind = after !== null && (nominative.test(opener?.lower ?? '') || opener?.capital === true) ? after : null;
    if (led) return behind;
    const subject = startsNominative(units, start) ? subjectAt(units, start, verb, language) : null;
    if (subject !== null) return subject;
    if (behind?.kind === 'name') return behind;
    // "Grupp sagte in einem Interview": a word alone before the verb.
    const alone =
      verb === start + 1 && first?.capital === true && !abstract.test(first.text) && !germanRole.test(first.text);
    return alone ? { from: start, to: verb, kind: 'name', nameFrom: start } : behind;
  }
  // "En un comunicado, la empresa dijo": the subject stands right before the verb.
  return led ? phraseEnding(units, verb, start, language) : subjectAt(units, start, verb, language);
}

/** The phrase at the start of a clause, if only what describes it stands between it and the verb. */
function subjectAt(units: Unit[], start: number, verb: number, language: string): Phrase | null {
  const subject = phraseFrom(units, start, language);
  if (subject === null || subject.to > verb) return null;
  const between = units.slice(subject.to, verb);
  const describes = between.every((unit) => unit.kind !== 'quotation' && !has(unit, is.speech | is.subordinator));
  return between.length < 14 && describes ? subject : null;
}

function startsNominative(units: Unit[], start: number): boolean {
  const unit = units[start];
  return nominative.test(unit?.lower ?? '') || (unit?.capital === true && isNamePossible(units, start));
}

/** A name, or a role before one: not any German noun, which has a capital too. */
function isNamePossible(units: Unit[], at: number): boolean {
  const text = units[at]?.text ?? '';
  return (
    isGivenName(text) ||
    germanRole.test(text) ||
    germanTitle.test(text) ||
    (units[at + 1]?.capital === true && isWord(units[at + 1]))
  );
}

function accordingTo(units: Unit[], at: number, { language }: Sentence): Choice | null {
  for (let k = at - 1; k >= 0 && k > at - 16; k--) {
    if (units[k]?.kind === 'quotation') return null;
    const found = accordingAt(units, k, language);
    if (found !== null) return found;
  }
  return null;
}

function accordingAt(units: Unit[], at: number, language: string): Choice | null {
  const from = accountFrom(units, at);
  if (from < 0) return null;
  const subject = phraseFrom(units, from, language);
  return subject === null ? null : { subject, cue: { from: at, to: at + 1 }, rule: 'according' };
}

/** The index behind "laut", "nach Angaben von", "selon"; -1 where there is none. */
function accountFrom(units: Unit[], at: number): number {
  const word = units[at]?.lower ?? '';
  if (/^(?:laut|selon|según)$/u.test(word)) return at + 1;
  if (
    word !== 'nach' ||
    !/^(?:angaben|worten|aussagen?|meinung|auffassung|ansicht|einschätzung|informationen)$/u.test(
      units[at + 1]?.lower ?? '',
    )
  )
    return -1;
  return units[at + 2]?.lower === 'von' ? at + 3 : at + 2;
}

function phraseEnding(units: Unit[], verb: number, low: number, language: string): Phrase | null {
  let from = verb;
  while (
    from > low &&
    verb - from < mostWords &&
    isWord(units[from - 1]) &&
    !has(units[from - 1], is.auxiliary | is.subordinator | is.speech)
  )
    from--;
  return phraseFrom(units, from, language);
}

/** The phrase that begins at a unit, with the name in it, or in commas behind it; a person or a body without one has a description. */
function phraseFrom(units: Unit[], from: number, language: string): Phrase | null {
  const first = units[from];
  if (!isWord(first) || nothing.test(first.lower)) return null;
  if (/^(?:er|sie|il|elle|él|ella)$/u.test(first.lower)) return { from, to: from + 1, kind: 'pronoun', nameFrom: from };
  let to = from;
  while (to < from + mostWords && isWord(units[to]) && !stops(units, to, from)) to++;
  if (to === from) return null;
  const own = nameIn(units, from, to, language);
  if (own !== null) return { from, ...own, kind: 'name' };
  // "der Chef der Bundesagentur, Frank-Jürgen Weise,"
  if (units[to]?.text === ',' && isWord(units[to + 1]) && units[to + 1]?.capital) {
    let end = to + 1;
    while (end < to + 7 && isWord(units[end]) && (units[end]?.capital || isParticleWord(units, end))) end++;
    const apposed = nameIn(units, to + 1, end, language);
    if (apposed !== null) return { from, ...apposed, kind: 'name' };
  }
  const head = language === 'de' ? lastCapital(units, from, to) : null;
  const described =
    language === 'de' ? head !== null && germanRole.test(units[head]?.text ?? '') : has(first, is.determiner);
  const end = head === null ? to : head + 1;
  return described ? { from, to: end, kind: 'nominal', nameFrom: end } : null;
}

function isParticleWord(units: Unit[], at: number): boolean {
  if (units[at + 1]?.capital !== true && !/^(?:der|den|la)$/u.test(units[at + 1]?.lower ?? '')) return false;
  if (/^(?:der|den)$/u.test(units[at]?.lower ?? '')) return /^(?:von|van)$/u.test(units[at - 1]?.lower ?? '');
  return /^(?:von|van|de|del|della|du|la|le|da|dos|di|zu|al|bin|d)$/u.test(units[at]?.lower ?? '');
}

function stops(units: Unit[], at: number, from: number): boolean {
  const unit = units[at];
  if (at === from) return false;
  if (isParticleWord(units, at) && units[at - 1]?.capital) return false;
  if (has(unit, is.speech | is.auxiliary | is.subordinator | is.coordinator | is.pronoun | is.time)) return true;
  return has(unit, is.adverb) && !unit?.capital;
}

function lastCapital(units: Unit[], from: number, to: number): number | null {
  let at = from;
  // The first noun is the head: "der Chef der Behörde".
  while (at < to && (!units[at]?.capital || has(units[at], is.determiner))) at++;
  return at < to ? at : null;
}

/** The words of a person's or body's name inside a phrase, or null. */
function nameIn(units: Unit[], from: number, to: number, language: string): { nameFrom: number; to: number } | null {
  let last = -1;
  let first = -1;
  for (let at = from; at < to; at++) {
    const unit = units[at];
    if (!unit?.capital || (at === from && has(unit, is.determiner))) continue;
    let end = at + 1;
    while (end < to && (units[end]?.capital || isParticleWord(units, end))) end++;
    [first, last] = [at, end];
    if (language !== 'de' || hasPerson(units, at, end, from)) break;
    at = end;
  }
  if (first < 0) return null;
  if (language !== 'de') return { nameFrom: first, to: last };
  if (!hasPerson(units, first, last, from)) return null;
  let nameFrom = first;
  for (let at = first; at < last - 1; at++) {
    if (isGivenName(units[at]?.text ?? '')) {
      nameFrom = at;
      break;
    }
    const text = units[at]?.text ?? '';
    if (germanRole.test(text) || germanTitle.test(text)) nameFrom = at + 1;
  }
  return germanRole.test(units[nameFrom]?.text ?? '') && last - nameFrom === 1 ? null : { nameFrom, to: last };
}

/** German nouns have capitals: a given name, a title, initials, or a single word without an article make a name. */
function hasPerson(units: Unit[], from: number, to: number, phrase: number): boolean {
  // "für Arbeit", "im Bundestag": what a preposition leads to describes somebody else.
  if (from > phrase && has(units[from - 1], is.preposition)) return false;
  const words = units.slice(from, to).map(({ text }) => text);
  if (words.some((word, index) => (index < words.length - 1 && isGivenName(word)) || germanTitle.test(word)))
    return true;
  const before = units[from - 1];
  const adjective =
    before?.capital === false &&
    !has(before, is.speech | is.auxiliary | is.adverb | is.preposition) &&
    /(?:e|en|er)$/u.test(before.lower);
  const article = has(before, is.determiner | is.possessive) || adjective;
  if (words.length > 1) return germanRole.test(words[0] ?? '') || !article;
  return !article && !germanRole.test(words[0] ?? '') && !abstract.test(words[0] ?? '');
}
