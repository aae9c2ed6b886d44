import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import { chooseStory } from '../../story/choose.ts';
import { CANDIDATES, countedTerms } from '../../story/grouper.ts';
import {
  candidateKeys,
  joinedBy,
  openedBy,
  type Profile,
  type Story,
  type StoryArticle,
  storyKeys,
  storyProfile,
} from '../../story/profile.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';

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
  const stats = await statisticsFor(tx, [profile, ...candidates.flatMap(({ story }) => story.members)]);
  const chosen = chooseStory(profile, candidates, stats)?.storyId;
  const before = candidates.find((candidate) => candidate.storyId === chosen);
  await save(tx, owner, id, article, {
    id: before?.storyId ?? id,
    story: before ? joinedBy(before.story, profile) : openedBy(profile),
  });
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
  const joined = before ? joinedBy(before.profile as Story, profile) : openedBy(profile);
  await save(tx, owner, id, article, { id: story, story: joined });
}

async function save(
  tx: Queries,
  owner: WorkspaceId,
  id: ArticleId,
  article: StoryArticle,
  joined: { id: string; story: Story },
): Promise<void> {
  const values = {
    profile: JSON.stringify(joined.story),
    keys: storyKeys(joined.story),
    last_published: article.published ?? new Date(),
    articles: joined.story.articles,
  };
  await tx
    .insertInto('stories')
    .values({ id: joined.id, owner, ...values })
    .onConflict((c) => c.column('id').doUpdateSet(values))
    .execute();
  await tx.updateTable('articles').set({ story: joined.id }).where('id', '=', id).execute();
}

async function candidatesFor(tx: Queries, owner: WorkspaceId, profile: Profile) {
  const keys = candidateKeys(profile);
  if (keys.length === 0) return [];
  const { rows } = await sql<{ id: string; story: Story }>`
    select id, profile as story from stories
    where owner = ${owner} and keys && ${keys}
    order by (select count(*) from unnest(keys) as key where key = any(${keys})) desc, last_published desc
    limit ${CANDIDATES}`.execute(tx);
  return rows.map((row) => ({ storyId: row.id, story: row.story }));
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
