import { isGivenName } from '../../text/given-names.ts';
import { is } from './lexicon.ts';
import { mainSubject } from './main-subject.ts';
import { has, isNameWord, isPlaceName, isWord, personBehind } from './name-words.ts';
import { type Phrase, phraseEndingAt, phraseStartingAt } from './phrases.ts';
import type { Unit } from './units.ts';

const anyVerb = is.verb | is.speech | is.weakSpeech | is.auxiliary;
const noun = is.role | is.organisation | is.document;

/** The subject of the verb at `verb`, looked for to its left and not below `low`; null when it is not there. */
export function subjectBefore(units: Unit[], verb: number, low = 0): Phrase | null {
  let at = verb - 1;
  if (units[at]?.text === ',' && units[at - 1]?.text === ')') at--;
  while (at >= low && isSkipped(units, at)) at--;
  // "she herself said"
  if (/^(?:him|her|it|them)sel(?:f|ves)$/u.test(units[at]?.lower ?? '') && isWord(units[at - 1])) at--;
  const unit = units[at];
  if (unit === undefined || at < low) return null;
  if (isWord(unit)) {
    if (unit.lower === 'to') return infinitiveSubject(units, at, low);
    if (has(unit, is.relative) && unit.lower !== 'what') return antecedent(units, at, low);
    if (has(unit, is.coordinator)) return sharedSubject(units, at, low);
    if (
      has(unit, anyVerb) &&
      !has(unit, noun) &&
      !isNameWord(units, at) &&
      !has(units[at - 1], is.determiner | is.possessive)
    ) {
      return contactHead(units, at, low) ?? sharedSubject(units, at, low);
    }
    const phrase = beforeState(units, phraseEndingAt(units, at, low), low);
    return phrase === null ? sharedSubject(units, at, low) : leftOpen(units, headOf(units, phrase, low), low);
  }
  if (unit.text === ')') {
    let open = at;
    while (open > low && units[open]?.text !== '(') open--;
    return subjectBefore(units, open, low);
  }
  if (unit.kind === 'quotation' || /[,—–―-]/u.test(unit.text)) return interruptedSubject(units, at, low);
  return null;
}

/** "Jane Doe, chief engineer at the port said": the second comma was forgotten. */
function leftOpen(units: Unit[], head: Phrase, low: number): Phrase {
  const bare = head.kind === 'nominal' && !has(units[head.from], is.determiner | is.possessive);
  const named = bare ? beforeComma(units, head, low) : null;
  return named !== null && named.from === low && named.to - named.nameFrom > 1 ? named : head;
}

/** "the 34-year-old from Duluth, Minnesota said": the state after a town's comma does not speak. */
function beforeState(units: Unit[], phrase: Phrase | null, low: number): Phrase | null {
  if (phrase?.kind !== 'name' || phrase.to !== phrase.from + 1 || !isPlaceName(units[phrase.from])) return phrase;
  const town = units[phrase.from - 1]?.text === ',' && isNameWord(units, phrase.from - 2);
  return town ? (phraseEndingAt(units, phrase.from - 2, low) ?? phrase) : phrase;
}

/** Auxiliaries, adverbs and times between a subject and its verb. */
function isSkipped(units: Unit[], at: number): boolean {
  const unit = units[at];
  if (!isWord(unit) || isNameWord(units, at)) return false;
  if (has(unit, is.pronoun)) return false;
  if (has(unit, is.time) || (has(unit, is.preposition) && has(units[at + 1], is.time))) return true;
  return has(unit, is.auxiliary | is.adverb) && !has(unit, is.relative | noun);
}

/** "went on to say", "declined to say": the subject is that of the verb before. */
function infinitiveSubject(units: Unit[], to: number, low: number): Phrase | null {
  for (let at = to - 1; at >= low && at > to - 8; at--) {
    const unit = units[at];
    if (unit?.kind === 'point' && unit.text === ';') return null;
    if (has(unit, anyVerb) && !isNameWord(units, at)) return subjectBefore(units, at, low);
  }
  return mainSubject(units, low, to);
}

