import { cueAt, cuesIn } from './attributions.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';
import { embeddedFault } from './embedded-clauses.ts';
import { limitFault } from './limits.ts';
import { spliceFault } from './splices.ts';
import { futureFault, isUnsettled, nextContent } from './unsettled.ts';
import { looksPast, QUALIFIERS } from './vocabulary.ts';
import { calendarKind } from './who-did-what.ts';

const BOUNDS = /^(?:more|less|fewer|least|most|up|over|under|below|above)$/;
const AMOUNT =
  /^(?:half|all|every|decades?|century|centuries|years?|months?|weeks?|days?|hours?|minutes?|dozens?|hundreds?|thousands?|millions?|billions?|third|quarter)$/;
const SUBJECT_PRONOUN = /^(?:this|these|those|it|he|she|they|we|there)$/;
const JOINER =
  /^(?:and|or|but|while|whereas|although|though|because|as|after|before|when|if|since|until|that|who|which|where|than)$/;
const RELATIVE = /^(?:who|which|that|where)$/;
const HELPING = /^(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|should|did|does|do)$/;

/**
 * What the claim leaves out of its source sentence so that the rest means something else, or null. It starts from the source and not
 * from the claim's words: a restriction, a "will", a plan, an owner, or the subject of the clause that the claim keeps.
 */
export function omissionFault(
  claim: readonly Token[],
  claimText: string,
  source: SourceSentence,
  path: readonly number[],
): string | null {
  const there = source.tokens;
  const back = alignedFrom(claim, there, path);
  for (const [at, token] of there.entries()) {
    if (back.has(at)) {
      if (losesOwned(claim, claimText, source, at, back)) return `${token.word}'s`;
      continue;
    }
    if (/^(?:least|most)$/.test(token.lower) && there[at - 1]?.lower === 'at' && isGoneBetween(there, at, back))
      return token.word;
    const next = nextContent(there, at);
    const kept = next === -1 ? undefined : back.get(next);
    if (kept !== undefined && restricts(there, at, next)) return token.word;
    if (isHead(source, at, back) || isUnsettled(claim, source, at, back)) return token.word;
    if (
      FICTION.test(token.lower) &&
      there.slice(Math.max(0, at - 3), at).some(({ lower }) => lower === 'in') &&
      !isInLostAside(source, at, back)
    )
      return token.word;
  }
  return (
    futureFault(claim, there, back) ??
    embeddedFault(claim, source, back) ??
    limitFault(claim, source, back) ??
    spliceFault(claim, claimText, source, back) ??
    linkFault(claim, there, back) ??
    joinFault(
      source,
      back,
      cuesIn(claim, claimText).some((at) => (path[at] ?? -1) === -1),
    )
  );
}

/** "Ann Lee, who plays a nurse in the film, sued": nothing of the aside is told. */
function isInLostAside({ tokens, text }: SourceSentence, at: number, back: ReadonlyMap<number, number>): boolean {
  const opens = (i: number) => /[,;()]/.test(marksBefore(tokens, i, text));
  const from = tokens.findLastIndex((_, i) => i <= at && i > 0 && opens(i));
  const to = tokens.findIndex((_, i) => i > at && opens(i));
  return (
    from !== -1 &&
    to !== -1 &&
    RELATIVE.test(tokens[from]?.lower ?? '') &&
    !tokens.slice(from, to).some((token, i) => token.kind !== 'function' && back.has(from + i))
  );
}

/** "at least" left out between words that stay. */
function isGoneBetween(source: readonly Token[], at: number, back: ReadonlyMap<number, number>): boolean {
  const before = source.findLastIndex((token, i) => i < at - 1 && token.kind !== 'function');
  const after = nextContent(source, at);
  return (before === -1 || back.has(before)) && after !== -1 && back.has(after);
}

/** Source index to claim index: what stands in order, and what was moved. */
function alignedFrom(claim: readonly Token[], source: readonly Token[], path: readonly number[]): Map<number, number> {
  const back = new Map(path.flatMap((to, from) => (to === -1 ? [] : [[to, from] as const])));
  claim.forEach((token, from) => {
    if ((path[from] ?? -1) !== -1 || token.kind === 'function') return;
    const to = source.findIndex((other, at) => !back.has(at) && other.key === token.key);
    if (to !== -1) back.set(to, from);
  });
  return back;
}

