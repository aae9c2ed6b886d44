import type { Message } from 'discord.js';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { type Discord, welcome, workspaceOf } from './guild.ts';
import { channelOutlet } from './outlets.ts';

const TYPING_EVERY_MS = 8_000;
const CHAIN_LIMIT = 12;

/** Answers a message that is meant for the bot: a mention, a direct message, a reply in a conversation of ours. */
export async function onMessage(discord: Discord, message: Message): Promise<void> {
  const me = message.client.user.id;
  if (message.author.bot || message.system) return;
  const direct = message.guildId === null;
  const { mentioned, text } = wordsFor(message, me);
  const place = await conversationPlace(message, me);
  if (
    !direct &&
    !mentioned &&
    !(
      place.answersUs ||
      (message.channel.isThread() && (await discord.desk.ownsThread(workspaceOf(message.guildId), place.text)))
    )
  )
    return;
  // Without the content intent an unmentioned message comes empty: there is nothing to answer.
  if (text === '' && !mentioned && !direct) return;
  await welcome(discord.desk, message.guildId, message.guild?.name ?? 'Discord direct messages');
  const caller: Caller = {
    workspace: workspaceOf(message.guildId),
    place: place.text,
    user: message.author.id,
    admin: false,
    zone: null,
  };
  const stopTyping = keepTyping(message);
  const outlet = channelOutlet(
    { rest: discord.rest, layout: discord.layout, now: Date.now },
    {
      kind: 'channel',
      channel: message.channelId,
      key: message.id,
      user: message.author.id,
      replyTo: message.id,
      message: null,
    },
  );
  await discord.outbox
    .answer(outlet, (grow) => discord.desk.handle({ kind: 'question', text, caller }, grow))
    .finally(stopTyping);
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

/** A conversation is its thread or direct channel, else the message that a chain of replies started with. */
async function conversationPlace(message: Message, me: string): Promise<{ text: string; answersUs: boolean }> {
  const guild = message.guildId ?? 'dm';
  const base = { platform: 'discord', guild, channel: message.channelId } as const;
  if (message.guildId === null) return { text: formatPlace(base), answersUs: false };
  if (message.channel.isThread()) {
    const parent = message.channel.parentId;
    const thread = { ...base, channel: parent ?? message.channelId, ...(parent ? { thread: message.channelId } : {}) };
    return { text: formatPlace(thread), answersUs: false };
  }
  let root = message;
  let answersUs = false;
  for (let i = 0; i < CHAIN_LIMIT && root.reference?.messageId; i++) {
    const earlier = await root.fetchReference().catch(() => null);
    if (!earlier) break;
    if (i === 0) answersUs = earlier.author.id === me;
    root = earlier;
  }
  return { text: formatPlace({ ...base, thread: root.id }), answersUs };
}

function keepTyping(message: Message): () => void {
  const channel = message.channel;
  if (!channel.isSendable()) return () => {};
  const type = () => channel.sendTyping().catch(() => {});
  void type();
  const timer = setInterval(type, TYPING_EVERY_MS);
  return () => clearInterval(timer);
}
