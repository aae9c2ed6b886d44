import { abstractEnding, bodyEnding, documentEnding } from '../grammar/languages/german.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';
import { isNoun, isOwner, isRole, nameStart, participle, runEnd } from './german-names.ts';

/** A German noun phrase: `end` is behind everything that describes it, appositions and relative clauses included. */
export interface GermanPhrase extends Phrase {
  end: number;
  /** What the article and the noun tell: "die Ministerin", "der Sprecher". */
  gender: 'm' | 'f' | null;
  /** A given name, a title, a role or a body shows that it can speak. */
  speaks: boolean;
}

const nominative =
  /^(?:er|sie|der|die|das|ein|eine|einer|dieser|diese|dieses|jener|jene|sein|seine|ihr|ihre|unser|unsere|mehrere|viele|einige|manche|alle|beide|zahlreiche|zwei|drei|vier|fünf|jeder|jede|kein|keine)$/u;
const oblique =
  /^(?:den|dem|des|einen|einem|eines|diesen|diesem|seinen|seinem|seines|ihren|ihrem|ihres|keinen|keinem)$/u;
const genitive = /^(?:des|der|eines|einer|dieser|dieses|seines|seiner|ihres|ihrer)$/u;
const adjective = /(?:e|en|er|es|em)$|^\d/u;
const age = /jährige[nrsm]?$|geborene[nrsm]?$/u;
const relative = /^(?:der|die|das|den|dem|dessen|deren|welche[rsnm]?)$/u;
const periods =
  /^(?:Anfang|Mitte|Ende|Herbst|Sommer|Winter|Frühjahr|Frühling|Uhr|Prozent|Euro|Dollar|Millionen|Milliarden|Mio|Mrd)$/u;
const mostWords = 16;
const longestAside = 26;

/** True where a phrase begins that can be a subject: "der", "eine", a name; not "dem". */
export function isNominative(unit: Unit | undefined): boolean {
  return unit !== undefined && (nominative.test(unit.lower) || (unit.capital && !oblique.test(unit.lower)));
}

/** The phrase that begins at a unit, with its name, or with the noun for a role, a body or a document; null for all others. */
export function phraseAt(units: Unit[], from: number): GermanPhrase | null {
  const first = units[from];
  if (!isWord(first)) return null;
  if (/^(?:er|sie)$/u.test(first.lower))
    return {
      from,
      to: from + 1,
      kind: 'pronoun',
      nameFrom: from,
      end: from + 1,
      gender: first.lower === 'er' ? 'm' : 'f',
      speaks: true,
    };
  const start = nounStart(units, from);
  if (start === null) return null;
  const run = runEnd(units, start.at);
  if (run === start.at) return null;
  const core = coreOf(units, from, start, run);
  return core === null ? null : completed(units, core);
}

interface NounStart {
  at: number;
  determined: boolean;
  /** "84-jährige", "in Bonn geborene": a name may follow the article. */
  aged: boolean;
  described: boolean;
}

/** Over the article and the adjectives to the first noun or name. */
function nounStart(units: Unit[], from: number): NounStart | null {
  let at = from;
  const first = units[at];
  const determined = has(first, is.determiner | is.possessive) || nominative.test(first?.lower ?? '');
  if (determined) at++;
  // "einer der Ärzte"
  if (
    determined &&
    /^eine?[rs]?$/u.test(first?.lower ?? '') &&
    /^(?:der|dieser|ihrer|seiner)$/u.test(units[at]?.lower ?? '')
  )
    at++;
  let [aged, described] = [false, false];
  while (at < from + mostWords) {
    const unit = units[at];
    if (!isWord(unit)) return null;
    if (isNoun(units, at)) return { at, determined, aged, described };
    if (determined && has(unit, is.preposition)) {
      const over = units.findIndex(
        (word, index) =>
          index > at &&
          index < at + 10 &&
          !word.capital &&
          participle.test(word.lower) &&
          units[index + 1]?.capital === true,
      );
      if (over < 0) return null;
      aged ||= age.test(units[over]?.lower ?? '');
      at = over + 1;
      continue;
    }
    const plain = has(unit, is.speech | is.auxiliary | is.subordinator | is.pronoun | is.coordinator | is.preposition);
    if (plain || !(adjective.test(unit.lower) || (determined && has(unit, is.adverb)))) return null;
    aged ||= age.test(unit.lower);
    described = true;
    at++;
  }
  return null;
}

