import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { webOptions } from '../../../../src/chat/platforms/slack/access.ts';
import { slackChecks } from '../../../../src/chat/platforms/slack/checks.ts';
import { slackEdge } from '../../../e2e/slack-edge.ts';
import { CHANNEL } from '../../../e2e/slack-edge-server.ts';

async function checked() {
  const edge = await slackEdge();
  const client = new webApi.WebClient('xoxb-edge', webOptions(edge.apiUrl));
  return { edge, checks: slackChecks(async () => client) };
}

test('a token that works is said to work, and one that is refused comes with the remedy', async () => {
  const { edge, checks } = await checked();
  expect((await checks.platform())[0]).toMatchObject({ what: 'Slack bot token', state: 'fine' });
  edge.failing(() => ({ kind: 'error', code: 'invalid_auth' }));
  expect(await checks.platform()).toEqual([
    { what: 'Slack bot token', state: 'broken', detail: expect.stringContaining('OAuth & Permissions') },
  ]);
});

test('a channel that the bot is in has no problem, and one that it cannot see has one', async () => {
  const { edge, checks } = await checked();
  expect(await checks.place(`slack/T1/${CHANNEL}`)).toEqual([]);
  edge.failing(() => ({ kind: 'error', code: 'channel_not_found' }));
  expect(await checks.place(`slack/T1/${CHANNEL}`)).toEqual([expect.stringContaining('/invite')]);
});
