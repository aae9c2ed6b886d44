import { matches } from './align.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';

const BE = /^(?:is|are|was|were|be|been|being)$/;
const WHICH = /^(?:last|this|next|that|previous)$/;
const TIME =
  /^(?:day|night|morning|afternoon|evening|week|weekend|month|season|year|time|spring|summer|autumn|fall|winter)$/;
const PLACE_OR_TIME = /^(?:in|on|at|during|since|after|before|for)$/;

/** How the claim changes who did what to whom compared with the source sentence, or null. */
export function rolesFault(claim: readonly Token[], source: SourceSentence, path: readonly number[]): string | null {
  const there = source.tokens;
  const turned = voiceTurned(claim, there, path);
  if (turned === 'wrong') return 'voice';
  const moved: number[] = [];
  for (const [at, token] of claim.entries()) {
    if (token.kind === 'function' || (path[at] ?? -1) !== -1 || turned === 'right') continue;
    if (!there.some((other) => matches(token, other))) continue;
    // "to rapidly raise rates" as "to raise rates rapidly".
    if (/..ly$/.test(token.lower) && standsBeside(claim, at, there)) continue;
    if (isLeftOut(claim, at, source, path) || isOwner(claim, at, source, path)) continue;
    if (isOwnerBefore(claim, at, there)) continue;
    const from = adjunctAt(claim, at, there);
    if (from === -1) return `${token.word} moved`;
    moved.push(from);
  }
  if (moved.length === 0) return null;
  // One phrase of time or place may change its place; two could exchange theirs, and so could one with another that was left out.
  const kinds = new Set(claim.slice(Math.min(...moved)).flatMap(calendarKind));
  const lost = there.some(
    (other) => calendarKind(other).some((kind) => kinds.has(kind)) && !claim.some((token) => matches(token, other)),
  );
  const twice = [...kinds].some((kind) => claim.filter((token) => calendarKind(token).includes(kind)).length > 1);
  return new Set(moved).size > 1 || lost || twice ? 'phrases moved' : null;
}

/** What may stand before the first noun of a sentence. */
const OPENS = /^(?:the|a|an|this|these|its|his|her|their|our)$/;

/** "the only two towns" where the sentence has "every town …, the only two": a number that stands alone there counts what the sentence begins with. */
function isLeftOut(claim: readonly Token[], at: number, source: SourceSentence, path: readonly number[]): boolean {
  const number = path[at - 1] ?? -1;
  const { tokens, text } = source;
  const before = tokens[number];
  const next = tokens[number + 1];
  if (claim[at]?.kind !== 'word' || before?.kind !== 'number') return false;
  if (next && next.kind !== 'function' && !/[,.;:]/.test(text.slice(before.end, next.start))) return false;
  const token = claim[at];
  const named = tokens.findIndex((other) => token !== undefined && matches(token, other));
  return named < number && tokens.slice(0, named).every(({ kind, lower }) => kind !== 'function' || OPENS.test(lower));
}

/** "Ostby's Lund School" as "Lund School in Ostby". */
function isOwner(claim: readonly Token[], at: number, source: SourceSentence, path: readonly number[]): boolean {
  if (claim[at]?.kind !== 'name' || !/^(?:in|of)$/.test(claim[at - 1]?.lower ?? '')) return false;
  const owned = path[at - 2] ?? -1;
  const owner = source.tokens.findLastIndex((other, to) => to < owned && other.key === claim[at]?.key);
  const end = source.tokens[owner]?.end;
  return (
    end !== undefined &&
    /^'s?\s/.test(source.text.slice(end)) &&
    source.tokens.slice(owner + 1, owned).every(({ kind }) => kind === 'name')
  );
}

/** "the Army's new head" where the source has "the new head of the Army". */
export function isOwnerBefore(claim: readonly Token[], at: number, source: readonly Token[]): boolean {
  const owner = claim[at];
  const next = claim[at + 1];
  // Only "'s" takes so much room.
  if (!owner || !next || next.start - owner.end !== GENITIVE) return false;
  const end = claim.findIndex(({ kind }, i) => i > at && kind !== 'word');
  const heads = claim.slice(at + 1, end === -1 ? undefined : end).slice(0, BESIDE);
  return source.some(
    (other, to) =>
      other.lower === 'of' &&
      heads.some((head) => head.key === source[to - 1]?.key) &&
      source.slice(to + 1, to + 1 + BESIDE).find(({ kind }) => kind !== 'function')?.key === owner.key,
  );
}

const GENITIVE = "'s ".length;
const BESIDE = 3;

/** Whether an adverb stands within a few words of the same verb or noun in both. */
function standsBeside(claim: readonly Token[], at: number, source: readonly Token[]): boolean {
  const near = claim.slice(Math.max(0, at - BESIDE), at).filter(({ kind }) => kind === 'word');
  return source.some(
    (other, to) =>
      claim[at]?.key === other.key &&
      near.some((word) => source.slice(to + 1, to + 1 + BESIDE).some((next) => matches(word, next))),
  );
}

