import { expect, test } from 'vitest';
import { added } from '../../src/chat/handlers/article-handlers.ts';
import { healthOf } from '../../src/chat/handlers/feed-handlers.ts';
import { lookAgain } from '../../src/intake/look-again.ts';
import { articlesById, revisionsOf } from '../../src/store/articles/articles.ts';
import { listFeeds } from '../../src/store/feeds/feeds.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { loopbackWeb, newsPage, rss, STORY } from './loopback-web.ts';

const SECOND =
  'The second page of the story tells how the flood of 2003 brought the plan back, and who paid for the first stone.';
const NEXT = '<link rel="next" href="/wall/2">';
const firstPage = newsPage('The wall', { paragraphs: STORY.slice(0, 2), head: NEXT });
const stored = async (web: Awaited<ReturnType<typeof loopbackWeb>>, article: string) =>
  (await articlesById(web.db, TERMINAL, [article]))[0];

test('an article on two pages is read whole, and the next article of a weblog is not part of it', async () => {
  const web = await loopbackWeb();
  const second =
    'The second page of the story tells how the flood of 2003 brought the plan back, and who paid for the first stone.';
  const head = '<link rel="next" href="/wall/2">';
  web.at(
    2,
    '/wall/2',
    newsPage('The wall', { paragraphs: [...STORY.slice(2), second], head: '<link rel="next" href="/other">' }),
  );
  web.at(2, '/other', newsPage('Another story'));
  const { article } = await web.add(web.at(2, '/wall', newsPage('The wall', { paragraphs: STORY.slice(0, 2), head })));
  expect((await articlesById(web.db, TERMINAL, [article]))[0]?.text).toBe([...STORY, second].join('\n\n'));
});

test('of an article that goes on and on, ten pages are read', async () => {
  const web = await loopbackWeb();
  const part = (n: number) =>
    `Part ${n} of the story tells how wall number ${n} was planned, who paid for its ${n * 7} stones, and why it took so long.`;
  for (let n = 1; n <= 14; n++)
    web.at(
      2,
      `/wall/${n}`,
      newsPage('The wall', { paragraphs: [part(n), part(n + 100)], head: `<link rel="next" href="/wall/${n + 1}">` }),
    );
  const { article, unread } = await web.add(web.at(2, '/wall/1'));
  expect(unread).toMatchObject({ url: web.at(2, '/wall/11'), reason: expect.stringContaining('at most 10 pages') });
  const text = (await articlesById(web.db, TERMINAL, [article]))[0]?.text ?? '';
  expect(text).toContain('Part 10 of the story');
  expect(text).not.toContain('Part 11 of the story');
});

test('a second page that a link alone names is read, under a headline that tells its number, without the lead again', async () => {
  const web = await loopbackWeb();
  web.at(2, '/wall.html?page=2', newsPage('The wall (page 2 of 2)', { paragraphs: [...STORY.slice(0, 1), SECOND] }));
  const pages = '<p><a href="/wall.html">1</a> <a href="/wall.html?page=2">2</a></p></article>';
  const first = newsPage('The wall').replace('</article>', pages);
  const { article } = await web.add(web.at(2, '/wall.html', first));
  expect((await stored(web, article))?.text).toBe([...STORY, SECOND].join('\n\n'));
});

test('of an article whose second page can’t be read, the beginning is stored, marked, and the admin is told', async () => {
  const web = await loopbackWeb();
  const result = await web.add(web.at(2, '/wall', firstPage));
  expect(await stored(web, result.article)).toMatchObject({ kind: 'beginning', text: STORY.slice(0, 2).join('\n\n') });
  const [notice] = added(result).blocks;
  expect(notice).toMatchObject({
    text: expect.stringMatching(/only the beginning of the article.*\/wall\/2, can’t be read: .*no page/),
  });
});

test('the second page that comes later completes the article, and what was read stays where it can’t be read again', async () => {
  const web = await loopbackWeb();
  const { article } = await web.add(web.at(2, '/wall', firstPage));
  web.at(2, '/wall/2', newsPage('The wall', { paragraphs: [SECOND, STORY[2] ?? ''] }));
  const later = async (hours: number) => {
    web.clock.now = new Date(web.clock.now.getTime() + hours * 3_600_000);
    await lookAgain(web.deps, 10);
  };
  await later(2);
  const whole = { kind: 'article', text: [...STORY.slice(0, 2), SECOND, STORY[2]].join('\n\n') };
  expect(await stored(web, article)).toMatchObject(whole);
  web.at(2, '/wall/2', { status: 500 });
  await later(4);
  expect(await stored(web, article)).toMatchObject(whole);
  expect(await revisionsOf(web.db, TERMINAL, article)).toHaveLength(2);
});

test('the list of feeds says which article was read in part', async () => {
  const web = await loopbackWeb();
  web.at(2, '/wall', firstPage);
  const feed = web.at(2, '/feed', rss('Log', ['<guid>w</guid><title>The wall</title><link>/wall</link>']));
  await web.follow(feed);
  await web.poll(feed);
  const [followed] = await listFeeds(web.db, TERMINAL);
  expect(followed && healthOf(followed, web.clock.now)).toMatch(
    /^1 of the last 1 entries couldn't be read in full.*\/wall\/2/,
  );
});

test('a next article that can’t be read takes nothing from this one', async () => {
  const web = await loopbackWeb();
  const head = '<link rel="next" href="/2026/the-next-article">';
  const { article, unread } = await web.add(web.at(2, '/2026/the-wall', newsPage('The wall', { head })));
  expect([unread, (await stored(web, article))?.kind]).toEqual([null, 'article']);
});

test('a page that says it is the first of two is only the beginning where the other can’t be read, whatever its address', async () => {
  const web = await loopbackWeb();
  const first = (more: string) =>
    newsPage('The wall', { head: '<link rel="next" href="/pg/wall2.html">' }).replace('</body>', more);
  const said = await web.add(
    web.at(2, '/story/the-wall', first('<p>Page 1 of 2 <a href="/pg/wall2.html">Next page</a></p></body>')),
  );
  const silent = await web.add(
    web.at(2, '/pg/wall1.html', first('</body>').replace('The harbour office', 'The lock office')),
  );
  expect([said.unread?.url, silent.unread?.url]).toEqual([web.at(2, '/pg/wall2.html'), web.at(2, '/pg/wall2.html')]);
});
