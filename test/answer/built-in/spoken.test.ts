import { describe, expect, test } from 'vitest';
import { joinNeighbours, withSpeakers } from '../../../src/answer/built-in/spoken.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';

const TEXT = '“The wall moves the water. It does not stop it,” said Rosa Timm. She added: “The river needs room.”';
const revision = 1 as RevisionId;
const article = 'a' as ArticleId;

function sentence(words: string) {
  const start = TEXT.indexOf(words);
  return { article, revision, start, end: start + words.length, text: words, also: [] };
}

function spoken(words: string, speaker: string | null) {
  const start = TEXT.indexOf(words);
  return { revision, start, end: start + words.length, speaker, stance: 'said' as const, imputedTo: null };
}

const FIRST = spoken('The wall moves the water. It does not stop it,', 'Rosa Timm');
const SECOND = spoken('The river needs room.', 'Rosa Timm');

describe('words of somebody in an answer', () => {
  test('a sentence from the middle of a quotation gets its marks and its speaker', () => {
    expect(withSpeakers(sentence('“The wall moves the water.'), [FIRST])).toBe(
      '“The wall moves the water.” (Rosa Timm)',
    );
  });

  test('a sentence that names its speaker stays as it is, but for a missing mark', () => {
    expect(withSpeakers(sentence('It does not stop it,” said Rosa Timm.'), [FIRST])).toBe(
      '“It does not stop it,” said Rosa Timm.',
    );
  });

  test('a pronoun is told by name', () => {
    expect(withSpeakers(sentence('She added: “The river needs room.”'), [SECOND])).toBe(
      'She added: “The river needs room.” (Rosa Timm)',
    );
  });

  test('nobody is named for words that the store gives to nobody', () => {
    const nobody = { ...FIRST, speaker: null };
    expect(withSpeakers(sentence('“The wall moves the water.'), [nobody])).toBe(
      '“The wall moves the water.” (unattributed)',
    );
  });

  test('words that nobody said are told as such', () => {
    const denied = { ...FIRST, speaker: null, stance: 'denied' as const, imputedTo: 'Rosa Timm' };
    expect(withSpeakers(sentence('“The wall moves the water.'), [denied])).toBe(
      '“The wall moves the water.” (Rosa Timm did not say this, or denies saying it)',
    );
  });

  test('a turn of a transcript, which has no marks, gets none', () => {
    const text = 'Timm: The river needs room.';
    const turn = { ...SECOND, start: 6, end: text.length };
    expect(withSpeakers({ revision, start: 0, end: text.length, text }, [turn])).toBe(text);
  });

  test('sentences that follow each other are one claim', () => {
    const [joined, ...more] = joinNeighbours([
      sentence('“The wall moves the water.'),
      sentence('It does not stop it,” said Rosa Timm.'),
    ]);
    expect(more).toEqual([]);
    expect(joined?.text).toBe(TEXT.slice(joined?.start, joined?.end));
  });
});