/** What "who", "which" or "that" stands for. */
function antecedent(units: Unit[], relative: number, low: number): Phrase | null {
  let at = relative - 1;
  const apart = /^[,—–―]$/u.test(units[at]?.text ?? '');
  if (apart) at--;
  const phrase = phraseEndingAt(units, at, low);
  if (phrase === null) return mainSubject(units, low, relative);
  if (apart && phrase.kind === 'name' && units[relative]?.lower === 'who') {
    // "Jan Berg, the head of the exchange Coinly, who told": a firm behind "of" isn't who is meant where its head has a name.
    const led = /^(?:of|at|for)$/u.test(units[phrase.from - 1]?.lower ?? '') ? headOf(units, phrase, low) : phrase;
    const owner = led.kind === 'nominal' ? beforeComma(units, led, low) : null;
    return { ...(owner ?? phrase), relative };
  }
  // "examined by doctors, who said": those before the comma, where no noun of theirs ("the head of the doctors") comes first.
  const people = apart && units[relative]?.lower === 'who' && has(units[phrase.to - 1], is.role);
  const link = units[phrase.from - 1];
  if (people && has(link, is.preposition) && !/^(?:of|at|for|in)$/u.test(link?.lower ?? ''))
    return { ...phrase, relative };
  // "sued the paper over a story that said": the story says it.
  const over = /^(?:over|about|after|following)$/u.test(units[phrase.from - 1]?.lower ?? '');
  const head = over && has(units[phrase.to - 1], is.document) ? phrase : headOf(units, phrase, low);
  const named = beforeComma(units, head, low) ?? head;
  // The relative word is part of the proof: "the minister, who".
  return { ...named, relative };
}

/** A verb after "and" or after another verb's object shares that verb's subject. */
function sharedSubject(units: Unit[], at: number, low: number): Phrase | null {
  const apart = has(units[at], is.coordinator) && units[at - 1]?.text === ',';
  for (let k = at - 1; k >= low; k--) {
    const unit = units[k];
    if (unit?.text === ';') break;
    if (!isWord(unit) || isNameWord(units, k) || has(unit, is.ing) || !has(unit, anyVerb)) continue;
    if (has(unit, noun) && !has(unit, is.auxiliary)) continue;
    if (has(units[k - 1], is.determiner | is.possessive | is.preposition) || units[k - 1]?.text === ',') continue;
    const subject = subjectBefore(units, k, low);
    // "Hale declined to say whether Solberg would raise it, but added": what "whether" opens is over at the comma.
    if (apart && subject !== null && opensClause(units[subject.from - 1])) {
      k = subject.from;
      continue;
    }
    return subject;
  }
  return mainSubject(units, low, at);
}

/** "The bill Hale signed says": what was signed, where a clause without "that" stands between. */
function contactHead(units: Unit[], verb: number, low: number): Phrase | null {
  const inner = phraseEndingAt(units, verb - 1, low);
  if (inner === null || inner.kind === 'nominal') return null;
  const thing = has(units[inner.nameFrom - 1], is.document | is.organisation) && has(units[inner.from], is.determiner);
  if (inner.kind === 'name' && inner.nameFrom > inner.from + 1 && thing && inner.from === low)
    return { ...inner, to: inner.nameFrom, kind: 'nominal' };
  const head = phraseEndingAt(units, inner.from - 1, low);
  return head?.kind === 'nominal' && head.from === low && has(units[head.from], is.determiner) ? head : null;
}

function opensClause(unit: Unit | undefined): boolean {
  return /^(?:whether|if|because|although|though|unless|until|after|before|when|while)$/u.test(unit?.lower ?? '');
}

/** The index before "(R-Ohio)" where a bracket ends at `at`, else `at`. */
function beforeBrackets(units: Unit[], at: number, low: number): number {
  if (units[at]?.text !== ')') return at;
  for (let open = at - 1; open >= low && open > at - 12; open--) if (units[open]?.text === '(') return open - 1;
  return at;
}

/** The subject before something set off by commas or dashes: "Jane Doe, the chief engineer, said". */
function interruptedSubject(units: Unit[], comma: number, low: number): Phrase | null {
  const dashed = beforeDashes(units, comma, low);
  if (dashed !== null) return dashed;
  const named = namedWithApposition(units, comma, low);
  if (named !== null) return named;
  for (let at = comma - 1; at >= low; at--) {
    const unit = units[at];
    if (unit?.text === ';') return null;
    const pause = unit?.text === ',' || /^[—–―]$/u.test(unit?.text ?? '');
    if (!pause) continue;
    const phrase = phraseEndingAt(units, beforeBrackets(units, at - 1, low), low);
    if (phrase === null || isCompany(units, phrase.from) || isConstituency(units, phrase.from)) continue;
    if (phrase.kind === 'pronoun' && has(units[at - 1], is.relative)) return antecedent(units, at - 1, low);
    const head = headOf(units, phrase, low);
    const named = beforeComma(units, head, low) ?? afterComma(units, head, at, comma);
    return named ?? head;
  }
  return mainSubject(units, low, comma);
}

