import { expect, test } from 'vitest';
import { summariseStory } from '../../../jobs/summarise-story.ts';
import { composeDigest } from '../../../src/digest/compose.ts';
import { newsSource } from '../../../src/digest/news-source.ts';
import type { Model } from '../../../src/model/model.ts';
import { tokenBudget } from '../../../src/model/token-budget.ts';
import { parseConfig } from '../../../src/settings/config.ts';
import { storiesWithoutModel, storyPoints } from '../../../src/store/articles/story-summaries.ts';
import { storedUsage } from '../../../src/store/model-usage.ts';
import { SHARED, TERMINAL } from '../../../src/store/schema.ts';
import { addText, HARBOUR, testDesk } from '../../chat/test-desk.ts';
import { NO_DIGEST } from '../../digest/test-delivery.ts';
import { scriptedModel } from '../../model/scripted-model.ts';

const SECOND = HARBOUR.replace(
  'Harbour wall to be raised by a metre',
  'Council raises harbour wall after third flood',
).replace(
  'Work starts in March and takes two summers.',
  'Work starts in April and takes two summers, and the fish market stays open.',
);
const POINTS = [
  'The harbour wall will be raised by one metre, the town council decided on Tuesday.',
  'Work starts in April and takes two summers.',
  'The wall costs 41 million crowns.',
  'Olga Petrov resigned over a bribe in Riga.',
  'The wall costs 14 million crowns, council treasurer Emil Sand said.',
];
const ASK = 'summarise the harbour wall';

/** Two reports of one story, and a model that says so much of whatever it is asked to summarise. */
async function storyOf(points: string[]) {
  const desk = await testDesk();
  await addText(desk.db, SECOND, SHARED);
  const first = await desk.db.selectFrom('stories').selectAll().executeTakeFirstOrThrow();
  await desk.db
    .insertInto('stories')
    .values({ ...first, id: 'wall', articles: 2, profile: JSON.stringify(first.profile) })
    .execute();
  await desk.db.updateTable('articles').set({ story: 'wall' }).execute();
  const asked: string[] = [];
  const model: Model = {
    ...scriptedModel(),
    async summarise({ text }) {
      asked.push(text);
      return { points, usage: { inputTokens: 300, outputTokens: 60 } };
    },
  };
  const budget = tokenBudget(storedUsage(desk.db), 1_000_000, () => new Date());
  const app = { db: desk.db, config: parseConfig({}), model: { name: 'm', model, budget } };
  const summarise = () => summariseStory(app, 'wall', AbortSignal.timeout(10_000));
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const say = async () => JSON.stringify(await desk.desk.handle({ kind: 'question', text: ASK, caller }));
  const waiting = async () =>
    storiesWithoutModel(desk.db, { model: 'm', prompt: (await stored())?.prompt ?? 'p' }, new Date(), 5);
  const stored = () => desk.db.selectFrom('story_summaries').select('prompt').executeTakeFirst();
  return { ...desk, summarise, say, asked, waiting };
}

test('a story is summarised once from its articles, in points that one of them proves', async () => {
  const { db, summarise, asked, waiting } = await storyOf(POINTS);
  expect(await waiting()).toEqual(['wall']);
  await summarise();
  expect(asked[0]).toContain('Work starts in April');
  expect(asked[0]).toContain('Work starts in March');
  const points = await storyPoints(db, 'wall');
  const texts = points.map(({ text }) => text);
  expect(texts.slice(0, 2)).toEqual(POINTS.slice(0, 2));
  // The wrong figure gives way to the sentence it is about, and what nobody reports is gone.
  expect(texts.join(' ')).not.toMatch(/41 million|Petrov/);
  expect(texts.join(' ')).toContain('14 million crowns');
  expect(await waiting()).toEqual([]);
});

test('a story that has grown to twice its articles is summarised again', async () => {
  const { db, summarise, waiting } = await storyOf(POINTS);
  await summarise();
  await db.updateTable('stories').set({ articles: 4 }).where('id', '=', 'wall').execute();
  expect(await waiting()).toEqual(['wall']);
});

test('who asks for a summary of the subject is told the story, with the articles that say so', async () => {
  const { summarise, say } = await storyOf(POINTS);
  await summarise();
  expect(await say()).toContain('Work starts in April and takes two summers.');
});

test('what is said first of the story stands in the list of the latest and in a digest, with the article that says so', async () => {
  const { db, desk, summarise } = await storyOf(POINTS);
  await summarise();
  const [first] = await storyPoints(db, 'wall');
  if (!first) throw new Error('no points');
  const point = 'The town council decided on Tuesday that the harbour wall will be raised by one metre.';
  await db.updateTable('story_points').set({ text: point }).where('n', '=', 0).execute();
  // Only what rests on the article that is listed may stand beside it.
  await db.deleteFrom('article_visibility').where('article_id', '!=', first.article).execute();
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const latest = await desk.handle({ kind: 'command', command: 'news latest', options: {}, caller });
  expect(JSON.stringify(latest)).toContain(point);
  const covers = { from: new Date(Date.now() - 3_600_000), to: new Date() };
  const news = await newsSource(db).between(NO_DIGEST, covers.from, covers.to);
  const options = { slot: null, covers, late: null, fits: () => true };
  const { reply } = await composeDigest(db, news, NO_DIGEST, options);
  expect(reply?.blocks.find(({ kind }) => kind === 'story')).toMatchObject({ sentence: point });
  // Without a model's word for it the article speaks for itself.
  await db.deleteFrom('story_points').execute();
  const plain = await newsSource(db).between(NO_DIGEST, covers.from, covers.to);
  const without = await composeDigest(db, plain, NO_DIGEST, options);
  expect(JSON.stringify(without.reply)).not.toContain(point);
});

test('a point is gone with its article, for whoever may not see it and in the store', async () => {
  const { db, summarise, say } = await storyOf(POINTS);
  await summarise();
  const before = await storyPoints(db, 'wall');
  await db.deleteFrom('article_visibility').execute();
  expect(await say()).not.toContain('Work starts in April');
  await db.deleteFrom('articles').execute();
  expect(before.length).toBeGreaterThan(2);
  expect(await storyPoints(db, 'wall')).toEqual([]);
});

test('a model of whose points too few hold is asked once more, and not again and again', async () => {
  const { db, summarise, waiting, asked } = await storyOf(['Olga Petrov resigned.']);
  await summarise();
  expect(asked).toHaveLength(2);
  expect(await storyPoints(db, 'wall')).toEqual([]);
  expect(await waiting()).toEqual([]);
});
