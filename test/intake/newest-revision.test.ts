import { expect, test } from 'vitest';
import { answerFrom } from '../../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../../src/answer/question/question.ts';
import { lookAgain } from '../../src/intake/look-again.ts';
import { articlesById } from '../../src/store/articles/articles.ts';
import { articlesBetween } from '../../src/store/digests/digest-news.ts';
import { storedPassages } from '../../src/store/passages/passages.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { loopbackWeb, newsPage, STORY } from './loopback-web.ts';

test('answers, quotations and digests take an article as it reads now', async () => {
  const web = await loopbackWeb();
  const told = (cost: string, words: string) =>
    newsPage('The lighthouse', {
      paragraphs: [
        ...STORY,
        `The new lamp of the lighthouse costs ${cost} crowns, the council said on Monday.`,
        `“${words}” said lighthouse keeper Nell Ashby, who has looked after the lamp for nine years.`,
      ],
    });
  const page = web.at(2, '/lamp', told('40,000', 'The old lamp was bright enough for any captain,'));
  const { article } = await web.add(page);
  web.at(2, '/lamp', told('65,000', 'The old lamp was dim and every captain knew it,'));
  web.clock.now = new Date(web.clock.now.getTime() + 2 * 3_600_000);
  expect(await lookAgain(web.deps, 10)).toBe(1);

  const answer = await answerFrom(storedPassages(web.db), {
    question: analyseQuestion('How much does the new lamp of the lighthouse cost?'),
    asOf: web.clock.now,
    workspace: TERMINAL,
    maxChars: 600,
  });
  const sentences = answer.kind === 'answered' ? answer.sentences : answer.nearest;
  const said = sentences.map(({ text }) => text).join(' ');
  expect(said).toContain('65,000');
  expect(said).not.toContain('40,000');

  const page1 = { limit: 5, offset: 0 };
  const found = async (text: string) =>
    (await findQuotes(web.db, TERMINAL, { text }, page1)).quotes.map((quote) => quote.text);
  expect(await found('dim captain')).toEqual(['The old lamp was dim and every captain knew it,']);
  expect(await found('bright enough')).toEqual([]);

  // The store notes its own time of arrival.
  const to = new Date(Math.max(Date.now(), web.clock.now.getTime()) + 86_400_000);
  const [news] = await articlesBetween(web.db, TERMINAL, { from: new Date(0), to, topic: null, limit: 10 });
  const [current] = await articlesById(web.db, TERMINAL, [article]);
  expect(current?.text).toContain('65,000');
  expect(news?.revision).toBe(current?.revision);
});
