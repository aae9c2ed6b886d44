import type { webApi } from '@slack/bolt';
import type { Sent } from '../../../pacing/sent.ts';
import type { Block, Reply } from '../../../reply/reply.ts';
import { parseButton } from '../../buttons.ts';
import type { Outlet } from '../../outbox.ts';
import { sentOf } from './post-outcome.ts';
import { edit, recall, say, takeBack, whisper } from './posts.ts';
import { claimBlocks, plainSlack, renderSlack, type SlackMessage } from './render.ts';
import { type Response, respondAt } from './response-url.ts';
import type { SlackBlock } from './slack-blocks.ts';
import { isDirect, type Spot } from './spot.ts';
import type { Stream } from './stream.ts';

const GROWS_EVERY_MS = 1_500;
const RESPONSES = 5;

interface Outgoing {
  message: SlackMessage;
  /** For the asker alone. */
  private: boolean;
  /** It takes the place of the message whose button was pressed; an error does not. */
  replaces: boolean;
  /** The statements so far, of a reply that is still growing; null when it is whole. */
  growing: SlackBlock[] | null;
}

interface Way {
  /** `again`: for a message that can't be edited any more; `plain`: for one whose blocks Slack does not take. */
  for: 'first' | 'again' | 'plain' | 'refused';
  render?: (reply: Reply) => SlackMessage[];
  put: (index: number, outgoing: Outgoing) => Promise<Sent>;
}

const DOUBT = "I couldn't tell whether my answer reached you. If you don't see it, please ask again.";
const AGAIN = "I couldn't tell whether this reached you, so here it is once more.";

export interface OutletOptions {
  client: webApi.WebClient;
  /** Comes before everything that others can read too: who asked what. */
  lead?: () => readonly Block[];
  /** Shows a growing reply in Slack's own way, where the workspace has it. */
  stream?: Stream;
  /** Nobody but the asker sees it. */
  alone?: true;
}

/**
 * The reply to a message or a public command: posted in its thread or channel and edited as it grows. What turns out to be for the asker
 * alone is shown to them alone. Refused there, it goes by the `response_url`, then to the asker alone, then into their direct messages.
 */
export function publicOutlet(options: OutletOptions, spot: Spot): Outlet<Outgoing> {
  const { client } = options;
  return outletOf(options, spot, [
    posting(client, spot, 'first', options.stream),
    posting(client, spot, 'again'),
    { ...posting(client, spot, 'plain'), render: plainSlack },
    ...(spot.responseUrl ? [responding(spot, 'in_channel')] : []),
    whispering(client, spot),
    inDirectMessages(client, spot),
  ]);
}

/** A reply that the asker alone sees, in the thread that they read. */
export function privateOutlet(options: OutletOptions, spot: Spot): Outlet<Outgoing> {
  const whisper = whispering(options.client, spot);
  const respond = spot.responseUrl ? [responding(spot, 'ephemeral')] : [];
  // A response_url knows no threads: https://github.com/slackapi/bolt-js/issues/963
  const ways = spot.thread ? [whisper, ...respond] : [...respond, whisper];
  return outletOf({ client: options.client, alone: true }, spot, [...ways, inDirectMessages(options.client, spot)]);
}

/** The way to whoever was left waiting by a process that ended: what stands of their reply is taken away first. */
export function restartedOutlet(client: webApi.WebClient, spot: Spot): Outlet<Outgoing> {
  if (spot.alone) return privateOutlet({ client }, spot);
  const outlet = publicOutlet({ client }, spot);
  let recalled = false;
  return {
    ...outlet,
    async put(index, outgoing) {
      // A message may be there that the process had no time to note.
      if (!recalled) await recall(client, spot);
      recalled = true;
      return outlet.put(index, outgoing);
    },
  };
}

/** A reply in place of the message whose button was pressed. */
export function replacingOutlet(options: OutletOptions, spot: Spot): Outlet<Outgoing> {
  const { client } = options;
  return outletOf({ client }, spot, [replacing(spot), whispering(client, spot), inDirectMessages(client, spot)]);
}

function outletOf(options: OutletOptions, spot: Spot, ways: readonly Way[]): Outlet<Outgoing> {
  const [way, ...others] = ways;
  return {
    channel: spot.channel,
    asker: spot.user,
    growsEveryMs: way?.for === 'first' ? GROWS_EVERY_MS : null,
    get handle() {
      return { ...spot, posted: [...spot.posted], ...(options.alone ? { alone: true } : {}) };
    },
    render(reply) {
      const lead = reply.private ? [] : (options.lead?.() ?? []);
      if (reply.silent) return [];
      const whole = {
        ...reply,
        // The question stands in the lead already.
        blocks: [...lead, ...reply.blocks.filter(({ kind }) => kind !== 'asked' || lead.length === 0)],
      };
      const alone = options.alone === true || reply.private;
      const messages = way?.render?.(whole) ?? renderSlack(whole, alone ? null : spot.user);
      const growing = isGrowing(reply) ? claimBlocks(reply) : null;
      return messages.map((message) => ({
        message,
        private: reply.private,
        replaces: reply.replaces === true,
        growing,
      }));
    },
    put: async (index, outgoing) =>
      way?.put(index, outgoing) ?? { kind: 'refused', reason: 'there is no other way to reach the channel' },
    instead(failed) {
      if (failed.kind === 'unknown')
        return way?.for === 'refused' && others.length === 0 ? null : doubtful(options, spot);
      const unfit = /block|too_long|invalid_arg/.test(failed.kind === 'refused' ? failed.reason : '');
      const next = others.filter(
        (other) =>
          other.for === 'refused' || (unfit ? other.for === 'plain' : other.for === 'again' && spot.posted.length > 0),
      );
      return next.length > 0 ? outletOf(options, spot, next) : null;
    },
  };
}

