import { articlesById, type StoredArticle } from '../../store/articles/articles.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isStatement } from '../../text/statement.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type Claim, nearest, type SpanOf } from '../answer.ts';
import type { Conversation } from '../question/conversation.ts';
import { articlesOn } from './articles-on.ts';
import { fact } from './fact.ts';
import { listedOf } from './listed.ts';
import { keyPointsOf } from './summary-path.ts';

const SENTENCES = 4;
const MORE_CHARACTERS = 700;
const TOO_SHORT = 40;
const NOTHING_BEFORE = "I haven't told you anything in this conversation yet. Ask me something first.";
const WHICH =
  'Each story of the list is linked to its article. Say “the second one”, for example, and I go on with that.';
const GONE = 'The articles behind my last answer were changed or removed since. Ask the question again.';

/** "Source?": where the last answer stands, word for word. */
export async function source(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const last = await lastAnswer(deps, query);
  if (last === null) return nearest({ lead: withoutAnswer(query) });
  // Who wrote it, when no byline says so, may stand in the text.
  if (/\bwrote\b/i.test(query.request.asked) && last.articles.every(({ byline }) => !byline)) return fact(deps, query);
  return answered({ lead: withWords(`That is from ${namedIn(last.articles)}`, last.claims), claims: last.claims });
}

/** "Are you sure?": what the articles say, and what the bot can't know. */
export async function certainty(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const last = await lastAnswer(deps, query);
  if (last === null) return nearest({ lead: withoutAnswer(query) });
  const who =
    last.articles.length === 1 ? 'One stored article says so' : `${last.articles.length} stored articles say so`;
  return answered({
    lead: `${who}, ${namedIn(last.articles)}. I can't check whether it's right.${last.claims.length > 0 ? ' It says:' : ''}`,
    claims: last.claims,
  });
}

/** "When was that?": the day of the article, beside its words. */
export async function dateOf(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const last = await lastAnswer(deps, query);
  if (last === null) return nearest({ lead: withoutAnswer(query) });
  const days = last.articles.map(({ title, published }) =>
    published ? `“${title}” was published on ${dayOf(published)}` : `“${title}” has no date`,
  );
  return answered({ lead: withWords(days.join('; '), last.claims), claims: last.claims });
}

/** "More": what else the article says that the thread has not told yet, key points first. */
export async function more(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { articles, passages } = await articlesOn(deps, query);
  const [main] = articles;
  if (!main) return nearest({ lead: query.request.subject === '' ? withoutAnswer(query) : null, passages });
  const shownBefore = query.conversation.flatMap((turn) => turn.told);
  const isNew = ({ start, end }: SpanOf) =>
    shownBefore.every((span) => span.revision !== main.revision || end <= span.start || start >= span.end);
  const points = (await keyPointsOf(deps, main)).filter(({ spans }) => spans.every(isNew));
  const sentences = sentencesOf(main.text).map(
    ({ start, end }): Claim => ({
      text: main.text.slice(start, end),
      spans: [{ article: main.id, revision: main.revision, start, end }],
    }),
  );
  const rest = sentences.filter(
    ({ text, spans }) =>
      text.length >= TOO_SHORT &&
      isStatement(text) &&
      spans.every(isNew) &&
      !points.some((point) => overlaps(point, spans)),
  );
  const claims = within([...points, ...rest], MORE_CHARACTERS);
  if (claims.length === 0)
    return nearest({
      lead: `That's everything “${main.title}” says.`,
      list: await listedOf(deps, articles.slice(1, 4)),
    });
  claims.sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
  return answered({ claims, passages });
}

function within(claims: readonly Claim[], characters: number): Claim[] {
  const taken: Claim[] = [];
  let room = characters;
  for (const claim of claims) {
    if (taken.length === SENTENCES) break;
    if (claim.text.length > room && taken.length > 0) continue;
    taken.push(claim);
    room -= claim.text.length;
  }
  return taken;
}

function overlaps({ spans }: Claim, others: readonly SpanOf[]): boolean {
  return spans.some((a) => others.some((b) => a.revision === b.revision && a.start < b.end && b.start < a.end));
}

/** A line in our words, with a colon where words of the articles follow. */
function withWords(line: string, claims: readonly Claim[]): string {
  return `${line}${claims.length > 0 ? ':' : '.'}`;
}

/**
 * What the last answer rests on, as its articles have it today, without claims where it was a list of quotations or a whole article; null when
 * there is none.
 */
async function lastAnswer(
  { db }: AskDeps,
  { request: { before }, workspace, conversation }: AskQuery,
): Promise<{ claims: Claim[]; articles: StoredArticle[] } | null> {
  if (before === null || isList(conversation)) return null;
  const ids = before.told.length > 0 ? before.told.map(({ article }) => article) : before.articles.map(({ id }) => id);
  const found = await articlesById(db, workspace, [...new Set(ids)]);
  const byId = new Map(found.map((article) => [article.id, article]));
  const claims = before.told.flatMap((span): Claim[] => {
    const article = byId.get(span.article);
    if (!article || article.revision !== span.revision) return [];
    return [{ text: article.text.slice(span.start, span.end), spans: [span] }];
  });
  const distinct = [...new Map(claims.map((claim) => [claim.text, claim])).values()].slice(0, SENTENCES);
  const isGone = before.told.length > 0 ? distinct.length === 0 : found.length === 0;
  return isGone ? null : { claims: distinct, articles: found };
}

/** Why there is no last answer to speak of. */
function withoutAnswer({ request: { before }, conversation }: AskQuery): string {
  if (isList(conversation)) return WHICH;
  return before === null ? NOTHING_BEFORE : GONE;
}

/** Whether the last answer is a list of several articles, none of which was picked. */
function isList(conversation: Conversation): boolean {
  const last = conversation.at(-1);
  return (last?.kind === 'news' || last?.kind === 'timeline') && last.list.length > 0;
}

function namedIn(articles: readonly StoredArticle[]): string {
  return articles
    .map(
      ({ title, publisher, byline, published }) =>
        [
          `“${title}”`,
          [publisher, byline && `by ${byline.replace(/^by /i, '')}`, published && dayOf(published)]
            .filter(Boolean)
            .join(', '),
        ]
          .filter(Boolean)
          .join(' (') + (publisher || byline || published ? ')' : ''),
    )
    .join(' and ');
}

/** A day as an article's own date names it. */
export function dayOf(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
