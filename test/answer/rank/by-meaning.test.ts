import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import { withMeaning } from '../../../src/answer/rank/by-meaning.ts';
import { searchPassages } from '../../../src/answer/rank/search.ts';
import { openAiEmbeddings } from '../../../src/model/embeddings.ts';
import { tokenBudget } from '../../../src/model/token-budget.ts';
import type { Database } from '../../../src/store/database.ts';
import { storedUsage } from '../../../src/store/model-usage.ts';
import { indexArticles } from '../../../src/store/passages/passage-index.ts';
import {
  insertVectors,
  passagesToEmbed,
  revisionsWithoutVectors,
  vectorIndex,
} from '../../../src/store/passages/passage-vectors.ts';
import { storedPassages } from '../../../src/store/passages/passages.ts';
import { TERMINAL, type WorkspaceId } from '../../../src/store/schema.ts';
import { addText } from '../../chat/test-desk.ts';
import { testDatabase } from '../../store/test-database.ts';

const FERRY =
  'Ferry stays in port\n\nThe ferry to Holm was cancelled on Friday because of the storm, the harbour office said.';
const THEATRE =
  'New roof for theatre\n\nThe theatre in Astrup gets a roof of glass next year, the architect said on Monday.';

/** A model for which boats and theatres are the two directions of meaning. */
async function setUp(dailyTokens = 100_000) {
  const { db } = await testDatabase();
  const server = await LLMock.create({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.stop().catch(() => {}));
  server.onEmbedding(/ferry|vessel/i, { embedding: [1, 0.1] });
  server.onEmbedding(/theatre|playhouse/i, { embedding: [0.1, 1] });
  const embeddings = openAiEmbeddings({
    apiKey: 'test',
    model: 'near',
    baseUrl: `${server.url}/v1`,
    timeout: 2_000,
    concurrency: 2,
  });
  const budget = tokenBudget(storedUsage(db), dailyTokens, () => new Date());
  return { db, server, meaning: { embeddings, budget, index: vectorIndex(db, 'near') } };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

async function embedAll({ db, meaning }: SetUp): Promise<void> {
  for (const revision of await revisionsWithoutVectors(db, 'near', 100)) {
    const article = await passagesToEmbed(db, revision);
    if (!article) throw new Error('no passages');
    const { vectors } = await meaning.embeddings.embed(article.passages.map((passage) => passage.text));
    await insertVectors(db, 'near', article, vectors);
  }
}

async function titles({ db, meaning }: { db: Database; meaning: SetUp['meaning'] }, question: string) {
  const source = withMeaning(storedPassages(db), meaning);
  const found = await searchPassages(source, {
    question: analyseQuestion(question),
    asOf: new Date(),
    workspace: TERMINAL,
  });
  return found.passages.map(({ passage }) => passage.title);
}

test('a passage is found that shares no word with the question', async () => {
  const core = await setUp();
  await addText(core.db, FERRY, TERMINAL);
  await addText(core.db, THEATRE, TERMINAL);
  await embedAll(core);
  expect((await titles(core, 'Which vessel did not sail?'))[0]).toBe('Ferry stays in port');
  expect((await titles(core, 'What about the playhouse?'))[0]).toBe('New roof for theatre');
});

test('articles stored later are found too, and each is embedded once', async () => {
  const core = await setUp();
  await addText(core.db, FERRY, TERMINAL);
  await embedAll(core);
  await titles(core, 'Which vessel did not sail?');
  await addText(core.db, THEATRE, TERMINAL);
  expect(await revisionsWithoutVectors(core.db, 'near', 100)).toHaveLength(1);
  await embedAll(core);
  expect(await revisionsWithoutVectors(core.db, 'near', 100)).toEqual([]);
  expect((await titles(core, 'What about the playhouse?'))[0]).toBe('New roof for theatre');
});

test('a question is embedded once, in however many places and times it is looked for', async () => {
  const { db, meaning } = await setUp();
  await addText(db, FERRY, TERMINAL);
  let calls = 0;
  const embeddings = {
    ...meaning.embeddings,
    embed: (texts: string[]) => {
      calls++;
      return meaning.embeddings.embed(texts);
    },
  };
  const source = withMeaning(storedPassages(db), { ...meaning, embeddings });
  const query = { question: analyseQuestion('Which vesell did not sail?'), asOf: new Date(), workspace: TERMINAL };
  await searchPassages(source, { ...query, since: new Date('2026-01-01') });
  await searchPassages(source, query);
  expect(calls).toBe(1);
});

test('an article whose passages are cut again is embedded again', async () => {
  const core = await setUp();
  await addText(core.db, FERRY, TERMINAL);
  await embedAll(core);
  const [article] = await core.db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id', 'revisions.id as revision', 'revisions.title', 'revisions.dateline', 'revisions.text'])
    .execute();
  if (!article) throw new Error('no article');
  await indexArticles(core.db, [article]);
  expect(await revisionsWithoutVectors(core.db, 'near', 100)).toEqual([]);
  await core.db
    .updateTable('passage_vectors')
    .set(({ eb }) => ({ start: eb('start', '+', 1) }))
    .execute();
  await indexArticles(core.db, [article]);
  expect(await revisionsWithoutVectors(core.db, 'near', 100)).toEqual([article.revision]);
});

test('another workspace’s passages are not found', async () => {
  const core = await setUp();
  await core.db
    .insertInto('workspaces')
    .values({ id: 'slack/T9', platform: 'slack', name: 'Other' } as never)
    .execute();
  await addText(core.db, FERRY, 'slack/T9' as WorkspaceId);
  await embedAll(core);
  expect(await titles(core, 'Which vessel did not sail?')).toEqual([]);
});

test('a question that can not be embedded costs nothing', async () => {
  const core = await setUp();
  core.server.onEmbedding(/sail/, { error: { message: 'broken' }, status: 500 });
  await titles(core, 'Which ship did not sail?');
  const day = new Date().toISOString().slice(0, 10);
  expect(await storedUsage(core.db).spent(TERMINAL, day)).toBe(0);
});

test('without the model, or without budget, words alone decide', async () => {
  const broke = await setUp(0);
  await addText(broke.db, FERRY, TERMINAL);
  expect(await titles(broke, 'Why was the ferry cancelled?')).toEqual(['Ferry stays in port']);
  await broke.server.stop();
  const down = await setUp();
  await addText(down.db, FERRY, TERMINAL);
  await down.server.stop();
  expect(await titles(down, 'Why was the ferry cancelled?')).toEqual(['Ferry stays in port']);
});
