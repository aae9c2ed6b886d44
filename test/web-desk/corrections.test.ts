import { expect, test } from 'vitest';
import type { ArticleId } from '../../src/article/article.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readQuotesAgain } from '../../src/intake/read-again.ts';
import { articlesById } from '../../src/store/articles/articles.ts';
import { correctionLines } from '../../src/store/quotes/correction-lines.ts';
import { correctQuote, listCorrections } from '../../src/store/quotes/corrections.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { quotesOfArticle } from '../../src/store/quotes/stored-quotes.ts';
import { SHARED, TERMINAL } from '../../src/store/schema.ts';
import { testDesk } from '../chat/test-desk.ts';
import { textOf, webDesk } from './browser-session.ts';

const FLOODS = 'We have had three floods in four years';
const WALL = 'I would build the wall myself if they let me.';

async function quoteIn(db: Parameters<typeof findQuotes>[0], text: string) {
  const found = await findQuotes(db, TERMINAL, { text: `"${text}"` }, { limit: 1, offset: 0 });
  const [quote] = found.quotes;
  if (!quote) throw new Error(`nobody said ${text}`);
  return quote;
}

test('a correction counts at once in look-ups and answers', async () => {
  const { db, desk } = await testDesk();
  const quote = await quoteIn(db, FLOODS);
  expect(quote).toMatchObject({ speaker: 'Ada Lindqvist' });
  expect(await correctQuote(db, quote, { name: 'Greta Holm', kind: 'person' }, new Date())).toBe(true);
  expect(await quoteIn(db, FLOODS)).toMatchObject({ speaker: 'Greta Holm', role: null, confidence: 1, stance: 'said' });
  const bySpeaker = (speaker: string) => findQuotes(db, TERMINAL, { speaker }, { limit: 5, offset: 0 });
  expect((await bySpeaker('Holm')).quotes.map(({ text }) => text)).toEqual([expect.stringContaining(FLOODS)]);
  expect(JSON.stringify(await bySpeaker('Ada Lindqvist'))).not.toContain(FLOODS);
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'someone', admin: true, zone: null };
  const said = await desk.handle({ kind: 'question', text: 'What did Greta Holm say about the floods?', caller });
  expect(JSON.stringify(said.blocks)).toMatch(/three floods in four years/);
});

test('words whose speaker is wrong are shown as nobody’s, and one that is right as certain', async () => {
  const { db } = await testDesk();
  await correctQuote(db, await quoteIn(db, WALL), 'wrong', new Date());
  expect(await quoteIn(db, WALL)).toMatchObject({ speaker: null, confidence: 0 });
  const floods = await quoteIn(db, FLOODS);
  await correctQuote(db, floods, 'right', new Date());
  expect(await quoteIn(db, FLOODS)).toMatchObject({ speaker: 'Ada Lindqvist', role: floods.role, confidence: 1 });
  expect(await correctQuote(db, await quoteIn(db, WALL), 'right', new Date())).toBe(false);
  expect(await correctQuote(db, { ...floods, start: floods.start + 1 }, 'wrong', new Date())).toBe(false);
});

