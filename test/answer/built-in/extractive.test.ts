import { describe, expect, test } from 'vitest';
import { answerFrom } from '../../../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import { passagesOf } from '../../../src/index/passages/cut.ts';
import type { Candidate, CandidateSource } from '../../../src/store/passages/source.ts';
import type { WorkspaceId } from '../../../src/store/schema.ts';
import { tokensOf } from '../../../src/text/terms.ts';

const WALL = 'Vale will raise its harbour wall by one metre, the council decided. The work starts in March.';
const GOATS = 'Is this the oldest goat? A goat named Bella turned 27 on a farm near Holm. Her owner baked a cake.';

/** Gives all passages of some texts, as if each stood in a library of `size` passages. */
function library(texts: readonly string[], size = texts.length): CandidateSource {
  const candidates = texts.flatMap((text, i) =>
    passagesOf(text).map(
      ({ start, end }): Candidate => ({
        article: `article${i}` as ArticleId,
        revision: i as RevisionId,
        start,
        end,
        text: text.slice(start, end),
        title: '',
        dateline: null,
        publisher: null,
        published: new Date('2026-11-01'),
        url: null,
      }),
    ),
  );
  return {
    termsLike: async () => [],
    texts: async (revisions) =>
      revisions.flatMap((revision) => ({
        article: `article${revision}` as ArticleId,
        revision,
        title: '',
        dateline: null,
        text: texts[revision] ?? '',
        publisher: null,
        published: new Date('2026-11-01'),
        url: null,
      })),
    async search({ question }) {
      const has = (term: string) =>
        candidates.filter(({ text }) => tokensOf(text).some((token) => token.term === term));
      const counts = new Map(question.terms.map(({ term }) => [term, has(term).length]));
      return { frequencies: { passages: size, counts }, candidates };
    },
  };
}

async function said(source: CandidateSource, question: string, maxChars = 600) {
  const answer = await answerFrom(source, {
    question: analyseQuestion(question),
    asOf: new Date('2026-11-20'),
    workspace: 'w' as WorkspaceId,
    maxChars,
  });
  return answer.kind === 'answered' ? answer.sentences : null;
}

describe.each([
  ['a small library', 2],
  ['a large library', 50_000],
])('an answer from %s', (_, size) => {
  const source = library([WALL, GOATS], size);

  test('is whole sentences cut from the articles', async () => {
    const sentences = await said(source, 'By how much will Vale raise its harbour wall?');
    expect(sentences?.map(({ text }) => text).join(' ')).toContain('one metre');
    for (const { revision, start, end, text } of sentences ?? [])
      expect([WALL, GOATS][revision]?.slice(start, end)).toBe(text);
  });

  test('is no longer than what is allowed', async () => {
    const sentences = (await said(source, 'By how much will Vale raise its harbour wall?', 80)) ?? [];
    expect(sentences.map(({ text }) => text).join(' ').length).toBeLessThanOrEqual(80);
  });

  test('is refused when nothing is about it', async () => {
    expect(await said(source, 'Who won the chess championship of Lund?')).toBeNull();
  });

  test('does not repeat a question of the article', async () => {
    const sentences = await said(source, 'What is the oldest goat named on the farm near Holm?');
    expect(sentences?.some(({ text }) => text.includes('Bella'))).toBe(true);
    expect(sentences?.some(({ text }) => text.endsWith('?'))).toBe(false);
  });
});

test('a sentence that shares only a name with the question is left out', async () => {
  const text = 'North Holm offered to rebuild the pier. The chess club of North Holm meets on Monday.';
  const sentences = await said(library([text]), 'What did North Holm offer to rebuild?');
  expect(sentences?.map((sentence) => sentence.text)).toEqual(['North Holm offered to rebuild the pier.']);
});

test('what two articles say in the same words is said once, with both as its source', async () => {
  const twice = await said(
    library([WALL, `${WALL} The mayor was glad.`]),
    'By how much will Vale raise its harbour wall?',
  );
  expect(
    twice?.map(({ text, revision, also }) => [text.slice(0, 4), revision, also.map((place) => place.revision)]),
  ).toEqual([['Vale', 0, [1]]]);
});

test('the same words with another figure are not the same', async () => {
  const texts = [
    'At least nine people died in the flood, police said.',
    'At least ten people died in the flood, police said.',
  ];
  const sentences = await said(library(texts), 'How many people died in the flood?');
  expect(sentences?.map(({ text, also }) => [text, also])).toEqual(texts.map((text) => [text, []]));
});

test('an empty library refuses', async () => {
  expect(await said(library([]), 'Who opened the lighthouse?')).toBeNull();
});
