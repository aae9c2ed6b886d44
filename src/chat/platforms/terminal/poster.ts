import type { Poster } from '../../../digest/poster.ts';
import type { Reply } from '../../../reply/reply.ts';
import { renderTerminal, type TerminalStyle } from './render.ts';

/** Posts a digest by writing it to a terminal. What was written can't be read back. */
export function terminalPoster(write: (text: string) => void, style: () => TerminalStyle): Poster {
  return {
    messages: (reply) => [{ message: reply, inThread: false }],
    async post(_place, message, nonce) {
      write(`\n${renderTerminal(message as Reply, style())}\n`);
      return { kind: 'posted', id: `terminal-${nonce}` };
    },
    async find() {
      return { kind: 'unreadable', reason: 'a terminal keeps no record' };
    },
    async direct() {
      return 'terminal';
    },
  };
}
