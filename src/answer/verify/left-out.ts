import { CIRCUMSTANTIAL_PREPOSITIONS, without } from '../../text/lists/function-words.ts';
import { HEDGES, INTENTIONS, NEGATIONS, QUALIFIERS } from '../../text/lists/reservations.ts';
import { speechVerb } from '../../text/lists/speech-verbs.ts';
import { alignedFrom } from './align.ts';
import { cueAt } from './attributions.ts';
import { refersBack } from './back-references.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';
import { isFact, statementVerb } from './views.ts';
import { looksFinite } from './vocabulary.ts';
import { calendarKind } from './who-did-what.ts';

type Back = ReadonlyMap<number, number>;

/** A stretch of a source sentence that a claim leaves out: half-open, and whether a mark or the sentence's own edge stands at either side. */
interface Gap {
  from: number;
  to: number;
  opens: boolean;
  closes: boolean;
}

const MARK = /[,;:"()\u2013\u2014]/;
const DETERMINER = /^(?:the|a|an|its|his|her|their|our|this|that|these|those|all|both)$/;
const ARTICLE = /^(?:the|an?|its|his|her|their|our)$/;
const AND = /^(?:and|but|while)$/;
/** What a set-off part opens with that limits what stands beside it, or tells whose view it is. */
const LIMITS =
  /^(?:if|unless|without|except|excluding|absent|provided|providing|assuming|barring|depending|pending|subject|only|not|were|had|should|for|to|so|as|by|judging|though|instead|rather|far|under|supposedly|or|permitting|until|till)$/;
/** … and, wherever it stands there, when nothing is done in it. */
const LIMITS_INSIDE =
  /^(?:only|not|except|permitting|if|unless|view|opinion|paper|theory|principle|rumou?rs?|absence)$/;
/** What opens a part without a mark before it that only adds when, where, with what or why. */
const ADDS = new RegExp(
  `^(?:${[...CIRCUMSTANTIAL_PREPOSITIONS, 'as', 'because', 'and', 'while', 'next', 'last', 'this'].join('|')})$`,
);
/** Behind one of these only something definite adds a place or a time: "in mice" limits, "in Lund" doesn't. */
const PLACE = new RegExp(
  `^(?:${without(CIRCUMSTANTIAL_PREPOSITIONS, 'since after before to by against despite toward towards').join('|')})$`,
);
/** "as well as", "for example", "in addition to". */
const FREE = /^(?:well|example|instance|addition|another|one|early|late|present|office|truth|fact|turn|top|response)$/;
const PART =
  /^(?:some|several|many|most|few|fewer|half|part|parts|none|either|neither|majority|minority|any|much|every|each|all|up|more|less|at|least|over|under|almost|so|as|can|could|just|about|second|first|last|third|twice|double)$/;
const EXTREME = /^(?:\p{L}{2,}est|most|least|first|second|third|last|only)$/u;
const EXTREME_REACH = 4;
/** Whoever does one of these says that what follows is not so. */
const DENIES =
  /^(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|contest(?:s|ed|ing)?|doubt(?:s|ed|ing)?|disbeliev(?:e|es|ed)|debunk(?:s|ed|ing)?|disprov(?:e|es|ed))$/;
/** Verbs whose object does what comes next: "let Borel sell". */
const OBJECT_ACTS = /^(?:lets?|makes?|sees?|helps?|keeps?|leaves?|hears?|watch(?:es)?)$/;
/** Nouns that end like an adverb. */
const NOT_ADVERBS = /^(?:family|supply|reply|ally|assembly|monopoly|anomaly|belly|bully|rally|tally|only)$/;
/** In one of these something is so that need not be so outside it. */
const SETTINGS =
  /^(?:trials?|study|studies|experiments?|survey|poll|sample|laboratory|lab|novel|film|movie|book|series|show|play|musical|game|episode|drama|comedy|story|video|sketch|dream|simulation|parody|satire|nightmare|exercise|drill|rehearsal)$/;
const BE = /^(?:is|are|was|were)$/;
const MOST_BEFORE_NOUN = 3;
const WISH_REACH = 8;

/**
 * What a claim leaves out of its source sentence that it may not, or null. Only what adds may go: a part set off by marks, a clause joined to
 * another, what says when, where or why at the end, words before a noun or a name. Whatever else is missing might have limited what is told.
 * `path` maps tokens of the claim to the source's.
 */
export function leftOutFault(claim: readonly Token[], source: SourceSentence, path: readonly number[]): string | null {
  const inOrder = new Map(path.flatMap((to, from) => (to === -1 ? [] : [[to, from] as const])));
  const all = alignedFrom(claim, source.tokens, path);
  // What stands elsewhere in the claim may be a part of a stretch that is left out, or an end of it.
  return gapFault(claim, source, all, all) && gapFault(claim, source, inOrder, all);
}

function gapFault(claim: readonly Token[], source: SourceSentence, back: Back, all: Back): string | null {
  const { tokens } = source;
  for (const gap of gapsIn(source, back, all)) {
    if (isReported(claim, source, gap)) continue;
    if (gap.opens && gap.closes ? mayGo(source, gap) : mayGoUnmarked(source, gap, back)) continue;
    const first = tokens.slice(gap.from, gap.to).find(({ kind }) => kind !== 'function') ?? tokens[gap.from];
    return first?.word ?? '';
  }
  return null;
}

/** The stretches between words that are told. Small words that the claim happens to have inside one don't end it. */
function gapsIn({ tokens, text }: SourceSentence, back: Back, all: Back): Gap[] {
  const gaps: Gap[] = [];
  const aligned = tokens.flatMap((token, at) =>
    back.has(at) && (token.kind !== 'function' || AND.test(token.lower)) ? [at] : [],
  );
  const edges = [-1, ...aligned, tokens.length];
  for (let i = 1; i < edges.length; i += 1) {
    let from = (edges[i - 1] ?? 0) + 1;
    let to = edges[i] ?? 0;
    while (from < to && !ARTICLE.test(tokens[from]?.lower ?? '') && back.get(from) === (back.get(from - 1) ?? -1) + 1)
      from += 1;
    while (from < to && back.has(to - 1) && back.get(to - 1) === (back.get(to) ?? 0) - 1) to -= 1;
    while (from < to - 1 && ARTICLE.test(tokens[to - 1]?.lower ?? '')) to -= 1;
    // "was damaged" told as "damaged".
    if (BE.test(tokens[to - 1]?.lower ?? '') && MARK.test(marksBefore(tokens, to - 1, text))) to -= 1;
    if (!tokens.slice(from, to).some((token, i) => means(token) && !all.has(from + i))) continue;
    gaps.push({
      from,
      to,
      opens: from === 0 || MARK.test(marksBefore(tokens, from, text)),
      closes: to === tokens.length || MARK.test(marksBefore(tokens, to, text)),
    });
  }
  return gaps;
}

function means({ kind, lower }: Token): boolean {
  return kind !== 'function' || /^(?:if|or|until)$/.test(lower);
}

/** "Ann Lee said that", "according to Ann Lee": whose word the rest is, is asked elsewhere; "it emerged that" makes it a fact. */
function isReported(
  claim: readonly Token[],
  { tokens, text }: SourceSentence,
  { from, to, opens, closes }: Gap,
): boolean {
  if (!opens)
    return (
      isAccordingTo(tokens, from - 2) ||
      (to === from + 1 && cueAt(tokens, from, text) !== null && claim.some(({ lower }) => lower === 'according'))
    );
  if (closes && tokens.slice(from, to).some((_, i) => isAccordingTo(tokens, from + i))) return true;
  const isThat = tokens[to - 1]?.lower === 'that';
  const last = isThat || tokens[to - 1]?.lower === 'to' ? to - 2 : to - 1;
  if (tokens.slice(from, to).some(({ lower }) => NEGATIONS.has(lower) || DENIES.test(lower))) return false;
  // "urged the firm to raise wages": nobody says that it does.
  const isWished =
    INTENTIONS.has(tokens[last]?.lower ?? '') &&
    tokens.slice(last + 1, last + WISH_REACH).some(({ lower }) => lower === 'to');
  // "accused the firm of having sold": it may not have.
  if (!isThat && (isWished || HEDGES.has(tokens[last]?.lower ?? ''))) return false;
  const verb = cueAt(tokens, last, text);
  return (
    verb?.strong === true ||
    isAccordingTo(tokens, last) ||
    (isThat && (isFact(tokens, last) || speechVerb(tokens[last]?.lower ?? '') !== null)) ||
    statementVerb(tokens[last]) !== null
  );
}

function isAccordingTo(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.lower === 'according' && tokens[at + 1]?.lower === 'to';
}

/** A part between marks, or between one and the sentence's edge. */
function mayGo({ tokens }: SourceSentence, { from, to }: Gap): boolean {
  const words = tokens.slice(from, to);
  const isAtEnd = to === tokens.length;
  const first = words[0]?.lower ?? '';
  const isDone = words.some(({ lower }) => looksFinite(lower));
  if (isInSetting(words) && !/^wh/.test(first)) return false;
  // "but the union wants 9, and left": who left isn't whom the claim tells of.
  if (AND.test(first) && !isAtEnd && from > 0 && AND.test(tokens[to]?.lower ?? '')) return false;
  if (!isDone && words.some(({ lower }) => LIMITS_INSIDE.test(lower))) return false;
  const second = words[1];
  if (/^(?:in|on|at)$/.test(first)) return isDefinite(second) || isDone || FREE.test(second?.lower ?? '');
  return !LIMITS.test(first) || FREE.test(second?.lower ?? '');
}

function isInSetting(words: readonly Token[]): boolean {
  return words.some(
    ({ lower }, i) => SETTINGS.test(lower) && words.slice(Math.max(0, i - 3), i).some((other) => other.lower === 'in'),
  );
}

function isDefinite(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'name' || token.kind === 'number' || DETERMINER.test(token.lower));
}

