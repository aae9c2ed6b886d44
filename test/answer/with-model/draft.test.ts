import { expect, test } from 'vitest';
import { contextFor } from '../../../src/answer/with-model/context.ts';
import { draftVerified } from '../../../src/answer/with-model/draft.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';
import type { DraftClaim } from '../../../src/model/claims.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';
import { scriptedModel } from '../../model/scripted-model.ts';

const TEXT =
  'Borel Foods makes ice cream in Lund. “We will not sell for a song,” Mara Lindqvist said. “It is the heart of this firm.” ' +
  'It employs 6,400 people. That could change soon. Up to 700 jobs could go, mostly in offices.';
const context = contextFor(
  [
    {
      article: 'borel' as ArticleId,
      revision: 1 as RevisionId,
      title: 'Borel',
      publisher: null,
      published: null,
      url: null,
      sentences: sentencesOf(TEXT).map((span) => ({ ...span, text: TEXT.slice(span.start, span.end), score: 0 })),
    },
  ],
  new Map([['borel', [{ text: 'It is the heart of this firm.', speaker: 'Mara Lindqvist' }]]]),
  10_000,
);

/** What a reader gets of these claims. */
async function read(...claims: DraftClaim[]): Promise<string[]> {
  const model = {
    ...scriptedModel(),
    async *draftAnswer() {
      for (const claim of claims) yield { kind: 'claim' as const, claim };
      const usage = { inputTokens: 1, outputTokens: 1 };
      yield { kind: 'end' as const, status: 'answered' as const, missing: null, followups: [], usage };
    },
  };
  const drafted = await draftVerified({ model }, { question: 'jobs?', asOf: new Date(0), context });
  return drafted.kind === 'drafted' ? drafted.claims.map(({ text }) => text) : [];
}

test('a sentence that is asked for twice by its number is printed once', async () => {
  expect(await read({ text: '', sentences: [2, 3] }, { text: '', sentences: [2] })).toEqual([
    '“We will not sell for a song,” Mara Lindqvist said. “It is the heart of this firm.” (Mara Lindqvist)',
  ]);
});

test('a sentence that points back means what it means in the article, wherever a model puts it', async () => {
  const told = await read(
    { text: 'Up to 700 jobs could go, mostly in offices.', sentences: [6] },
    { text: 'That could change soon.', sentences: [5] },
  );
  expect(told[1]).toMatch(/6,400 people\. That could change soon\.$/);
});

test('a claim adds nothing below the sentence that says it word for word', async () => {
  expect(await read({ text: '', sentences: [6] }, { text: 'Up to 700 jobs could go.', sentences: [6] })).toEqual([
    'Up to 700 jobs could go, mostly in offices.',
  ]);
});

test('one that follows what it points to stands as the model wrote it', async () => {
  expect(
    await read(
      { text: 'Borel Foods makes ice cream.', sentences: [1] },
      { text: 'It employs 6,400 people.', sentences: [4] },
    ),
  ).toEqual(['Borel Foods makes ice cream.', 'It employs 6,400 people.']);
});

test('a claim in words of its own is not lost where it names the sentence that it is about', async () => {
  expect(await read({ text: 'Roughly one in nine of the staff may be out of a job.', sentences: [6] })).toEqual([
    'Up to 700 jobs could go, mostly in offices.',
  ]);
  expect(await read({ text: 'Olga Petrov resigned over a bribe in Riga.', sentences: [6] })).toEqual([]);
});
