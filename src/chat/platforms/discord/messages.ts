import { type Message, type PartialMessage, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { UNSAID } from '../../../reply/reply.ts';
import type { Make } from '../../outbox.ts';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { directCaller, rolesOf } from './caller.ts';
import { type Discord, welcome, workspaceOf } from './guild.ts';
import { type ChannelHandle, channelOutlet, waysOf } from './outlets.ts';
import { openThread } from './threads.ts';

const TYPING_EVERY_MS = 8_000;
const CHAIN_LIMIT = 12;
/** An edit of a question after this long is left alone. */
const EDITED_MS = 15 * 60_000;
const QUESTIONS = 1_000;
const TAKEN_BACK = 'taken back';

interface Answered {
  text: string;
  handle: ChannelHandle;
  stopped: AbortController;
}

interface MeantHere {
  place: string;
  /** Said to the bot, rather than overheard in a thread of ours. */
  addressed: boolean;
  onlyIfKnown: boolean;
  /** The answer gets a thread of its own. */
  threads: boolean;
}

/** Answers messages that are meant for the bot, and goes by what becomes of them: an edited question is answered again, in place. */
export function messageListener(discord: Discord) {
  const answered = new LRUCache<string, Answered>({ max: QUESTIONS, ttl: EDITED_MS });

  async function onMessage(message: Message, edited = false): Promise<void> {
    const me = message.client.user.id;
    if (message.author.bot || message.system) return;
    const direct = message.guildId === null;
    const { mentioned, text } = wordsFor(message, me);
    const known = answered.get(message.id);
    if (edited && known && known.text === text) return;
    // An edit matters when it changes a question, or calls the bot.
    if (edited && !known && !mentioned && !direct) return;
    const earlier = known?.handle ?? (edited ? await earlierAnswer(discord, message, me) : null);
    // What is sure to be for the bot is on record before anything is looked up: people wait for it from now on.
    const sure = direct || mentioned;
    const look = () => meantHere(discord, message, { me, mentioned, text });
    const looked = sure ? undefined : await look();
    if (looked === null) return;
    const handle: ChannelHandle = {
      kind: 'channel',
      channel: message.channelId,
      key: message.id,
      replyTo: message.id,
      message: null,
      ...earlier,
      user: message.author.id,
    };
    const outlet = channelOutlet(waysOf(discord), handle);
    const stopped = new AbortController();
    let stopTyping = () => {};
    let meant: MeantHere | null = null;
    const make: Make = async (grow, signal) => {
      meant = looked ?? (await look());
      if (meant === null) return UNSAID;
      known?.stopped.abort();
      answered.set(message.id, { text, handle, stopped });
      const { place, onlyIfKnown, addressed } = meant;
      if (addressed) stopTyping = keepTyping(message);
      const caller = await callerOf(discord, message, place);
      const request = { kind: 'question', text, caller, onlyIfKnown, readByAll: !direct } as const;
      const reply = await discord.desk.handle(request, grow, AbortSignal.any([signal, stopped.signal]));
      return stopped.signal.aborted ? { ...reply, silent: true } : reply;
    };
    await discord.outbox.answer(outlet, make, looked?.onlyIfKnown !== true).finally(() => stopTyping());
    const posted = outlet.handle as ChannelHandle | null;
    if (stopped.signal.reason === TAKEN_BACK) return takeBack(posted);
    const here = meant as MeantHere | null;
    if (posted?.message && here) {
      answered.set(message.id, { text, handle: posted, stopped });
      await discord.desk.posted(postPlace(message, posted.message), here.place);
      if (here.threads && !message.channel.isThread())
        await openThread(discord, message.channelId, posted.message, text);
    }
  }

  async function takeBack(posted: ChannelHandle | null): Promise<void> {
    if (posted?.message)
      await discord.rest.delete(Routes.channelMessage(posted.channel, posted.message)).catch(() => {});
  }

  return {
    onMessage: (message: Message) => onMessage(message),
    async onEdit(message: Message | PartialMessage): Promise<void> {
      if (!message.partial && message.editedTimestamp && Date.now() - message.createdTimestamp < EDITED_MS)
        await onMessage(message, true);
    },
    /** The answer to a question that is taken back goes with it. */
    async onDelete(message: Message | PartialMessage): Promise<void> {
      const known = answered.get(message.id);
      answered.delete(message.id);
      known?.stopped.abort(TAKEN_BACK);
      await takeBack(known?.handle ?? (await earlierAnswer(discord, message, message.client.user.id)));
    },
  };
}

/** The conversation that a message of somebody belongs to, where it is meant for the bot and comes for the first time; else null. */
async function meantHere(
  discord: Discord,
  message: Message,
  { me, mentioned, text }: { me: string; mentioned: boolean; text: string },
): Promise<MeantHere | null> {
  const direct = message.guildId === null;
  const workspace = workspaceOf(message.guildId);
  const at = await conversationOf(discord, message, me);
  const toSomebodyElse = callsOthers(message, me) || at.answersOthers;
  const manners = direct ? null : await discord.desk.manners(workspace, at.place);
  // In a channel for questions everything is one that is not said to somebody else.
  const invited = manners?.everyMessage === true && !message.channel.isThread() && !toSomebodyElse;
  const addressed = direct || mentioned || at.answersUs || invited;
  if (!addressed && !(message.channel.isThread() && (await discord.desk.ownsThread(workspace, at.place)))) return null;
  const meant = addressed
    ? 'reply'
    : await discord.desk.meant({ workspace, place: at.place, text, addressed, toSomebodyElse });
  if (meant === 'silent') return null;
  // Without the content intent an unmentioned message comes empty: there is nothing to answer.
  if (text === '' && !mentioned && !direct) return null;
  // Another bot with this token hears the same.
  if (!(await discord.desk.first(receiptOf(message.id, message.editedTimestamp)))) return null;
  return { place: at.place, addressed, onlyIfKnown: meant === 'if-known', threads: manners?.threads === true };
}

function receiptOf(message: string, edited: number | null): string {
  return `discord/${message}/${edited ?? 0}`;
}

const LOOKED_THROUGH = 50;

/** The answer that an earlier process gave to a message of the last minutes; null when there is none to be found. */
async function earlierAnswer(
  discord: Discord,
  { id, channelId, createdTimestamp }: Message | PartialMessage,
  me: string,
): Promise<ChannelHandle | null> {
  if (Date.now() - createdTimestamp > EDITED_MS || !(await discord.desk.heard(receiptOf(id, null)))) return null;
  const later = (await discord.rest
    .get(Routes.channelMessages(channelId), {
      query: new URLSearchParams({ after: id, limit: String(LOOKED_THROUGH) }),
    })
    .catch(() => [])) as { id: string; author: { id: string }; message_reference?: { message_id?: string } }[];
  const ours = later.find((one) => one.author.id === me && one.message_reference?.message_id === id);
  if (!ours) return null;
  return { kind: 'channel', channel: channelId, key: id, user: me, replyTo: id, message: ours.id };
}

async function callerOf(discord: Discord, message: Message, place: string): Promise<Caller> {
  if (message.guildId === null) return directCaller(discord, message.author, place);
  await welcome(discord.desk, message.guildId, message.guild?.name ?? `Discord server ${message.guildId}`);
  return {
    workspace: workspaceOf(message.guildId),
    place,
    user: message.author.id,
    admin: false,
    roles: rolesOf(message),
    zone: null,
  };
}

/** Whether the bot is mentioned, also by the role that Discord made for it, and the text without the mention. */
function wordsFor(message: Message, me: string): { mentioned: boolean; text: string } {
  const role = message.guild?.roles.botRoleFor(me)?.id;
  const named = new RegExp(role ? `<@!?${me}>|<@&${role}>` : `<@!?${me}>`, 'g');
  return {
    mentioned: message.mentions.users.has(me) || named.test(message.content),
    text: message.content.replace(named, ' ').trim(),
  };
}

/** Whether a message calls other people: one of them, a role, or everybody. */
function callsOthers({ mentions, author }: Message, me: string): boolean {
  return mentions.everyone || mentions.roles.size > 0 || mentions.users.some(({ id }) => id !== me && id !== author.id);
}

interface Conversation {
  place: string;
  /** The message is a reply to one of ours, or to somebody else's. */
  answersUs: boolean;
  answersOthers: boolean;
}

/**
 * A conversation is its thread or direct channel, else the message that a chain of replies started with. A thread on one of our
 * messages, and a reply to one, go on with the conversation of that message.
 */
async function conversationOf(discord: Discord, message: Message, me: string): Promise<Conversation> {
  const guild = message.guildId ?? 'dm';
  const base = { platform: 'discord', guild, channel: message.channelId } as const;
  const replied = message.reference?.messageId ? await message.fetchReference().catch(() => null) : null;
  const answersUs = replied?.author.id === me;
  const answersOthers = replied !== null && !answersUs && replied.author.id !== message.author.id;
  const common = { answersUs, answersOthers };
  if (message.guildId === null) return { ...common, place: formatPlace(base) };
  if (message.channel.isThread()) {
    const parent = message.channel.parentId;
    const place = formatPlace({
      ...base,
      channel: parent ?? base.channel,
      ...(parent ? { thread: base.channel } : {}),
    });
    return { ...common, place: (await discord.desk.placeOf(place)) ?? place };
  }
  let root: Message = message;
  let earlier = replied;
  for (let i = 0; i < CHAIN_LIMIT && earlier; i++) {
    const known = await discord.desk.placeOf(formatPlace({ ...base, thread: earlier.id }));
    if (known) return { ...common, place: known };
    root = earlier;
    earlier = root.reference?.messageId ? await root.fetchReference().catch(() => null) : null;
  }
  return { ...common, place: formatPlace({ ...base, thread: root.id }) };
}

/** A message of ours as a place: that of the thread which people may open on it. */
function postPlace(message: Message, id: string): string {
  const channel = message.channel.isThread() ? (message.channel.parentId ?? message.channelId) : message.channelId;
  return formatPlace({ platform: 'discord', guild: message.guildId ?? 'dm', channel, thread: id });
}

function keepTyping(message: Message): () => void {
  const channel = message.channel;
  if (!channel.isSendable()) return () => {};
  const type = () => channel.sendTyping().catch(() => {});
  void type();
  const timer = setInterval(type, TYPING_EVERY_MS);
  return () => clearInterval(timer);
}