/** What a number tells of the calendar, as a list of at most one kind. */
export function calendarKind(token: Token): string[] {
  if (token.kind !== 'number') return [];
  if (token.key.endsWith('day')) return ['day'];
  if (token.key.startsWith('month')) return ['month'];
  return /^(?:1[89]|20)\d\d$/.test(token.key) ? ['year'] : [];
}

/** `right`: active made passive, or the reverse, with the two sides exchanged; `wrong`: without. */
export function voiceTurned(
  claim: readonly Token[],
  source: readonly Token[],
  path: readonly number[],
): 'right' | 'wrong' | null {
  for (const [at, token] of claim.entries()) {
    if (token.kind !== 'word') continue;
    const aligned = path[at] ?? -1;
    const to = aligned === -1 ? source.findIndex((other) => other.kind === 'word' && matches(token, other)) : aligned;
    if (to === -1) continue;
    const here = isPassive(claim, at);
    const there = isPassive(source, to) || (here && isSetOff(source, to));
    if (here === there) continue;
    // "were dominating" is "dominated".
    if (!here && (!hasBe(source, to) || hasBe(claim, at))) continue;
    const front = side(claim, 0, at);
    const back = side(claim, at + 1, claim.length);
    const swapped =
      has(source, to + 1, to + 1 + SIDE, front.slice(-1)) && has(source, Math.max(0, to - SIDE), to, back.slice(0, 1));
    return swapped ? 'right' : 'wrong';
  }
  return null;
}

/** How far from its verb a side may stand. */
const SIDE = 10;

function isPassive(tokens: readonly Token[], at: number): boolean {
  const by = tokens.findIndex((token, i) => i > at && i < at + 3 && token.lower === 'by');
  // "by June" is not an agent.
  const agent = tokens[by + 1];
  return by !== -1 && !(agent && calendarKind(agent).length > 0) && hasBe(tokens, at);
}

/** "the team, led by Ann Lee," is "the team was led by Ann Lee". */
function isSetOff(tokens: readonly Token[], at: number): boolean {
  const [before, token, by, agent] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  return (
    by?.lower === 'by' &&
    agent?.kind !== 'number' &&
    before !== undefined &&
    token !== undefined &&
    token.start - before.end === ', '.length
  );
}

/** Whether a form of "be" makes a passive of a word: "were dominating" is "dominated". */
function hasBe(tokens: readonly Token[], at: number): boolean {
  const be = tokens.findLastIndex((token, i) => i < at && i >= at - 3 && BE.test(token.lower));
  return be !== -1 && !tokens.slice(be, at + 1).some((token) => /..ing$/.test(token.lower) && token.lower !== 'being');
}

function side(tokens: readonly Token[], from: number, to: number): Token[] {
  return tokens.slice(from, to).filter((token) => token.kind !== 'function');
}

function has(tokens: readonly Token[], from: number, to: number, wanted: readonly Token[]): boolean {
  return wanted.every((token) => tokens.slice(from, to).some((other) => matches(token, other)));
}

/** "last week", "that time": the phrase of time that a word stands in, half-open. */
function timePhraseAt(claim: readonly Token[], at: number): { from: number; to: number } | null {
  const from = WHICH.test(claim[at]?.lower ?? '') ? at : at - 1;
  const isTime = WHICH.test(claim[from]?.lower ?? '') && TIME.test(claim[from + 1]?.lower ?? '');
  return isTime ? { from, to: from + 2 } : null;
}

/** Where a phrase of place or time begins that may stand elsewhere, behind the same preposition; -1 when it is none. */
function adjunctAt(claim: readonly Token[], at: number, source: readonly Token[]): number {
  const stands = (phrase: readonly Token[]) =>
    source.some((_, from) =>
      phrase.every((token, k) => {
        const other = source[from + k];
        return other !== undefined && matches(token, other);
      }),
    );
  const when = timePhraseAt(claim, at);
  if (when !== null && stands(claim.slice(when.from, when.to))) return when.from;
  for (let i = at; i >= Math.max(0, at - 4); i -= 1) {
    const opener = claim[i];
    if (!opener || !PLACE_OR_TIME.test(opener.lower)) continue;
    const phrase = claim.slice(i, at + 1);
    const last = claim[at];
    if (last && calendarKind(last).length > 0 && phrase.length === 2 && stands(phrase.slice(1))) return i;
    if (i > 0 && !phrase.some((token) => token.kind === 'number')) return -1;
    return stands(phrase) ? i : -1;
  }
  const token = claim[at];
  return token?.kind === 'number' && /day$/.test(token.lower) ? at : -1;
}
