import { z } from 'zod';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { answer, type Origin, type SlackBot, type Stop, threadKey, workspaceOf } from './bot.ts';
import { callsOthers, wordsOf } from './message-words.ts';
import { ownMessages } from './posts.ts';
import { isDirect, type Spot } from './spot.ts';

const message = z.object({
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  bot_id: z.string().nullish(),
});
type SlackMessageEvent = z.output<typeof message>;

const changed = z.object({ channel: z.string(), message: z.unknown(), previous_message: z.unknown() });
/** Slack tells of an edit when it unfurls a link too; and an old question is history. */
const EDITS_MS = 60 * 60_000;
/** Subtypes that are plain messages of people. */
const SPOKEN = new Set([undefined, 'thread_broadcast', 'file_share']);

/**
 * Answers what is meant for the bot: a mention, a direct message, a reply in a conversation of ours. A question that is edited is
 * answered again in place; the answer to one that is deleted goes with it.
 */
export async function onMessage(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const subtype = event.subtype as string | undefined;
  if (subtype === 'message_changed') return onEdit(bot, origin, event);
  if (subtype === 'message_deleted') return onDelete(bot, origin, event);
  if (!SPOKEN.has(subtype)) return;
  const said = message.safeParse(event);
  // Another bot is never answered: two that answer each other never end.
  if (!said.success || said.data.bot_id) return;
  // Slack tells of a mention twice, as a mention and as a message.
  const key = `${origin.home.team}/${said.data.channel}/${said.data.ts}`;
  const meant = await meantFor(bot, origin, said.data, event.type === 'app_mention');
  if (meant === 'silent' || bot.heard.has(key)) return;
  bot.heard.set(key, true);
  await respond(bot, origin, said.data, { onlyIfKnown: meant === 'if-known', first: () => isNew(bot, key) });
}

/** Mentions and direct messages always are; in a thread of ours the desk knows when people talk to each other. */
async function meantFor(bot: SlackBot, { home, self }: Origin, said: SlackMessageEvent, mention: boolean) {
  if (mention || isDirect(said.channel) || mentions(said.text, self)) return 'reply';
  const workspace = workspaceOf(home.team);
  if (!said.thread_ts) {
    // In a channel for questions everything is one that is not said to somebody else.
    const place = formatPlace({ platform: 'slack', team: home.team, channel: said.channel });
    const { everyMessage } = await bot.desk.manners(workspace, place);
    return everyMessage && !callsOthers(said.text, self) && said.text !== '' ? 'reply' : 'silent';
  }
  const place = formatPlace({ platform: 'slack', team: home.team, channel: said.channel, ts: said.thread_ts });
  if (!(await bot.desk.ownsThread(workspace, place))) return 'silent';
  const text = wordsOf(said.text, self);
  return bot.desk.meant({ workspace, place, text, addressed: false, toSomebodyElse: callsOthers(said.text, self) });
}

function mentions(text: string, self: string): boolean {
  return text.includes(`<@${self}>`) || text.includes(`<@${self}|`);
}

async function isNew(bot: SlackBot, key: string): Promise<boolean> {
  return bot.desk.first(`slack/${key}`);
}

async function respond(
  bot: SlackBot,
  origin: Origin,
  said: SlackMessageEvent,
  { onlyIfKnown, first, posted = [] }: { onlyIfKnown: boolean; first: () => Promise<boolean>; posted?: string[] },
): Promise<void> {
  const spot = spotOf(origin, said, posted);
  const text = wordsOf(said.text, origin.self);
  let showing: ReturnType<typeof showWork> | null = null;
  const asks = (caller: Caller) => ({
    kind: 'question' as const,
    text,
    caller,
    ...(onlyIfKnown ? { onlyIfKnown } : {}),
  });
  await answer(
    bot,
    origin,
    spot,
    asks,
    { thread: spot.thread },
    {
      // Asked once the reply is on record: a message that was only noted as heard would be lost if the process ended.
      async first() {
        if (!(await first())) return false;
        if (!onlyIfKnown) showing = showWork(bot, origin, spot, text);
        return true;
      },
    },
  );
  await (showing as ReturnType<typeof showWork> | null)?.end();
}

