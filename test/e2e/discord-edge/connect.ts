import { onTestFinished } from 'vitest';
import { connectDiscord } from '../../../src/chat/platforms/discord/connect.ts';

type Connecting = Parameters<typeof connectDiscord>[0];

/** The bot connected to a Discord of the tests, until the test ends; `more` is what differs from a plain bot that logs nothing. */
export function connectTo(
  discord: { url: string },
  { desk, outbox, ...more }: Pick<Connecting, 'desk' | 'outbox'> & Partial<Connecting>,
): ReturnType<typeof connectDiscord> {
  const connection = connectDiscord({
    token: 'test-token',
    apiUrl: discord.url,
    messageContent: false,
    layout: 'auto',
    desk,
    outbox,
    log: { info() {}, warn() {} },
    ...more,
  });
  onTestFinished(() => connection.close());
  return connection;
}
