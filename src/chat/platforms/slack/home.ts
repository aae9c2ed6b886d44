import type { types } from '@slack/bolt';
import type { Reply } from '../../../reply/reply.ts';
import { firstReceipt } from '../../../store/receipts.ts';
import { askerOf, type Origin, type SlackBot } from './bot.ts';
import { PROMPTS } from './manifest.ts';
import { publicOutlet } from './outlets.ts';
import { OPENS } from './presses.ts';
import { renderSlack } from './render.ts';
import { plainText, type SlackBlock } from './slack-blocks.ts';

const VIEW_BLOCKS = 90;

/** The Home tab: what the bot has read, and the forms to ask it; in direct messages, what to start with. */
export async function onHome(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const { tab, user, channel } = event as { tab?: string; user?: string; channel?: string };
  if (!user) return;
  if (tab === 'messages' && channel) {
    const prompts = PROMPTS.map((prompt) => ({ ...prompt })) as [{ title: string; message: string }];
    await bot.features.use(origin.home.team, 'prompts', () =>
      // Without a thread the prompts stand above the whole direct message.
      origin.client.apiCall('assistant.threads.setSuggestedPrompts', { channel_id: channel, prompts }),
    );
    return;
  }
  if (tab !== 'home') return;
  const { caller } = await askerOf(bot, origin, { channel: 'home', thread: user, user });
  const sources = await bot.desk.handle({ kind: 'command', command: 'news sources', options: {}, caller });
  const steps = caller.admin ? await bot.desk.firstSteps(caller.workspace) : null;
  await origin.client.views.publish({
    user_id: user,
    view: { type: 'home', blocks: homeBlocks(sources, caller.admin, steps) as unknown as types.HomeView['blocks'] },
  });
}

function homeBlocks(sources: Reply, admin: boolean, steps: Reply | null): SlackBlock[] {
  const open = (command: string, label: string, style?: 'primary') => ({
    type: 'button' as const,
    action_id: `${OPENS}${command}`,
    value: `${OPENS}${command}`,
    text: plainText(label),
    ...(style ? { style } : {}),
  });
  const intro: Reply = {
    blocks: [
      { kind: 'heading', text: 'Copydesk' },
      {
        kind: 'text',
        text: "Ask about the news stored here. Every statement comes with its article and every quotation is word for word. If no article says it, I don't either.",
      },
    ],
    private: true,
  };
  const blocksOf = (reply: Reply) => renderSlack(reply).flatMap(({ blocks }) => blocks);
  return [
    ...blocksOf(intro),
    { type: 'actions', elements: [open('ask', 'Ask a question', 'primary'), open('quote', 'Find a quotation')] },
    { type: 'divider' as const },
    ...blocksOf(sources).slice(0, VIEW_BLOCKS - 10),
    ...(admin
      ? [
          { type: 'divider' as const },
          ...(steps ? blocksOf(steps) : []),
          {
            type: 'actions' as const,
            elements: [open('newsadmin article add', 'Add an article'), open('newsadmin digest set', 'Set a digest')],
          },
        ]
      : []),
    {
      type: 'context',
      elements: [
        plainText('Write to me under Messages, mention me in a channel, or type /ask. /news help shows the rest.'),
      ],
    },
  ];
}

/** Said once in a channel that the bot is invited to: what it does and how to ask. */
export async function onJoined(bot: SlackBot, origin: Origin, event: Record<string, unknown>): Promise<void> {
  const { user, channel } = event as { user?: string; channel?: string };
  if (user !== origin.self || !channel) return;
  const key = `slack/joined/${origin.home.team}/${channel}`;
  if (!(await firstReceipt(bot.db, key, new Date()).catch(() => false))) return;
  const spot = { team: origin.home.team, channel, thread: null, user, key, responseUrl: null, posted: [] };
  await bot.outbox.answer(publicOutlet({ client: origin.client }, spot), async () => ({
    blocks: [
      {
        kind: 'text',
        text: 'Hello! I answer questions about the news, only from stored articles.',
      },
      {
        kind: 'list',
        items: [
          { text: 'Mention me with a question and follow up in the thread' },
          { text: `/${bot.prefix}quote finds what someone said, word for word` },
          { text: `/${bot.prefix}news help shows what else I can do` },
        ],
      },
    ],
    private: false,
  }));
}
