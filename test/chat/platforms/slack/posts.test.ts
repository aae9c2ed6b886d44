import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { say } from '../../../../src/chat/platforms/slack/posts.ts';
import { renderSlack } from '../../../../src/chat/platforms/slack/render.ts';
import { slackEdge } from '../../../e2e/slack-edge.ts';
import { CHANNEL, type EdgeFault, READER, type SlackEdge, TEAM } from '../../../e2e/slack-edge-server.ts';

const LOOKS = { answered: [50], cut: [50, 400], silent: [50, 400] };
const SPOT = { team: TEAM, channel: CHANNEL, user: READER, responseUrl: null, posted: [], key: 'k' };

async function said(edge: SlackEdge, fault: EdgeFault, thread: string | null = '1.1') {
  const client = new webApi.WebClient('xoxb-edge', {
    slackApiUrl: edge.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 200,
  });
  let tries = 0;
  edge.failing(({ method }) => (method === 'chat.postMessage' && ++tries === 1 ? fault : null));
  const [message] = renderSlack({ blocks: [{ kind: 'text', text: 'The wall costs 14 million.' }], private: false });
  if (!message) throw new Error('nothing was rendered');
  return say(client, { ...SPOT, thread }, message, 'k-0', LOOKS);
}

test.each<[string, EdgeFault]>([
  ['after the connection was cut', { kind: 'late', milliseconds: 250 }],
  ['after the client gave up waiting', { kind: 'slow', milliseconds: 450 }],
])('a message that comes %s, and after the first look, is not posted twice', async (_, fault) => {
  const edge = await slackEdge();
  const sent = await said(edge, fault);
  expect(sent).toEqual({ kind: 'sent', id: edge.messages[0]?.ts });
  expect(edge.messages).toHaveLength(1);
});

test('a message that never came may be posted again', async () => {
  const edge = await slackEdge();
  expect(await said(edge, { kind: 'reset' })).toMatchObject({ kind: 'retry' });
  expect(edge.messages).toEqual([]);
});

test('a message is found behind a hundred others of its thread', async () => {
  const edge = await slackEdge();
  for (let i = 0; i < 250; i++)
    edge.messages.push({ channel: CHANNEL, ts: `1.${i}`, text: '', blocks: [], thread: '1.1', to: null, edits: 0 });
  expect(await said(edge, { kind: 'lost' })).toMatchObject({ kind: 'sent' });
});

test('where the channel can not be read, nobody posts a second time', async () => {
  const edge = await slackEdge();
  const sent = said(edge, { kind: 'lost' });
  edge.failing(({ method }) =>
    method === 'chat.postMessage' ? { kind: 'lost' } : { kind: 'error', code: 'missing_scope' },
  );
  expect(await sent).toMatchObject({ kind: 'unknown' });
});
