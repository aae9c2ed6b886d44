import { z } from 'zod';
import type { Block, Reply } from '../../../reply/reply.ts';
import { askedWords } from '../../asked-words.ts';
import { commandSpec } from '../../commands.ts';
import { formOfCommand } from '../../forms.ts';
import { formatPlace } from '../../place.ts';
import { isPrivate } from '../../privacy.ts';
import type { Request } from '../../request.ts';
import { type Asks, answer, asked, askerOf, deliver, type Origin, type SlackBot, tell, unasked } from './bot.ts';
import type { Person } from './members.ts';
import { channelNamed } from './named-channel.ts';
import { openForm } from './open-form.ts';
import { publicOutlet } from './outlets.ts';
import { parseSlash } from './slash.ts';
import { isDirect, type Spot } from './spot.ts';

const slash = z.object({
  text: z.string().default(''),
  channel_id: z.string(),
  user_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string(),
});

/** A slash command. What it lacks is asked for in a form. */
export async function onCommand(bot: SlackBot, origin: Origin, top: string, body: unknown): Promise<void> {
  const { text, channel_id: channel, user_id: user, response_url, trigger_id } = slash.parse(body);
  const { team } = origin.home;
  const spot: Spot = { team, channel, thread: null, user, key: trigger_id, responseUrl: response_url, posted: [] };
  const parsed = parseSlash(top, text, team, bot.prefix);
  if (parsed.kind === 'unknown') return tell(bot, origin, spot, parsed.message);
  const { command } = parsed;
  const options = await withChannel(origin, parsed.options);
  if (typeof options === 'string') return tell(bot, origin, spot, options);
  const form = formOfCommand(command, options);
  const opened = { form: form?.id ?? '', channel, thread: null, private: false, responseUrl: response_url };
  // A trigger is good for three seconds: only where it matters who asks is that looked up before.
  if (form && commandSpec(command).who === 'all') return openForm(bot, origin, form, opened, trigger_id, spot);
  if (form && (await bot.people(origin.client, origin.home, user)).admin)
    return openForm(bot, origin, form, opened, trigger_id, spot);
  await runCommand(bot, origin, spot, (caller) => ({ kind: 'command', command, options, caller }));
}

/** The options with the place of a channel that was typed by its name, or what is wrong with it. */
async function withChannel(origin: Origin, options: Record<string, string>): Promise<Record<string, string> | string> {
  const { channel: name } = options;
  if (!name?.startsWith('#')) return options;
  const channel = await channelNamed(origin.client, name).catch(() => null);
  if (channel === null)
    return `I can't see a channel ${name}. Invite me to it first, or choose it from the list that comes up when you type #.`;
  return { ...options, channel: formatPlace({ platform: 'slack', team: origin.home.team, channel }) };
}

/**
 * Runs a command and answers where it was given. A public answer says who asked what, and its thread is the conversation; a private one
 * is remembered by person and channel.
 */
export async function runCommand(
  bot: SlackBot,
  origin: Origin,
  spot: Spot,
  asks: Asks<Request>,
  hidden = false,
): Promise<void> {
  const { channel, user } = spot;
  const request = unasked(asks, hidden);
  const alone = isPrivate(request) || isDirect(channel);
  const talk = { thread: isDirect(channel) ? null : user, private: hidden };
  const leadOf = ({ name }: Person) => (alone ? [] : askedBy(name, request));
  if (alone || request.command !== 'ask') return answer(bot, origin, spot, asks, talk, { leadOf });
  let lead: Block[] = [];
  const outlet = publicOutlet({ client: origin.client, lead: () => lead }, spot);
  await deliver(bot, outlet, spot, request, async (begin) => {
    const { caller, person } = await askerOf(bot, origin, { ...talk, channel, user });
    lead = leadOf(person);
    return {
      ...asks(caller),
      // The question comes first, so that its thread is there before the answer is; nobody sees one that is refused.
      async begin() {
        const sent = await begin(SEARCHING);
        const ts = sent.kind === 'sent' ? sent.id : user;
        return formatPlace({ platform: 'slack', team: origin.home.team, channel, ts });
      },
    };
  });
}

const SEARCHING: Reply = { blocks: [{ kind: 'notice', text: 'Searching the stored articles…' }], private: false };

function askedBy(name: string | null, request: Request): Block[] {
  return asked(name, askedWords(request));
}