function spotOf({ home }: Origin, said: SlackMessageEvent, posted: string[]): Spot {
  const { channel, ts, user, thread_ts } = said;
  const thread = thread_ts ?? (isDirect(channel) ? null : ts);
  return { team: home.team, channel, thread, user, key: ts, responseUrl: null, posted };
}

async function onEdit(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const parsed = changed.safeParse(event);
  if (!parsed.success) return;
  const [now, before] = [message.safeParse(parsed.data.message), message.safeParse(parsed.data.previous_message)];
  if (!now.success || now.data.bot_id) return;
  const { channel } = parsed.data;
  const said = { ...now.data, channel };
  const old = before.success ? before.data.text : '';
  if (said.text === old || Date.now() - Number(said.ts) * 1000 > EDITS_MS) return;
  const meant = await meantFor(bot, origin, said, false);
  if (meant === 'silent') return;
  if (!(await isNew(bot, `edit/${origin.home.team}/${channel}/${said.ts}/${said.text}`))) return;
  bot.running.get(threadKey(channel, spotOf(origin, said, []).thread))?.abort('edited' satisfies Stop);
  const posted = await answersTo(origin, said);
  await respond(bot, origin, said, { onlyIfKnown: meant === 'if-known', first: async () => true, posted });
}

async function onDelete(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const { channel, previous_message } = event as { channel?: unknown; previous_message?: object };
  const gone = message.safeParse({ ...previous_message, channel });
  if (!gone.success || gone.data.bot_id) return;
  if ((await meantFor(bot, origin, gone.data, false)) === 'silent') return;
  bot.running.get(threadKey(gone.data.channel, spotOf(origin, gone.data, []).thread))?.abort('edited' satisfies Stop);
  for (const ts of await answersTo(origin, gone.data))
    await origin.client.chat.delete({ channel: gone.data.channel, ts }).catch(() => {});
}

/** Our messages that answered a message, in order. */
async function answersTo(origin: Origin, said: SlackMessageEvent): Promise<string[]> {
  const spot = spotOf(origin, said, []);
  const own = await ownMessages(origin.client, spot).catch(() => []);
  return own
    .filter(({ key }) => key.startsWith(`${said.ts}-`))
    .map(({ ts }) => ts)
    .sort();
}

/**
 * "is reading the stored articles" under the question until the reply comes, and a session with a Stop button, where the workspace has
 * them.
 */
function showWork(bot: SlackBot, { client, home }: Origin, spot: Spot, title: string): { end: () => Promise<void> } {
  const { channel, thread, user } = spot;
  if (thread === null) return { end: async () => {} };
  const at = { channel_id: channel, thread_ts: thread };
  const status = (text: string) =>
    bot.features.use(home.team, 'status', () => client.assistant.threads.setStatus({ ...at, status: text }));
  const session = (state: 'processing' | 'active') =>
    bot.features.use(home.team, 'session', () =>
      client.agents.sessions.setStatus({ ...at, status: state, title: title.slice(0, 200), initiator_user_id: user }),
    );
  const shown = Promise.all([status('is reading the stored articles'), session('processing')]);
  return {
    async end() {
      await shown;
      await session('active');
      // A reply that only the asker sees does not clear it.
      if (spot.posted.length === 0) await status('');
    },
  };
}

/** The Stop button of a session: what has passed its checks stays, and no more is written. */
export function onStopped(bot: SlackBot, event: Record<string, unknown>): void {
  const channel = event.channel_id ?? event.channel;
  if (typeof channel !== 'string') return;
  const thread = typeof event.thread_ts === 'string' ? event.thread_ts : null;
  bot.running.get(threadKey(channel, thread))?.abort('stopped' satisfies Stop);
}
