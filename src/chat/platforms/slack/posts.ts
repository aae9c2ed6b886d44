import type { webApi } from '@slack/bolt';
import type { Reply } from '../../../reply/reply.ts';
import { growingReply } from '../../growing.ts';
import { renderSlack, type SlackMessage } from './render.ts';

const GROWS_EVERY_MS = 1_500;

/** Posts what of a reply is there and edits it as more comes; its end tells the message's timestamp, null when there is none. */
export function growingPost(client: webApi.WebClient, channel: string, thread: string) {
  let ts: string | null = null;
  let failed = false;
  const growing = growingReply(async (partial) => {
    const [first] = renderSlack(partial);
    if (!first || failed) return;
    try {
      if (ts === null) ts = (await send(client, channel, thread, first)).ts ?? null;
      else await client.chat.update({ channel, ts, ...asArguments(first) });
    } catch {
      // A post that may have arrived is not made again.
      failed = ts === null;
    }
  }, GROWS_EVERY_MS);
  return {
    grow: growing.grow,
    async end(): Promise<string | null> {
      await growing.end();
      return ts;
    },
  };
}

/** Posts a reply; its first message takes the place of the one at `begun`, if there is one. */
export async function post(
  client: webApi.WebClient,
  channel: string,
  thread: string,
  reply: Reply,
  begun: string | null = null,
): Promise<void> {
  for (const [i, message] of renderSlack(reply).entries()) {
    if (i === 0 && begun !== null) await client.chat.update({ channel, ts: begun, ...asArguments(message) });
    else await send(client, channel, thread, message);
  }
}

function send(client: webApi.WebClient, channel: string, thread: string, message: SlackMessage) {
  return client.chat.postMessage({
    channel,
    thread_ts: thread,
    ...asArguments(message),
    unfurl_links: false,
    unfurl_media: false,
  });
}

function asArguments(message: SlackMessage): {
  text: string;
  blocks: webApi.ChatPostMessageArguments extends { blocks?: infer B } ? NonNullable<B> : never;
} {
  return message as never;
}