function coreOf(units: Unit[], from: number, start: NounStart, run: number): GermanPhrase | null {
  const { at, determined, aged, described } = start;
  const last = units[run - 1]?.text ?? '';
  const first = units[at]?.text ?? '';
  const noun = units.slice(at, run).find(({ text }) => isRole(text))?.text ?? last;
  const lower = (units[from]?.lower ?? '').replace(/^(?:diese|jene|seine|ihre|unsere|keine)$/u, 'die');
  const feminine = /in$/u.test(noun) && isRole(noun);
  const gender = feminine
    ? 'f'
    : isRole(noun) && !/(?:en|ner)$/u.test(lower) && determined
      ? /^(?:die|eine)$/u.test(lower)
        ? null
        : 'm'
      : null;
  const base = { from, end: run, gender } as const;
  const named = nameStart(units, at, run);
  if (named !== null) return { ...base, to: run, kind: 'name', nameFrom: named, speaks: true };
  const count = run - at;
  if (periods.test(first) || has(units[at], is.time)) return null;
  if (isRole(units[run - 2]?.text ?? '') && isOwner(units, run - 1, run))
    return { ...base, to: run, kind: 'nominal', nameFrom: run, speaks: true };
  if (isRole(last) || bodyEnding.test(last) || documentEnding.test(last)) {
    const body = count > 1 && !isRole(last);
    return body && !described && !determined
      ? { ...base, to: run, kind: 'name', nameFrom: at, speaks: true }
      : { ...base, to: run, kind: 'nominal', nameFrom: run, speaks: true };
  }
  if (aged || (!determined && !described)) {
    if (count === 1 && (abstractEnding.test(first) || first.length < 3)) return null;
    return { ...base, to: run, kind: 'name', nameFrom: at, speaks: aged };
  }
  // "der Chaos Computer Club"
  return count > 1 ? { ...base, to: run, kind: 'name', nameFrom: at, speaks: false } : null;
}

/** With what stands behind the noun: "des Hilfswerks", "vom WWF", "(SPD)", ", ein Experte aus Minnesota,". */
function completed(units: Unit[], core: GermanPhrase): GermanPhrase {
  const phrase = { ...core };
  let at = phrase.end;
  for (let round = 0; round < 5; round++) {
    const unit = units[at];
    if (unit?.text === '(') {
      const close = units.findIndex(({ text }, index) => index > at && index < at + 12 && text === ')');
      if (close < 0) break;
      at = close + 1;
      continue;
    }
    const inner = attributeEnd(units, at);
    if (inner === null) break;
    if (phrase.kind === 'nominal' && phrase.to === at) phrase.to = inner;
    at = inner;
  }
  if (phrase.kind === 'nominal') phrase.nameFrom = phrase.to;
  phrase.end = at;
  return units[at]?.text === ',' ? withApposition(units, phrase, at) : phrase;
}

/** Behind "des Hilfswerks" or "von der Bahn", null where neither stands. */
function attributeEnd(units: Unit[], at: number): number | null {
  const unit = units[at];
  if (!isWord(unit)) return null;
  let from = at;
  if (genitive.test(unit.lower)) from = at + 1;
  else if (/^(?:von|vom|bei|beim|aus|im|in|für|zu|zum|zur|und|mit|außer)$/u.test(unit.lower)) {
    from = at + 1;
    if (has(units[from], is.determiner | is.possessive)) from++;
  } else return null;
  while (from < at + 6 && isWord(units[from]) && !units[from]?.capital && adjective.test(units[from]?.lower ?? ''))
    from++;
  const end = runEnd(units, from);
  return end > from ? end : null;
}

function withApposition(units: Unit[], phrase: GermanPhrase, comma: number): GermanPhrase {
  const next = units[comma + 1];
  const close = units.findIndex(
    ({ text, kind }, index) => index > comma && (text === ',' || kind === 'quotation' || /^[:;]$/u.test(text)),
  );
  const closed = close > 0 && close < comma + longestAside && units[close]?.text === ',';
  if (relative.test(next?.lower ?? '') && closed) {
    const before = units[close - 1];
    // A relative clause ends in its verb: "die das Haus leitet,".
    if (before !== undefined && !before.capital && /(?:t|en|te|e)$/u.test(before.lower))
      return { ...phrase, end: close + 1 };
  }
  const apposed = phraseShallow(units, comma + 1);
  if (apposed === null || apposed.kind === 'pronoun') return phrase;
  const end = units[apposed.end]?.text === ',' ? apposed.end + 1 : apposed.end;
  const after = units[apposed.end];
  const ends = after === undefined || after.kind !== 'word' || !after.capital;
  if (!ends) return phrase;
  if (phrase.kind === 'nominal') {
    if (apposed.kind !== 'name') return phrase;
    return { ...phrase, kind: 'name', to: apposed.to, nameFrom: apposed.nameFrom, end, speaks: true };
  }
  return apposed.speaks && apposed.kind === 'nominal'
    ? { ...phrase, end, gender: phrase.gender ?? apposed.gender, speaks: true }
    : phrase;
}

/** As `phraseAt`, with what follows up to the next comma. */
function phraseShallow(units: Unit[], from: number): GermanPhrase | null {
  const comma = units.findIndex(({ text }, index) => index > from && text === ',');
  const phrase = phraseAt(comma < 0 ? units : units.slice(0, comma), from);
  if (phrase === null || comma < 0 || comma - phrase.end > 8) return phrase;
  // "ein Klimaexperte vom WWF in Gland,": the rest describes as well.
  const rest = units.slice(phrase.end, comma);
  return rest.every((unit) => unit.kind !== 'point' && !has(unit, is.speech | is.auxiliary))
    ? { ...phrase, end: comma }
    : phrase;
}
