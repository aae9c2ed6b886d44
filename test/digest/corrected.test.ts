import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { lookAgain } from '../../src/intake/look-again.ts';
import { loopbackWeb, newsPage, STORY } from '../intake/loopback-web.ts';
import { recordingPoster } from './recording-poster.ts';
import { addDigest, postDue } from './test-delivery.ts';

const HOUR = 3_600_000;

test.each([
  ['says when and who says so', ' on Monday, the mayor said', '40,000 crowns'],
  ['was told by its headline', ' in the spring sale of Holm', 'Council buys new lamp'],
])('a digest says that a report that %s was wrong, once the page has been put right', async (_, more, first) => {
  const web = await loopbackWeb();
  const told = (cost: string) =>
    newsPage('Council buys new lamp for lighthouse', {
      paragraphs: [`The council bought a new lamp for the lighthouse for ${cost} crowns${more}.`, ...STORY],
    });
  const poster = recordingPoster();
  const yesterday = new Date(Date.now() - 24 * HOUR);
  const { next } = await addDigest(web.db, yesterday);
  web.clock.now = yesterday;
  await web.add(web.at(2, '/lamp', told('40,000')));
  // The database says when something was added; the first reading was a day ago.
  for (const table of ['articles', 'article_visibility', 'revisions'] as const)
    await sql`update ${sql.table(table)} set added = ${yesterday}`.execute(web.db);
  await postDue(web.db, poster, new Date(next.due.getTime() + 1_000));
  expect(poster.channel[0]?.text).toContain(first);

  web.at(2, '/lamp', told('65,000'));
  web.clock.now = new Date();
  expect(await lookAgain(web.deps, 10)).toBe(1);
  await postDue(web.db, poster, new Date(next.due.getTime() + 24 * HOUR + 1_000));
  expect(poster.channel[1]?.text).toContain('Corrected: ');
  expect(poster.channel[1]?.text).toContain('65,000 crowns');
});
