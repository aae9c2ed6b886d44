import type { DropReason } from '../claims.ts';
import { alignInOrder, matches } from './align.ts';
import { attributionsIn, type SaidBy } from './attributions.ts';
import { polarityFault } from './polarity.ts';
import { rolesFault, subjectFault } from './roles.ts';
import type { SourceSentence, Token } from './tokens.ts';
import { areOpposite, HEDGES, NEGATIONS } from './vocabulary.ts';

const PRONOUN = /^(?:he|she|him|her|his|hers|they|them|it|its|their)$/;

export interface Fault {
  reason: DropReason;
  detail: string;
  /** Share of the claim that the sentence has; the fault of the nearest sentence is the one to tell. */
  near: number;
}

/** Why a sentence does not say what part of a claim says, or null when it does. */
export function faultOf(
  claim: readonly Token[],
  claimText: string,
  source: SourceSentence,
  speakers: readonly string[],
): Fault | null {
  const said = attributionsIn(claim, claimText);
  const spoken = new Set(said.flatMap((attribution) => attribution.tokens));
  const body = claim.filter((_, index) => !spoken.has(index));
  const path = alignInOrder(body, source.tokens);
  const content = body.filter((token) => token.kind !== 'function');
  const missing = content.filter((token) => !source.tokens.some((other) => matches(token, other)));
  const near = content.length === 0 ? 0 : 1 - missing.length / content.length;
  const fault = (reason: DropReason, detail: string): Fault => ({ reason, detail, near });
  if (content.length === 0) return fault('support', 'says nothing');

  for (const token of missing) {
    if (token.kind === 'number') return fault('number', token.word);
    if (token.kind === 'name') {
      if (!isKnownAs(token, body, source)) return fault('name', token.word);
    } else if (NEGATIONS.has(token.lower) || HEDGES.has(token.lower)) return fault('polarity', token.word);
    else if (source.tokens.some((other) => areOpposite(token.key, other.key))) return fault('polarity', token.word);
    else return fault('support', token.word);
  }
  const repeated = moreThanIn(body, source);
  if (repeated !== null)
    return fault(
      repeated.kind === 'word' ? 'support' : repeated.kind === 'number' ? 'number' : 'name',
      `${repeated.word} twice`,
    );
  const whole = alignInOrder(claim, source.tokens);
  const turned = polarityFault(claim, source.tokens, whole);
  if (turned !== null) return fault('polarity', turned);
  const moved = rolesFault(body, source, path) ?? subjectFault(claim, source, whole);
  if (moved !== null) return fault('roles', moved);
  const wrong = said.find((attribution) => !isSaidBy(attribution, claim, source, speakers));
  if (wrong !== undefined) return fault('speaker', wrong.names.join(' '));
  return null;
}

/** A fuller name than the sentence has, or the name for its pronoun. */
function isKnownAs(token: Token, claim: readonly Token[], source: SourceSentence): boolean {
  const at = claim.indexOf(token);
  const beside = [claim[at - 1], claim[at + 1]].find(
    (other) => other?.kind === 'name' && source.tokens.some((known) => known.key === other.key),
  );
  const earlier = source.before.flat();
  if (beside !== undefined) {
    const [first, second] = claim.indexOf(beside) < at ? [beside, token] : [token, beside];
    if (earlier.some((known, index) => known.key === first.key && earlier[index + 1]?.key === second.key)) return true;
  }
  return standsForPronoun(claim, source) && antecedent(source).includes(token.key);
}

/** Whether the claim has a pronoun less than its source. */
function standsForPronoun(claim: readonly Token[], source: SourceSentence): boolean {
  const pronouns = (tokens: readonly Token[]) => tokens.filter((token) => PRONOUN.test(token.lower)).length;
  return pronouns(claim) < pronouns(source.tokens);
}

/** The names that open the nearest sentence before which opens with one: who "he" is, as news is written. */
function antecedent(source: SourceSentence): string[] {
  for (const sentence of source.before.toReversed()) {
    const first = sentence.findIndex((token) => token.kind === 'name');
    if (first === -1) continue;
    const names: string[] = [];
    for (let at = first; sentence[at]?.kind === 'name'; at += 1) names.push(sentence[at]?.key ?? '');
    return names;
  }
  return [];
}

/** A name, number or word that the claim has more often than the sentence. */
function moreThanIn(claim: readonly Token[], source: SourceSentence): Token | null {
  const count = new Map<string, number>();
  for (const token of source.tokens) count.set(token.key, (count.get(token.key) ?? 0) + 1);
  for (const token of claim) {
    const left = token.kind === 'function' ? undefined : count.get(token.key);
    if (left === undefined) continue;
    const named = token.kind === 'name' && standsForPronoun(claim, source) && antecedent(source).includes(token.key);
    if (left === 0 && !named) return token;
    count.set(token.key, Math.max(0, left - 1));
  }
  return null;
}

function isSaidBy(said: SaidBy, claim: readonly Token[], source: SourceSentence, speakers: readonly string[]): boolean {
  const all = attributionsIn(source.tokens, source.text);
  const verb = claim[said.cue]?.key;
  const same = all.filter((other) => source.tokens[other.cue]?.key === verb);
  const there = same.length > 0 ? same : all;
  if (said.pronoun) return there.length > 0 || speakers.length > 0;
  const last = said.names.at(-1) ?? '';
  const known = [...speakers.map((speaker) => speaker.toLowerCase()), ...there.map((other) => other.names.join(' '))];
  const inSentence = new Set(source.tokens.map((token) => token.key));
  const names = there.some((other) => other.pronoun) ? [...known, antecedent(source).join(' ')] : known;
  return names.some((name) => {
    const words = new Set(name.split(/[\s.]+/).flatMap((word) => [word, word.replace(/s$/, '')]));
    return (
      words.has(last) && said.names.every((word) => words.has(word) || inSentence.has(word) || isEarlier(word, source))
    );
  });
}

function isEarlier(key: string, source: SourceSentence): boolean {
  return source.before.some((sentence) => sentence.some((token) => token.key === key));
}
