import { renderTerminal } from '../chat/platforms/terminal/render.ts';
import { inShellWords } from '../chat/shell-words.ts';
import type { Block, ListItem, Reply } from '../reply/reply.ts';

// Who reads only the first lines ("copydesk articles | head") closes the pipe: the command ends its work in silence.
for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => throwUnlessClosed(error));

/** Writes to standard output and waits until it took it, so that a long answer is not lost when the process ends. */
export function write(text: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  process.stdout.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
  return promise;
}

function throwUnlessClosed(error: Error): void {
  if (!isClosedPipe(error)) throw error;
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** One JSON value on a line of its own. */
export function writeJson(value: unknown): Promise<void> {
  return write(`${JSON.stringify(value)}\n`);
}

function itemInShellWords({ commands = [], ...item }: ListItem): ListItem {
  const named = commands.map((name) => inShellWords(`/${name}`)).join(' · ');
  const text = inShellWords(named ? `${item.text} ${named}` : item.text);
  return { ...item, text, ...(item.detail ? { detail: inShellWords(item.detail) } : {}) };
}

/** A reply as the terminal shows it. */
export function writeReply(reply: Reply, zone: string): Promise<void> {
  const blocks = reply.blocks
    .filter((block) => block.kind !== 'buttons' && block.kind !== 'menu')
    .map((block): Block => {
      if (block.kind === 'notice') return { ...block, text: inShellWords(block.text) };
      return block.kind === 'list' ? { ...block, items: block.items.map(itemInShellWords) } : block;
    });
  const shown = { ...reply, blocks };
  return write(
    `${renderTerminal(shown, { color: process.stdout.isTTY === true, width: process.stdout.columns || 100, zone })}\n`,
  );
}
