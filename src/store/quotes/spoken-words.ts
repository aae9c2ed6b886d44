import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Stance } from '../../quote/quote.ts';
import type { Span } from '../../text/span.ts';
import { articlesById, visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { findQuotes } from './quote-lookup.ts';

export interface Said extends Span {
  revision: RevisionId;
  /** Null: unattributed, or not said (see `stance`). */
  speaker: string | null;
  stance: Stance;
  imputedTo: string | null;
}

const MOST = 200;

/** The quotations that reach into some spans of articles the workspace may see, in text order. Offsets exclude the marks. */
export async function saidIn(
  db: Queries,
  workspace: WorkspaceId,
  spans: readonly (Span & { revision: RevisionId })[],
): Promise<Said[]> {
  if (spans.length === 0) return [];
  return db
    .selectFrom('quotes')
    .select([
      'quotes.revision_id as revision',
      'quotes.start',
      'quotes.end',
      'quotes.speaker',
      'quotes.stance',
      'quotes.imputed_to as imputedTo',
    ])
    .where('quotes.kind', 'in', ['direct', 'partial'])
    .where('quotes.article_id', 'in', visibleArticles(db, workspace))
    .where((e) =>
      e.or(
        spans.map((span) =>
          e.and([
            e('quotes.revision_id', '=', span.revision),
            e('quotes.start', '<', span.end),
            e('quotes.end', '>', span.start),
          ]),
        ),
      ),
    )
    .orderBy('quotes.revision_id')
    .orderBy('quotes.start')
    .limit(MOST)
    .execute();
}

export interface QuotedPlace extends Span {
  article: ArticleId;
  revision: RevisionId;
  title: string;
  published: Date | null;
  /** The article's whole text. */
  text: string;
}

const MOST_QUOTES = 40;
const MOST_ON_WORD = 20;

export interface QuotedPlaces {
  places: QuotedPlace[];
  /** Nobody is named as was typed: the speaker spelled nearly so whose words these are. */
  respelled: string | null;
}

/**
 * Quotations by a speaker (part of a name, or a role), of a time and a source where these are asked for: the newest, and those with one of
 * some words; each with its article's text.
 */
export async function quotedPlaces(
  db: Queries,
  workspace: WorkspaceId,
  speaker: string,
  words: readonly string[],
  from: { since: Date | null; until: Date | null; source?: string | undefined },
): Promise<QuotedPlaces> {
  const limits = { since: from.since ?? undefined, until: from.until ?? undefined, source: from.source };
  const look = (name: string) =>
    Promise.all([
      findQuotes(db, workspace, { speaker: name, ...limits }, { limit: MOST_QUOTES, offset: 0 }),
      ...words.map((text) =>
        findQuotes(db, workspace, { speaker: name, text, ...limits }, { limit: MOST_ON_WORD, offset: 0 }),
      ),
    ]);
  let found = await look(speaker);
  // "President Lund" is stored as "Mads Lund".
  const surname = speaker.split(/\s+/).at(-1) ?? speaker;
  if (found.every(({ quotes }) => quotes.length === 0) && surname !== speaker && /^\p{Lu}/u.test(surname))
    found = await look(surname);
  const quotes = new Map(found.flatMap((page) => page.quotes).map((quote) => [quote.id, quote]));
  const ids = [...new Set([...quotes.values()].map((quote) => quote.article as string))];
  const articles = new Map((await articlesById(db, workspace, ids)).map((article) => [article.id, article]));
  const places = [...quotes.values()].flatMap(({ article: id, start, end }) => {
    const article = articles.get(id);
    if (!article) return [];
    const { revision, title, published, text } = article;
    return [{ article: id, revision, start, end, title, published, text }];
  });
  const near = found.find(({ respelled }) => respelled)?.quotes[0]?.speaker ?? null;
  return { places, respelled: found[0]?.respelled ? near : null };
}
