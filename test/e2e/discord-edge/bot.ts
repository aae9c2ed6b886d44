import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createOutbox } from '../../../src/chat/outbox.ts';
import { createPacer, DISCORD_PACE } from '../../../src/pacing/pacer.ts';
import { type TestDesk, testDesk } from '../../chat/test-desk.ts';
import { connectTo } from './connect.ts';
import { textOf } from './messages.ts';
import { discordEdge } from './server.ts';

/** The bot in front of our Discord edge server, on a real store. */
export async function connected(options: Parameters<typeof discordEdge>[0] = {}, given?: TestDesk) {
  const discord = await discordEdge(options);
  onTestFinished(() => discord.stop());
  const core = given ?? (await testDesk());
  const warnings: string[] = [];
  const warn = (fields: object, message: string) =>
    warnings.push(
      `${message} ${JSON.stringify(fields)} ${'err' in fields ? String((fields.err as Error)?.stack) : ''}`,
    );
  const connect = async (outbox = core.outbox) => {
    const connection = connectTo(discord, { desk: core.desk, outbox, messageContent: true, log: { info() {}, warn } });
    await connection.ready;
    return connection;
  };
  const connection = await connect();
  /** As another process on the same store. */
  const again = () =>
    connect(createOutbox({ platform: 'discord', db: core.db, pacer: createPacer(DISCORD_PACE), log: { warn } }));
  /** The first message to be seen that fits; when none comes, the error tells what there was. */
  async function shown(pattern: RegExp) {
    const found = () => discord.shown().find((message) => pattern.test(textOf(message)));
    // The first answer of a process loads what it ranks by, on a machine that may be busy.
    const until = performance.now() + 25_000;
    while (!found() && performance.now() < until) await wait(25);
    const message = found();
    if (message) return message;
    const there = {
      shown: discord.shown().map(textOf),
      warnings,
      errors: core.errors.map(String),
      calls: discord.calls.slice(-8),
    };
    throw new Error(`nothing like ${pattern}: ${JSON.stringify(there)}`);
  }
  return { discord, connection, again, warnings, shown, ...core };
}
