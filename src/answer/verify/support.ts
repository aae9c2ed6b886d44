import type { DropReason } from '../../model/claims.ts';
import { HEDGES, NEGATIONS } from '../../text/lists/reservations.ts';
import { alignInOrder, matches } from './align.ts';
import { alteredFault } from './altered.ts';
import { attributionsIn, type SaidBy } from './attributions.ts';
import { referents, refersBack } from './back-references.ts';
import { nameFault } from './claim-names.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { leftOutFault } from './left-out.ts';
import { polarityFault } from './polarity.ts';
import { speechFault } from './speech.ts';
import { areOpposite } from './vocabulary.ts';
import { isOwnerBefore, rolesFault, voiceTurned } from './who-did-what.ts';

const NEAR = 8;

/** Words that say nothing more: a claim may have them where its sentence has not. */
const ADDS_NOTHING = new Set([
  'also',
  'already',
  'now',
  'currently',
  'itself',
  'himself',
  'herself',
  'themselves',
  'meanwhile',
  'there',
]);

export interface Fault {
  reason: DropReason;
  detail: string;
  /** Share of the claim that the sentence has; the fault of the nearest sentence is the one to tell. */
  near: number;
}

export interface Holds {
  /** Whose word it is where the claim leaves that out. */
  by: string | null;
  /** The first and the last of the sentence's tokens that the claim has. */
  first: number;
  last: number;
}

/** Why a sentence does not say what part of a claim says, or that it does. */
export function faultOf(
  claim: readonly Token[],
  claimText: string,
  said: readonly SaidBy[],
  source: SourceSentence,
  speakers: readonly string[],
): Fault | Holds {
  const spoken = new Set(said.flatMap((attribution) => attribution.tokens));
  const body = claim.filter((_, index) => !spoken.has(index));
  const content = body.filter((token) => token.kind !== 'function');
  const missing = content.filter((token) => !ADDS_NOTHING.has(token.lower) && !source.has(token));
  const near = content.length === 0 ? 0 : 1 - missing.length / content.length;
  const fault = (reason: DropReason, detail: string): Fault => ({ reason, detail, near });
  if (content.length === 0) return fault('support', 'says nothing');
  // Most sentences are told by their words alone; only of the others is the order compared, which takes longer.
  for (const token of missing) {
    if (isOneForA(token, body, source)) continue;
    if (token.kind === 'number') return fault('number', token.word);
    if (token.kind === 'name') {
      if (!mayBeKnownAs(token, body, source)) return fault('name', token.word);
    } else if (changesTruth(token.word)) return fault('polarity', token.word);
    else if (source.tokens.some((other) => areOpposite(token.key, other.key))) return fault('polarity', token.word);
    else if (!isPartOfName(token, body, source)) return fault('support', token.word);
  }
  const path = alignInOrder(body, source.tokens);
  const unknown = missing.find(
    (token) => token.kind !== 'word' && !isOneForA(token, body, source) && !isKnownAs(token, body, source, path),
  );
  if (unknown !== undefined) return fault('name', unknown.word);
  const untitled = said.find(({ title, names }) =>
    title.some((at) => !isTitleOf(claim[at], names, source) || isOnceMore(at, claim, source)),
  );
  if (untitled !== undefined) return fault('speaker', untitled.names.join(' '));
  const repeated = moreThanIn(body, source, path);
  if (repeated !== null)
    return fault(
      repeated.kind === 'word' ? 'support' : repeated.kind === 'number' ? 'number' : 'name',
      `${repeated.word} twice`,
    );
  const whole = alignInOrder(claim, source.tokens);
  const turned = polarityFault(claim, source.tokens, whole);
  if (turned !== null) return fault('polarity', turned);
  const moved = rolesFault(body, source, path);
  if (moved !== null) return fault('roles', moved);
  const speech = speechFault(claim, claimText, source, whole);
  if (speech !== null && speech.by === null) return fault('speech', speech.detail);
  if (voiceTurned(claim, source.tokens, whole) === 'wrong') return fault('roles', 'voice');
  const exchanged = said.find(
    ({ cue, tokens }) => (whole[cue] ?? -1) !== -1 && tokens.some((at) => isElsewhere(at, claim, source, whole)),
  );
  if (exchanged !== undefined) return fault('speaker', exchanged.names.join(' '));
  const wrong = said.find(
    (attribution) => !isSaidBy(attribution, claim, source, speakers) && !isInPlace(attribution, source, whole),
  );
  if (wrong !== undefined) return fault('speaker', wrong.names.join(' '));
  const left = leftOutFault(claim, source, whole);
  if (left !== null) return fault(changesTruth(left) ? 'polarity' : 'omission', left);
  const altered = alteredFault(claim, source, whole);
  if (altered !== null) return fault('omission', altered);
  const alien = nameFault(claim, source);
  if (alien !== null) return fault('name', alien);
  const aligned = whole.filter((to, from) => to !== -1 && claim[from]?.kind !== 'function');
  return { by: speech?.by ?? null, first: Math.min(...aligned), last: Math.max(...aligned) };
}

