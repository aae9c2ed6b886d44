import type { ArticleId, RevisionId } from '../article/article.ts';
import { type Budget, paidFor } from '../model/budget.ts';
import type { CitedPassage, VerifiedClaim } from '../model/claims.ts';
import { type Model, ModelUnavailable } from '../model/model.ts';
import type { Candidate, CandidateSource } from '../store/passages/source.ts';
import type { QuotedPlace, Said } from '../store/quotes/spoken-words.ts';
import type { Span } from '../text/span.ts';
import { newestReports } from './built-in/changed-reports.ts';
import type { AnswerSentence, BuiltInAnswer } from './built-in/extractive.ts';
import { answerInTime, isOutside } from './built-in/in-time.ts';
import { joinNeighbours, withSpeakers } from './built-in/spoken.ts';
import type { Request } from './question/request.ts';
import { contentWords, type QuotedSentence, wordsOn } from './question/said-by.ts';
import type { Scored } from './rank/rank.ts';
import type { Found, SearchQuery } from './rank/search.ts';
import { type Drafted, draftVerified } from './with-model/draft.ts';

export interface SpanOf extends Span {
  article: ArticleId;
  revision: RevisionId;
}

export interface Claim {
  text: string;
  /** What supports it, at least one. */
  spans: SpanOf[];
}

export interface Answer {
  kind: 'answered' | 'refused';
  by: 'built-in' | 'model';
  /** Empty when refused. */
  claims: Claim[];
  /** What was looked at, best first. */
  passages: Scored<Candidate>[];
  dropped: { text: string; reason: string }[];
  /** A plain word about the model, when it was asked and did not answer. */
  note: string | null;
  /** When the newest of the cited articles was published, if all of them lie outside the time that the question names. */
  outside: Date | null;
  /** What an earlier article reported in place of a claim. */
  earlier: Claim | null;
}

/** A model with what guards it. */
export interface GuardedModel {
  model: Model;
  budget: Budget;
  /** Statements of articles whose speaker is known, by article. */
  quotesOf: (articles: readonly string[]) => Promise<Map<string, { text: string; speaker: string | null }[]>>;
}

export interface AskDeps {
  /** Where to look, the narrowest first. */
  sources: readonly CandidateSource[];
  maxChars: number;
  model: GuardedModel | null;
  /** Quotations of a speaker, named in part or by role, that may be about some words. */
  quotesBy: (
    speaker: string,
    about: readonly string[],
    time: { since: Date | null; until: Date | null },
  ) => Promise<QuotedPlace[]>;
  /** The stored quotations that reach into some spans. */
  spokenIn: (spans: readonly SpanOf[]) => Promise<Said[]>;
}

export interface AskQuery extends Omit<SearchQuery, 'question'> {
  request: Request;
  history?: readonly { question: string; answer: string }[];
  signal?: AbortSignal | undefined;
  onClaim?: (claim: Claim) => void;
}

const NOT_HELD = "The language model's answer did not hold against the articles; this is the built-in answer.";
const PASSAGES_FOR_MODEL = 8;
/** Under this share of the question's words in the best passage, no model is asked: there is nothing to write from. */
const WORTH_A_MODEL = 0.4;

/**
 * Answers a question from the stored articles and nothing else: claims with their source spans, or a refusal. A model, when there
 * is one, writes from the passages and every claim of it is checked; when it fails, the built-in answer is given with a plain word.
 */
export async function ask(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { window, question } = query.request;
  const answer = await answerInTime(deps.sources, { ...query, question, window, maxChars: deps.maxChars });
  const { passages } = answer.found;
  const timed = (told: Told, published: readonly (Date | null)[] = datesOf(told.claims, passages)): Answer => {
    const outside = window !== null && isOutside(window, published);
    return { ...told, outside: outside ? newestOf(published) : null };
  };
  const words = await wordsAskedFor(deps, query, answer.found);
  if (words.length > 0) {
    const claims = await claimsOf(deps, words);
    const published = words.map((sentence) => sentence.published);
    return timed(
      { kind: 'answered', by: 'built-in', claims, passages, dropped: [], note: null, earlier: null },
      published,
    );
  }
  if (!deps.model || (passages[0]?.coverage ?? 0) < WORTH_A_MODEL) return timed(await fromBuiltIn(deps, answer, null));
  const used = passages.slice(0, PASSAGES_FOR_MODEL);
  const drafted = await draft(deps.model, query, used);
  if (drafted.kind === 'failed') return timed(await fromBuiltIn(deps, answer, drafted.message));
  const claims = drafted.claims.map((claim) => toClaim(claim, used));
  const dropped = drafted.stopped.map(({ text, reason, detail }) => ({ text, reason: `${reason}: ${detail}` }));
  if (claims.length === 0 && dropped.length > 0)
    return timed({ ...(await fromBuiltIn(deps, answer, NOT_HELD)), dropped });
  const kind = claims.length > 0 ? 'answered' : 'refused';
  return timed({ kind, by: 'model', claims, passages, dropped, note: null, earlier: null });
}

