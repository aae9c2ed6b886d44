import type { Attribution } from './attribution.ts';
import { is } from './lexicon.ts';
import { mainSubject } from './main-subject.ts';
import { has, isNameWord, isWord } from './name-words.ts';
import { isNoun } from './noun-or-verb.ts';
import { type Phrase, phraseEndingAt, phraseStartingAt } from './phrases.ts';
import { subjectBefore } from './subjects.ts';
import type { Unit } from './units.ts';

const documentsIssued = new Set(
  'issued released published posted sent put tweeted delivered gave made wrote circulated read'.split(' '),
);

export function participleSubject(units: Unit[], at: number, earlier: Attribution[]): Phrase | null {
  let left = at;
  while (has(units[left - 1], is.adverb)) left--;
  const before = units[left - 1];
  const absolute = isWord(before) ? afterWith(units, left - 1) : null;
  if (absolute !== null) return absolute;
  // "with Olsen hitting back by saying"
  const doing = before?.lower === 'by' ? doingBefore(units, left - 2) : null;
  if (doing !== null) return doing;
  // "and Cole responded by describing her": whoever did the one did the other.
  if (
    before?.lower === 'by' &&
    has(units[left - 2], is.verb | is.speech | is.weakSpeech) &&
    !isNoun(units, left - 2) &&
    !(has(units[left - 2], is.bare) && isNameWord(units, left - 3))
  ) {
    const doer = subjectBefore(units, left - 2);
    if (doer !== null) return doer;
  }
  const shown = before?.text === ',' ? featuredBefore(units, left - 2) : null;
  if (shown !== null) return shown;
  if (left > 1 && isWord(before)) {
    const owner = subjectBefore(units, at);
    if (owner !== null && isAbsolute(units, owner.from - 1)) return owner;
  }
  if (before?.lower === 'as') {
    const quoted = phraseEndingAt(units, left - 2);
    if (quoted !== null && quoted.kind !== 'pronoun') return quoted;
  }
  if (isWord(before) && !has(before, is.preposition | is.coordinator | is.adverb | is.subordinator)) {
    const phrase = phraseEndingAt(units, left - 1);
    if (phrase !== null && phrase.kind !== 'pronoun' && !isIssuedDocument(units, phrase)) {
      const governed = units[phrase.from - 1];
      const answered = /^(?:to|in|after|on)$/u.test(governed?.lower ?? '');
      if (
        isAbsolute(units, phrase.from - 1) ||
        phrase.from === 0 ||
        (!answered && has(units[phrase.to - 1], is.document))
      )
        return phrase;
    }
  }
  const relative = before?.text === ',' ? relativeBefore(units, left - 1) : null;
  if (relative !== null) return relative;
  const document = documentBefore(units, left - 1) ?? clauseSubject(units, left - 1);
  if (document !== null) return document;
  const previous = earlier.findLast((a) => a.strong && !a.embedded && !a.minor && !a.infinitive && a.subject !== null);
  if (previous !== undefined) return previous.subject;
  const main = mainSubject(units, 0, at);
  if (main !== null) return main;
  return at < 3 ? mainSubject(units, at, units.length) : null;
}

/** Who is "hitting back" in "with Olsen hitting back". */
function doingBefore(units: Unit[], last: number): Phrase | null {
  for (let at = last; at > last - 4 && isWord(units[at]); at--)
    if (has(units[at], is.ing)) return afterWith(units, at - 1);
  return null;
}

const longestAddress = 9;

/** "a letter dated March 27 to the mayor saying": the document, unless somebody issued it in this sentence. */
function documentBefore(units: Unit[], last: number): Phrase | null {
  for (let at = last; at > 0 && at > last - longestAddress; at--) {
    const unit = units[at];
    if (!isWord(unit)) return null;
    if (has(unit, is.document) && /^(?:dated|to|from|addressed)$/u.test(units[at + 1]?.lower ?? '')) {
      const phrase = phraseEndingAt(units, at);
      return phrase === null || phrase.kind === 'pronoun' || isIssuedDocument(units, phrase) ? null : phrase;
    }
    const addressed =
      has(unit, is.preposition | is.time | is.determiner | is.possessive | is.role) ||
      isNameWord(units, at) ||
      /^(?:\d+|dated|addressed)$/u.test(unit.lower);
    if (!addressed) return null;
  }
  return null;
}

/** "after Olsen gave interviews acknowledging": whose clause it is, where no comma ends it. */
function clauseSubject(units: Unit[], last: number): Phrase | null {
  for (let at = last; at > 0 && isWord(units[at]); at--) {
    if (!/^(?:after|before|as|when|while|because|since)$/u.test(units[at]?.lower ?? '')) continue;
    const subject = mainSubject(units, at + 1, last);
    return subject !== null && has(units[subject.to], is.verb | is.auxiliary) ? subject : null;
  }
  return null;
}

/** "an ad featuring her father, the former mayor Jan Berg, calling it": who is seen and heard. */
function featuredBefore(units: Unit[], last: number): Phrase | null {
  const phrase = phraseEndingAt(units, last);
  if (phrase === null || phrase.kind !== 'name') return null;
  for (let k = phrase.from - 1; k >= 0 && k > phrase.from - 8; k--)
    if (/^(?:featuring|starring|showing|quoting)$/u.test(units[k]?.lower ?? '')) return phrase;
  return null;
}

/** "including Jan Berg, who left the party on Monday, calling it": who left, while the main clause is still to go on. */
function relativeBefore(units: Unit[], comma: number): Phrase | null {
  for (let at = comma - 1; at > 1; at--) {
    const unit = units[at];
    if (!isWord(unit) || has(unit, is.coordinator)) return null;
    if (unit.lower !== 'who') continue;
    const phrase = units[at - 1]?.text === ',' ? phraseEndingAt(units, at - 2) : null;
    return phrase?.kind === 'name' ? { ...phrase, relative: at } : null;
  }
  return null;
}

/** "with" as in "with the mayor saying", not as in "arm in arm with Shirley, singing": there both do. */
function isAbsolute(units: Unit[], at: number): boolean {
  return units[at]?.lower === 'with' && !/^(?:arm|along|together|alongside|hand)$/u.test(units[at - 1]?.lower ?? '');
}

/** "with the campaign of the senator saying": the phrase after "with". */
function afterWith(units: Unit[], last: number): Phrase | null {
  let phrase = phraseEndingAt(units, last);
  for (let round = 0; round < 3 && phrase !== null; round++) {
    const link = units[phrase.from - 1];
    if (link?.lower === 'with') return isAbsolute(units, phrase.from - 1) ? phrase : null;
    if (link?.lower !== 'of' && link?.lower !== 'from' && link?.lower !== 'for') return null;
    const outer = phraseEndingAt(units, phrase.from - 2);
    phrase = outer === null ? null : { from: outer.from, to: phrase.to, kind: 'nominal', nameFrom: phrase.to };
  }
  return null;
}

/** "issued a statement saying": the issuer speaks, not the document. */
function isIssuedDocument(units: Unit[], phrase: Phrase): boolean {
  if (!has(units[phrase.to - 1], is.document)) return true;
  for (let k = phrase.from - 1; k >= 0 && k > phrase.from - 4; k--) {
    if (documentsIssued.has(units[k]?.lower ?? '')) return true;
  }
  return false;
}

export function passiveAgent(units: Unit[], verb: number): Phrase | null {
  for (let at = verb + 1; at < units.length && at < verb + 14; at++) {
    if (units[at]?.lower === 'by') return phraseStartingAt(units, at + 1);
    if (units[at]?.text === ';') return null;
  }
  return null;
}
