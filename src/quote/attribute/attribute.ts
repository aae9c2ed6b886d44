import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { mainSubject } from '../grammar/main-subject.ts';
import { has, personBehind } from '../grammar/name-words.ts';
import { extended, type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { namedBeforeColon, rightAfter } from './beside.ts';
import type { Choice, Finding } from './finding.ts';
import { betweenBeforeAndLater } from './governing.ts';
import { ownerBefore } from './owners.ts';
import { signatureAfter } from './signatures.ts';

/**
 * The attribution of a quotation inside its own sentence, or null.
 * `at` is the unit index of the quotation, `last` the punctuation mark it ends with inside its marks.
 */
export function inSentence(sentence: Sentence, attributions: Attribution[], at: number, last: string): Finding | null {
  const { units } = sentence;
  const choice =
    rightAfter(units, attributions, at, last) ??
    namedBeforeColon(
      units,
      at,
      attributions.some(({ from }) => from < at),
    ) ??
    ownerBefore(units, attributions, at) ??
    betweenBeforeAndLater(units, attributions, at) ??
    signatureAfter(units, at);
  if (choice === null || isHalf(units, choice) || isPlayed(units, choice.subject)) return null;
  return { sentence, ...choice, subject: described(units, choice) };
}

/** "The campaign’s" of "the campaign’s closing message": half of a phrase, unless it owns what is said. */
function isHalf(units: Unit[], { subject, rule }: Choice): boolean {
  const last = units[subject.to - 1];
  return rule !== 'owner' && subject.kind === 'nominal' && last !== undefined && /['’]s$/u.test(last.text);
}

/** "Pell, played by Jane Doe, says", "Doe’s character": a character, not somebody in the news. */
function isPlayed(units: Unit[], subject: Phrase): boolean {
  const next = units[subject.to]?.text === ',' ? subject.to + 1 : subject.to;
  if (/^(?:played|portrayed|voiced)$/u.test(units[next]?.lower ?? '') && units[next + 1]?.lower === 'by') return true;
  return subject.kind === 'nominal' && units[subject.to - 1]?.lower === 'character';
}

/** The subject with what describes it, up to the verb where that stands behind it. */
function described(units: Unit[], { subject, cue, rule }: Choice): Phrase {
  const named = rule === 'inverted' ? namedBehind(units, subject) : null;
  if (named !== null) return named;
  if (cue === null || cue.from < subject.to) return extended(units, subject);
  let end = cue.from;
  while (end > subject.to && has(units[end - 1], is.adverb | is.auxiliary)) end--;
  const between = units.slice(subject.to, end);
  if (
    subject.kind !== 'nominal' ||
    between.length > 10 ||
    between.some((u) => u.kind !== 'word' || has(u, is.auxiliary | is.speech))
  )
    return subject;
  const clause = between.some((u) => has(u, is.relative));
  if (!clause && between.some((u) => has(u, is.verb) && !has(u, is.guessed))) return subject;
  return { ...subject, to: end, nameFrom: end };
}

/** "says Brook's partner, Jason Louth": the name in commas behind its description. */
function namedBehind(units: Unit[], subject: Phrase): Phrase | null {
  const titledOf = behindOf(units, subject);
  if (titledOf !== null) return titledOf;
  if (subject.kind !== 'nominal' || !has(units[subject.to - 1], is.role)) return null;
  // "says founder and head gardener Jane Doe": two titles of one person.
  const titled = units[subject.to]?.lower === 'and' ? phraseStartingAt(units, subject.to + 1) : null;
  const bare = (at: number) => !has(units[at], is.determiner | is.possessive);
  if (titled?.kind === 'name' && titled.from < titled.nameFrom && bare(subject.from) && bare(titled.from))
    return { ...titled, from: subject.from };
  if (units[subject.to]?.text !== ',') return null;
  const name = phraseStartingAt(units, subject.to + 1);
  if (name?.kind !== 'name' || name.from !== name.nameFrom) return null;
  const after = units[name.to];
  return after === undefined || after.kind !== 'word' || has(after, is.relative | is.preposition | is.adverb)
    ? { ...name, from: subject.from }
    : null;
}

/** "said Minister of Health Jane Doe", "said Hall of Famer Jane Doe": the name behind a title with "of" in it. */
function behindOf(units: Unit[], { from, to }: Phrase): Phrase | null {
  // "said editor at large Jane Doe"
  const large = units[to]?.lower === 'at' && units[to + 1]?.lower === 'large' ? phraseStartingAt(units, to + 2) : null;
  if (large?.kind === 'name') return { ...large, from };
  if (units[to]?.lower !== 'of') return null;
  if (!has(units[to - 1], is.title | is.role) && units[to + 1]?.text !== 'Famer') return null;
  const rest = phraseStartingAt(units, to + 1);
  if (rest?.kind !== 'name') return null;
  const given = personBehind(units, rest.from, rest.to);
  return given === null || given === rest.from ? null : { from, to: rest.to, kind: 'name', nameFrom: given };
}

/** Without a verb of speech: the subject of the sentence, or null when it has none before the quotation. */
export function subjectOf(sentence: Sentence, at: number): Finding | null {
  const subject = mainSubject(sentence.units, 0, at);
  if (subject === null || isLabel(sentence.units, subject, at) || isPlayed(sentence.units, subject)) return null;
  return { sentence, subject: extended(sentence.units, subject), cue: null, rule: 'subject' };
}

/** "4. Bulldog — “Calm and friendly.”": an entry of a list, and what is said of it. */
function isLabel(units: Unit[], { to, kind, nameFrom }: Phrase, at: number): boolean {
  return kind === 'name' && to - nameFrom === 1 && to === at - 1 && /^[—–―-]$/u.test(units[to]?.text ?? '');
}

/** "Olsen was asked, “…?”": the words were put to her by somebody whom the sentence does not name. */
export function isPutTo(units: Unit[], at: number): boolean {
  const verb = units[at - 1]?.kind === 'point' ? at - 2 : at - 1;
  return units[verb]?.lower === 'asked' && has(units[verb - 1], is.auxiliary);
}
