import { expect, test } from 'vitest';
import { answerFrom } from '../../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../../src/answer/question/question.ts';
import type { ArticleId, RevisionId } from '../../src/article/article.ts';
import type { Candidate, CandidateSource } from '../../src/store/passages/source.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { termOf } from '../../src/text/terms.ts';
import { onThread } from '../../src/threads/cpu-threads.ts';
import { whichThread } from './thread-id.ts';

const PORTS = ['Vale', 'Holm', 'Brae', 'Lund', 'Stroma', 'Wick', 'Tarn', 'Ness'];
const ferries: CandidateSource = sourceOf({});

function sourceOf(more: object): CandidateSource {
  const candidates = PORTS.map((port, i): Candidate => {
    const text = `The ferry to ${port} sails at ${i + 1} o’clock.`;
    return {
      article: `ferry${i}` as ArticleId,
      revision: i as RevisionId,
      start: 0,
      end: text.length,
      text,
      title: '',
      dateline: null,
      publisher: null,
      published: new Date('2026-11-01'),
      url: null,
      ...more,
    };
  });
  const counts = new Map([
    ['ferry', PORTS.length],
    ['sail', PORTS.length],
    ...PORTS.map((port): [string, number] => [termOf(port), 1]),
  ]);
  return {
    termsLike: async () => [],
    texts: async () => candidates,
    search: async () => ({ frequencies: { passages: PORTS.length, counts }, candidates }),
  };
}

const whenSails = (port: string, source = ferries) =>
  answerFrom(source, {
    question: analyseQuestion(`When does the ferry to ${port} sail?`),
    asOf: new Date('2026-11-01T12:00:00Z'),
    workspace: 'terminal' as WorkspaceId,
    maxChars: 40,
  });

test('questions that come at once get the answers that they would get one by one', async () => {
  const oneByOne = [];
  for (const port of PORTS) oneByOne.push(await whenSails(port));
  expect(await Promise.all(PORTS.map((port) => whenSails(port)))).toEqual(oneByOne);
  expect(oneByOne.flatMap((answer) => (answer.kind === 'answered' ? answer.sentences[0]?.text : []))).toEqual(
    PORTS.map((port, i) => `The ferry to ${port} sails at ${i + 1} o’clock.`),
  );
});

test('work that comes while other work is at it goes to a thread that loads its module', async () => {
  const module = new URL('./thread-id.ts', import.meta.url).href;
  const ids = await Promise.all(PORTS.map(() => onThread(module, whichThread, { milliseconds: 2 })));
  expect(new Set(ids).size).toBeGreaterThan(1);
});

test('the event loop turns between questions that are answered here', async () => {
  // What can't be sent is answered here, also while there are threads.
  const source = sourceOf({ stray: () => 'what can’t be sent to a thread' });
  let turns = 0;
  const count = () => {
    turns++;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const seen: number[] = [];
  for (const port of PORTS) {
    await whenSails(port, source);
    seen.push(turns);
  }
  clearImmediate(next);
  expect(new Set(seen).size).toBe(PORTS.length);
});

test('a question that no thread can take is answered here', async () => {
  const source = sourceOf({ stray: () => 'what can’t be sent to a thread' });
  const answers = await Promise.all(PORTS.map((port) => whenSails(port, source)));
  expect(answers.map(({ kind }) => kind)).toEqual(PORTS.map(() => 'answered'));
});
