import { expect, test } from 'vitest';
import { installedPoster } from '../../src/chat/platforms/slack/poster.ts';
import { sealer } from '../../src/chat/platforms/slack/seal.ts';
import { testDesk } from '../chat/test-desk.ts';
import { freePort } from '../free-port.ts';
import { edgeBot } from './slack-edge.ts';
import { BOT, CHANNEL, READER } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';
const SECRET = 'a client secret';

/** The bot as an app that workspaces install themselves. */
async function sharedBot() {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const core = await testDesk();
  const bot = await edgeBot({
    core,
    botToken: null,
    oauth: { clientId: '1.2', clientSecret: SECRET, publicUrl },
    port,
  });
  /** Goes through Slack's pages as a browser does, keeping cookies. */
  const install = async (team: string) => {
    const page = await fetch(`${publicUrl}/slack/install`);
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const state = /state=([^&"]+)/.exec(await page.text())?.[1] ?? '';
    return fetch(`${publicUrl}/slack/oauth_redirect?code=${team}&state=${state}`, { headers: { cookie } });
  };
  const mention = (team: string, ts: string) =>
    bot.edge.event(
      { type: 'app_mention', user: READER, channel: CHANNEL, channel_type: 'channel', ts, text: `<@${BOT}> ${COST}` },
      `Ev${ts}`,
      0,
      team,
    );
  return { ...bot, install, mention, publicUrl };
}

test('each workspace that installs the app is answered with its own token, which the store keeps encrypted', async () => {
  const { edge, core, install, mention } = await sharedBot();
  expect((await install('T1')).status).toBe(200);
  expect((await install('T2')).status).toBe(200);
  await mention('T1', '1.1');
  await mention('T2', '2.2');
  await expect
    .poll(() => edge.messages.filter(({ text }) => /14 million/.test(text)).length, { timeout: 10_000 })
    .toBe(2);
  const posts = edge.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.map(({ token, body }) => [body.thread_ts, token]).sort()).toEqual([
    ['1.1', 'xoxb-of-T1'],
    ['2.2', 'xoxb-of-T2'],
  ]);
  const rows = await core.db.selectFrom('slack_installations').selectAll().execute();
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain('xoxb');
});

test('a workspace that removed the app, or never installed it, is not answered', async () => {
  const { edge, core, install, mention } = await sharedBot();
  await install('T1');
  await edge.event({ type: 'app_uninstalled' }, 'EvGone', 0, 'T1');
  await expect.poll(async () => (await core.db.selectFrom('slack_installations').selectAll().execute()).length).toBe(0);
  await mention('T1', '1.1');
  await mention('T9', '9.9');
  expect(edge.messages).toEqual([]);
});

test('an answer from Slack that this browser did not ask for installs nothing', async () => {
  const { core, publicUrl } = await sharedBot();
  const response = await fetch(`${publicUrl}/slack/oauth_redirect?code=T1&state=forged`);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await core.db.selectFrom('slack_installations').selectAll().execute()).toEqual([]);
  expect((await fetch(`${publicUrl}/slack/events`, { method: 'POST' })).status).toBe(404);
});

test('what is sealed opens with its own secret and for its own workspace alone', () => {
  const sealed = sealer(SECRET).seal('xoxb-secret', 'T1');
  expect(sealer(SECRET).open(sealed, 'T1')).toBe('xoxb-secret');
  expect(sealer(SECRET).open(sealed, 'T2')).toBeNull();
  expect(sealer('another').open(sealed, 'T1')).toBeNull();
  expect(sealer(SECRET).open(`${sealed.slice(0, -4)}AAAA`, 'T1')).toBeNull();
});

test('a digest for a workspace of an organisation that installed the app goes out with its token, and for no other', async () => {
  const { edge, core, install, publicUrl } = await sharedBot();
  expect((await install('E1')).status).toBe(200);
  const poster = installedPoster(core.db, { clientId: '1.2', clientSecret: SECRET, publicUrl }, edge.apiUrl);
  const [first] = poster.messages({ blocks: [{ kind: 'text', text: 'News of Friday' }], private: false }, 'marker');
  expect(await poster.post('slack/T7/C1', first?.message, 'n', null)).toMatchObject({ kind: 'posted' });
  expect(edge.calls.find(({ method }) => method === 'chat.postMessage')?.token).toBe('xoxb-of-E1');
  expect(await poster.post('slack/T8/C1', first?.message, 'n', null)).toMatchObject({ kind: 'closed' });
});
