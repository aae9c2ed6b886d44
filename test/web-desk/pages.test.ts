import { expect, test } from 'vitest';
import { listDigests } from '../../src/store/digests/digests.ts';
import { TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { ROUTES } from '../../src/web-desk/routes.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { textOf, webDesk } from './browser-session.ts';
import { filledDesk, HOSTILE } from './filled-desk.ts';

test('every page shows what is stored, escapes what is hostile, and leads only to pages that there are', async () => {
  const web = await filledDesk();
  const pages = new Map<string, string>();
  for (const path of [...web.paths, ...web.more]) {
    const { status, text } = await web.get(path);
    expect([path, status]).toEqual([path, path === '/articles/none' ? 404 : 200]);
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    expect(text.replace(/="[^"]*"/g, '=""')).not.toMatch(/<script|<img|<[^>]*\s(?:on\w+|style)=/);
    expect(text).not.toMatch(/href="(?!\/|#|https?:)|undefined|\[object/);
    expect(repeated([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))).toEqual([]);
    pages.set(path, text);
  }
  expect(web.errors).toEqual([]);
  for (const route of ROUTES.filter(({ method }) => method === 'GET'))
    expect(web.paths.map((path) => path.split('?')[0] ?? '').some((path) => fits(route.path, path))).toBe(true);
  const links = new Set(
    [...pages.values()].flatMap((text) => [...text.matchAll(/href="(\/[^"#]*)/g)].map(([, path = '']) => plain(path))),
  );
  for (const path of links) {
    const { status } = await web.get(path);
    expect([path, status]).toEqual([path, 200]);
  }
  const said = (path: string) => textOf(pages.get(path) ?? '');
  expect(said('/')).toMatch(/2 articles.*Ferry .*Harbour wall to be raised/);
  expect(said('/')).toContain(HOSTILE);
  expect(said('/?q=nothing+like+this')).toContain('No article fits');
  expect(said(`/articles/${web.article}`)).toMatch(/Ada Lindqvist .*Mayor.*% sure/);
  expect(pages.get(`/articles/${web.article}`)).toMatch(
    /<mark id="q-\d+">We have had three floods in four years,<sup>/,
  );
  expect(said(`/articles/${web.article}/versions`)).toMatch(/Put in: Work on the wall was put off on Friday/);
  expect(said('/quotes?speaker=Nils')).toMatch(/stops for good tonight/);
  expect(said('/corrections')).toMatch(/captain|Nils Brandt/);
  expect(said(`/digests/${web.digest}`)).toMatch(/Next post: .*November 2026.*posted/);
  expect(said(`/digests/${web.digest}/why`)).toMatch(/In the digest/);
  expect(said(`/digests/${web.digest}?month=2026-12`)).toMatch(/December 2026.*to come/);
  expect(said('/deliveries')).toMatch(/posted/);
  expect(said('/deliveries?state=failed')).toMatch(/No message is in that state/);
  expect(said('/feeds')).toMatch(/1 of them failing.*failing \(1 time\)/);
  expect(said('/status')).toMatch(/Store/);
});

test('a question is answered with its evidence, and the buttons of an answer work', async () => {
  const web = await filledDesk();
  const { text, status } = await web.submit('/ask', '/ask', { question: 'How much does the harbour wall cost?' });
  expect(status).toBe(200);
  expect(textOf(text)).toMatch(/14 million crowns.*Why this answer\?.*The evidence.*14 million crowns/);
  expect(text).toMatch(new RegExp(`href="/articles/${web.article}\\?at=\\d+#p-\\d+"`));
  const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const spoken = /name="button" value="(v1:spoken:\d+)"/.exec(text)?.[1] ?? '';
  expect(textOf((await web.post('/press', { token, button: spoken })).text)).toMatch(/said|Lindqvist/);
  expect((await web.post('/press', { token, button: 'v9:nothing' })).status).toBe(400);
  const hostile = await web.submit('/ask', '/ask', { question: `What of ${HOSTILE}?` });
  expect(hostile.text).not.toMatch(/<script|<img/);
});

test('digests and feeds are paused, run and stopped as by the commands of the chats', async () => {
  const web = await filledDesk();
  const page = `/digests/${web.digest}`;
  const active = async () => (await listDigests(web.db, TERMINAL))[0]?.active;
  expect(textOf((await web.submit(page, `${page}/pause`)).text)).toMatch(/is paused/);
  expect(await active()).toBe(false);
  expect(textOf((await web.submit(page, `${page}/resume`)).text)).toMatch(/is running again/);
  expect(await active()).toBe(true);
  await web.submit(page, `${page}/run`);
  expect(textOf((await web.get('/digests')).text)).toMatch(/All news/);
  const [feed] = await web.db.selectFrom('feeds').select('id').orderBy('title').execute();
  expect(textOf((await web.submit('/feeds', `/feeds/${feed?.id}/pause`)).text)).toMatch(/The feed is paused/);
  expect(textOf((await web.submit('/feeds', `/feeds/${feed?.id}/remove`)).text)).toMatch(/Remove|Keep/);
});

test('a workspace sees its own news alone, and the desk looks at the one that is chosen', async () => {
  const web = await filledDesk();
  const other = 'discord/g1' as WorkspaceId;
  await web.desk.welcome({ id: other, platform: 'discord', name: `Guild ${HOSTILE}` });
  const own = await addText(
    web.db,
    HARBOUR.replaceAll('harbour', 'lighthouse').replaceAll('Harbour', 'Lighthouse'),
    other,
  );
  expect((await web.get(`/articles/${own}`)).status).toBe(404);
  expect((await web.submit('/', '/workspace', { workspace: other })).status).toBe(303);
  expect((await web.get(`/articles/${own}`)).status).toBe(200);
  expect(textOf((await web.get('/digests')).text)).toMatch(/No digests here yet/);
  expect((await web.get(`/digests/${web.digest}`)).status).toBe(400);
  await web.submit('/', '/workspace', { workspace: 'shared-or-nothing' });
  expect((await web.get(`/articles/${own}`)).status).toBe(200);
});

test('a long list is turned both ways, and a long text is shown in parts', async () => {
  const web = await filledDesk();
  for (let i = 0; i < 25; i++)
    await addText(
      web.db,
      `Notice number ${i} of the harbour office\n\n${HARBOUR.slice(40)} Notice ${i} ends here.`,
      TERMINAL,
    );
  const first = await web.get('/');
  const older = plain(/rel="next" href="([^"]*)"/.exec(first.text)?.[1] ?? '');
  const second = await web.get(older);
  expect(titles(first.text)).toHaveLength(20);
  expect(new Set([...titles(first.text), ...titles(second.text)]).size).toBe(27);
  const newer = plain(/rel="prev" href="([^"]*)"/.exec(second.text)?.[1] ?? '');
  expect(titles((await web.get(newer)).text)).toEqual(titles(first.text));
  const long = Array.from(
    { length: 900 },
    (_, i) => `Paragraph ${i} of the long report on the ferry and its crew tonight.`,
  );
  const id = await addText(web.db, `The long report on the ferry\n\n${long.join('\n\n')}`, TERMINAL);
  const part = await web.get(`/articles/${id}`);
  expect(textOf(part.text)).toMatch(/Part 1 of 2/);
  const next = plain(/rel="next" href="([^"]*)"/.exec(part.text)?.[1] ?? '');
  expect(textOf((await web.get(next)).text)).toContain('Paragraph 899 of');
});

test('each part of a text marks the quotations that stand in it, however many come before', async () => {
  const web = await webDesk();
  const said = Array.from(
    { length: 3_100 },
    (_, i) =>
      `“Boat ${i} of the harbour came in before noon today,” said Ada Lindqvist of the harbour office on Monday.`,
  );
  const id = await addText(web.db, `The boats of the harbour\n\n${said.join('\n\n')}`, TERMINAL);
  const last = await web.get(`/articles/${id}?at=99999999`);
  expect(textOf(last.text)).toContain('3,100 quotations');
  const marks = [...last.text.matchAll(/<mark[^>]*>([^<]*)<sup><a[^>]*>(\d+)</g)].map(([, words, n]) => [words, n]);
  expect(marks.at(-1)).toEqual(['Boat 3099 of the harbour came in before noon today,', '3100']);
  expect(marks[0]?.[0]).toContain(`Boat ${Number(marks[0]?.[1]) - 1} of`);
});

test('what a text is read aloud in is its own language, and unknown where nobody knows', async () => {
  const web = await webDesk();
  const arabic =
    'قالت رئيسة البلدية ليلى حداد يوم الاثنين إن الرصيف القديم في الميناء سيُصلح قبل شهر مايو من العام المقبل. وأضافت أن التمويل متوفر بالفعل وأن العمال سيبدأون العمل في الأسبوع القادم، وأن العبارات ستعود إلى الجزر بعد ذلك.';
  const id = await addText(web.db, `رئيسة البلدية تتحدث عن العبارات\n\n${arabic}\n`, TERMINAL);
  expect((await web.get(`/articles/${id}`)).text).toMatch(/<h1 lang="ar">.*<p id="p-0" lang="ar">/s);
  expect((await web.get('/')).text).toContain('<h2 lang="ar">');
  const short = await addText(web.db, 'Pier opens\n\nThe pier opens at noon today.\n', TERMINAL);
  expect((await web.get(`/articles/${short}`)).text).toContain('<h1 lang="">');
});

test('what the chats say of their commands is said of the pages of the desk, or as at a shell', async () => {
  const web = await webDesk();
  const status = await web.get('/status');
  expect(status.text).toContain('none followed yet: <a href="/feeds">Feeds</a>');
  expect(status.text).toContain('Set a daily digest: copydesk digest set');
  expect((await web.get('/digests/nope')).text).toContain('<a href="/digests">Digests</a> shows them all.');
  const odd = await web.submit('/feeds', '/feeds/add', { url: '' });
  expect(
    [status, await web.get('/digests/nope'), odd].filter(({ text }) => textOf(text).includes('/newsadmin')),
  ).toEqual([]);
});

function fits(pattern: string, path: string): boolean {
  return new URLPattern({ pathname: pattern }).test({ pathname: path });
}

function repeated(ids: readonly (string | undefined)[]): (string | undefined)[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function titles(page: string): string[] {
  return [...page.matchAll(/<h2[^>]*><a href="(\/articles\/[^"]*)"/g)].map(([, path = '']) => path);
}

function plain(text: string): string {
  return text.replaceAll('&amp;', '&');
}