/** What is still being made carries the button that stops it. */
function isGrowing(reply: Reply): boolean {
  return reply.blocks.some(
    (block) => block.kind === 'buttons' && block.buttons.some(({ id }) => parseButton(id)?.kind === 'stop'),
  );
}

/**
 * Nobody knows whether the reply is there. In front of others a second one could make two, so whoever waits is told. What was for one
 * person alone comes once more in their direct messages, which can be looked through, and says why.
 */
function doubtful(options: OutletOptions, spot: Spot): Outlet<Outgoing> {
  const { client } = options;
  const render = () => renderSlack({ blocks: [{ kind: 'notice', text: DOUBT }], private: true });
  const again = (reply: Reply) =>
    renderSlack({
      ...reply,
      blocks: [{ kind: 'notice', text: AGAIN }, ...reply.blocks.filter(({ kind }) => kind !== 'asked')],
    });
  const whisper = { ...whispering(client, spot, true), render };
  // The last word has no blocks that could be refused.
  const direct = {
    ...inDirectMessages(client, spot),
    render: () => plainSlack({ blocks: [{ kind: 'notice', text: DOUBT }], private: true }),
  };
  const last = outletOf({ client }, spot, [direct]);
  const whispered = { ...outletOf({ client }, spot, [whisper]), instead: () => ({ ...last, instead: () => null }) };
  if (!options.alone) return whispered;
  const whole = outletOf({ client }, spot, [{ ...inDirectMessages(client, spot), render: again }]);
  return { ...whole, instead: () => whispered };
}

/** Posts to the channel or thread, and edits what was posted. What was posted before `again` or `plain` is taken away first. */
function posting(client: webApi.WebClient, spot: Spot, kind: Way['for'], stream?: Stream): Way {
  let begun = kind === 'first';
  return {
    for: kind,
    async put(index, { message, private: alone, growing }) {
      if (growing && stream && (await stream.show(growing))) return { kind: 'sent', id: spot.posted[0] ?? '' };
      if (!growing) await stream?.end();
      if (!begun) await takeBack(client, spot);
      begun = true;
      if (alone && !isDirect(spot.channel)) {
        await takeBack(client, spot);
        return spot.responseUrl && !spot.thread
          ? respondAt(spot.responseUrl, message, { response_type: 'ephemeral', replace_original: false })
          : whisper(client, spot, message);
      }
      const ts = spot.posted[index];
      if (ts !== undefined) return edit(client, spot, ts, message, `${spot.key}-${index}`);
      const sent = await say(client, spot, message, `${spot.key}-${index}`);
      if (sent.kind === 'sent') spot.posted[index] = sent.id;
      return sent;
    },
  };
}

/** To the asker alone, in the channel or thread. */
function whispering(client: webApi.WebClient, spot: Spot, repeatable = false): Way {
  return { for: 'refused', put: (_, { message }) => whisper(client, spot, message, repeatable) };
}

function inDirectMessages(client: webApi.WebClient, spot: Spot): Way {
  let channel = '';
  return {
    for: 'refused',
    async put(index, { message }) {
      if (channel === '')
        try {
          channel = String((await client.conversations.open({ users: spot.user })).channel?.id ?? '');
        } catch (error) {
          // Opening it twice opens one.
          return sentOf(error, true);
        }
      return say(client, { ...spot, channel, thread: null }, message, `${spot.key}-${index}-direct`);
    },
  };
}

function responding(spot: Spot, type: 'ephemeral' | 'in_channel'): Way {
  let used = 0;
  return {
    for: 'refused',
    async put(_, { message, private: alone }) {
      used += 1;
      if (!spot.responseUrl || used > RESPONSES)
        return { kind: 'refused', reason: 'the response_url was used as often as Slack allows' };
      const how = alone ? 'ephemeral' : type;
      return respondAt(spot.responseUrl, message, { response_type: how, replace_original: false });
    },
  };
}

function replacing(spot: Spot): Way {
  return {
    for: 'refused',
    async put(index, { message, replaces }) {
      if (!spot.responseUrl) return { kind: 'refused', reason: 'there is no response_url' };
      const how: Response =
        index === 0 && replaces ? { replace_original: true } : { replace_original: false, response_type: 'ephemeral' };
      return respondAt(spot.responseUrl, message, how);
    },
  };
}
