import {
  ChannelType,
  DiscordAPIError,
  type REST,
  type RESTGetAPIChannelMessageResult,
  type RESTGetAPIChannelResult,
  type RESTGetAPIGuildThreadsResult,
  Routes,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { DiscordMessage } from './render.ts';

const KINDS = 20_000;
const KIND_TIMEOUT_MS = 1_500;
const POSTS_LOOKED_AT = 10;
const NAME_LENGTH = 100;
const POST_MINUTES = 1440;
const FORUMS: ReadonlySet<ChannelType> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const PUBLISHED_ALREADY = 40033;
const NOT_FOR_MESSAGES = new Set([50008, 50024]);

export interface SpecialChannels {
  /** Publishes a message to the servers that follow its channel, if that is an announcement channel. @throws when Discord doesn't take it. */
  publish(channel: string, message: string): Promise<void>;
  /** Whether a channel takes posts with a title instead of messages: a forum. @throws when Discord can't be asked. */
  isForum(channel: string): Promise<boolean>;
  /** As far as it is known already. */
  isKnownForum(channel: string): boolean;
  /** Whether an error says that a channel takes no plain messages. */
  takesNoMessages(error: unknown): boolean;
  /** Opens a post in a forum. Returns its id, which is its first message's too. */
  openPost(forum: string, message: DiscordMessage): Promise<string>;
  /** The newest posts of a forum since a snowflake that are still open, as their first messages. */
  postsSince(guild: string, forum: string, oldest: bigint): Promise<RESTGetAPIChannelMessageResult[]>;
}

/** Channels that take more than a message: announcement channels, and forums. */
export function specialChannels(rest: () => REST): SpecialChannels {
  const kinds = new LRUCache<string, ChannelType>({ max: KINDS });

  async function kindOf(channel: string): Promise<ChannelType> {
    const known = kinds.get(channel);
    if (known !== undefined) return known;
    const signal = AbortSignal.timeout(KIND_TIMEOUT_MS);
    const { type } = (await rest().get(Routes.channel(channel), { signal })) as RESTGetAPIChannelResult;
    kinds.set(channel, type);
    return type;
  }

  return {
    async publish(channel, message) {
      if ((await kindOf(channel)) !== ChannelType.GuildAnnouncement) return;
      await rest()
        .post(Routes.channelMessageCrosspost(channel, message))
        .catch((error: unknown) => {
          if (!(error instanceof DiscordAPIError) || error.code !== PUBLISHED_ALREADY) throw error;
        });
    },
    isForum: async (channel) => FORUMS.has(await kindOf(channel)),
    isKnownForum: (channel) => FORUMS.has(kinds.get(channel) ?? ChannelType.GuildText),
    takesNoMessages: (error) => error instanceof DiscordAPIError && NOT_FOR_MESSAGES.has(Number(error.code)),
    async openPost(forum, message) {
      const body = { name: titleOf(message), auto_archive_duration: POST_MINUTES, message };
      return ((await rest().post(Routes.threads(forum), { body })) as { id: string }).id;
    },
    async postsSince(guild, forum, oldest) {
      const { threads } = (await rest().get(Routes.guildActiveThreads(guild))) as RESTGetAPIGuildThreadsResult;
      const posts = threads
        .filter((thread) => 'parent_id' in thread && thread.parent_id === forum && BigInt(thread.id) >= oldest)
        .sort((a, b) => (BigInt(b.id) > BigInt(a.id) ? 1 : -1));
      const found: RESTGetAPIChannelMessageResult[] = [];
      for (const { id } of posts.slice(0, POSTS_LOOKED_AT))
        found.push((await rest().get(Routes.channelMessage(id, id))) as RESTGetAPIChannelMessageResult);
      return found;
    },
  };
}

/** The first heading of a message, else the words of its first link, without their markup. */
function titleOf(message: DiscordMessage): string {
  const written = `${message.content ?? ''}\n${JSON.stringify(message.components ?? [])}`;
  const [, heading] = /(?:^|["\n])#{1,3} (.+?)(?:\\n|["\n]|$)/.exec(written) ?? [];
  const [, label] = /\[((?:\\.|[^\]\\])+)\]\(</.exec(written) ?? [];
  return (
    (heading ?? label ?? '')
      .replace(/[*_`~\\]/g, '')
      .trim()
      .slice(0, NAME_LENGTH) || 'News'
  );
}
