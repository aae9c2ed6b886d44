import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PASSAGE_LIMIT, passagesOf } from '../../../src/index/passages/cut.ts';

const SENTENCES = Array.from({ length: 20 }, (_, i) => `Goat ${i} stands on the roof.`);

describe('passages', () => {
  test('are up to eight sentences, half of them shared with the one before', () => {
    const text = SENTENCES.join(' ');
    const passages = passagesOf(text).map(({ start, end }) => text.slice(start, end));
    expect(passages[0]).toBe(SENTENCES.slice(0, 8).join(' '));
    expect(passages[1]).toBe(SENTENCES.slice(4, 12).join(' '));
    expect(passages.at(-1)?.endsWith(SENTENCES.at(-1) ?? '')).toBe(true);
  });

  test('a text without sentences has none', () => {
    expect(passagesOf(' \n ')).toEqual([]);
  });

  test('hold every word of a text, and none is longer than what may be cited', () => {
    const piece = fc.constantFrom('goat ', 'Roof. ', 'x'.repeat(700), '\n', '“Who?” ', '😀'.repeat(300));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const held = new Uint8Array(text.length);
        for (const { start, end } of passagesOf(text)) {
          expect(end - start).toBeLessThanOrEqual(PASSAGE_LIMIT);
          held.fill(1, start, end);
        }
        expect([...text.matchAll(/\S/g)].every(({ index }) => held[index] === 1)).toBe(true);
      }),
    );
  });
});
