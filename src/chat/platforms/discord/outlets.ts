import { createHash } from 'node:crypto';
import { MessageFlags, type REST, Routes } from 'discord.js';
import type { Sent } from '../../../pacing/sent.ts';
import { notice, type Reply } from '../../../reply/reply.ts';
import type { Outlet } from '../../outbox.ts';
import type { Discord } from './guild.ts';
import { CONTENT_LIMIT, type DiscordMessage, type Layout, renderDiscord } from './render.ts';
import { codeOf, failedRequest } from './rest.ts';

/** Discord takes five edits of a channel's messages in five seconds. */
const GROWS_EVERY_MS = 1_500;
/** The token of an interaction is good for 15 minutes; the last one is left for what comes late. */
const TOKEN_MS = 14 * 60_000;

export interface Ways {
  rest: REST;
  layout: Layout;
  now: () => number;
  commandIds: ReadonlyMap<string, string>;
}

export function waysOf({ rest, layout, commandIds }: Discord): Ways {
  return { rest, layout, now: Date.now, commandIds };
}

interface Rendered extends DiscordMessage {
  private: boolean;
  replaces: boolean;
}

function rendered(reply: Reply, { layout, commandIds }: Pick<Ways, 'layout' | 'commandIds'>): Rendered[] {
  return renderDiscord(reply, layout, CONTENT_LIMIT, commandIds).map((message) => ({
    ...message,
    private: reply.private,
    replaces: reply.replaces === true,
  }));
}

function body({ private: _, replaces: __, ...message }: Rendered): DiscordMessage {
  return message;
}

/** An interaction that was acknowledged, as it is found again after a restart. */
export interface InteractionHandle {
  kind: 'interaction';
  application: string;
  token: string;
  channel: string;
  user: string;
  /** The acknowledgement is for whoever asked alone. */
  hidden: boolean;
  /** Whether the bot can post in the channel itself: it is in the server, or it is its own direct channel. */
  present: boolean;
  /** The message that a button stands on is what gets changed. */
  updates: boolean;
  since: number;
}

/** Whether a refusal is about what the message is made of, so that a plainer one may be taken. */
function aboutContent(failed: Sent): boolean {
  return failed.kind === 'refused' && /code (50035|50006|20\d{4})/.test(failed.reason);
}

/** The reply to an interaction: the first message takes the place of "thinking …", the rest follow it. */
export function interactionOutlet(
  ways: Ways,
  handle: InteractionHandle,
  layout = ways.layout,
  shown: (string | null)[] = [],
): Outlet<Rendered> & { posted(): string | null } {
  const { application, token } = handle;
  const webhook = Routes.webhook(application, token);
  const ids = shown;
  let first: string | null = null;
  const expired = () => ways.now() - handle.since > TOKEN_MS;

  async function put(index: number, message: Rendered): Promise<Sent> {
    if (expired()) return { kind: 'refused', reason: 'the interaction token has expired' };
    const known = ids[index] ?? (index === 0 ? '@original' : null);
    const hide = handle.hidden || message.private;
    const flags = message.flags | (hide ? MessageFlags.Ephemeral : 0);
    // A page that can't be turned stays as it is; the reason comes below it.
    if (index === 0 && handle.updates && !message.replaces && ids[0] === undefined) ids[0] = null;
    try {
      // What turned out to be for the asker alone does not stay where everybody sees it.
      if (index === 0 && message.private && !handle.hidden && !handle.updates && ids[0] === undefined) {
        await ways.rest
          .delete(Routes.webhookMessage(application, token, '@original'), { auth: false })
          .catch((error: unknown) => {
            if (codeOf(error) !== 10008) throw error;
          });
        ids[0] = null;
      }
      if (known !== null && !(index === 0 && ids[0] === null)) {
        const edited = (await ways.rest.patch(Routes.webhookMessage(application, token, known), {
          body: { ...body(message), flags: message.flags & MessageFlags.IsComponentsV2 },
          auth: false,
        })) as { id: string };
        if (index > 0 || known !== '@original') ids[index] = edited.id;
        else if (!handle.hidden) first = edited.id;
        return { kind: 'sent', id: edited.id };
      }
    } catch (error) {
      return failedRequest(error, true);
    }
    // A message of the channel carries a nonce, so it can be tried again; what follows an interaction can't.
    if (index > 0 && !hide && handle.present) {
      const more = await postInChannel(ways, handle.channel, message, nonceOf(token, index));
      if (more.kind !== 'refused') {
        if (more.kind === 'sent') ids[index] = null;
        return more;
      }
    }
    try {
      const posted = (await ways.rest.post(webhook, {
        body: { ...body(message), flags },
        query: new URLSearchParams({ wait: 'true' }),
        auth: false,
      })) as { id: string };
      ids[index] = posted.id;
      return { kind: 'sent', id: posted.id };
    } catch (error) {
      // Twice for the asker's eyes alone is better than not at all.
      return failedRequest(error, hide);
    }
  }

  return {
    channel: null,
    growsEveryMs: GROWS_EVERY_MS,
    asker: handle.user,
    /** The first message of the reply where everybody may open a thread on it. */
    posted: () => first,
    handle: handle.updates ? null : handle,
    render: (reply) => rendered(reply, { ...ways, layout }),
    put,
    instead(failed) {
      if (aboutContent(failed) && layout !== 'plain') return interactionOutlet(ways, handle, 'plain', ids) as Outlet;
      if (handle.hidden) return directOutlet(ways, handle.user) as Outlet;
      if (handle.present)
        return channelOutlet(ways, {
          kind: 'channel',
          channel: handle.channel,
          key: token,
          user: handle.user,
          message: null,
        }) as Outlet;
      return null;
    },
  };
}

