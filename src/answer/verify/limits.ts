import type { SourceSentence, Token } from './claim-tokens.ts';
import { clauseEnd } from './clause-marks.ts';
import { INTENTIONS, looksFinite, NEGATIONS } from './vocabulary.ts';
import { calendarKind } from './who-did-what.ts';

/** Whoever does one of these says that what follows is not so. */
const DENIES =
  /^(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|contest(?:s|ed|ing)?|doubt(?:s|ed|ing)?|disbeliev(?:e|es|ed)|debunk(?:s|ed|ing)?|disprov(?:e|es|ed))$/;
const SHARE =
  /^(?:some|several|many|most|few|half|part|parts|none|either|neither|majority|minority|portion|dozens|any|much)$/;
const DETERMINER = /^(?:the|a|an|its|his|her|their|our|these|those|this|that|all)$/;
const PERIOD =
  /^(?:second|minute|hour|day|night|week|month|quarter|season|year|decade|game|match|head|person|trip|visit|capita)$/;
const RATE = /^(?:annually|yearly|monthly|weekly|daily|hourly|nightly|apiece|each)$/;
const SUPERLATIVE = /^(?:\p{L}{2,}est|most|least|best|worst|last)$/u;
const POSSIBLE = /^(?:will|would|could|may|might|should|to|can|shall)$/;
const MULTIPLE = /^(?:twice|half|double|thrice|times)$/;
const PREPOSITION = /^(?:in|on|at|for|since|to|from|by|with|of|against|over|among|under|during|per)$/;
const TIME_BOUND = /^(?:before|after|until|till|by|since|than)$/;
const TIME_WORD = /^(?:last|next|this|that|early|earlier|late|later|mid|the|a|an)$/;
const ASKS = /^(?:whether|if|how|why|who|when|where|what|which|that)$/;
const HABIT =
  /^(?:\p{L}+days|weekends|holidays|mornings|afternoons|evenings|nights|winter|winters|summer|summers|spring|autumn|night)$/u;
const GROUP = /^(?:\p{L}+s|men|women|people|children)$/u;

type Back = ReadonlyMap<number, number>;

/**
 * What limits a statement of the source and is left out of the claim, so that the claim says more, or the opposite: a denial of it, the
 * share that it holds for, a rate, who or when it is about, whether it is so at all. Null for nothing. `back` maps tokens of the source to
 * the claim's.
 */
export function limitFault(claim: readonly Token[], source: SourceSentence, back: Back): string | null {
  const { tokens, text } = source;
  for (const [at, token] of tokens.entries()) {
    if (back.has(at)) {
      if (boundChanged(claim, tokens, at, back)) return token.word;
      continue;
    }
    const end = clauseEnd(tokens, at, text);
    const isLimit =
      isDenial(claim, tokens, at, end, back) ||
      isShare(tokens, at, back) ||
      isRate(tokens, at, back) ||
      isWish(claim, tokens, at, end, back) ||
      isRank(tokens, at, back) ||
      isChoice(claim, tokens, at, end, back) ||
      isRange(tokens, at, back) ||
      isAsked(claim, tokens, at, end, back) ||
      isGroup(tokens, at, back);
    if (isLimit) return token.word;
  }
  return cutDenial(tokens, text, back);
}

function keepsIn(tokens: readonly Token[], from: number, to: number, back: Back): boolean {
  for (let i = from; i < to; i += 1) if (back.has(i) && tokens[i]?.kind !== 'function') return true;
  return false;
}

function deniesItself(claim: readonly Token[], back: Back): boolean {
  const known = new Set(back.values());
  return claim.some(
    ({ lower }, at) => !known.has(at) && (NEGATIONS.has(lower) || lower.endsWith("n't") || DENIES.test(lower)),
  );
}

/** "denied a report that the bridge was closed" told as "the bridge was closed". */
function isDenial(claim: readonly Token[], tokens: readonly Token[], at: number, end: number, back: Back): boolean {
  return DENIES.test(tokens[at]?.lower ?? '') && keepsIn(tokens, at + 1, end, back) && !deniesItself(claim, back);
}