/** "Olsen, accompanied by Jan Berg, the mayor, said": who is only along. */
function isCompany(units: Unit[], from: number): boolean {
  const link = units[from - 1]?.lower;
  return (
    (link === 'by' || link === 'with' || link === 'alongside') &&
    (units[from - 2]?.text === ',' || (units[from - 3]?.text === ',' && has(units[from - 2], is.verb | is.adverb)))
  );
}

/** "Sen. Jan Berg, R-Council Bluffs, who leads it, said": a party and a place. */
function isConstituency(units: Unit[], from: number): boolean {
  return units[from - 1]?.text === ',' && /^[DRI]-\p{Lu}/u.test(units[from]?.text ?? '');
}

const longestApposition = 40;

/** "The group — a teacher, a writer and two parents — said": what stands before the first dash. */
function beforeDashes(units: Unit[], dash: number, low: number): Phrase | null {
  if (!/^[—–―]$/u.test(units[dash]?.text ?? '')) return null;
  for (let at = dash - 1; at > low && at > dash - longestApposition; at--) {
    if (units[at]?.kind === 'quotation' || /^[;:]$/u.test(units[at]?.text ?? '')) return null;
    if (/^[—–―]$/u.test(units[at]?.text ?? '')) return subjectBefore(units, at, low);
  }
  return null;
}

/** "Will Young, a mechanic based in Kansas City, Mo., and an organizer, said": a name that opens the clause, and all that describes it. */
function namedWithApposition(units: Unit[], comma: number, low: number): Phrase | null {
  for (let at = comma - 1; at >= low && at > comma - longestApposition; at--) {
    const unit = units[at];
    // "Jane Doe, author of “The Tide” and a former pilot, said"
    if (unit?.kind === 'quotation' && units[at - 1]?.lower === 'of') continue;
    if (unit === undefined || unit.kind === 'quotation' || /^[;:]$/u.test(unit.text)) return null;
    if (has(unit, is.speech) && !has(unit, noun | is.ing) && !isNameWord(units, at)) return null;
    const next = units[at + 1];
    const office = isWord(next) && !next.capital && has(next, is.role) && units[at + 2]?.lower === 'of';
    if (unit.text !== ',' || !(office || /^(?:an?|the|who)$/u.test(next?.lower ?? ''))) continue;
    const phrase = phraseEndingAt(units, beforeBrackets(units, at - 1, low), low);
    const before = units[(phrase?.from ?? 0) - 1];
    const opens = before === undefined || before.kind === 'quotation' || /^[,—–]$/u.test(before.text);
    // One of a list has a comma before it as well: only the first of the sentence, or after what leads in, opens the clause.
    const leads = before?.text !== ',' || isLeadIn(units, (phrase?.from ?? 0) - 1, low);
    if (phrase?.kind === 'name' && phrase.to - phrase.nameFrom > 1 && opens && leads) return phrase;
  }
  return null;
}

function isLeadIn(units: Unit[], comma: number, low: number): boolean {
  const first = units[low];
  return (
    has(first, is.preposition | is.time | is.adverb) &&
    units.slice(low, comma).every((unit) => unit.kind === 'word' && !has(unit, is.auxiliary | is.speech))
  );
}

/** From the phrase next to the verb to the one that governs it: over "of the group", an apposition or a relative clause. */
function headOf(units: Unit[], phrase: Phrase, low: number): Phrase {
  let head = phrase;
  for (let round = 0; round < 6; round++) {
    const before = units[head.from - 1];
    if (before === undefined || head.from - 1 < low) return head;
    if (isWord(before) && has(before, is.preposition) && !has(before, is.subordinator)) {
      const outer = phraseEndingAt(units, head.from - 2, low);
      if (outer === null || outer.kind === 'pronoun') return verbGoverned(units, head, low);
      if (outer.from - 1 >= low && isVerbish(units, outer.from - 1)) return verbGoverned(units, head, low);
      head = joined(units, outer, head);
      continue;
    }
    if (isBusy(units, head.from - 1, low)) {
      const doer = phraseEndingAt(units, head.from - 2, low);
      if (doer !== null && doer.kind !== 'pronoun') return headOf(units, doer, low);
    }
    if (isVerbish(units, head.from - 1) && head.kind !== 'pronoun') return relativeHead(units, head, low) ?? head;
    return head;
  }
  return head;
}

/** "an official previewing the summit said": what somebody is doing describes them. */
function isBusy(units: Unit[], at: number, low: number): boolean {
  return at - 1 >= low && has(units[at], is.ing) && !isNameWord(units, at) && has(units[at - 1], is.role);
}