type Told = Omit<Answer, 'outside'>;

function datesOf(claims: readonly Claim[], passages: readonly Scored<Candidate>[]): (Date | null)[] {
  const cited = new Set(claims.flatMap((claim) => claim.spans.map((span) => span.revision)));
  return passages.flatMap(({ passage }) => (cited.has(passage.revision) ? [passage.published] : []));
}

/** Who asks what somebody said gets their words, when some are stored; from the time asked about if there are any. */
async function wordsAskedFor(deps: AskDeps, query: AskQuery, found: Found): Promise<QuotedSentence[]> {
  const { said: asked, window } = query.request;
  if (asked === null) return [];
  const since = query.since ?? null;
  const about = contentWords(asked.about);
  const within = window?.only
    ? await deps.quotesBy(asked.speaker, about, { since: window.since, until: window.until })
    : [];
  const quotes = within.length > 0 ? within : await deps.quotesBy(asked.speaker, about, { since, until: null });
  return wordsOn(asked.about, quotes, found.frequencies, deps.maxChars);
}

async function claimsOf(deps: AskDeps, sentences: readonly AnswerSentence[]): Promise<Claim[]> {
  const spoken = await deps.spokenIn(sentences);
  return sentences.map((sentence) => {
    const { article, revision, start, end, also } = sentence;
    return { text: withSpeakers(sentence, spoken), spans: [{ article, revision, start, end }, ...also] };
  });
}

async function fromBuiltIn(deps: AskDeps, answer: BuiltInAnswer, note: string | null): Promise<Told> {
  const { passages } = answer.found;
  const common = { by: 'built-in' as const, passages, dropped: [], note };
  if (answer.kind === 'refused') return { ...common, kind: 'refused', claims: [], earlier: null };
  const reported = newestReports(answer.sentences, passages);
  const claims = await claimsOf(deps, joinNeighbours(reported.sentences));
  const [earlier = null] = await claimsOf(deps, reported.earlier ? [reported.earlier] : []);
  return { ...common, kind: 'answered', claims, earlier };
}

function newestOf(published: readonly (Date | null)[]): Date | null {
  const times = published.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

async function draft(guarded: GuardedModel, query: AskQuery, used: readonly Scored<Candidate>[]): Promise<Drafted> {
  const { model, budget } = guarded;
  const characters = used.reduce(
    (sum, { passage }) => sum + passage.text.length + passage.title.length,
    query.request.asked.length + JSON.stringify(query.history ?? []).length,
  );
  try {
    const quotes = await guarded.quotesOf([...new Set(used.map(({ passage }) => passage.article as string))]);
    const cited = new Map(
      used.map(({ passage }, i): [string, CitedPassage] => [
        `p${i + 1}`,
        {
          articleId: passage.article,
          start: passage.start,
          end: passage.end,
          text: passage.text,
          quotes: quotes.get(passage.article) ?? [],
        },
      ]),
    );
    const question = {
      workspace: query.workspace,
      question: query.request.asked,
      asOf: query.asOf,
      passages: used.map(({ passage }, i) => ({ ...passage, id: `p${i + 1}` })),
      cited,
      ...(query.history ? { history: query.history } : {}),
      ...(query.signal ? { signal: query.signal } : {}),
      onClaim: (claim: VerifiedClaim) => query.onClaim?.(toClaim(claim, used)),
    };
    return await paidFor(budget, query.workspace, model.largestCost(characters), () =>
      draftVerified({ model }, question),
    );
  } catch (error) {
    if (error instanceof ModelUnavailable)
      return { kind: 'failed', reason: error.reason, message: error.plain, usage: error.usage };
    throw error;
  }
}

function toClaim(
  claim: { text: string; spans: (Span & { articleId: string })[] },
  used: readonly Scored<Candidate>[],
): Claim {
  return {
    text: claim.text,
    spans: claim.spans.flatMap(({ articleId, start, end }) => {
      const passage = used.find(({ passage: candidate }) => candidate.article === articleId)?.passage;
      return passage ? [{ article: passage.article, revision: passage.revision, start, end }] : [];
    }),
  };
}
