import { expect, test } from 'vitest';
import { withPrefix } from '../../src/chat/command-names.ts';
import type { Reply } from '../../src/reply/reply.ts';

const REPLY: Reply = {
  blocks: [
    { kind: 'notice', text: 'See https://vale.example/news or /news help, then /newsadmin digest list.' },
    { kind: 'text', text: 'Use /ask.' },
    { kind: 'list', items: [{ text: 'First:', commands: ['newsadmin feed add'], detail: 'as /quote does' }] },
    { kind: 'claim', text: 'He typed /ask twice.', cites: [1] },
  ],
  private: true,
};

test('commands have their prefix in our own texts, and addresses and articles stay as they are', () => {
  expect(withPrefix(REPLY, 'nb-', true).blocks).toEqual([
    { kind: 'notice', text: 'See https://vale.example/news or /nb-news help, then /nb-newsadmin digest list.' },
    { kind: 'text', text: 'Use /nb-ask.' },
    { kind: 'list', items: [{ text: 'First:', commands: ['nb-newsadmin feed add'], detail: 'as /nb-quote does' }] },
    { kind: 'claim', text: 'He typed /ask twice.', cites: [1] },
  ]);
});

test('the text of an article is not changed, and without a prefix nothing is', () => {
  expect(withPrefix(REPLY, 'nb-', false).blocks[1]).toEqual(REPLY.blocks[1]);
  expect(withPrefix(REPLY, '', true)).toBe(REPLY);
});