/** Whether a word denies what is told or leaves it open. */
function changesTruth(word: string): boolean {
  const lower = word.toLowerCase();
  return NEGATIONS.has(lower) || HEDGES.has(lower);
}

/** "one week after" where the source has "a week after". */
function isOneForA(token: Token, claim: readonly Token[], source: SourceSentence): boolean {
  if (token.lower !== 'one') return false;
  const next = claim[claim.indexOf(token) + 1];
  return source.tokens.some(
    (other, at) =>
      next !== undefined && matches(next, other) && /^(?:a|an|the)$/.test(source.tokens[at - 1]?.lower ?? ''),
  );
}

/** Whether a word for what a speaker is stands near the speaker's name in the source, or before it. */
function isTitleOf(title: Token | undefined, names: readonly string[], source: SourceSentence): boolean {
  if (title === undefined) return true;
  const near = (tokens: readonly Token[]) =>
    tokens.some(
      (token, at) =>
        matches(title, token) &&
        tokens
          .slice(Math.max(0, at - NEAR), at + NEAR)
          .some((other, i, window) => other.key === names.at(-1) && onlyOne(window.slice(0, i), names)),
    );
  return near(source.tokens) || source.before.some(near);
}

/** Whether the claim has a word for what a speaker is more often than the source. */
function isOnceMore(at: number, claim: readonly Token[], source: SourceSentence): boolean {
  const times = (tokens: readonly Token[]) => tokens.filter((token) => token.key === claim[at]?.key).length;
  return times(source.tokens) > 0 && times(claim) > times(source.tokens);
}

/** Whether no other speaker's name comes in between. */
function onlyOne(tokens: readonly Token[], names: readonly string[]): boolean {
  return tokens.filter((token) => token.kind === 'name' && !names.includes(token.key)).length <= 3;
}

/** Whether verb and speaker stand in the source as in the claim, where the source's own speaker could not be made out. */
function isInPlace(said: SaidBy, source: SourceSentence, path: readonly number[]): boolean {
  const cue = path[said.cue] ?? -1;
  if (cue === -1 || said.pronoun || said.tokens.some((at) => (path[at] ?? -1) === -1)) return false;
  return !attributionsIn(source.tokens, source.text).some((other) => other.cue === cue);
}

/** Whether a name of the claim stands in the source, but not in its place. */
function isElsewhere(at: number, claim: readonly Token[], source: SourceSentence, path: readonly number[]): boolean {
  const token = claim[at];
  return (
    token?.kind === 'name' &&
    (path[at] ?? -1) === -1 &&
    source.tokens.some((other) => other.key === token.key) &&
    !isOwnerBefore(claim, at, source.tokens)
  );
}

/** A fuller name than the sentence has, or the name for its pronoun. */
function isKnownAs(token: Token, claim: readonly Token[], source: SourceSentence, path: readonly number[]): boolean {
  return isFullerName(token, claim, source) || standsForPronoun(claim.indexOf(token), claim, source, path);
}

