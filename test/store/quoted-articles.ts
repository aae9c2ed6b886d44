import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import type { Database } from '../../src/store/database.ts';
import { type FoundQuotes, findQuotes, type QuoteQuery } from '../../src/store/quotes/quote-lookup.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';

interface Story {
  publisher?: string;
  day?: string;
  title?: string;
  workspace?: WorkspaceId;
}

/** Stores an article with these paragraphs; returns its id. */
export async function add(db: Database, paragraphs: string, story: Story = {}): Promise<string> {
  const title = story.title ?? 'Council decides on the harbour';
  const publisher = story.publisher ?? 'Vale Courier';
  const published = new Date(`${story.day ?? '2026-11-10'}T12:00:00Z`);
  const url = `https://news.example/${encodeURIComponent(`${publisher} ${title} ${story.day}`)}`;
  // Without words of its own an article would be the same as another.
  const read = readPlainText(`${title}\n\n${paragraphs}\n\nRead more in ${publisher}.`, {
    title,
    publisher,
    published,
    url,
  });
  if (read.kind === 'refused') throw new Error(read.message);
  return (await addArticle(db, read.draft, { workspace: story.workspace ?? SHARED, cameIn: 'file' })).article;
}

export const find = (db: Database, query: QuoteQuery, workspace = TERMINAL): Promise<FoundQuotes> =>
  findQuotes(db, workspace, query, { limit: 5, offset: 0 });
export const texts = (found: FoundQuotes) => found.quotes.map((quote) => quote.text);

export const FLOODS =
  '“We have had three floods in four years and the market is gone,” said Mayor Ada Lindqvist on Tuesday.';
export const RIVER =
  '“The river needs room, not concrete, and everybody here knows it,” Rosa Timm said. She leads the opposition.';
