import type { Message } from 'discord.js';
import { growingReply } from '../../growing.ts';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { type DiscordOptions, welcome, workspaceOf } from './guild.ts';
import { GROWS_EVERY_MS } from './interactions.ts';
import { type DiscordMessage, renderDiscord } from './render.ts';

const TYPING_EVERY_MS = 8_000;
const CHAIN_LIMIT = 12;

/** Answers a message that is meant for the bot: a mention, a direct message, a reply in a conversation of ours. */
export async function onMessage(options: DiscordOptions, message: Message): Promise<void> {
  const me = message.client.user.id;
  if (message.author.bot || message.system) return;
  const direct = message.guildId === null;
  const mentioned = message.mentions.users.has(me) || new RegExp(`<@!?${me}>`).test(message.content);
  const place = await conversationPlace(message, me);
  if (
    !direct &&
    !mentioned &&
    !(
      place.answersUs ||
      (message.channel.isThread() && (await options.desk.ownsThread(workspaceOf(message.guildId), place.text)))
    )
  )
    return;
  const text = message.content.replace(new RegExp(`<@!?${me}>`, 'g'), ' ').trim();
  // Without the content intent an unmentioned message comes empty: there is nothing to answer.
  if (text === '' && !mentioned && !direct) return;
  await welcome(options.desk, message.guildId, message.guild?.name ?? 'Discord direct messages');
  const caller: Caller = {
    workspace: workspaceOf(message.guildId),
    place: place.text,
    user: message.author.id,
    admin: false,
    zone: null,
  };
  const stopTyping = keepTyping(message);
  try {
    let begun: Message | null = null;
    const show = async (rendered: DiscordMessage | undefined) => {
      const payload = { content: rendered?.content ?? '', components: rendered?.components ?? [] };
      if (begun) await begun.edit(payload);
      else begun = await message.reply({ ...payload, flags: rendered?.flags ?? [], failIfNotExists: false });
    };
    const growing = growingReply((partial) => show(renderDiscord(partial)[0]), GROWS_EVERY_MS);
    const reply = await options.desk.handle({ kind: 'question', text, caller }, growing.grow);
    await growing.end();
    const [first, ...more] = renderDiscord(reply);
    await show(first);
    for (const { content, components, flags } of more)
      if (message.channel.isSendable()) await message.channel.send({ content, components, flags });
  } catch (error) {
    throw new Error(
      `no reply in channel ${message.channelId}: the bot needs View Channel, Send Messages and Read Message History there`,
      { cause: error },
    );
  } finally {
    stopTyping();
  }
}

/** A conversation is its thread or direct channel, else the message that a chain of replies started with. */
async function conversationPlace(message: Message, me: string): Promise<{ text: string; answersUs: boolean }> {
  const guild = message.guildId ?? 'dm';
  const base = { platform: 'discord', guild, channel: message.channelId } as const;
  if (message.guildId === null || message.channel.isThread()) return { text: formatPlace(base), answersUs: false };
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
