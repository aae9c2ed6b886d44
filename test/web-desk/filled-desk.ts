import type { ArticleId } from '../../src/article/article.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { articlesById } from '../../src/store/articles/articles.ts';
import { followFeed, recordPollFailure } from '../../src/store/feeds/feeds.ts';
import { correctQuote } from '../../src/store/quotes/corrections.ts';
import { quotesOfArticle } from '../../src/store/quotes/stored-quotes.ts';
import { SHARED, TERMINAL } from '../../src/store/schema.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { addDigest, postDue } from '../digest/test-delivery.ts';
import { type WebDesk, webDesk } from './browser-session.ts';

/** What somebody hostile would put wherever a page shows text of theirs. */
export const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;

export interface FilledDesk extends WebDesk {
  article: ArticleId;
  hostile: ArticleId;
  digest: string;
  /** Every page that can be opened. */
  paths: string[];
  /** States of these pages that look much the same. */
  more: string[];
}

/** A desk with something on every page, some of it hostile. */
export async function filledDesk(): Promise<FilledDesk> {
  const now = new Date('2026-11-20T09:00:00Z');
  const poster = recordingPoster();
  const web = await webDesk({ now: () => now, posterFor: () => poster });
  const { db } = web;
  const [harbour] = await db.selectFrom('articles').select('id').execute();
  const [article] = await articlesById(db, SHARED, [harbour?.id ?? '']);
  if (!article) throw new Error('the desk has no article');
  const later = { ...article, text: `${article.text}\n\nWork on the wall was put off on Friday.` };
  await addArticle(db, later, { id: article.id, workspace: SHARED, cameIn: 'import' });
  const bad = {
    ...article,
    url: `https://evil.example/${encodeURIComponent(HOSTILE)}`,
    title: `Ferry ${HOSTILE}`,
    byline: HOSTILE,
    publisher: HOSTILE,
    text: `The ferry stops ${HOSTILE} tonight.\n\n“The ferry ${HOSTILE} stops for good tonight,” said Ada ${HOSTILE} Lindqvist.\n\n“We are all very sorry for the travellers,” said captain Nils Brandt.`,
  };
  const { article: hostile } = await addArticle(db, bad, { workspace: SHARED, cameIn: 'file' });
  const { quotes } = await quotesOfArticle(db, TERMINAL, hostile, 5);
  for (const quote of quotes) await correctQuote(db, quote, { name: `Nils ${HOSTILE}`, kind: 'person' }, now);

  const feed = { url: 'https://courier.example/feed', title: `Courier ${HOSTILE}`, pageUrl: null, name: null };
  await followFeed(db, TERMINAL, { ...feed, everyMinutes: 15 }, now);
  const { id: failing } = await db.selectFrom('feeds').select('id').executeTakeFirstOrThrow();
  await recordPollFailure(db, failing, `no feed ${HOSTILE}`, now, now);
  const fine = { url: 'https://gazette.example/feed', title: 'Vale Gazette', pageUrl: null, name: null };
  await followFeed(db, TERMINAL, { ...fine, everyMinutes: 30 }, now);

  await db.updateTable('article_visibility').set({ added: '2026-11-20T06:00:00Z' }).execute();
  const { id: digest } = await addDigest(db, new Date('2026-11-19T08:00:00Z'), {
    id: 'morning1' as never,
    workspace: TERMINAL,
    place: 'terminal',
    topic: null,
  });
  await postDue(db, poster, new Date('2026-11-20T08:00:30Z'));
  return {
    ...web,
    article: article.id,
    hostile,
    digest,
    paths: [
      '/',
      '/?q=harbour+wall',
      `/articles/${article.id}`,
      `/articles/${article.id}/versions`,
      `/articles/${hostile}`,
      '/articles/none',
      '/quotes?text=wall',
      '/ask',
      '/corrections',
      '/digests',
      `/digests/${digest}`,
      `/digests/${digest}/preview?date=2026-11-21`,
      `/digests/${digest}/why`,
      '/deliveries',
      '/feeds',
      '/status',
    ],
    more: [
      '/?source=Courier&since=2026-11-01&until=2026-11-30',
      '/?q=nothing+like+this',
      '/quotes',
      '/quotes?speaker=Nils',
      `/quotes?text=${encodeURIComponent(HOSTILE)}`,
      `/digests/${digest}?month=2026-12`,
      '/deliveries?state=failed',
    ],
  };
}
