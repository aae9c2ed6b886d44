import { refusesToSpeak, speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isNameWord, isWord } from '../grammar/name-words.ts';
import { phraseEndingAt, phraseStartingAt } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';
import { type Choice, choose } from './finding.ts';
import { isAdjacent } from './governing.ts';

/** `"…," Smith said`, `"…," said Smith`, `"…," according to Smith`. */
export function rightAfter(units: Unit[], attributions: Attribution[], at: number, last: string): Choice | null {
  let next = at + 1;
  const comma = units[next]?.kind === 'point' && /[,—–―-]/u.test(units[next]?.text ?? '');
  // Between dashes it belongs to what stands before it.
  if (comma && units[next]?.text !== ',' && /^[—–―-]$/u.test(units[at - 1]?.text ?? '')) return null;
  if (comma) next++;
  while (
    !units[next]?.capital &&
    (has(units[next], is.adverb) || (has(units[next], is.auxiliary) && has(units[next + 1], is.speech)))
  )
    next++;
  const unit = units[next];
  if (!isWord(unit)) return null;
  const here = attributions.find((a) => a.from === next);
  if (here !== undefined && (here.form === 'inverted' || here.form === 'according')) return choose(here, here.form);
  const introduced = attributions.some(
    (a) =>
      a.from < at &&
      a.strong &&
      // "Kim is telling his people": what he means by what he does.
      !(has(units[a.from], is.ing) && has(units[a.from - 1], is.auxiliary)) &&
      a.subject !== null &&
      (isAdjacent(units, a.to, at) || (units[at - 1]?.lower === 'that' && at - a.to < 6)),
  );
  const reported =
    unit.lower === 'as'
      ? attributions.find(
          (a) =>
            a.from > next && a.subject?.from === next + 1 && a.strong && !a.infinitive && a.from - a.subject.to < 4,
        )
      : undefined;
  if (reported !== undefined) return choose(reported, 'after');
  if (has(unit, is.subordinator | is.preposition | is.coordinator)) return null;
  if (has(unit, is.ing) && !isNameWord(units, next)) return null;
  const speech = comma || (last !== '' && last !== ';' && last !== ':');
  if (!speech || (has(unit, is.relative) && unit.lower !== 'that')) return null;
  const following = attributions.find((a) => a.from > next && a.form !== 'according' && a.form !== 'participle');
  // "“…,” a song by her son, who wrote it": what is said about a title names nobody.
  const aside = following?.relative === true && at > 0;
  if (following === undefined || following.subject === null || following.subordinate || aside)
    return last === ',' ? anyVerbAfter(units, at, next) : null;
  if (units.slice(next, following.from).some((u) => u.kind === 'quotation')) return null;
  const { subject } = following;
  // What introduces the quotation and what closes the sentence after it can both name a speaker; the closing one governs.
  if (introduced && (last !== ',' || /[,:]/u.test(units[at - 1]?.text ?? '') || !closes(units, following))) return null;
  if (!following.strong && following.from - subject.to > 2) return null;
  if (
    subject.from >= next &&
    units
      .slice(next, subject.from)
      .every((u) => u.kind === 'word' && !has(u, is.auxiliary | is.pronoun) && u.lower !== 'that')
  ) {
    return choose(reportedWithin(units, attributions, following) ?? following, 'after');
  }
  const direct = phraseStartingAt(units, next, following.from);
  const listed = direct !== null && units[direct.to]?.text === ',' && direct.kind === 'name';
  return listed ? { subject: direct, cue: { from: following.from, to: following.to }, rule: 'after' } : null;
}

/** `“…,” police say Hale told the crew`: who is told to have spoken, by the account of the subject. */
function reportedWithin(units: Unit[], attributions: Attribution[], outer: Attribution): Attribution | null {
  const { to } = outer;
  const inner = attributions.find(({ from }) => from >= to);
  if (inner?.subject == null || !inner.strong || !inner.embedded || inner.form !== 'before' || outer.form !== 'before')
    return null;
  const begins = inner.subject.from === to || (units[to]?.lower === 'that' && inner.subject.from === to + 1);
  const ends = units.slice(inner.to).every(({ kind }) => kind !== 'quotation') && units.length - inner.to < 10;
  const joins = units.slice(inner.subject.to, inner.from).every((unit) => has(unit, is.auxiliary | is.adverb));
  return begins && ends && joins && inner.subject.kind !== 'pronoun' && units[to - 1]?.lower !== 'told' ? inner : null;
}

/** Nothing but a few words of circumstance after the verb of speech. */
function closes(units: Unit[], { to }: Attribution): boolean {
  const rest = units.slice(to);
  return (
    rest.length < 8 &&
    rest.every((u) => u.kind !== 'quotation' && u.lower !== 'that') &&
    !has(rest[0], is.determiner | is.pronoun | is.possessive)
  );
}

/** `"…," the mayor retaliated`: where the quotation begins the sentence, any verb of the past will do. */
function anyVerbAfter(units: Unit[], at: number, next: number): Choice | null {
  if (at > 0) return null;
  const subject = phraseStartingAt(units, next);
  if (subject === null) return null;
  let verb = subject.to;
  while (has(units[verb], is.adverb)) verb++;
  const past = has(units[verb], is.verb) && !has(units[verb], is.ing) && !refusesToSpeak(units[verb]?.lower ?? '');
  return past ? { subject, cue: { from: verb, to: verb + 1 }, rule: 'after' } : null;
}

/** "More from Smith: “…”", "— The Daily Post: “…”": a name right before the colon, with no verb of speech. */
export function namedBeforeColon(units: Unit[], at: number, attributed: boolean): Choice | null {
  if (units[at - 1]?.text !== ':') return null;
  const whole = phraseEndingAt(units, at - 2);
  if (whole === null || whole.kind === 'pronoun') return null;
  // "WINNER: “Night Mail”": an entry of a list.
  const [only] = units.slice(whole.from, whole.to);
  if (whole.to === whole.from + 1 && /^\p{Lu}{4,}$/u.test(only?.text ?? '') && has(only, is.role)) return null;
  // "Said club owner Jane Doe:"
  const verb = whole.from < whole.nameFrom && speechVerb(units[whole.from]?.lower ?? '') !== null;
  const phrase = verb ? { ...whole, from: whole.from + 1 } : whole;
  const before = units[phrase.from - 1];
  const elided = attributed && before?.lower === 'and' && /^(?:,|)$/u.test(units[phrase.from - 2]?.text ?? ' ');
  const opens =
    elided ||
    verb ||
    before === undefined ||
    /^[—–―\-\])]$/u.test(before.text) ||
    /^(?:from|by|via)$/u.test(before.lower);
  // "Don Nelson, former coach, on his games with Willie Nelson: “…”" names whom it is about.
  const about = has(before, is.preposition) && !/^(?:from|by|via)$/u.test(before?.lower ?? '');
  const isFullName = phrase.kind === 'name' && phrase.to - phrase.nameFrom > 1 && !attributed && !about;
  return opens || isFullName ? { subject: phrase, cue: { from: at - 1, to: at }, rule: 'colon' } : null;
}
