import type { types, webApi } from '@slack/bolt';
import type { SlackBlock } from './blocks.ts';
import type { Features } from './features.ts';
import { surely } from './sent.ts';
import type { Spot } from './spot.ts';

/** Starting a stream is Tier 2 (20 a minute and workspace): above this, messages are posted and edited instead. */
const STARTS = 15;
const MINUTE_MS = 60_000;
/** Slack ends a stream after about five minutes. */
const LONGEST_MS = 4 * MINUTE_MS;

/** A reply that appears as it is written, in Slack's own way: append only, and edited once at the end. */
export interface Stream {
  /** Shows the blocks so far; false when nothing of it is shown and an ordinary post is due. */
  show(blocks: readonly SlackBlock[]): Promise<boolean>;
  /** Ends it, so that the message can be edited. */
  end(): Promise<void>;
}

export interface Streams {
  of(client: webApi.WebClient, spot: Spot): Stream;
}

export function slackStreams(features: Features, now: () => number = Date.now): Streams {
  const starts: number[] = [];
  return {
    of(client, spot) {
      const { channel, thread, team, user } = spot;
      let ts: string | null = null;
      let shown = 0;
      let begun = 0;
      let given = false;
      return {
        async show(blocks) {
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
            const started = await features.use(team, 'stream', () =>
              client.chat.startStream({
                channel,
                thread_ts: thread,
                recipient_user_id: user,
                recipient_team_id: team,
                task_display_mode: 'timeline',
                chunks: chunks(blocks, false),
              }),
            );
            if (!started?.ts) {
              given = true;
              return false;
            }
            ts = started.ts;
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
