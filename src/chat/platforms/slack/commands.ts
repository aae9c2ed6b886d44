import { z } from 'zod';
import { commandSpec } from '../../commands.ts';
import { formOfCommand } from '../../forms.ts';
import { formatPlace } from '../../place.ts';
import { isPrivate } from '../../privacy.ts';
import type { Request } from '../../request.ts';
import { answer, asked, askerOf, deliver, type Origin, type SlackBot, tell } from './bot.ts';
import { channelNamed } from './channels.ts';
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
  const { caller } = await askerOf(bot, origin, { channel, thread: null, user });
  if (form && caller.admin) return openForm(bot, origin, form, opened, trigger_id, spot);
  await runCommand(bot, origin, spot, { kind: 'command', command, options, caller });
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
export async function runCommand(bot: SlackBot, origin: Origin, spot: Spot, request: Request): Promise<void> {
  const { channel, user } = spot;
  const alone = isPrivate(request) || isDirect(channel);
  const thread = isDirect(channel) ? null : user;
  if (alone || request.command !== 'ask') {
    const { caller } = await askerOf(bot, origin, { channel, thread, user, private: request.caller.private === true });
    const lead = alone ? [] : await leadOf(bot, origin, user, request);
    return answer(bot, origin, spot, { ...request, caller }, lead);
  }
  const { client } = origin;
  const lead = await leadOf(bot, origin, user, request);
  const outlet = publicOutlet({ client, lead }, spot);
  // The question comes first, so that its thread is there before the answer is.
  const [opening] = outlet.render({
    blocks: [{ kind: 'notice', text: 'Searching the stored articles…' }],
    private: false,
  });
  const sent = opening ? await bot.pacer.inTurn(channel, () => outlet.put(0, opening)).catch(() => null) : null;
  const { caller } = await askerOf(bot, origin, { channel, thread: sent?.kind === 'sent' ? sent.id : user, user });
  await deliver(bot, outlet, spot, { ...request, caller });
}

async function leadOf(bot: SlackBot, origin: Origin, user: string, { command, options }: Request) {
  const { name } = await bot.people(origin.client, origin.home, user);
  const rest = commandSpec(command).rest ?? '';
  const others = Object.entries(options).flatMap(([key, value]) =>
    key === rest || key === 'private' ? [] : [`${key}: ${value}`],
  );
  return asked(name, [options[rest], ...others].filter(Boolean).join(', '));
}
