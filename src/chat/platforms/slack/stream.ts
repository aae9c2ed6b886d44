import type { types, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Features } from './features.ts';
import { LOOKS, lookedFor, looksAfter, sentOf, surely } from './post-outcome.ts';
import type { SlackBlock } from './slack-blocks.ts';
import type { Spot } from './spot.ts';

/** Starting a stream is Tier 2 (20 a minute and workspace): above this, messages are posted and edited instead. */
const STARTS = 15;
const MINUTE_MS = 60_000;
/** Slack ends a stream after about five minutes. */
const LONGEST_MS = 4 * MINUTE_MS;
const STREAMS_KNOWN = 5_000;

/** A reply that appears as it is written, in Slack's own way: append only, and edited once at the end. */
export interface Stream {
  /** Shows the blocks so far; false when nothing of it is shown and an ordinary post is due. */
  show(blocks: readonly SlackBlock[]): Promise<boolean>;
  /** Ends it, so that the message can be edited. */
  end(): Promise<void>;
}

export interface Streams {
  /** `self` is the bot's own user id. */
  of(client: webApi.WebClient, spot: Spot, self: string): Stream;
}

export function slackStreams(features: Features, now: () => number = Date.now): Streams {
  const starts: number[] = [];
  const known = new LRUCache<string, true>({ max: STREAMS_KNOWN });

  /** A stream that began although Slack's answer was lost: the message of ours in the thread that nobody knows of. */
  async function lostStart(
    client: webApi.WebClient,
    spot: Spot,
    { thread, self, after }: { thread: string; self: string; after: readonly number[] },
  ): Promise<string | null> {
    // Only behind the question: what stands before it is an earlier answer.
    if (!/^\d+\.\d+$/.test(spot.key)) return null;
    const look = async () => {
      const { messages = [] } = await client.conversations.replies({
        ...{ channel: spot.channel, ts: thread, oldest: spot.key, limit: 100, include_all_metadata: true },
      });
      return strayIn(messages, self, `${spot.team}/${spot.channel}`);
    };
    return (await lookedFor(look, after)).found;
  }

  function strayIn(messages: readonly object[], self: string, place: string): string | null {
    const stray = (messages as { ts?: string; user?: string; metadata?: { event_type?: string } }[]).findLast(
      ({ ts, user, metadata }) => ts && user === self && !metadata?.event_type && !known.has(`${place}/${ts}`),
    );
    return stray?.ts ?? null;
  }

  return {
    of(client, spot, self) {
      const { channel, thread, team, user } = spot;
      let ts: string | null = null;
      let shown = 0;
      let begun = 0;
      let given = false;
      return {
        async show(blocks) {
          // What is there already, the answer to a question that was edited, is edited and not told again.
          if (ts === null && spot.posted.length > 0) given = true;
          if (given || thread === null || blocks.length === 0) return ts !== null;
          const chunks = (more: readonly SlackBlock[], checked: boolean): types.AnyChunk[] => [
            { type: 'task_update', id: 'search', title: 'Searching the stored articles', status: 'complete' },
            {
              type: 'task_update',
              id: 'check',
              title: 'Checking each statement against its source',
              status: checked ? 'complete' : 'in_progress',
            },
            { type: 'blocks', blocks: [...more] as never },
          ];
          if (ts === null) {
            while ((starts[0] ?? now()) < now() - MINUTE_MS) starts.shift();
            if (starts.length >= STARTS) {
              given = true;
              return false;
            }
            starts.push(now());
            let doubt: readonly number[] | null = null;
            const started = await features.use(team, 'stream', () =>
              client.chat
                .startStream({
                  channel,
                  thread_ts: thread,
                  recipient_user_id: user,
                  recipient_team_id: team,
                  task_display_mode: 'timeline',
                  chunks: chunks(blocks, false),
                })
                .catch((error: unknown) => {
                  if (sentOf(error, false).kind === 'unknown') doubt = looksAfter(error, LOOKS);
                  throw error;
                }),
            );
            ts = started?.ts ?? (doubt ? await lostStart(client, spot, { thread, self, after: doubt }) : null);
            if (ts === null) {
              given = true;
              return false;
            }
            known.set(`${team}/${channel}/${ts}`, true);
            begun = now();
            shown = blocks.length;
            spot.posted[0] = ts;
            return true;
          }
          const at = ts;
          const more = blocks.slice(shown);
          if (more.length === 0 || now() - begun > LONGEST_MS) return true;
          const appended = await features.use(team, 'stream', () =>
            client.chat.appendStream({ channel, ts: at, chunks: [{ type: 'blocks', blocks: more as never }] }),
          );
          if (appended) shown = blocks.length;
          return true;
        },
        async end() {
          if (ts === null) return;
          const at = ts;
          ts = null;
          given = true;
          // One that Slack has ended already can be edited just so.
          await surely(() => client.chat.stopStream({ channel, ts: at, session_status: 'active' }));
        },
      };
    },
  };
}
