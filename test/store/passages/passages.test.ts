import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { searchPassages } from '../../../src/answer/rank/search.ts';
import type { ArticleDraft } from '../../../src/article/article.ts';
import { addArticle } from '../../../src/intake/add-article.ts';
import { readPlainText } from '../../../src/read/plain-text/plain-text.ts';
import { articlesById, removeArticle } from '../../../src/store/articles/articles.ts';
import type { Database } from '../../../src/store/database.ts';
import { indexAllPassages } from '../../../src/store/passages/passage-index.ts';
import { storedPassages } from '../../../src/store/passages/passages.ts';
import { TERMINAL, type WorkspaceId } from '../../../src/store/schema.ts';
import { welcomeWorkspace } from '../../../src/store/workspaces.ts';
import { testDatabase } from '../test-database.ts';

const ONE = 'discord/1' as WorkspaceId;
const TWO = 'slack/2' as WorkspaceId;
const WORDS = ['harbour', 'wall', 'flood', 'mayor', 'market', 'budget', 'ferry', 'storm', 'bridge', 'tax'];

async function threeWorkspaces(): Promise<Database> {
  const { db } = await testDatabase();
  await welcomeWorkspace(db, { id: ONE, platform: 'discord', name: 'one' });
  await welcomeWorkspace(db, { id: TWO, platform: 'slack', name: 'two' });
  return db;
}

function draftOf(text: string, given: { url?: string; published?: string; publisher?: string } = {}): ArticleDraft {
  const read = readPlainText(`News of the day\n\n${text}`, {
    title: 'News of the day',
    published: new Date(given.published ?? '2026-11-10T12:00:00Z'),
    publisher: given.publisher ?? 'Vale Courier',
  });
  if (read.kind === 'refused') throw new Error(read.message);
  return { ...read.draft, url: given.url ?? null };
}

interface Limits {
  since?: Date;
  until?: Date;
  publisher?: string;
  limit?: number;
}

function search(db: Database, workspace: WorkspaceId, text: string, limits: Limits = {}) {
  return storedPassages(db).search({
    question: analyseQuestion(text),
    asOf: new Date('2026-11-20T12:00:00Z'),
    workspace,
    since: limits.since ?? null,
    until: limits.until ?? null,
    publisher: limits.publisher ?? null,
    limit: limits.limit ?? 100,
  });
}

type Step =
  | { kind: 'add'; workspace: number; page: number; words: string[]; web: boolean }
  | { kind: 'remove'; workspace: number; page: number };

const anyWords = fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 40 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      workspace: fc.nat(2),
      page: fc.nat(5),
      words: anyWords,
      web: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), workspace: fc.nat(2), page: fc.nat(5) }) },
);

test('whatever is stored, changed and removed: a workspace finds the newest words of what it may see, and nothing else', async () => {
  const workspaces = [TERMINAL, ONE, TWO];
  const db = await threeWorkspaces();
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
      await db.deleteFrom('articles').execute();
      for (const step of steps) await take(db, workspaces[step.workspace] ?? TERMINAL, step);
      for (const workspace of workspaces) {
        const seen = await seenBy(db, workspace);
        const texts = seen.map(({ text }) => text);
        const { frequencies, candidates } = await search(db, workspace, WORDS.join(' '));
        expect(new Set(candidates.map(({ article }) => article))).toEqual(
          new Set(seen.filter(({ text }) => WORDS.some((word) => text.includes(word))).map(({ id }) => id)),
        );
        for (const { article, revision, start, end, text } of candidates) {
          const stored = seen.find(({ id }) => id === article);
          expect(stored?.revision).toBe(revision);
          expect(stored?.text.slice(start, end)).toBe(text);
        }
        for (const word of WORDS) {
          const known = (frequencies.counts.get(analyseQuestion(word).terms[0]?.term ?? '') ?? 0) > 0;
          expect(known).toBe(texts.some((text) => text.includes(word)));
        }
      }
    }),
    { numRuns: 15 },
  );
});

async function take(db: Database, workspace: WorkspaceId, step: Step): Promise<void> {
  const url = `https://courier.example/${step.page}`;
  if (step.kind === 'add') {
    await addArticle(db, draftOf(`${step.words.join(' ')}.`, { url }), {
      workspace,
      cameIn: step.web ? 'url' : 'file',
    });
    return;
  }
  const article = (await seenBy(db, workspace))[step.page];
  if (article) await db.transaction().execute((tx) => removeArticle(tx, workspace, article.id));
}

async function seenBy(db: Database, workspace: WorkspaceId) {
  const ids = await db.selectFrom('articles').select('id').orderBy('id').execute();
  return articlesById(
    db,
    workspace,
    ids.map(({ id }) => id),
  );
}

