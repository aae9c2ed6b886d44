import type { types, webApi } from '@slack/bolt';
import type { Sent } from '../../../pacing/sent.ts';
import { LOOKS, lookedFor, looksAfter, sentOf, surely } from './post-outcome.ts';
import type { SlackMessage } from './slack-blocks.ts';
import type { Spot } from './spot.ts';

const REPLY_EVENT = 'copydesk_reply';
const PAGES = 5;

/** Posts a message to a channel or thread; where Slack does not confirm it, it is looked for there before it may be posted again. */
export async function say(
  client: webApi.WebClient,
  spot: Spot,
  message: SlackMessage,
  key: string,
  looks = LOOKS,
): Promise<Sent> {
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
    const look = async () => (await ownMessages(client, spot)).find((one) => one.key === key)?.ts ?? null;
    const { found, unseen } = await lookedFor(look, looksAfter(error, looks));
    if (found !== null) return { kind: 'sent', id: found };
    return unseen ? sent : { kind: 'retry', afterMs: 0, reason: 'it is not in the channel' };
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

/** Our messages of the last hour in a thread or channel, with their keys. */
export async function ownMessages(
  client: webApi.WebClient,
  spot: Pick<Spot, 'channel' | 'thread'>,
): Promise<{ ts: string; key: string }[]> {
  const oldest = (Date.now() / 1000 - 3_600).toFixed(6);
  const query = { channel: spot.channel, include_all_metadata: true, limit: 100, oldest };
  const own: { ts: string; key: string }[] = [];
  let cursor: string | undefined;
  // A thread begins with its oldest message, so that a lively one takes more than a page.
  for (let page = 0; page < PAGES; page++) {
    const asked = { ...query, ...(cursor ? { cursor } : {}) };
    const { messages = [], response_metadata } = spot.thread
      ? await client.conversations.replies({ ...asked, ts: spot.thread })
      : await client.conversations.history(asked);
    for (const { ts, metadata } of messages as Keyed[])
      if (ts && metadata?.event_type === REPLY_EVENT) own.push({ ts, key: String(metadata.event_payload?.key ?? '') });
    cursor = response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return own;
}

interface Keyed {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

/** Adds to what was posted of a reply what stands in the channel and was not noted. */
export async function recall(client: webApi.WebClient, spot: Spot): Promise<void> {
  const own = await ownMessages(client, spot).catch(() => []);
  for (const { ts, key } of own) if (key.startsWith(`${spot.key}-`) && !spot.posted.includes(ts)) spot.posted.push(ts);
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