/** "two of its 11 plants" told as "11 plants", "one in three buses" as "three buses". */
function isShare(tokens: readonly Token[], at: number, back: Back): boolean {
  const token = tokens[at];
  const isNumber = token?.kind === 'number' && calendarKind(token).length === 0;
  if (!token || !(isNumber || SHARE.test(token.lower))) return false;
  let next = at + 1;
  if (tokens[next]?.lower === 'out') next += 1;
  const link = tokens[next]?.lower;
  if (link !== 'of' && !(link === 'in' && isNumber && tokens[next + 1]?.kind === 'number')) return false;
  next += 1;
  while (DETERMINER.test(tokens[next]?.lower ?? '')) next += 1;
  const whole = tokens[next];
  return whole !== undefined && back.has(next) && calendarKind(whole).length === 0;
}

const RATE_REACH = 5;

/** "2 million a year" or "2 million less than planned" told as "2 million". */
function isRate(tokens: readonly Token[], at: number, back: Back): boolean {
  const { lower = '' } = tokens[at] ?? {};
  const before = tokens[at - 1]?.lower ?? '';
  const isMeasure = /^(?:more|less|fewer)$/.test(lower) && tokens[at + 1]?.lower === 'than';
  const isPeriod = PERIOD.test(lower) && /^(?:a|an|per|each|every)$/.test(before);
  if (!isPeriod && !isMeasure && !RATE.test(lower)) return false;
  const from = Math.max(0, at - RATE_REACH);
  return tokens
    .slice(from, at)
    .some(({ kind, key }, i) => kind === 'number' && !/^month|day$/.test(key) && back.has(from + i));
}

const WISH_REACH = 8;

/** "expects prices to fall" told as "prices will fall". */
function isWish(claim: readonly Token[], tokens: readonly Token[], at: number, end: number, back: Back): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || !INTENTIONS.has(token.lower) || /^ha(?:s|d|ve)$/.test(token.lower)) return false;
  const to = tokens.findIndex(({ lower }, i) => i > at + 1 && i < Math.min(end, at + WISH_REACH) && lower === 'to');
  const done = /..ly$/.test(tokens[to + 1]?.lower ?? '') ? to + 2 : to + 1;
  const here = back.get(done);
  if (to === -1 || here === undefined || tokens[done]?.kind !== 'word') return false;
  return !claim.slice(Math.max(0, here - 2), here).some(({ lower }) => lower === 'to');
}

/** "the second largest" told as "the largest", "for the first time since 2009" as "since 2009", "twice as high" as "as high". */
function isRank(tokens: readonly Token[], at: number, back: Back): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token || !next) return false;
  const isOrdinal = token.key.startsWith('#') || token.lower === 'second';
  if (isOrdinal && back.has(at + 1) && (SUPERLATIVE.test(next.lower) || PERIOD.test(next.lower))) return true;
  if ((isOrdinal || token.lower === 'last') && next.lower === 'time' && !back.has(at + 1))
    return /^(?:since|in)$/.test(tokens[at + 2]?.lower ?? '') && back.has(at + 3);
  return MULTIPLE.test(token.lower) && next.lower === 'as' && back.has(at + 2);
}

/** "must repair or close it" told as "must close it", "would rather quit than sign" as "would quit", "would let cities tax" as "cities tax". */
function isChoice(claim: readonly Token[], tokens: readonly Token[], at: number, end: number, back: Back): boolean {
  const { lower = '' } = tokens[at] ?? {};
  if (!/^(?:either|rather|let|lets|allow|allows|enable|enables|make|makes|force|forces)$/.test(lower)) return false;
  if (!keepsIn(tokens, at + 1, end, back)) return false;
  const says = (words: RegExp) => claim.some((token) => words.test(token.lower));
  if (lower === 'either') return !says(/^or$/);
  if (lower === 'rather') return tokens.slice(at + 1, end).some((token) => token.lower === 'than');
  const isOpen = tokens
    .slice(Math.max(0, at - 3), at)
    .some((token, i) => POSSIBLE.test(token.lower) && !back.has(Math.max(0, at - 3) + i));
  return isOpen && !says(POSSIBLE);
}