/** "the head of the group", or "Vice President for News Jane Doe", where the title comes first and the name is the head. */
function joined(units: Unit[], outer: Phrase, inner: Phrase): Phrase {
  const titled = has(units[outer.to - 1], is.title | is.role) || units[inner.nameFrom]?.text === 'Famer';
  const given = personBehind(units, inner.nameFrom, inner.to);
  // "officer at Max Life Insurance" isn't a Max.
  const body = has(units[inner.to - 1], is.organisationName | is.outlet);
  const full = inner.kind === 'name' && given !== null && !body;
  const bare = titled && (inner.nameFrom > inner.from || !has(units[outer.from], is.determiner));
  if (bare && (full || (inner.nameFrom > inner.from && has(units[inner.nameFrom - 1], is.title))))
    return { ...inner, from: outer.from, nameFrom: full ? given : inner.nameFrom };
  if (outer.kind === 'name') return outer;
  return { from: outer.from, to: inner.to, kind: 'nominal', nameFrom: inner.to };
}

/** The name that a description between commas belongs to: "Jane Doe, the head of the port, said". */
function beforeComma(units: Unit[], head: Phrase, low: number): Phrase | null {
  if (!isDescription(units, head) || units[head.from - 1]?.text !== ',') return null;
  const named = phraseEndingAt(units, beforeBrackets(units, head.from - 2, low), low);
  if (named === null || named.kind !== 'name' || has(units[named.from - 1], is.preposition)) return null;
  return isInLeadIn(units, named.from, low) ? null : named;
}

/** "In a talk with hosts Jan Berg and Eva Wells, the candidate": only a phrase of circumstance so far, no subject. */
function isInLeadIn(units: Unit[], before: number, low: number): boolean {
  // The comma before a name closes what leads in: "On Monday, Jane Doe, the mayor, said".
  if (units[before - 1]?.text === ',') return false;
  let at = before - 1;
  while (
    at >= low &&
    units[at]?.kind !== 'quotation' &&
    !isVerbish(units, at) &&
    !has(units[at], is.speech | is.subordinator) &&
    !/^[;:—]$/u.test(units[at]?.text ?? '')
  )
    at--;
  return at < low && has(units[low], is.preposition);
}

/** A description, be it in capitals: "the chief engineer", "Foreign Affairs Minister". */
function isDescription(units: Unit[], { kind, from, to }: Phrase): boolean {
  if (kind !== 'name') return kind === 'nominal';
  const last = units[to - 1];
  return has(last, is.role) && has(last, is.title) && !units.slice(from, to).some(({ text }) => isGivenName(text));
}

/** The name that follows its description: "her adviser, Jane Doe, said". */
function afterComma(units: Unit[], head: Phrase, first: number, comma: number): Phrase | null {
  // "the special adviser to the president on media, Jane Doe, said"
  const long = has(units[head.to - 1], is.role | is.title) && head.to < first;
  const whole = units.slice(head.to, first).every((unit) => isWord(unit) && !has(unit, anyVerb | is.relative));
  if (!isDescription(units, head) || (head.to !== first && !(long && whole))) return null;
  const named = phraseStartingAt(units, first + 1, comma);
  return named !== null && named.kind === 'name' && named.to === comma ? { ...named, from: head.from } : null;
}

function isVerbish(units: Unit[], at: number): boolean {
  const unit = units[at];
  return (
    isWord(unit) &&
    has(unit, is.verb | is.weakSpeech | is.auxiliary) &&
    !has(unit, is.speech) &&
    !isNameWord(units, at) &&
    !has(unit, noun)
  );
}

function verbGoverned(units: Unit[], head: Phrase, low: number): Phrase {
  return relativeHead(units, head, low) ?? head;
}

/** "the senator who leads the committee said": what stands before "who" is the subject, not the committee. */
function relativeHead(units: Unit[], inner: Phrase, low: number): Phrase | null {
  for (let at = inner.from - 1; at >= low && at > inner.from - 16; at--) {
    const unit = units[at];
    if (unit === undefined || unit.text === ';' || unit.text === ':') return null;
    if (unit.lower === 'who' || unit.lower === 'which') return antecedent(units, at, low);
  }
  // A full name right before the verb needs no other subject: "the president for sales Jane Doe said".
  if (inner.kind === 'name' && isGivenName(units[inner.nameFrom]?.text ?? '') && inner.to - inner.nameFrom > 1)
    return null;
  return mainSubject(units, low, inner.from);
}
