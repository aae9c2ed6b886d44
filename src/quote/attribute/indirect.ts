import { speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Span } from '../../text/span.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import { type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { headNoun } from '../people/descriptions.ts';
import { pronounOf } from '../people/pronouns.ts';
import type { Finding } from './finding.ts';

const fewestWords = 4;

interface Range {
  from: number;
  to: number;
}

/** What a sentence without quotation marks reports somebody to have said: the words of the statement and who made it, or null. */
export function statementIn(
  sentence: Sentence,
  attributions: Attribution[],
): { content: Span; finding: Finding } | null {
  const { units } = sentence;
  if (units.some((unit) => unit.kind === 'quotation')) return null;
  const main = attributions.find((attribution) => isReport(units, attribution));
  if (main?.subject == null) return null;
  const content = contentOf(units, main);
  if (content === null) return null;
  const words = units.slice(content.from, content.to);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.filter(isWord).length < fewestWords) return null;
  const rule =
    main.form === 'according' || main.form === 'inverted' ? main.form : main.to >= content.to ? 'after' : 'before';
  const cue = { from: main.from, to: main.to };
  return { content: { start: first.start, end: last.end }, finding: { sentence, subject: main.subject, cue, rule } };
}

/** A main verb of reporting, with a subject that can speak. */
function isReport(
  units: Unit[],
  { from, form, subject, strong, minor, subordinate, infinitive, relative, embedded }: Attribution,
): boolean {
  if (!strong || minor || subordinate || infinitive || relative || embedded || subject === null) return false;
  if (form === 'participle' || (form !== 'according' && !speechVerb(units[from]?.lower ?? '')?.reports)) return false;
  return canSpeak(units, subject);
}

function canSpeak(units: Unit[], subject: Phrase): boolean {
  if (subject.kind === 'name') return true;
  if (subject.kind === 'pronoun') return pronounOf(units[subject.from]?.lower ?? '') !== null;
  return headNoun(units, subject) !== null;
}

function contentOf(units: Unit[], { from, to, form, subject }: Attribution): Range | null {
  const end = withoutEnd(units);
  const first = Math.min(from, subject?.from ?? from);
  const set = units[first - 1]?.text === ',';
  if (form === 'according') {
    const comma = units.findIndex((unit, index) => index >= to && unit.text === ',');
    if (from < 2) return comma > 0 ? { from: comma + 1, to: end } : null;
    return { from: 0, to: set ? from - 1 : from };
  }
  if (form === 'inverted' || (set && first > fewestWords && closes(units, to)))
    return first > 1 ? { from: 0, to: first - 1 } : null;
  const start = contentStart(units, to);
  return start === null ? null : { from: start, to: end };
}

/** Only circumstances follow the verb: "…, officials said on Monday." */
function closes(units: Unit[], to: number): boolean {
  const next = units[to];
  if (next === undefined || (next.kind === 'point' && next.text !== ',')) return true;
  return units.length - to < 12 && has(next, is.time | is.preposition);
}

/** Where the reported clause begins: after "that", or at a subject with its verb; null where the verb has a mere object. */
function contentStart(units: Unit[], verb: number): number | null {
  let at = verb;
  if (/^t(?:old|ells?)$/u.test(units[verb - 1]?.lower ?? '')) at = phraseStartingAt(units, verb)?.to ?? verb;
  while (
    isWord(units[at]) &&
    (has(units[at], is.time) || (has(units[at], is.preposition) && has(units[at + 1], is.time)))
  )
    at++;
  for (let k = at; k < at + 8 && isWord(units[k]); k++) if (units[k]?.lower === 'that') return k + 1;
  if (/^(?:there|it|if|when|whether|how|why|what|where|while|although)$/u.test(units[at]?.lower ?? '')) return at;
  const subject = phraseStartingAt(units, at);
  if (subject === null) return null;
  let next = subject.to;
  while (has(units[next], is.adverb)) next++;
  const follows = units[next];
  const verbal = has(follows, is.auxiliary | is.verb | is.speech | is.weakSpeech) && !has(follows, is.ing);
  return verbal || (subject.kind === 'pronoun' && isWord(follows)) ? at : null;
}

function withoutEnd(units: Unit[]): number {
  let end = units.length;
  while (end > 0 && units[end - 1]?.kind === 'point') end--;
  return end;
}
