import { setTimeout as wait } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import type { Sent } from '../../../pacing/sent.ts';
import type { SlackMessage } from './blocks.ts';
import { sentOf, surely } from './sent.ts';
import type { Spot } from './spot.ts';

/** A message shows in its channel's history soon after it was posted. */
const LOOK_AFTER_MS = 1_500;
const REPLY_EVENT = 'copydesk_reply';

/** Posts a message to a channel or thread; where Slack does not confirm it, it is looked for there. */
export async function say(client: webApi.WebClient, spot: Spot, message: SlackMessage, key: string): Promise<Sent> {
  try {
    const posted = await client.chat.postMessage({
      channel: spot.channel,
      ...(spot.thread ? { thread_ts: spot.thread } : {}),
      ...argumentsOf(message),
      metadata: keyed(key),
      unfurl_links: false,
      unfurl_media: false,
    });
    return { kind: 'sent', id: String(posted.ts) };
  } catch (error) {
    const sent = sentOf(error, false);
    if (sent.kind !== 'unknown') return sent;
    await wait(LOOK_AFTER_MS);
    return look(client, spot, key, sent);
  }
}

/** Changes a message of ours. */
export async function edit(
  client: webApi.WebClient,
  spot: Spot,
  ts: string,
  message: SlackMessage,
  key: string,
): Promise<Sent> {
  try {
    // A stream can't be given its key when it begins.
    await client.chat.update({ channel: spot.channel, ts, ...argumentsOf(message), metadata: keyed(key) });
    return { kind: 'sent', id: ts };
  } catch (error) {
    return sentOf(error, true);
  }
}

/** By which a message of ours is found again. */
function keyed(key: string) {
  return { event_type: REPLY_EVENT, event_payload: { key } };
}

/** Looks for a message whose answer was lost: there, it is not sent again; not there, it can be. */
async function look(client: webApi.WebClient, spot: Spot, key: string, otherwise: Sent): Promise<Sent> {
  let found: { ts: string; key: string }[] | null = null;
  const looked = await surely(async () => {
    found = await ownMessages(client, spot);
  });
  if (!looked || found === null) return otherwise;
  const ts = (found as { ts: string; key: string }[]).find((one) => one.key === key)?.ts;
  return ts === undefined
    ? { kind: 'retry', afterMs: 0, reason: 'it is not in the channel' }
    : { kind: 'sent', id: ts };
}

/** Our messages of the last hour in a thread or channel, with their keys. */
export async function ownMessages(
  client: webApi.WebClient,
  spot: Pick<Spot, 'channel' | 'thread'>,
): Promise<{ ts: string; key: string }[]> {
  const oldest = (Date.now() / 1000 - 3_600).toFixed(6);
  const common = { channel: spot.channel, include_all_metadata: true, limit: 100, oldest };
  const { messages = [] } = spot.thread
    ? await client.conversations.replies({ ...common, ts: spot.thread })
    : await client.conversations.history(common);
  return (messages as { ts?: string; metadata?: { event_type?: string; event_payload?: { key?: unknown } } }[]).flatMap(
    ({ ts, metadata }) =>
      ts && metadata?.event_type === REPLY_EVENT ? [{ ts, key: String(metadata.event_payload?.key ?? '') }] : [],
  );
}

/** Takes away an answer with all of its messages, known by one of them. */
export async function discard(client: webApi.WebClient, spot: Spot, ts: string): Promise<void> {
  const own = await ownMessages(client, spot).catch(() => []);
  const answer = own.find((one) => one.ts === ts)?.key.replace(/-\d+$/, '');
  const parts = own.filter(({ key }) => answer !== undefined && key.startsWith(`${answer}-`)).map((one) => one.ts);
  for (const one of new Set([ts, ...parts])) await surely(() => client.chat.delete({ channel: spot.channel, ts: one }));
}

/** Takes away what others can see of a reply. */
export async function takeBack(client: webApi.WebClient, spot: Spot): Promise<void> {
  for (const ts of spot.posted.splice(0)) await surely(() => client.chat.delete({ channel: spot.channel, ts }));
}

/** Shows a message to one person alone. */
export async function whisper(
  client: webApi.WebClient,
  spot: Spot,
  message: SlackMessage,
  repeatable = false,
): Promise<Sent> {
  try {
    const { message_ts } = await client.chat.postEphemeral({
      channel: spot.channel,
      user: spot.user,
      ...(spot.thread ? { thread_ts: spot.thread } : {}),
      ...argumentsOf(message),
    });
    return { kind: 'sent', id: String(message_ts ?? '') };
  } catch (error) {
    return sentOf(error, repeatable);
  }
}

/** Bolt's types know more blocks than we make, and fewer than Slack has. */
export function argumentsOf(message: SlackMessage): { text: string; blocks: types.KnownBlock[] } {
  return message as never;
}