function restricts(source: readonly Token[], at: number, next: number): boolean {
  const token = source[at];
  if (!token) return false;
  if (BOUNDS.test(token.lower) && source[at + 1]?.lower !== 'than')
    return source[next]?.kind === 'number' || AMOUNT.test(source[next]?.lower ?? '');
  if (token.lower === 'only' && source[at - 1]?.lower === 'not') return true;
  if (/^(?:many|much|few|little)$/.test(token.lower) && source[at + 1]?.lower === 'as') return true;
  if (/^(?:all|anything)$/.test(token.lower) && source[at + 1]?.lower === 'but') return true;
  if (token.lower === 'far' && source[at + 1]?.lower === 'from') return true;
  if (token.lower === 'called') return source[at - 1]?.lower === 'so';
  return QUALIFIERS.has(token.lower) || BOUNDS.test(token.lower);
}

/** "Ann's lawyer" told of Ann. */
function losesOwned(
  claim: readonly Token[],
  claimText: string,
  source: SourceSentence,
  at: number,
  back: ReadonlyMap<number, number>,
): boolean {
  const token = source.tokens[at];
  const owned = source.tokens[at + 1];
  if (!token || !owned || !/^'s?\s/.test(source.text.slice(token.end))) return false;
  const here = claim[back.get(at) ?? -1];
  if (!here || /^'s?\b/.test(claimText.slice(here.end))) return false;
  const opener = claim[(back.get(at) ?? 0) - 1];
  if (here.kind === 'number' && /^(?:on|in|since)$/.test(opener?.lower ?? '')) return false;
  // "last year's play-offs" as "the play-offs last year".
  if (/^(?:year|month|week|season|day)$/.test(here.key) && /^(?:last|this|next)$/.test(opener?.lower ?? ''))
    return false;
  // "Tesla's new plant" as "the Tesla plant", or "the plant of Tesla".
  for (let i = at + 1; i < Math.min(source.tokens.length, at + 4) && source.tokens[i]?.kind !== 'function'; i += 1) {
    const kept = back.get(i);
    if (
      kept !== undefined &&
      Math.abs(kept - (back.get(at) ?? 0)) <= 3 &&
      source.tokens[i]?.kind === 'word' &&
      !cueAt(source.tokens, i, source.text) &&
      !looksPast(source.tokens[i]?.lower ?? '')
    )
      return false;
  }
  return !back.has(at + 1);
}

/** What binds a noun to what it is about. */
const HEADS = /^(?:of|for|on|against|over|about|between|by|as|like|with|including)$/;
/** What happens in one of these is made up. */
const FICTION =
  /^(?:novel|film|movie|book|series|show|play|musical|game|episode|drama|comedy|story|video|sketch|dream|theory|simulation|parody|satire|nightmare|exercise|drill|rehearsal)$/;

/** "a spokesman for Ann", "the son of Ann", "one of the men" told of Ann or the men. */
function isHead(source: SourceSentence, at: number, back: ReadonlyMap<number, number>): boolean {
  const { tokens, text } = source;
  const link = tokens[at + 1];
  if (tokens[at]?.kind === 'function' || !link || !HEADS.test(link.lower) || back.has(at + 1)) return false;
  let next = at + 2;
  while (tokens[next]?.kind === 'function') next += 1;
  const first = tokens[at];
  const last = tokens[next];
  if (
    !first ||
    !last ||
    (link.lower === 'on' && last.kind === 'number') ||
    !back.has(next) ||
    /[,;"]/.test(text.slice(first.end, last.start))
  )
    return false;
  // Something of the clause before it is kept: then the head is a detail ("bought tons of wheat").
  return !tokens.slice(0, at).some((token, i) => token.kind !== 'function' && back.has(i)) || last.kind === 'name';
}

const CAUSE = /^(?:because|so|therefore)$/;
const CAUSES = /^(?:because|so|therefore|as|since|for|due)$/;
const WAY = /^(?:to|from)$/;
const WAY_OF_NUMBER = /^(?:to|from|by)$/;

/** "rose to 5" told as "rose by 5", "moved from Lund" as "to Lund", or a cause of the claim's own. */
function linkFault(
  claim: readonly Token[],
  source: readonly Token[],
  back: ReadonlyMap<number, number>,
): string | null {
  for (const [to, from] of back) {
    const ways = source[to]?.kind === 'number' ? WAY_OF_NUMBER : WAY;
    const [here, there] = [wayTo(claim, from), wayTo(source, to)];
    if (here !== there && ways.test(here) && ways.test(there) && !isAccordingTo(claim, from)) return here;
  }
  const kept = new Set(back.values());
  const cause = claim.find(({ lower }, at) => CAUSE.test(lower) && !kept.has(at));
  return cause !== undefined && !source.some(({ lower }) => CAUSES.test(lower)) ? cause.word : null;
}

function isAccordingTo(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 2]?.lower === 'according';
}

/** The small word before a token, articles passed over. */
function wayTo(tokens: readonly Token[], at: number): string {
  const before = tokens[at - 1]?.lower ?? '';
  return /^(?:the|an?|its|his|her|their)$/.test(before) ? (tokens[at - 2]?.lower ?? '') : before;
}

/** The end of one clause given to the subject of another: what lies between the two kept words holds a subject of its own. */
function joinFault(source: SourceSentence, back: ReadonlyMap<number, number>, toldOtherwise: boolean): string | null {
  const { tokens, text } = source;
  const kept = tokens.flatMap((token, at) =>
    back.has(at) &&
    (token.kind !== 'function' || (at === 0 && (SUBJECT_PRONOUN.test(token.lower) || token.lower === 'that')))
      ? [at]
      : [],
  );
  for (let i = 1; i < kept.length; i += 1) {
    const from = kept[i - 1] ?? 0;
    const to = kept[i] ?? 0;
    const gap = tokens.slice(from + 1, to);
    const lost = gap.filter((token) => token.kind !== 'function');
    const first = tokens[from];
    const last = tokens[to];
    if (lost.length === 0 || !first || !last) continue;
    if (lost.some((token) => sameCalendar(token, first) || sameCalendar(token, last))) return 'dates';
    if (isAside(text, first, last)) continue;
    const ends = verbBegins(tokens, to);
    const fault = gap.find((token, at) => {
      const cue = cueAt(tokens, from + 1 + at, text) !== null && !toldOtherwise;
      if (!cue && !JOINER.test(token.lower)) return false;
      const before = gap.slice(0, cue ? at + 1 : at).some((other) => other.kind !== 'function');
      const after = gap.slice(at + 1);
      if (!after.some((other) => other.kind !== 'function' || SUBJECT_PRONOUN.test(other.lower))) return false;
      if (before && !isRelative(gap))
        return ends || after.some((other) => looksPast(other.lower) || HELPING.test(other.lower));
      if (!ends) return false;
      if (before) return cue || !/^(?:and|or)$/.test(token.lower);
      return !RELATIVE.test(token.lower) && !/^(?:and|or|than)$/.test(token.lower);
    });
    if (fault !== undefined) return fault.word;
  }
  return null;
}

/** "who shot Ann and fled": one clause about the word before it. */
function isRelative(gap: readonly Token[]): boolean {
  return (
    RELATIVE.test(gap[0]?.lower ?? '') &&
    gap.filter((token) => looksPast(token.lower) || HELPING.test(token.lower)).length <= 2
  );
}

function sameCalendar(a: Token, b: Token): boolean {
  const [kind] = calendarKind(a);
  return kind !== undefined && calendarKind(b).includes(kind);
}

/** Between commas, brackets or dashes at both ends. */
function isAside(text: string, first: Token, last: Token): boolean {
  const between = text.slice(first.end, last.start);
  const words = between.replace(/[\p{L}\p{N}'’.-]+\s*$/u, '');
  return (
    /^\s*[,(\u2013\u2014]/.test(between) &&
    /[,)\u2013\u2014]\s*(?:\p{L}+\s+){0,3}$/u.test(words + between.slice(words.length))
  );
}

function verbBegins(tokens: readonly Token[], at: number): boolean {
  if (looksPast(tokens[at]?.lower ?? '')) return true;
  for (let i = at - 1; i >= Math.max(0, at - 3) && tokens[i]?.kind === 'function'; i -= 1)
    if (helps(tokens[i])) return true;
  return helps(tokens[at]) || helps(tokens[at - 1]);
}

function helps(token: Token | undefined): boolean {
  return token !== undefined && (HELPING.test(token.lower) || token.lower.endsWith("n't"));
}
