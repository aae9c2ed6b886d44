import { expect, test } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText } from '../chat/test-desk.ts';
import { textOf, webDesk } from './browser-session.ts';

const TEXT = `Treasurer accused over the bridge

Council treasurer Emil Sand is alleged to have said that “the money for the bridge is gone”.

Rosa Timm never said “we will sell the market to the port”.

Mayor Ada Lindqvist said: “The bridge will stay where it is.”

The wall bore the words:

“Nobody owns this river and nobody ever will.”`;

test('the pages of quotations and of an article say who spoke, who is only said to have, and that nobody is known', async () => {
  const web = await webDesk();
  await addText(web.db, TEXT, SHARED);
  const found = async (words: string) =>
    textOf((await web.get(`/quotes?text=${encodeURIComponent(words)}`)).text).replace(/\s+/gu, ' ');
  expect(await found('money gone')).toContain('Emil Sand is alleged to have said this');
  expect(await found('sell market port')).toContain('Rosa Timm did not say this, or denies it');
  expect(await found('bridge stay')).toMatch(/stay where it is\.” Ada Lindqvist/u);
  expect(await found('nobody owns')).toMatch(/ever will\.” unattributed/u);
  const [article] = await web.db
    .selectFrom('revisions')
    .select('article_id')
    .where('title', 'like', 'Treasurer%')
    .execute();
  const page = textOf((await web.get(`/articles/${article?.article_id}`)).text);
  expect(page).toMatch(/unattributed.*alleged.*put to\s+Emil Sand/su);
});