/** "between 30 and 40" told as "40". */
function isRange(tokens: readonly Token[], at: number, back: Back): boolean {
  const isNumber = (i: number) => tokens[i]?.kind === 'number';
  const other = [at - 2, at + 2].find(
    (i) => isNumber(i) && back.has(i) && /^(?:and|to)$/.test(tokens[(i + at) / 2]?.lower ?? ''),
  );
  if (!isNumber(at) || other === undefined) return false;
  const opener = tokens[Math.min(at, other) - 1]?.lower;
  const link = tokens[(at + other) / 2]?.lower;
  if (link === 'and') return opener === 'between';
  // "rose 3% to 9%" is two things, "3 to 9 houses" is one.
  const unit = (i: number) => tokens[i]?.key.replace(/[\d.]+/, '');
  return opener !== 'from' && !looksFinite(opener ?? '') && unit(at) === unit(other);
}

/** "will decide whether it is legal" told as "it is legal", "did not say how many died" as "many died". */
function isAsked(claim: readonly Token[], tokens: readonly Token[], at: number, end: number, back: Back): boolean {
  const { lower = '' } = tokens[at] ?? {};
  if (lower === 'whether')
    return keepsIn(tokens, at + 1, end, back) && !claim.some((token) => /^(?:whether|if)$/.test(token.lower));
  if (!NEGATIONS.has(lower) && !lower.endsWith("n't")) return false;
  const asks = tokens.findIndex((token, i) => i > at && i <= at + 4 && i < end && ASKS.test(token.lower));
  return (
    asks > at + 1 &&
    !keepsIn(tokens, at, asks, back) &&
    keepsIn(tokens, asks + 1, end, back) &&
    !deniesItself(claim, back)
  );
}

/** "patients over 60" told as "patients", "is free on Sundays" as "is free", "a third among men" as "a third". */
function isGroup(tokens: readonly Token[], at: number, back: Back): boolean {
  const { lower = '' } = tokens[at] ?? {};
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (/^(?:over|under|above|below|aged)$/.test(lower))
    return next?.kind === 'number' && before?.kind === 'word' && back.has(at - 1) && GROUP.test(before.lower);
  if (lower === 'among')
    return tokens
      .slice(Math.max(0, at - RATE_REACH), at)
      .some(({ kind }, i) => kind === 'number' && back.has(Math.max(0, at - RATE_REACH) + i));
  return (
    HABIT.test(lower) &&
    /^(?:on|in|at)$/.test(before?.lower ?? '') &&
    next?.kind !== 'number' &&
    keepsIn(tokens, 0, at, back)
  );
}

/** "until last year" told as "last year", "no earlier than 2027" as "in 2027". */
function boundChanged(claim: readonly Token[], tokens: readonly Token[], at: number, back: Back): boolean {
  const token = tokens[at];
  if (!token || (calendarKind(token).length === 0 && !/^(?:year|month|week|season)$/.test(token.lower))) return false;
  const [here, there] = [boundBefore(claim, back.get(at) ?? 0), boundBefore(tokens, at)];
  return here !== there;
}

function boundBefore(tokens: readonly Token[], at: number): string {
  let i = at - 1;
  for (let token = tokens[i]; token; i -= 1, token = tokens[i])
    if (!(TIME_WORD.test(token.lower) || calendarKind(token).length > 0 || /^(?:[12]?\d|3[01])$/.test(token.key)))
      break;
  const bound = tokens[i]?.lower ?? '';
  return TIME_BOUND.test(bound) ? (bound === 'till' ? 'until' : bound) : '';
}

/** "does not run on Sundays in winter" told as "does not run": what a denial is limited to is cut off. */
function cutDenial(tokens: readonly Token[], text: string, back: Back): string | null {
  for (const [at, token] of tokens.entries()) {
    if (!(token.lower === 'not' || token.lower.endsWith("n't")) || !back.has(at)) continue;
    const end = clauseEnd(tokens, at, text);
    const last = tokens.findLastIndex(({ kind }, i) => i > at && i < end && back.has(i) && kind !== 'function');
    const next = tokens[last + 1];
    if (last === -1 || !next || last + 1 >= end || !PREPOSITION.test(next.lower)) continue;
    if (tokens.slice(last + 1, end).some(({ kind }) => kind !== 'function')) return next.word;
  }
  return null;
}
