import { expect, test } from 'vitest';
import type { ArticleDraft } from '../../src/article/article.ts';
import { addArticle, type Intake } from '../../src/intake/add-article.ts';
import { articlesById } from '../../src/store/articles/articles.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { testDatabase } from '../store/test-database.ts';

const TEXT = '\ufeffThe wall stays.\n\n“We will mend the har\u00adbour wall by May,” said Mayor Ada Lind\u00adqvist.';

function draft(text: string): ArticleDraft {
  return {
    title: 'Wall',
    byline: null,
    dateline: null,
    publisher: null,
    published: null,
    publishedZone: null,
    modified: null,
    language: 'en',
    url: null,
    image: null,
    kind: 'article',
    text,
  };
}

async function stored(cameIn: Intake['cameIn']): Promise<{ text: string; speakers: (string | null)[] }> {
  const { db } = await testDatabase();
  const { article } = await addArticle(db, draft(TEXT), { workspace: TERMINAL, cameIn });
  const [found] = await articlesById(db, TERMINAL, [article]);
  const { quotes } = await findQuotes(db, TERMINAL, { speaker: 'Lindqvist' }, { limit: 5, offset: 0 });
  return { text: found?.text ?? '', speakers: quotes.map(({ speaker }) => speaker) };
}

test('an imported text is kept to the letter, so that offsets into it mean the same on both sides', async () => {
  expect((await stored('import')).text).toBe(TEXT);
});

test('from elsewhere a text is kept without what nobody sees', async () => {
  expect((await stored('file')).text).toBe(TEXT.replace(/[\u00ad\ufeff]/gu, ''));
});

test('a name with a soft hyphen in it is found as it is typed', async () => {
  expect((await stored('file')).speakers).toEqual(['Ada Lindqvist']);
});

test('a text without a title is known by its first sentence', async () => {
  const { db } = await testDatabase();
  const untitled = { ...draft('The wall stays. It has stood for years.'), title: ' ' };
  expect((await addArticle(db, untitled, { workspace: TERMINAL, cameIn: 'url' })).title).toBe('The wall stays.');
});