test('a small workspace beside a big one with the same words finds all of its own', async () => {
  const db = await threeWorkspaces();
  for (let i = 0; i < 30; i++)
    await addArticle(db, draftOf(`The flood came to the market, report ${i}.`), { workspace: ONE, cameIn: 'file' });
  await addArticle(db, draftOf('A long walk past a market, then rain, and in the end a flood.'), {
    workspace: TWO,
    cameIn: 'file',
  });
  const { frequencies, candidates } = await search(db, TWO, 'flood market', { limit: 3 });
  expect(candidates).toHaveLength(1);
  expect(frequencies.passages).toBe(1);
});

test('a search is limited to a time and a publisher', async () => {
  const db = await threeWorkspaces();
  for (const [day, publisher] of [
    ['01', 'Vale Courier'],
    ['05', 'Evening Post'],
    ['09', 'Vale Courier'],
  ])
    await addArticle(
      db,
      draftOf(`The ferry sails on day ${day}.`, { published: `2026-11-${day}T08:30:30Z`, publisher: publisher ?? '' }),
      { workspace: TERMINAL, cameIn: 'file' },
    );
  const days = async (limits: Limits) =>
    (await search(db, TERMINAL, 'ferry', limits)).candidates.map(({ published }) => published?.getUTCDate()).sort();
  const at = (day: string) => new Date(`2026-11-${day}T08:30:30Z`);
  expect(await days({})).toEqual([1, 5, 9]);
  expect(await days({ since: at('05') })).toEqual([5, 9]);
  expect(await days({ until: at('05') })).toEqual([1]);
  expect(await days({ since: at('02'), until: at('09') })).toEqual([5]);
  expect(await days({ publisher: 'courier' })).toEqual([1, 9]);
  expect(await days({ publisher: 'evening' })).toEqual([5]);
  expect(await days({ publisher: 'nobody' })).toEqual([]);
});

test('articles that came one by one are joined into few segments and are all still found', async () => {
  const db = await threeWorkspaces();
  for (let i = 0; i < 35; i++)
    await addArticle(db, draftOf(`Storm number${i} hits the bridge.`), { workspace: TERMINAL, cameIn: 'file' });
  expect(await db.selectFrom('segments').select('level').orderBy('level', 'desc').execute()).toEqual(
    [1, 1, 0, 0, 0].map((level) => ({ level })),
  );
  expect((await search(db, TERMINAL, 'storm')).candidates).toHaveLength(35);
  for (const i of [0, 15, 16, 34])
    expect((await search(db, TERMINAL, `number${i}`)).candidates.map(({ text }) => text).join()).toContain(
      `number${i} `,
    );
});

test('writers at the same moment wait for each other and all get through', async () => {
  const db = await threeWorkspaces();
  const add = (workspace: WorkspaceId, page: number, word: string) =>
    addArticle(db, draftOf(`${WORDS.join(' ')} ${word}.`, { url: `https://courier.example/${page}` }), {
      workspace,
      cameIn: 'url',
    });
  await Promise.all(Array.from({ length: 24 }, (_, i) => add([ONE, TWO][i % 2] ?? ONE, i % 7, `word${i}`)));
  const { candidates } = await search(db, ONE, WORDS.join(' '));
  expect(candidates.length).toBe((await seenBy(db, ONE)).length);
});

test('what was indexed under other rules is indexed again, once', async () => {
  const db = await threeWorkspaces();
  for (const word of ['tax', 'budget'])
    await addArticle(db, draftOf(`The ${word} is due.`), { workspace: TERMINAL, cameIn: 'file' });
  await db.updateTable('passage_docs').set({ analysis: 0 }).execute();
  expect(await indexAllPassages(db)).toBe(2);
  expect(await indexAllPassages(db)).toBe(0);
  expect((await search(db, TERMINAL, 'tax budget')).candidates).toHaveLength(2);
});

test('a mistyped word is found among the terms of the library, and only what the workspace may see is told', async () => {
  const db = await threeWorkspaces();
  await addArticle(db, draftOf('The mayor of Vale signed the petition against the harbour wall on Monday evening.'), {
    workspace: ONE,
    cameIn: 'file',
  });
  const ask = (workspace: WorkspaceId) =>
    searchPassages(storedPassages(db), {
      question: analyseQuestion('who signed the petiton'),
      asOf: new Date('2026-11-20T12:00:00Z'),
      workspace,
    });
  expect((await ask(ONE)).respellings).toEqual([{ term: 'petiton', meant: 'petition' }]);
  expect(await ask(TWO)).toMatchObject({ respellings: [], passages: [] });
});

test('the text of a revision is given only to those who may see it', async () => {
  const db = await threeWorkspaces();
  await addArticle(db, draftOf('The mayor of Vale signed the petition against the harbour wall on Monday evening.'), {
    workspace: ONE,
    cameIn: 'file',
  });
  const source = storedPassages(db);
  const [passage] = (await search(db, ONE, 'petition')).candidates;
  const revisions = passage ? [passage.revision] : [];
  expect(await source.texts(revisions, ONE)).toMatchObject([{ text: expect.stringContaining('petition') }]);
  expect(await source.texts(revisions, TWO)).toEqual([]);
});