async function postInChannel(ways: Ways, channel: string, message: Rendered, nonce: string): Promise<Sent> {
  try {
    const posted = (await ways.rest.post(Routes.channelMessages(channel), {
      body: { ...body(message), nonce, enforce_nonce: true },
    })) as { id: string };
    return { kind: 'sent', id: posted.id };
  } catch (error) {
    return failedRequest(error, true);
  }
}

/** A reply that is posted in a channel, as it is found again after a restart. */
export interface ChannelHandle {
  kind: 'channel';
  channel: string;
  /** The same for every try of one reply; nonces are made from it. */
  key: string;
  /** Whoever asked. */
  user: string;
  /** The message that is replied to. */
  replyTo?: string;
  /** The first message of the reply, once it is posted. */
  message: string | null;
}

/** A reply in a channel: posted with a nonce, so that it can be tried again, and edited from then on. */
export function channelOutlet(ways: Ways, given: ChannelHandle, layout = ways.layout): Outlet<Rendered> {
  let handle = given;
  const ids: string[] = given.message === null ? [] : [given.message];
  let reference = given.replyTo;

  async function put(index: number, message: Rendered): Promise<Sent> {
    const known = ids[index];
    try {
      if (known !== undefined) {
        await ways.rest.patch(Routes.channelMessage(handle.channel, known), {
          body: { ...body(message), flags: message.flags },
        });
        return { kind: 'sent', id: known };
      }
      const posted = (await ways.rest.post(Routes.channelMessages(handle.channel), {
        body: {
          ...body(message),
          allowed_mentions: { parse: [], replied_user: true },
          nonce: nonceOf(handle.key, index),
          enforce_nonce: true,
          ...(index === 0 && reference
            ? { message_reference: { message_id: reference, fail_if_not_exists: false } }
            : {}),
        },
      })) as { id: string };
      ids[index] = posted.id;
      if (index === 0) handle = { ...handle, message: posted.id };
      return { kind: 'sent', id: posted.id };
    } catch (error) {
      // Somebody took the message away: it is not put back.
      if (known !== undefined && codeOf(error) === 10008) return { kind: 'sent', id: known };
      // Without Read Message History no message can be replied to, but one can be posted.
      if (reference && codeOf(error) === 160002) {
        reference = undefined;
        return put(index, message);
      }
      return failedRequest(error, true);
    }
  }

  return {
    channel: handle.channel,
    growsEveryMs: GROWS_EVERY_MS,
    asker: handle.user,
    get handle() {
      return handle;
    },
    render: (reply) => rendered(reply, { ...ways, layout }),
    put,
    instead(failed) {
      if (aboutContent(failed) && layout !== 'plain') return channelOutlet(ways, handle, 'plain') as Outlet;
      return byDirectMessage(ways, handle, failed) as Outlet;
    },
  };
}

/** A word to the asker alone, when the channel takes nothing from us. */
function byDirectMessage(ways: Ways, { user, channel }: ChannelHandle, failed: Sent): Outlet<Rendered> {
  const reason = 'reason' in failed ? failed.reason : 'Discord refused it';
  const way = directOutlet(ways, user);
  return {
    ...way,
    handle: null,
    render: () => [
      ...rendered(
        notice(`I couldn't answer you in the channel (${channel}): ${reason}. A server admin can fix that.`),
        { ...ways, layout: 'plain' },
      ),
    ],
  };
}

/** A direct message. Who takes none from the server's members gets nothing. */
function directOutlet(ways: Ways, user: string): Outlet<Rendered> {
  let inner: Outlet<Rendered> | null = null;
  return {
    channel: `user/${user}`,
    growsEveryMs: null,
    asker: user,
    handle: null,
    render: (reply) => rendered(reply, ways),
    async put(index, message) {
      try {
        if (inner === null) {
          const { id } = (await ways.rest.post(Routes.userChannels(), { body: { recipient_id: user } })) as {
            id: string;
          };
          inner = channelOutlet(ways, {
            kind: 'channel',
            channel: id,
            key: `${user}/${ways.now()}`,
            user,
            message: null,
          });
        }
      } catch (error) {
        return failedRequest(error, true);
      }
      return inner.put(index, message);
    },
    instead: () => null,
  };
}

/** The way of a reply that an earlier process left open; null when nothing can be done for it any more. */
export function reopened(ways: Ways, handle: unknown): Outlet | null {
  const known = handle as InteractionHandle | ChannelHandle;
  if (known.kind === 'channel') return channelOutlet(ways, known) as Outlet;
  if (known.kind !== 'interaction') return null;
  // An ephemeral message of an expired token is gone from sight.
  if (known.hidden && ways.now() - known.since > TOKEN_MS) return null;
  return interactionOutlet(ways, known) as Outlet;
}

function nonceOf(key: string, index: number): string {
  return createHash('sha256').update(`${key}/${index}`).digest('hex').slice(0, 24);
}
