import type { Reply } from '../chat/reply.ts';
import { renderTerminal } from '../chat/terminal/render.ts';

/** Writes to standard output and waits until it took it, so that a long answer is not lost when the process ends. */
export function write(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  return promise;
}

/** One JSON value on a line of its own. */
export function writeJson(value: unknown): Promise<void> {
  return write(`${JSON.stringify(value)}\n`);
}

/** A reply as the terminal shows it. */
export function writeReply(reply: Reply, zone: string): Promise<void> {
  const shown = { ...reply, blocks: reply.blocks.filter((block) => block.kind !== 'buttons') };
  return write(
    `${renderTerminal(shown, { color: process.stdout.isTTY === true, width: process.stdout.columns || 100, zone })}\n`,
  );
}
