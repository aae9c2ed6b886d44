import { speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has } from '../grammar/name-words.ts';
import { type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';
import { headNoun } from '../people/descriptions.ts';
import { type Choice, choose } from './finding.ts';

/** The best attribution to the left, or one to the right that governs the whole sentence. */
export function betweenBeforeAndLater(units: Unit[], attributions: Attribution[], at: number): Choice | null {
  const before = bestBefore(units, attributions, at);
  const later = governingLater(units, attributions, at);
  const between = before === null ? [] : units.slice(before.to, at);
  const left = before?.subordinate === true && between.some((u) => u.kind !== 'word');
  const close = before !== null && ((before.strong && !left) || isAdjacent(units, before.to, at));
  const idle = before !== null && !before.strong && later !== null && isThing(units, before.subject);
  if (before !== null && !idle && (later === null || (close && !before.minor))) {
    const rule =
      before.form === 'according'
        ? 'according'
        : before.strong && !before.minor && !before.subordinate
          ? 'before'
          : 'before-weak';
    return choose(outerSpeaker(units, attributions, before), rule);
  }
  return later === null ? null : choose(later, 'later');
}

/** "The loss of the vote signals": nothing that speaks. */
function isThing(units: Unit[], subject: Phrase | null): boolean {
  return subject !== null && subject.kind === 'nominal' && headNoun(units, subject) === null;
}

// Only the nearest can govern a quotation, however long the sentence.
const mostCandidates = 12;

function bestBefore(units: Unit[], attributions: Attribution[], at: number): Attribution | null {
  let best: Attribution | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  const colon = units[at - 1]?.text === ':';
  const crossed = units.findLastIndex((u, index) => index < at && u.kind === 'quotation');
  const candidates = attributions.filter(({ from, subject }) => from < at && subject !== null).slice(-mostCandidates);
  const renewing = candidates.some(({ from }) => from > crossed);
  for (const attribution of candidates) {
    if (attribution.subject === null) continue;
    const adjacent = isAdjacent(units, attribution.to, at);
    const between = units.slice(attribution.to, at);
    const left = attribution.subordinate && between.some((u, index) => leavesClause(u, between[index + 1]));
    const restrictive = attribution.relative && units[(attribution.subject.relative ?? 0) - 1]?.text !== ',';
    const aside = attribution.minor || left || (restrictive && colon);
    let score = (attribution.strong ? 10 : 4) + (adjacent ? 5 : 0) - (aside ? 5 : 0);
    // "Smith said, according to Elam, “…”": who passes it on is not who said it.
    if (attribution.form === 'according' && candidates.some((a) => a.strong && a.form === 'before' && !a.minor))
      score -= 9;
    if (attribution.embedded) score -= 3;
    if (attribution.infinitive) score -= 2;
    const renewed = renewing && crossed > attribution.to;
    if (renewed || isSpent(units, attribution, between)) score -= 7;
    if (score >= bestScore) {
      best = attribution;
      bestScore = score;
    }
  }
  return best;
}

/** A comma, or a quotation that no "and" follows: "while Hale called it “late” and a “bad joke”" is one clause. */
function leavesClause(unit: Unit, next: Unit | undefined): boolean {
  return unit.kind === 'point' || (unit.kind === 'quotation' && !has(next, is.coordinator));
}

/** An attribution of an earlier quotation, after which a new clause has begun. */
function isSpent(units: Unit[], { subject }: Attribution, between: Unit[]): boolean {
  if (subject === null || units[subject.from - 1]?.kind !== 'quotation' || between.length < 5) return false;
  return between.some((u, index) => u.text === ',' && has(between[index + 1], is.coordinator | is.subordinator));
}

// "told the crew, “…”": who is spoken to stands between the verb and the words.
const addressed =
  /^(?:tell(?:s|ing)?|told|warn(?:s|ed|ing)?|remind(?:s|ed|ing)?|assure[sd]?|inform(?:s|ed|ing)?|ask(?:s|ed|ing)?)$/u;

/** Nothing but commas, "that", articles and the like between the cue and the quotation. */
export function isAdjacent(units: Unit[], from: number, at: number): boolean {
  // "called the bridge “…”", "described her as “…”": the object comes between the verb and the words.
  if (at - from < 9 && speechVerb(units[from - 1]?.lower ?? '')?.names) {
    return units
      .slice(from, at)
      .every((u) => u.kind === 'word' && !has(u, is.speech | is.verb | is.relative | is.coordinator));
  }
  const listener = addressed.test(units[from - 1]?.lower ?? '') ? phraseStartingAt(units, from, at) : null;
  const last = units[at - 1];
  const opens = last?.kind === 'point' || last?.lower === 'to' || last?.lower === 'that';
  if (listener !== null && (listener.to === at || (listener.to === at - 1 && opens))) return true;
  if (at - from > 3) return false;
  return units
    .slice(from, at)
    .every(
      (u) =>
        u.kind === 'point' ||
        /^(?:that|a|an|the|it|as|is|was|to|be|him|her|them|back|he|she|they|we)$/u.test(u.lower) ||
        has(u, is.adverb),
    );
}

/** "Smith said he believes “…”": the name that governs the sentence is the better proof than the pronoun inside it. */
function outerSpeaker(units: Unit[], attributions: Attribution[], inner: Attribution): Attribution {
  if (inner.subject?.kind !== 'pronoun') return inner;
  // "called her “the best”, though she thought it “too much”": a clause of her own.
  if (/^(?:though|although|while|whereas|but)$/u.test(units[inner.subject.from - 1]?.lower ?? '')) return inner;
  const outer = attributions.findLast(
    (a) => a.from < inner.from && a.strong && a.subject !== null && a.subject.kind !== 'pronoun',
  );
  // "a spokesman said it had asked them to “…”": the body he speaks for.
  const body = inner.embedded && !inner.infinitive && units[inner.subject.from]?.lower === 'it';
  return outer !== undefined && (!inner.strong || inner.minor || body) && inner.subject.relative === undefined
    ? outer
    : inner;
}

/** `"…" was the word, Smith said.` */
function governingLater(units: Unit[], attributions: Attribution[], at: number): Attribution | null {
  return (
    attributions.find((a) => {
      if (a.from <= at || a.subject === null || !a.strong || a.minor || a.form === 'participle') return false;
      if (units.slice(at + 1, a.from).some((u) => u.text === ';')) return false;
      const start = Math.min(a.from, a.subject.from);
      const set = units[start - 1];
      return set?.text === ',' || set?.kind === 'quotation' || a.form === 'according' || start < at;
    }) ?? null
  );
}
