import { onTestFinished } from 'vitest';
import { connectSlack, type SlackOptions } from '../../src/chat/platforms/slack/connect.ts';
import { type TestDesk, testDesk } from '../chat/test-desk.ts';
import { type SlackEdge, startSlackEdge } from './slack-edge-server.ts';
import { slackSending } from './slack-sending.ts';

/** Our Slack edge server, gone when the test ends. */
export async function slackEdge(): Promise<SlackEdge> {
  const edge = await startSlackEdge();
  onTestFinished(() => edge.stop());
  return edge;
}

export interface EdgeBot {
  edge: SlackEdge;
  core: TestDesk;
  bot: ReturnType<typeof connectSlack>;
  /** What the log says, one line each. */
  said: string[];
}

/** The bot in front of our Slack edge server, on a real store. */
export async function edgeBot(
  options: Partial<SlackOptions> & { core?: TestDesk; edge?: SlackEdge; wait?: boolean } = {},
): Promise<EdgeBot> {
  const edge = options.edge ?? (await slackEdge());
  const core = options.core ?? (await testDesk({ env: { QUESTIONS_PER_10_MINUTES: '1000' } }));
  const said: string[] = [];
  const log = {
    info: (_: object, message: string) => said.push(message),
    debug() {},
    warn: (fields: object, message: string) => {
      const { err } = fields as { err?: unknown };
      said.push(
        err === undefined
          ? `${message} ${JSON.stringify(fields)}`
          : `${message} ${err instanceof Error ? err.stack : String(err)}`,
      );
    },
  };
  const bot = connectSlack({
    ...slackSending(core.db, log),
    botToken: 'xoxb-edge',
    appToken: 'xapp-edge',
    signingSecret: null,
    port: 0,
    host: '127.0.0.1',
    apiUrl: edge.apiUrl,
    adminIds: [],
    commandPrefix: '',
    desk: core.desk,
    db: core.db,
    log,
    ...options,
  });
  onTestFinished(() => bot.close());
  if (options.wait !== false) {
    await bot.ready;
    await edge.connected();
  }
  return { edge, core, bot, said };
}
