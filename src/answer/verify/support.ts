import type { DropReason } from '../claims.ts';
import { alignInOrder, matches } from './align.ts';
import { attributionsIn, type SaidBy } from './attributions.ts';
import { polarityFault } from './polarity.ts';
import { rolesFault } from './roles.ts';
import type { Token } from './tokens.ts';
import { areOpposite, HEDGES, NEGATIONS } from './vocabulary.ts';

export interface SourceSentence {
  text: string;
  tokens: Token[];
  /** Sentences of the passage before this one, nearest last. */
  before: Token[][];
}

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
  const repeated = moreThanIn(content, source);
  if (repeated !== null) return fault(repeated.kind === 'number' ? 'number' : 'name', `${repeated.word} twice`);
  const turned = polarityFault(body, source.tokens, path);
  if (turned !== null) return fault('polarity', turned);
  const moved = rolesFault(body, source, path);
  if (moved !== null) return fault('roles', moved);
  const wrong = said.find((attribution) => !isSaidBy(attribution, source, speakers));
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
  return (
    source.tokens.some((known) => /^(?:he|she|him|her|his|hers|they|it|its|their)$/.test(known.lower)) &&
    antecedent(source).includes(token.key)
  );
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

function moreThanIn(content: readonly Token[], source: SourceSentence): Token | null {
  const count = new Map<string, number>();
  for (const token of source.tokens) count.set(token.key, (count.get(token.key) ?? 0) + 1);
  const pronouns = source.tokens.some((token) => /^(?:he|she|him|her|his|they|it|its)$/.test(token.lower));
  for (const token of content) {
    if (token.kind !== 'name' && token.kind !== 'number') continue;
    const left = count.get(token.key) ?? 0;
    if (left === 0 && count.has(token.key) && !pronouns) return token;
    count.set(token.key, left - 1);
  }
  return null;
}

function isSaidBy(said: SaidBy, source: SourceSentence, speakers: readonly string[]): boolean {
  const there = attributionsIn(source.tokens, source.text);
  if (said.pronoun) return there.length > 0 || speakers.length > 0;
  const last = said.names.at(-1) ?? '';
  const known = [...speakers.map((speaker) => speaker.toLowerCase()), ...there.map((other) => other.names.join(' '))];
  const names = there.some((other) => other.pronoun) ? [...known, antecedent(source).join(' ')] : known;
  return names.some((name) => name.split(/[\s.]+/).some((word) => word === last || word.replace(/s$/, '') === last));
}