/** The common word of a name ("the Tasmanian tiger") or of a title that the sentence has a pronoun or a description for. */
function isPartOfName(token: Token, claim: readonly Token[], source: SourceSentence): boolean {
  const at = claim.indexOf(token);
  const beside = [claim[at - 1], claim[at + 1]].find((other) => other?.kind === 'name');
  if (beside === undefined || !referents(source).includes(beside.key)) return false;
  if (source.title.includes(token.key)) return true;
  return source.before.some((earlier) =>
    earlier.some(
      (known, i) => known.key === token.key && [earlier[i - 1]?.key, earlier[i + 1]?.key].includes(beside.key),
    ),
  );
}

/** What can be told of it before the order of words is known. */
function mayBeKnownAs(token: Token, claim: readonly Token[], source: SourceSentence): boolean {
  return isFullerName(token, claim, source) || referents(source).includes(token.key);
}

function isFullerName(token: Token, claim: readonly Token[], source: SourceSentence): boolean {
  const at = claim.indexOf(token);
  const beside = [claim[at - 1], claim[at + 1]].find(
    (other) => other?.kind === 'name' && source.tokens.some((known) => known.key === other.key),
  );
  if (beside === undefined) return false;
  // "the World Cup" isn't just any cup: only a name that stands alone may be made fuller.
  const step = claim.indexOf(beside) < at ? 1 : -1;
  const alone = source.tokens.some((known, i) => known.key === beside.key && source.tokens[i + step]?.kind !== 'name');
  if (!alone) return false;
  if (source.fullNames.get(beside.key)?.includes(token.key)) return true;
  const earlier = source.before.flat();
  const [first, second] = claim.indexOf(beside) < at ? [beside, token] : [token, beside];
  return earlier.some((known, index) => known.key === first.key && earlier[index + 1]?.key === second.key);
}

/** Whether the names at `at` stand where the source has a pronoun that the claim has not. */
function standsForPronoun(
  at: number,
  claim: readonly Token[],
  source: SourceSentence,
  path: readonly number[],
): boolean {
  let first = at;
  let last = at;
  while (claim[first - 1]?.kind === 'name') first -= 1;
  while (claim[last + 1]?.kind === 'name') last += 1;
  const before = path.slice(0, first).findLast((to) => to !== -1) ?? -1;
  const after = path.slice(last + 1).find((to) => to !== -1) ?? source.tokens.length;
  const known = new Set(path);
  const between = source.tokens.slice(before + 1, after).map((token, i) => ({ token, at: before + 1 + i }));
  const open = between.filter(({ at: place }) => !known.has(place));
  if (open.some(({ token, at: place }) => token.kind !== 'function' && !refersBack(source.tokens, place))) return false;
  return open.some(({ at: place }) => refersBack(source.tokens, place));
}

/** A name, number or word that the claim has more often than the sentence. */
function moreThanIn(claim: readonly Token[], source: SourceSentence, path: readonly number[]): Token | null {
  const count = new Map<string, number>();
  for (const token of source.tokens) count.set(token.key, (count.get(token.key) ?? 0) + 1);
  for (const [at, token] of claim.entries()) {
    const left = token.kind === 'function' || token.kind === 'word' ? undefined : count.get(token.key);
    if (left === undefined) continue;
    const named =
      token.kind === 'name' && standsForPronoun(at, claim, source, path) && referents(source).includes(token.key);
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
  const refers = there.some((other) => other.pronoun || other.tokens.some((at) => refersBack(source.tokens, at)));
  const names = refers ? [...known, referents(source).join(' ')] : known;
  return names.some((name) => {
    const words = new Set(name.split(/[\s.]+/).flatMap((word) => [word, word.replace(/s$/, '')]));
    return (
      words.has(last) &&
      said.names.every(
        (word) =>
          words.has(word) ||
          inSentence.has(word) ||
          isEarlier(word, source) ||
          source.fullNames.get(last)?.includes(word) === true,
      )
    );
  });
}

function isEarlier(key: string, source: SourceSentence): boolean {
  return source.before.some((sentence) => sentence.some((token) => token.key === key));
}
