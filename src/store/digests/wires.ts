import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Database, Queries } from '../database.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';
import { NEWS_COLUMNS, type NewsArticle } from './digest-news.ts';
import { type Digest, listWires, withDigest } from './digests.ts';
import type { SlotKey } from './slots.ts';

/**
 * A wire has seen what a workspace got up to `covered_to` less this time: what was being stored meanwhile may come into sight later, with
 * an earlier time.
 */
const OVERLAP_MS = 120_000;

/** Where a wire begins: with what comes from now on. */
export function wireStart(now: Date): Date {
  return new Date(now.getTime() + OVERLAP_MS);
}

/** The occurrence of a digest that has none: it never comes. */
export const NEVER = { localDate: '9999-12-31', slot: '9999-12-31', due: new Date('9999-12-31T00:00:00Z') } as const;

/** The name of the slot in which a wire posts an article. */
export function articleSlot(article: ArticleId): string {
  return `article-${article}`;
}

/** The article that a slot is for; null for the slots of digests. */
export function articleOfSlot(slot: string): ArticleId | null {
  return slot.startsWith('article-') ? (slot.slice('article-'.length) as ArticleId) : null;
}

export interface WirePlan {
  /** What is to be posted, the oldest first. */
  articles: readonly ArticleId[];
  /** Up to where everything has been looked at. */
  seen: Date | null;
}

/**
 * Opens a slot for each new article of each active wire. `plan` is given what came since, and how many may be opened. A channel gets an
 * article once, whichever of its wires it fits. One transaction a wire; one whose plan throws stops no other.
 */
export async function openWireSlots(
  db: Database,
  now: Date,
  most: number,
  plan: (tx: Queries, wire: Digest, since: Date, room: number) => Promise<WirePlan>,
  failed: (wire: Digest, error: unknown) => void,
): Promise<SlotKey[]> {
  const opened: SlotKey[] = [];
  for (const { id, active, ...listed } of await listWires(db, null)) {
    if (!active) continue;
    await withDigest(db, id, async (tx, wire) => {
      if (!wire.active || wire.coveredTo === null) return;
      const room = most - (await openSlotsOf(tx, id));
      if (room <= 0) return;
      const since = new Date(wire.coveredTo.getTime() - OVERLAP_MS);
      const { articles, seen } = await plan(tx, wire, since, room);
      for (const article of articles) {
        const slot = articleSlot(article);
        const rows = await tx
          .insertInto('slots')
          .values({ digest_id: id, slot, due: now, state: 'due', wake: now })
          .onConflict((c) => c.doNothing())
          .returning('slot')
          .execute();
        if (rows.length > 0) opened.push({ digest: id, slot });
      }
      if (seen)
        await tx
          .updateTable('digests')
          .set({ covered_to: sql<Date>`greatest(covered_to, ${seen})` })
          .where('id', '=', id)
          .execute();
    }).catch((error: unknown) => failed({ id, active, ...listed }, error));
  }
  return opened;
}

async function openSlotsOf(db: Queries, digest: DigestId): Promise<number> {
  const { open } = await db
    .selectFrom('slots')
    .select((e) => e.fn.countAll<number>().as('open'))
    .where('digest_id', '=', digest)
    .where('state', 'in', ['due', 'composed'])
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** Of some articles, those that a channel has been sent by a wire, or is about to be, and those that were in their feed when it was followed. */
export async function knownToWires(db: Queries, place: string, articles: readonly ArticleId[]): Promise<Set<string>> {
  if (articles.length === 0) return new Set();
  const [sent, old] = await Promise.all([
    db
      .selectFrom('slots')
      .innerJoin('digests', 'digests.id', 'slots.digest_id')
      .select('slots.slot')
      .where('digests.place', '=', place)
      .where('slots.slot', 'in', articles.map(articleSlot))
      .execute(),
    db
      .selectFrom('feed_entries')
      .select('article_id')
      .where('article_id', 'in', articles)
      .groupBy('article_id')
      .having((e) => e.fn('bool_and', ['old']), '=', true)
      .execute(),
  ]);
  return new Set([
    ...sent.flatMap(({ slot }) => articleOfSlot(slot) ?? []),
    ...old.flatMap(({ article_id }) => article_id ?? []),
  ]);
}

export interface WireArticle extends NewsArticle {
  imageUrl: string | null;
  imageAlt: string | null;
}

/** An article as a wire posts it; null when the workspace may not see it (any more). */
export async function wireArticle(
  db: Queries,
  workspace: WorkspaceId,
  article: ArticleId,
  headLength: number,
): Promise<WireArticle | null> {
  const row = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(NEWS_COLUMNS)
    .select([
      'articles.added',
      'revisions.kind',
      'revisions.language',
      'articles.came_in as cameIn',
      'revisions.image_url as imageUrl',
      'revisions.image_alt as imageAlt',
      sql<string>`left(revisions.text, ${headLength})`.as('head'),
    ])
    .where('articles.id', '=', article)
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .executeTakeFirst();
  return row ?? null;
}