test('a correction counts after the article is read again, and in its next version, and can be taken back', async () => {
  const web = await webDesk();
  const { db } = web;
  await correctQuote(db, await quoteIn(db, WALL), { name: 'Greta Holm', kind: 'person' }, new Date());
  await db.updateTable('articles').set({ quote_reader: 0 }).execute();
  expect(await readQuotesAgain(db)).toBeGreaterThan(0);
  expect(await quoteIn(db, WALL)).toMatchObject({ speaker: 'Greta Holm', confidence: 1 });

  const { article: id } = await quoteIn(db, WALL);
  const [article] = await articlesById(db, SHARED, [id]);
  if (!article) throw new Error('the article is gone');
  const text = `The council met again on Friday.\n\n${article.text}`;
  const revised = await addArticle(db, { ...article, text }, { id, workspace: SHARED, cameIn: 'import' });
  expect(revised.kind).toBe('revised');
  expect(await quoteIn(db, WALL)).toMatchObject({ speaker: 'Greta Holm', start: text.indexOf(WALL) });

  const [kept] = await listCorrections(db, { limit: 5 });
  expect(kept).toMatchObject({ words: WALL, speaker: 'Greta Holm', readSpeaker: 'Karl Oberg' });
  expect(textOf((await web.get('/corrections')).text)).toContain('Karl Oberg');
  const [line] = await Array.fromAsync(correctionLines(db));
  expect(line).toMatchObject({ quote: WALL, read: { speaker: 'Karl Oberg' }, verdict: 'named', speaker: 'Greta Holm' });
  expect(line?.before.endsWith('Oberg added: “')).toBe(true);
  expect(line?.after).toBe('”');
  expect((await web.submit('/corrections', `/corrections/${kept?.id}/remove`)).status).toBe(303);
  expect(await quoteIn(db, WALL)).toMatchObject({ speaker: 'Karl Oberg' });
  expect(await listCorrections(db, { limit: 5 })).toEqual([]);
});

test('the button beside a quotation corrects it, and what was read first stays known', async () => {
  const web = await webDesk();
  const { article, start, end } = await quoteIn(web.db, WALL);
  const page = `/articles/${article}`;
  const fields = { start: String(start), end: String(end) };
  const named = { ...fields, verdict: 'named', name: ' Greta <b>Holm</b> ', kind: 'person' };
  const saved = await web.submit(page, `${page}/corrections`, named);
  expect([saved.status, saved.headers.location]).toEqual([303, `${page}?at=${start}#n-${start}`]);
  const shown = (await web.get(page)).text;
  expect(shown).toContain('Greta &lt;b&gt;Holm&lt;/b&gt;');
  expect(textOf(shown)).toContain('checked by a person');
  expect((await web.submit(page, `${page}/corrections`, { ...fields, verdict: 'wrong' })).status).toBe(303);
  expect(await quoteIn(web.db, WALL)).toMatchObject({ speaker: null });
  expect(await listCorrections(web.db, { limit: 5 })).toMatchObject([{ speaker: null, readSpeaker: 'Karl Oberg' }]);
  const empty = await web.submit(page, `${page}/corrections`, { ...fields, verdict: 'named', name: ' ' });
  expect([empty.status, textOf(empty.text)]).toEqual([400, expect.stringContaining('Write who said it')]);
  const elsewhere = await web.submit(page, `${page}/corrections`, { start: '0', end: '4', verdict: 'wrong' });
  expect(elsewhere.status).toBe(400);
});

test('a correction is for all pieces of a statement, and of words that come twice for the one that was corrected', async () => {
  const { db } = await testDesk();
  const draft = {
    url: null,
    title: 'Council splits over wall',
    byline: null,
    dateline: null,
    publisher: null,
    published: null,
    publishedZone: null,
    modified: null,
    language: 'en',
    image: null,
    kind: 'article' as const,
    text: [
      '“We will vote no tonight,” said Rosa Timm.',
      '“We will vote no tonight,” said Emil Sand, “because the river needs room.”',
    ].join('\n\n'),
  };
  const { article } = await addArticle(db, draft, { workspace: SHARED, cameIn: 'file' });
  const speakers = async () =>
    (await quotesOfArticle(db, TERMINAL, article as ArticleId, 5)).quotes.map(({ speaker }) => speaker);
  expect(await speakers()).toEqual(['Rosa Timm', 'Emil Sand', 'Emil Sand']);
  const [, second] = (await quotesOfArticle(db, TERMINAL, article, 5)).quotes;
  if (!second) throw new Error('there is one quotation only');
  await correctQuote(db, second, { name: 'Greta Holm', kind: 'person' }, new Date());
  expect(await speakers()).toEqual(['Rosa Timm', 'Greta Holm', 'Greta Holm']);
});
