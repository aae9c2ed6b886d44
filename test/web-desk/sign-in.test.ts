import { expect, test } from 'vitest';
import { LINK_MINUTES, makeSignInLink, SESSION_DAYS } from '../../src/store/desk-sessions.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { isOurHost } from '../../src/web-desk/desk-requests.ts';
import { textOf, webDesk } from './browser-session.ts';

test('a link signs a browser in once, and not before its button is pressed', async () => {
  const web = await webDesk();
  const link = await makeSignInLink(web.db, TERMINAL, new Date());
  web.cookie = '';
  expect((await web.get(`/sign-in/${link}`)).text).toContain('<button>Sign in</button>');
  expect((await web.get(`/sign-in/${link}`)).status).toBe(200);
  const first = await web.post('/sign-in', { link });
  expect([first.status, first.headers.location]).toEqual([303, '/']);
  expect(first.headers['set-cookie']?.[0]).toMatch(/^copydesk_desk=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
  const second = await web.post('/sign-in', { link });
  expect([second.status, second.headers['set-cookie']]).toEqual([410, undefined]);
  expect(textOf((await web.get(`/sign-in/${link}`)).text)).toMatch(/used before, or it is more than ten minutes old/);
});

test('a link and a session end when their time is over', async () => {
  let now = new Date('2026-11-20T08:00:00Z');
  const web = await webDesk({ now: () => now });
  const link = await makeSignInLink(web.db, TERMINAL, now);
  expect((await web.get('/')).status).toBe(200);
  now = new Date(now.getTime() + LINK_MINUTES * 60_000);
  expect((await web.post('/sign-in', { link })).status).toBe(410);
  now = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  expect((await web.get('/')).status).toBe(303);
});

test('the store knows neither links nor cookies, only their hashes', async () => {
  const web = await webDesk();
  const link = await makeSignInLink(web.db, TERMINAL, new Date());
  const rows = [
    ...(await web.db.selectFrom('desk_links').selectAll().execute()),
    ...(await web.db.selectFrom('desk_sessions').selectAll().execute()),
  ];
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain(link);
  expect(JSON.stringify(rows)).not.toContain(web.cookie.split('=')[1]);
});

test('who is not signed in sees no page and no form is done for them', async () => {
  const web = await webDesk();
  web.cookie = '';
  for (const path of ['/status', '/articles/x', '/nothing'])
    expect(textOf((await web.get(path)).text)).toMatch(/not signed in/);
  expect((await web.get('/')).headers.location).toBe('/sign-in');
  expect((await web.post('/workspace', { workspace: 'terminal' })).status).toBe(401);
  web.cookie = 'copydesk_desk=made-up';
  expect((await web.get('/status')).status).toBe(401);
});

test('signing out ends the session in the store too', async () => {
  const web = await webDesk();
  const out = await web.submit('/', '/sign-out');
  expect(out.headers['set-cookie']?.[0]).toMatch(/Max-Age=0/);
  expect((await web.get('/status')).status).toBe(401);
  expect(await web.db.selectFrom('desk_sessions').selectAll().execute()).toEqual([]);
});

test('a form without the token of its session, or sent by another site, is refused', async () => {
  const web = await webDesk();
  expect((await web.post('/sign-out', {})).status).toBe(403);
  const stolen = /name="token" value="([^"]+)"/.exec((await web.get('/')).text)?.[1] ?? '';
  await web.signIn();
  expect((await web.post('/sign-out', { token: stolen })).status).toBe(403);
  const token = /name="token" value="([^"]+)"/.exec((await web.get('/')).text)?.[1] ?? '';
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect((await web.post('/sign-out', { token }, headers)).status).toBe(403);
  expect((await web.post('/sign-out', { token }, { origin: `http://127.0.0.1:${web.port}` })).status).toBe(303);
});

test('behind a proxy that puts its own name in place of the one asked for, forms are taken from the public address alone', async () => {
  const web = await webDesk({ publicUrl: 'https://desk.example.org' });
  const token = /name="token" value="([^"]+)"/.exec((await web.get('/')).text)?.[1] ?? '';
  const send = (origin: string) => web.post('/sign-out', { token }, { origin, 'sec-fetch-site': 'same-origin' });
  expect((await send('https://evil.example')).status).toBe(403);
  expect((await send('http://desk.example.org')).status).toBe(403);
  expect((await send('https://desk.example.org')).status).toBe(303);
});

test('the desk answers to its own names alone', async () => {
  const web = await webDesk();
  expect((await web.get('/', { host: 'evil.example' })).status).toBe(421);
  expect((await web.get('/', { host: `evil.example:${web.port}` })).status).toBe(421);
  const ours = ['localhost:4680', '127.0.0.1:4680', '[::1]:4680', '192.168.1.4'];
  expect(ours.filter((host) => !isOurHost(host, null))).toEqual([]);
  const others = [
    undefined,
    '',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'a@localhost',
    'desk.example.org',
    'x y',
  ];
  expect(others.filter((host) => isOurHost(host, null))).toEqual([]);
  expect(isOurHost('desk.example.org', 'https://desk.example.org')).toBe(true);
  expect(isOurHost('evil.example', 'https://desk.example.org')).toBe(false);
});

test('behind https the cookie is sent over https alone', async () => {
  const web = await webDesk({ publicUrl: 'https://desk.example.org' });
  const link = await makeSignInLink(web.db, TERMINAL, new Date());
  expect((await web.post('/sign-in', { link })).headers['set-cookie']?.[0]).toMatch(/; Secure$/);
});

test('no page loads or runs anything, and none is kept or framed', async () => {
  const web = await webDesk();
  for (const path of ['/', '/sign-in', '/nothing']) {
    const { headers, text } = await web.get(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|https?:\/\/[^"]*\.(?:js|css)/);
  }
});

test('what is not a request of a browser is refused in a few words', async () => {
  const web = await webDesk();
  expect((await web.get('/nothing')).status).toBe(404);
  expect((await web.get('/articles/%ff')).status).toBe(400);
  const long = await web.post('/workspace', { workspace: 'x'.repeat(20_000) });
  expect(long.status).toBe(413);
  const json = await web.post('/workspace', {}, { 'content-type': 'application/json' });
  expect(json.status).toBe(415);
});
