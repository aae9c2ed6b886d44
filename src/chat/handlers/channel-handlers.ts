import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { askingRules, removeChannelRule, saveAccess, saveChannelRule } from '../../store/channel-rules.ts';
import type { ChannelAnswers } from '../../store/tables/workspace-tables.ts';
import { placeProblems } from '../checks.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parsePlace, workspaceOfPlace } from '../place.ts';
import type { Caller } from '../request.ts';

const MOST_ROLES = 25;

/** `/newsadmin channel set`: when the bot answers in a channel, and whether its answers get threads. */
export async function setChannel(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin channel set'>,
): Promise<Reply> {
  const place = parsePlace(options.channel);
  if (!place || workspaceOfPlace(place) !== caller.workspace)
    throw new UserError(`"${options.channel}" isn't a channel of this workspace.`);
  const before = (await askingRules(deps.db, caller.workspace)).channels.find((one) => one.place === options.channel);
  const answers = (options.answers as ChannelAnswers | undefined) ?? before?.answers ?? 'when mentioned';
  if (answers === 'every message' && place.platform === 'discord' && !deps.config.DISCORD_MESSAGE_CONTENT)
    throw new UserError(
      'Discord shows me only messages that mention me. Whoever runs Copydesk can switch on the Message Content intent and set DISCORD_MESSAGE_CONTENT=true.',
    );
  const problems = answers === 'never' ? [] : await placeProblems(deps.checks, options.channel);
  if (problems.length > 0) throw new UserError(`I can't answer there yet. ${problems.join(' ')}`);
  const threads = options.threads ?? before?.threads ?? false;
  if (!(await saveChannelRule(deps.db, caller.workspace, { place: options.channel, answers, threads })))
    throw new UserError('A workspace can have rules for 500 channels: clear one first.');
  return {
    blocks: [
      {
        kind: 'list',
        items: [{ text: 'Set:', place: options.channel, detail: ruleWords({ answers, threads }) }],
      },
    ],
    private: true,
  };
}

/** `/newsadmin channel clear` */
export async function clearChannel(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin channel clear'>,
): Promise<Reply> {
  await removeChannelRule(deps.db, caller.workspace, options.channel);
  return notice('That channel is like any other again.');
}

/** `/newsadmin channel list` */
export async function showChannels(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const { channels, listedOnly, roles } = await askingRules(deps.db, caller.workspace);
  const elsewhere = elsewhereWords(listedOnly, channels.length);
  const who = roles.length === 0 ? 'Everybody may ask.' : 'Only members with one of these roles may ask:';
  return {
    blocks: [
      { kind: 'heading', text: 'Where I answer' },
      ...(channels.length > 0
        ? [
            {
              kind: 'list' as const,
              items: channels.map((rule) => ({ text: '', place: rule.place, detail: ruleWords(rule) })),
            },
          ]
        : []),
      { kind: 'text', text: `${elsewhere} ${who}` },
      ...(roles.length > 0 ? [{ kind: 'list' as const, items: roles.map((role) => ({ text: '', role })) }] : []),
      { kind: 'notice', text: 'Change it with /newsadmin channel set and /newsadmin access.' },
    ],
    private: true,
  };
}

/** `/newsadmin access`: which channels, and which roles may ask. Without options it says how it is. */
export async function setAccess(
  deps: DeskDeps,
  caller: Caller,
  { channels, allow, disallow }: OptionsOf<'newsadmin access'>,
): Promise<Reply> {
  const before = await askingRules(deps.db, caller.workspace);
  if ((allow || disallow) && caller.workspace.startsWith('slack/'))
    throw new UserError('Slack has no roles that I can look up. Choose by channel: /newsadmin access channels:listed.');
  const everybody = allow !== undefined && allow === caller.workspace.split('/')[1];
  const others = everybody ? [] : before.roles.filter((role) => role !== disallow);
  const roles = allow && !everybody ? [...new Set([...others, allow])] : others;
  if (roles.length > MOST_ROLES) throw new UserError(`There can be at most ${MOST_ROLES} roles. Take one off first.`);
  const listedOnly = channels === undefined ? before.listedOnly : channels === 'listed';
  if (channels || allow || disallow) await saveAccess(deps.db, caller.workspace, { listedOnly, roles });
  return showChannels(deps, caller);
}

function elsewhereWords(listedOnly: boolean, channels: number): string {
  if (channels === 0)
    return listedOnly
      ? "I don't answer in any channel: set the first with /newsadmin channel set."
      : "I answer in every channel when I'm mentioned.";
  return listedOnly ? "I don't answer anywhere else." : "Elsewhere I answer when I'm mentioned.";
}

function ruleWords({ answers, threads }: { answers: ChannelAnswers; threads: boolean }): string {
  const when: Readonly<Record<ChannelAnswers, string>> = {
    'every message': 'I answer every message that is not for somebody else',
    'when mentioned': "I answer when I'm mentioned",
    never: "I don't answer",
  };
  return `${when[answers]}${threads && answers !== 'never' ? ', each answer with a thread' : ''}`;
}
