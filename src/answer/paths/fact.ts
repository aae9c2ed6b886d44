import { paidFor } from '../../model/budget.ts';
import type { CitedPassage, VerifiedClaim } from '../../model/claims.ts';
import { ModelUnavailable } from '../../model/model.ts';
import type { Candidate } from '../../store/passages/source.ts';
import { statementsOf } from '../../store/quotes/stored-quotes.ts';
import type { Span } from '../../text/span.ts';
import {
  type Answer,
  type AskDeps,
  type AskQuery,
  answered,
  type Claim,
  type GuardedModel,
  nearest,
} from '../answer.ts';
import { newestReports } from '../built-in/changed-reports.ts';
import type { BuiltInAnswer } from '../built-in/extractive.ts';
import { answerInTime, isOutside } from '../built-in/in-time.ts';
import { joinNeighbours } from '../built-in/spoken.ts';
import type { Scored } from '../rank/rank.ts';
import { type Drafted, draftVerified } from '../with-model/draft.ts';
import { claimsOf } from './claims.ts';
import { placesFor } from './places.ts';

const NOT_HELD = "The language model's answer did not hold against the articles; this is the built-in answer.";
const PASSAGES_FOR_MODEL = 8;
/** Under this share of the question's words in the best passage, no model is asked: there is nothing to write from. */
const WORTH_A_MODEL = 0.4;

/**
 * Answers a question of fact with claims and their source spans, or with what comes closest. A model, when there is one, writes from the
 * passages and every claim of it is checked; when it fails, the built-in answer is given with a plain word.
 */
export async function fact(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { window, question } = query.request;
  const answer = await answerInTime(placesFor(deps, query), { ...query, question, window, maxChars: deps.maxChars });
  const { passages } = answer.found;
  const dated = (told: Answer): Answer => {
    const published = datesOf(told.claims, passages);
    const outside = window !== null && isOutside(window, published);
    return { ...told, outside: outside ? newestOf(published) : null };
  };
  if (!deps.model || (passages[0]?.coverage ?? 0) < WORTH_A_MODEL)
    return dated(await fromBuiltIn(deps, query, answer, null));
  const used = passages.slice(0, PASSAGES_FOR_MODEL);
  const drafted = await draft(deps, deps.model, query, used);
  if (drafted.kind === 'failed') return dated(await fromBuiltIn(deps, query, answer, drafted.message));
  const claims = drafted.claims.map((claim) => toClaim(claim, used));
  const dropped = drafted.stopped.map(({ text, reason, detail }) => ({ text, reason: `${reason}: ${detail}` }));
  if (claims.length === 0) {
    const note = dropped.length > 0 ? NOT_HELD : null;
    // A model that finds no answer in the passages is believed; what comes closest is shown all the same.
    const builtIn = await fromBuiltIn(deps, query, answer, note);
    return dated({
      ...(note === null ? { ...builtIn, ...asNearest(builtIn), by: 'model' as const } : builtIn),
      dropped,
    });
  }
  return dated(answered({ by: 'model', claims, passages, dropped }));
}

/** The same sentences, shown as what comes closest. */
function asNearest(answer: Answer): Pick<Answer, 'outcome' | 'claims' | 'earlier'> {
  const { outcome, claims } = nearest({ claims: answer.claims.slice(0, NEAREST) });
  return { outcome, claims, earlier: null };
}

const NEAREST = 3;

function datesOf(claims: readonly Claim[], passages: readonly Scored<Candidate>[]): (Date | null)[] {
  const cited = new Set(claims.flatMap((claim) => claim.spans.map((span) => span.revision)));
  return passages.flatMap(({ passage }) => (cited.has(passage.revision) ? [passage.published] : []));
}

async function fromBuiltIn(
  deps: AskDeps,
  { workspace }: AskQuery,
  answer: BuiltInAnswer,
  note: string | null,
): Promise<Answer> {
  const { passages } = answer.found;
  if (answer.kind === 'refused')
    return nearest({ claims: await claimsOf(deps.db, workspace, answer.nearest), passages, note });
  const reported = newestReports(answer.sentences, passages);
  const claims = await claimsOf(deps.db, workspace, joinNeighbours(reported.sentences));
  const [earlier = null] = await claimsOf(deps.db, workspace, reported.earlier ? [reported.earlier] : []);
  return answered({ claims, earlier, passages, note });
}

function newestOf(published: readonly (Date | null)[]): Date | null {
  const times = published.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

async function draft(
  { db }: AskDeps,
  { model, budget }: GuardedModel,
  query: AskQuery,
  used: readonly Scored<Candidate>[],
): Promise<Drafted> {
  const { before } = query.request;
  const history = before ? [{ question: before.asked, answer: before.answer }] : [];
  const characters = used.reduce(
    (sum, { passage }) => sum + passage.text.length + passage.title.length,
    query.request.asked.length + JSON.stringify(history).length,
  );
  try {
    const quotes = await statementsOf(db, query.workspace, [
      ...new Set(used.map(({ passage }) => passage.article as string)),
    ]);
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
      ...(before ? { history } : {}),
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
