import { z } from 'zod';
import { firstReceipt } from '../../../store/receipts.ts';
import { formatPlace } from '../../place.ts';
import { answer, askerOf, type Origin, type SlackBot, threadKey, workspaceOf } from './bot.ts';
import { isDirect, ownMessages } from './outlets.ts';
import type { Spot } from './spot.ts';
import { wordsOf } from './words.ts';

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
  if (!(await isForUs(bot, origin, said.data, event.type === 'app_mention'))) return;
  // Slack tells of a mention twice, as a mention and as a message.
  if (!(await isNew(bot, `${origin.home.team}/${said.data.channel}/${said.data.ts}`))) return;
  await respond(bot, origin, said.data, []);
}

async function isForUs(bot: SlackBot, origin: Origin, said: SlackMessageEvent, mention: boolean): Promise<boolean> {
  if (mention || isDirect(said.channel) || mentions(said.text, origin.self)) return true;
  if (!said.thread_ts) return false;
  const place = formatPlace({
    platform: 'slack',
    team: origin.home.team,
    channel: said.channel,
    ts: said.thread_ts,
  });
  return bot.desk.ownsThread(workspaceOf(origin.home.team), place);
}

function mentions(text: string, self: string): boolean {
  return text.includes(`<@${self}>`) || text.includes(`<@${self}|`);
}

async function isNew(bot: SlackBot, key: string): Promise<boolean> {
  return firstReceipt(bot.db, `slack/${key}`, new Date()).catch(() => true);
}

async function respond(bot: SlackBot, origin: Origin, said: SlackMessageEvent, posted: string[]): Promise<void> {
  const { channel, ts, user } = said;
  const spot = spotOf(origin, said, posted);
  const showing = showStatus(bot, origin, spot);
  const { caller } = await askerOf(bot, origin, { channel, thread: spot.thread, user });
  const text = wordsOf(said.text, origin.self);
  await answer(bot, origin, spot, { kind: 'question', text, caller });
  await showing.end(ts);
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
  if (!(await isForUs(bot, origin, said, false))) return;
  if (!(await isNew(bot, `edit/${origin.home.team}/${channel}/${said.ts}/${said.text}`))) return;
  bot.running.get(threadKey(channel, spotOf(origin, said, []).thread))?.abort();
  await respond(bot, origin, said, await answersTo(origin, said));
}

async function onDelete(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const { channel, previous_message } = event as { channel?: unknown; previous_message?: object };
  const gone = message.safeParse({ ...previous_message, channel });
  if (!gone.success || gone.data.bot_id || !(await isForUs(bot, origin, gone.data, false))) return;
  bot.running.get(threadKey(gone.data.channel, spotOf(origin, gone.data, []).thread))?.abort();
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

const STATUS_OFF_MS = 24 * 3_600_000;
const statusOffUntil = new Map<string, number>();
/** Errors that say that the workspace has no such feature; anything else is a moment's trouble. */
const NO_FEATURE =
  /missing_scope|not_allowed|feature_not_enabled|method_not_supported|unknown_method|no_permission|deprecated/;

/** "is reading the stored articles" under the question until the reply comes, where the workspace has it. */
function showStatus(bot: SlackBot, origin: Origin, spot: Spot): { end: (ts: string) => Promise<void> } {
  const { team } = origin.home;
  const { channel, thread } = spot;
  if (thread === null || (statusOffUntil.get(team) ?? 0) > Date.now()) return { end: async () => {} };
  const set = async (status: string) => {
    await origin.client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
  };
  const shown = set('is reading the stored articles').catch((error: unknown) => {
    const code = String((error as { data?: { error?: string } }).data?.error ?? '');
    if (NO_FEATURE.test(code)) {
      bot.log.warn({ code, team }, 'slack: this workspace shows no status of an app');
      statusOffUntil.set(team, Date.now() + STATUS_OFF_MS);
    }
  });
  return {
    async end() {
      await shown;
      // A reply that only the asker sees does not clear it.
      if (spot.posted.length === 0) await set('').catch(() => {});
    },
  };
}
