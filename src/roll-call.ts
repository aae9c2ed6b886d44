import type { App } from './app.ts';
import { createTroubles } from './observe/troubles.ts';
import { beatBot, botsAtWork, endBot, INSTANCE, tokenMark } from './store/bots.ts';

const EVERY_MS = 15_000;

/**
 * Tells other bots that this one is at work with a token, and says so in the log when there is another with the same one. Each message is
 * answered by one of them all the same.
 */
export function rollCall(app: Pick<App, 'db' | 'log'>, platform: string, token: string): { end(): Promise<void> } {
  const mark = tokenMark(token);
  const troubles = createTroubles(app.log);
  const part = `${platform}: bots with one token`;
  const call = async () => {
    await beatBot(app.db, mark, INSTANCE);
    const others = (await botsAtWork(app.db, mark)).filter((other) => other !== INSTANCE);
    if (others.length === 0) troubles.end(part);
    else troubles.begin(part, 'another bot is at work; fine while one takes over from the other', { others });
  };
  // A store that is away is told of elsewhere.
  const calling = () => void call().catch(() => {});
  calling();
  const timer = setInterval(calling, EVERY_MS);
  return {
    async end() {
      clearInterval(timer);
      await endBot(app.db, mark, INSTANCE).catch(() => {});
    },
  };
}
