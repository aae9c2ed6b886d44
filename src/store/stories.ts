import { sql } from 'kysely';
import type { ArticleId } from '../article/article.ts';
import { chooseStory } from '../story/choose.ts';
import { CANDIDATES, countedTerms } from '../story/grouper.ts';
import { candidateKeys, mergeProfile, type Profile, type StoryArticle, storyProfile } from '../story/profile.ts';
import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

/** Counts the articles themselves. */
const ALL = '';

/**
 * Puts a new article of an owner into the story it tells, or opens one. Articles of one owner are grouped one after the other, so
 * that two reports that come at the same moment find each other.
 */
export async function joinStory(tx: Queries, owner: WorkspaceId, id: ArticleId, article: StoryArticle): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`story/${owner}`}, 0))`.execute(tx);
  const profile = storyProfile(article);
  await countWords(tx, profile);
  const candidates = await candidatesFor(tx, owner, profile);
  const stats = await statisticsFor(tx, [profile, ...candidates.map((candidate) => candidate.profile)]);
  const chosen = chooseStory(profile, candidates, stats)?.storyId;
  const before = candidates.find((candidate) => candidate.storyId === chosen)?.profile;
  const story = before && chosen !== undefined ? chosen : id;
  const merged = before ? mergeProfile(before, profile) : profile;
  const values = {
    profile: JSON.stringify(merged),
    keys: candidateKeys(merged),
    last_published: article.published ?? new Date(),
    articles: merged.articles,
  };
  await tx
    .insertInto('stories')
    .values({ id: story, owner, ...values })
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
  await tx.updateTable('articles').set({ story }).where('id', '=', id).execute();
}

/** Puts an article back into the story that it was in, and makes the story's profile grow by it. For restores. */
export async function rejoinStory(
  tx: Queries,
  owner: WorkspaceId,
  id: ArticleId,
  article: StoryArticle,
  story: string,
): Promise<void> {
  const profile = storyProfile(article);
  await countWords(tx, profile);
  const before = await tx
    .selectFrom('stories')
    .select('profile')
    .where('id', '=', story)
    .forUpdate()
    .executeTakeFirst();
  const merged = before ? mergeProfile(before.profile as Profile, profile) : profile;
  const values = {
    profile: JSON.stringify(merged),
    keys: candidateKeys(merged),
    last_published: article.published ?? new Date(),
    articles: merged.articles,
  };
  await tx
    .insertInto('stories')
    .values({ id: story, owner, ...values })
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
  await tx.updateTable('articles').set({ story }).where('id', '=', id).execute();
}

async function candidatesFor(tx: Queries, owner: WorkspaceId, profile: Profile) {
  const keys = candidateKeys(profile);
  if (keys.length === 0) return [];
  const { rows } = await sql<{ id: string; profile: Profile; last_published: Date }>`
    select id, profile, last_published from stories
    where owner = ${owner} and keys && ${keys}
    order by (select count(*) from unnest(keys) as key where key = any(${keys})) desc, last_published desc
    limit ${CANDIDATES}`.execute(tx);
  return rows.map((row) => ({ storyId: row.id, profile: row.profile, lastPublished: row.last_published }));
}

async function countWords(tx: Queries, profile: Profile): Promise<void> {
  const words = [ALL, ...countedTerms(profile)].sort();
  await sql`insert into story_words (word, articles) select word, 1 from unnest(${words}::text[]) as word order by word
    on conflict (word) do update set articles = story_words.articles + 1`.execute(tx);
}

async function statisticsFor(tx: Queries, profiles: readonly Profile[]) {
  const words = [...new Set([ALL, ...profiles.flatMap(countedTerms)])];
  const rows = await tx.selectFrom('story_words').selectAll().where(sql<boolean>`word = any(${words})`).execute();
  const counts = new Map(rows.map((row) => [row.word, row.articles]));
  return { documents: counts.get(ALL) ?? 1, df: (term: string) => counts.get(term) ?? 0 };
}