function mayGoUnmarked(source: SourceSentence, gap: Gap, back: Back): boolean {
  const { tokens } = source;
  const words = tokens.slice(gap.from, gap.to);
  // "in a sign that".
  if (words.at(-1)?.lower === 'that' && !isFact(tokens, gap.to - 2)) return false;
  return (
    isBeforeNoun(source, gap) ||
    isTime(words) ||
    words.every(({ kind }, i) => kind === 'function' || refersBack(tokens, gap.from + i)) ||
    isFound(words) ||
    isListed(tokens, gap) ||
    isReport(tokens, gap) ||
    isJoinedClause(source, gap, back) ||
    isAntecedent(source, gap, back) ||
    isAdded(source, gap)
  );
}

/** "grocery store items", "President Diallo", "recently sold". */
function isBeforeNoun({ tokens, text }: SourceSentence, { from, to }: Gap): boolean {
  const words = tokens.slice(from, to);
  const next = tokens[to];
  const content = words.filter(({ kind }) => kind !== 'function');
  if (!next || content.length > MOST_BEFORE_NOUN || to === tokens.length) return false;
  const isFree = words.every(({ kind, lower, key, end }, i) => {
    if (kind === 'function') return i === 0 && DETERMINER.test(lower);
    if (kind === 'number' || key.startsWith('#') || (kind === 'name' && /^'s?\s/.test(text.slice(end)))) return false;
    // "deputy mayor Ann Lee" may lose both words, "the deputy mayor" not the first.
    return !limitsNext(lower) || (QUALIFIERS.has(lower) && next.kind === 'name' && i < words.length - 1);
  });
  const isAdverb = content.every(
    ({ lower }) =>
      (/..ly$/.test(lower) && !NOT_ADVERBS.test(lower)) ||
      /^(?:also|already|himself|herself|itself|themselves|online|now|due|later|then|again|even|still|soon|earlier|awhile)$/.test(
        lower,
      ),
  );
  return (
    isFree &&
    (isAdverb ||
      MARK.test(marksBefore(tokens, to, text)) ||
      (next.kind !== 'function' && next.kind !== 'number' && !looksFinite(next.lower)))
  );
}

function limitsNext(lower: string): boolean {
  return (
    NEGATIONS.has(lower) ||
    HEDGES.has(lower) ||
    QUALIFIERS.has(lower) ||
    INTENTIONS.has(lower) ||
    PART.test(lower) ||
    EXTREME.test(lower) ||
    looksFinite(lower) ||
    ADDS.test(lower) ||
    LIMITS.test(lower) ||
    OBJECT_ACTS.test(lower)
  );
}

function isTime(words: readonly Token[]): boolean {
  return (
    words.every(
      (token) =>
        token.kind === 'function' ||
        calendarKind(token).length > 0 ||
        /^(?:yesterday|today|tomorrow)$/.test(token.lower),
    ) && !words.some(({ lower }) => /^(?:if|or|until|before|after)$/.test(lower))
  );
}

/** "was found to be unsafe" told as "is unsafe". */
function isFound(words: readonly Token[]): boolean {
  return /^(?:(?:is|are|was|were) )?(?:found|known|shown|seen|proven|proved) to be$/.test(
    words.map(({ lower }) => lower).join(' '),
  );
}

/** "in Lund and Malmo". */
function isListed(tokens: readonly Token[], { from, to }: Gap): boolean {
  const names = tokens.slice(from + 1, to);
  return (
    tokens[from]?.lower === 'and' &&
    tokens[from - 1]?.kind === 'name' &&
    names.every(({ kind }) => kind === 'name') &&
    (to === tokens.length || tokens[to]?.kind === 'function')
  );
}

/** "denied a report in the Courier that". */
function isReport(tokens: readonly Token[], { from, to }: Gap): boolean {
  const verb = tokens[from - 1]?.lower ?? '';
  return to > from + 1 && tokens[to]?.lower === 'that' && (DENIES.test(verb) || speechVerb(verb) !== null);
}

/** One of two clauses: "sold the mill and" before "bought a farm", or all that stands before "; and". */
function isJoinedClause({ tokens, text }: SourceSentence, { from, to, opens }: Gap, back: Back): boolean {
  const last = tokens[to - 1];
  if (last === undefined || !AND.test(last.lower)) return false;
  if (opens && MARK.test(marksBefore(tokens, to - 1, text))) return true;
  const next = tokens[to];
  const first = tokens[/..ly$/.test(tokens[from]?.lower ?? '') ? from + 1 : from];
  const isVerb =
    first !== undefined && (looksFinite(first.lower) || (first.kind === 'word' && /..s$/.test(first.lower)));
  return back.has(from - 1) && isVerb && next !== undefined && looksFinite(next.lower);
}

/** "The team came from China, which has 16 cities" told as "China has 16 cities": all that stands before whom a clause behind is about. */
function isAntecedent({ tokens, text }: SourceSentence, { from, to }: Gap, back: Back): boolean {
  let end = to;
  while (tokens[end]?.kind === 'name') end += 1;
  const next = tokens.findIndex(({ kind }, at) => at > end && kind !== 'function');
  return (
    from === 0 &&
    end > to &&
    /^(?:who|which)$/.test(tokens[end]?.lower ?? '') &&
    MARK.test(marksBefore(tokens, end, text)) &&
    back.has(next)
  );
}

/** A phrase or clause of time, place, means or cause. */
function isAdded({ tokens, text }: SourceSentence, { from, to, closes }: Gap): boolean {
  const words = tokens.slice(from, to);
  const first = words[0];
  if (!first) return false;
  // "After the vote failed, …": that it failed is a fact too.
  if (words.length === 1 && from === 0) return /^(?:after|while|since|as|when|because|although)$/.test(first.lower);
  if (first.lower === 'of')
    return closes && tokens[from - 1]?.kind === 'name' && words.slice(1).every(({ kind }) => kind === 'name');
  if (words.every(({ kind, lower }) => kind === 'function' || ADDS.test(lower))) return false;
  const isDone = words.some(({ lower }) => looksFinite(lower));
  if (AND.test(first.lower)) return closes && (isDone || !words.some(({ lower }) => LIMITS_INSIDE.test(lower)));
  const isParticiple = closes && words.length > 2 && /..(?:ed|ing)$/.test(first.lower);
  if (!ADDS.test(first.lower) && calendarKind(first).length === 0 && !isParticiple) return false;
  if (PLACE.test(first.lower) && !isDefinite(words[1])) return false;
  if (/^(?:from|by)$/.test(first.lower) && words[1]?.kind === 'number' && !isDone) return true;
  if (tokens.slice(Math.max(0, from - EXTREME_REACH), from).some(({ lower }) => EXTREME.test(lower))) return false;
  if (isInSetting(words)) return false;
  if (words.some(({ lower }) => /days$/.test(lower) || LIMITS_INSIDE.test(lower))) return false;
  const clause = tokens.findLastIndex((_, i) => i < from && MARK.test(marksBefore(tokens, i, text)));
  if (tokens.slice(Math.max(0, clause), from).some(({ lower }) => /^(?:not|never)$/.test(lower))) return false;
  if (closes) return true;
  if (isDone || /^(?:to|because|as)$/.test(first.lower)) return false;
  return words.every(
    (token) =>
      !/..ing$/.test(token.lower) &&
      !AND.test(token.lower) &&
      (token.kind !== 'number' || calendarKind(token).length > 0),
  );
}
