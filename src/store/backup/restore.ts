import type { ArticleId, RevisionId } from '../../article/article.ts';
import { fingerprint } from '../../article/fingerprint.ts';
import { attributionThreshold } from '../../quote/attribute/confidence.ts';
import { isZone } from '../../time/zone.ts';
import { addAddress, columnsOf, contentHash, showTo } from '../articles/adding.ts';
import { saveFingerprint } from '../articles/copies.ts';
import { rejoinStory } from '../articles/stories.ts';
import { insertSummary } from '../articles/summaries.ts';
import type { Database, Queries } from '../database.ts';
import { settingsSchema } from '../digests/digest-settings.ts';
import { feedIdOf } from '../feeds/feeds.ts';
import { addPassages } from '../passages/passages.ts';
import { insertQuotes } from '../quotes/quotes.ts';
import { type DigestId, type FeedId, SHARED, type WorkspaceId } from '../schema.ts';
import type { ArticleLine, DigestLine, EntryLine, ExportLine, FeedLine, SlotLine } from './format.ts';

/** Stored now, there already, or why not. */
export type Restored = 'stored' | 'known' | { refused: string };

/**
 * Brings a line of an export back into a workspace, whole or not at all; what is there already stays as it is. The database refuses
 * a quotation that is not its slice. Nothing of another workspace is ever changed.
 */
export async function restoreLine(db: Database, workspace: WorkspaceId, line: ExportLine): Promise<Restored> {
  return db.transaction().execute((tx) => {
    switch (line.type) {
      case 'article':
        return restoreArticle(tx, workspace, line);
      case 'feed':
        return restoreFeed(tx, workspace, line);
      case 'entry':
        return restoreEntry(tx, workspace, line);
      case 'digest':
        return restoreDigest(tx, workspace, line);
      case 'slot':
        return restoreSlot(tx, workspace, line);
    }
  });
}

async function restoreArticle(tx: Queries, workspace: WorkspaceId, line: ArticleLine): Promise<Restored> {
  const id = line.id as ArticleId;
  const owner = line.shared ? SHARED : workspace;
  const newest = line.revisions.at(-1);
  if (!newest || (line.seen.workspace === null && line.seen.all === null))
    return { refused: "the workspace can't see the article" };
  if (line.revisions.some((revision, i) => revision.number <= (line.revisions[i - 1]?.number ?? 0)))
    return { refused: 'its revisions are not in order' };
  const present = await tx
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.owner', 'revisions.content_hash'])
    .where('articles.id', '=', id)
    .executeTakeFirst();
  if (present && (present.owner !== owner || present.content_hash !== contentHash(newest.text)))
    return { refused: 'another article has its id, or its text has changed since' };
  if (!present) await insertArticleWithRevisions(tx, owner, line);
  for (const url of line.addresses) await addAddress(tx, owner, url, id);
  if (line.seen.workspace) await showTo(tx, workspace, id, new Date(line.seen.workspace));
  if (line.seen.all) await showTo(tx, SHARED, id, new Date(line.seen.all));
  return present ? 'known' : 'stored';
}

async function insertArticleWithRevisions(tx: Queries, owner: WorkspaceId, line: ArticleLine): Promise<void> {
  const id = line.id as ArticleId;
  const { cameIn, added, gone, lookAt, looks } = line;
  await tx
    .insertInto('articles')
    .values({ id, owner, came_in: cameIn, added, gone: dateOf(gone), look_at: dateOf(lookAt), looks })
    .execute();
  // They count in the quotations as these are stored.
  for (const correction of line.corrections) await insertCorrection(tx, id, correction);
  let current: RevisionId | null = null;
  for (const revision of line.revisions) {
    const row = await tx
      .insertInto('revisions')
      .values({
        article_id: id,
        number: revision.number,
        ...columnsOf(revision),
        added: revision.added,
        changes: revision.changes === null ? null : JSON.stringify(revision.changes),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    current = row.id;
    for (const { text, occurrence, revision: number } of line.corrections)
      if (number === revision.number)
        await tx
          .updateTable('quote_corrections')
          .set({ revision_id: row.id })
          .where('article_id', '=', id)
          .where('text', '=', text)
          .where('occurrence', '=', occurrence)
          .execute();
    await tx.updateTable('articles').set({ current }).where('id', '=', id).execute();
    const quotes = revision.quotes.map(({ cue, ...quote }) => ({
      ...quote,
      // Exports of earlier versions have speakers who are too unsure to be shown.
      ...(quote.confidence < attributionThreshold ? { speaker: null, confidence: 0 } : {}),
      cue: cue === null ? null : { text: cue },
    }));
    await insertQuotes(tx, { id, revision: row.id, text: revision.text }, quotes);
    for (const summary of revision.summaries) await insertSummary(tx, row.id, summary);
  }
  const newest = line.revisions.at(-1);
  if (!newest || current === null) return;
  await addPassages(tx, { id, revision: current, title: newest.title, dateline: newest.dateline, text: newest.text });
  if (line.cameIn === 'url' || line.cameIn === 'feed') {
    const print = fingerprint(newest.text);
    if (print) await saveFingerprint(tx, owner, id, print);
  }
  if (line.story !== null) {
    const published = newest.published === null ? null : new Date(newest.published);
    await rejoinStory(tx, owner, id, { ...newest, published }, line.story);
  }
}

async function insertCorrection(
  tx: Queries,
  article: ArticleId,
  { speaker, read, text, occurrence, start, end, corrected }: ArticleLine['corrections'][number],
): Promise<void> {
  await tx
    .insertInto('quote_corrections')
    .values({
      article_id: article,
      text,
      occurrence,
      speaker: speaker?.name ?? null,
      speaker_kind: speaker?.kind ?? null,
      role: speaker?.role ?? null,
      read_speaker: read.speaker,
      read_stance: read.stance,
      read_confidence: read.confidence,
      start,
      end,
      corrected,
    })
    .execute();
}

async function restoreFeed(tx: Queries, workspace: WorkspaceId, line: FeedLine): Promise<Restored> {
  if (!/^https?:$/.test(URL.parse(line.url)?.protocol ?? '')) return { refused: 'its address is not on the web' };
  if (line.follower.place !== null && !isPlaceOf(workspace, line.follower.place))
    return { refused: `its channel ${line.follower.place} is not in ${workspace}` };
  const id = feedIdOf(line.url);
  await tx
    .insertInto('feeds')
    .values({
      id,
      url: line.url,
      title: line.title,
      page_url: line.pageUrl,
      etag: line.etag,
      last_modified: line.lastModified,
      every_minutes: line.everyMinutes,
      next_poll: line.nextPoll,
      polled: line.polled,
      succeeded: line.succeeded,
      failures: line.failures,
      problem: line.problem,
      ended: dateOf(line.ended),
      added: line.added,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const rows = await tx
    .insertInto('feed_followers')
    .values({ workspace_id: workspace, feed_id: id, ...line.follower })
    .onConflict((c) => c.doNothing())
    .returning('feed_id')
    .execute();
  return rows.length > 0 ? 'stored' : 'known';
}

async function restoreEntry(tx: Queries, workspace: WorkspaceId, line: EntryLine): Promise<Restored> {
  const id: FeedId = feedIdOf(line.feed);
  const follows = await tx
    .selectFrom('feed_followers')
    .select('feed_id')
    .where('feed_id', '=', id)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  if (!follows) return { refused: "its feed isn't followed: the feed's line must come first" };
  const article = line.article as ArticleId | null;
  const stored = article
    ? await tx.selectFrom('articles').select('id').where('id', '=', article).executeTakeFirst()
    : undefined;
  const rows = await tx
    .insertInto('feed_entries')
    .values({
      feed_id: id,
      entry: line.entry,
      url: line.url,
      state: line.state,
      old: line.old,
      tries: line.tries,
      retry_at: line.retryAt,
      draft: line.draft === null ? null : JSON.stringify(line.draft),
      problem: line.problem,
      article_id: stored ? article : null,
      seen: line.seen,
      version: line.version,
      own_text: line.ownText,
    })
    .onConflict((c) => c.doNothing())
    .returning('entry')
    .execute();
  return rows.length > 0 ? 'stored' : 'known';
}

async function restoreDigest(tx: Queries, workspace: WorkspaceId, line: DigestLine): Promise<Restored> {
  if (!isPlaceOf(workspace, line.place) && line.place.split('/')[1] !== 'dm')
    return { refused: `its channel ${line.place} is not in ${workspace}` };
  if (!isZone(line.zone)) return { refused: `its time zone ${line.zone} is not known` };
  const settings = settingsSchema.safeParse(line.settings ?? {});
  if (!settings.success) return { refused: "its settings can't be read" };
  const present = await tx
    .selectFrom('digests')
    .select('workspace_id')
    .where('id', '=', line.id as DigestId)
    .executeTakeFirst();
  if (present) return present.workspace_id === workspace ? 'known' : { refused: 'another workspace has its id' };
  await tx
    .insertInto('digests')
    .values({
      id: line.id as DigestId,
      workspace_id: workspace,
      place: line.place,
      at: line.at,
      days: line.days,
      zone: line.zone,
      topic: line.topic,
      items: line.items,
      catch_up_minutes: line.catchUpMinutes,
      active: line.active,
      paused_reason: line.pausedReason,
      next_date: line.nextDate,
      next_due: line.nextDue,
      covered_to: line.coveredTo,
      added: line.added,
      next_slot: line.nextSlot ?? line.nextDate,
      settings: JSON.stringify(settings.data),
      set_by: line.setBy ?? null,
      set_in: line.setIn ?? null,
    })
    .execute();
  return 'stored';
}

async function restoreSlot(tx: Queries, workspace: WorkspaceId, line: SlotLine): Promise<Restored> {
  const digest = line.digest as DigestId;
  const owned = await tx
    .selectFrom('digests')
    .select('id')
    .where('id', '=', digest)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  if (!owned) return { refused: "its digest is missing: the digest's line must come first" };
  if (line.deliveries.some((delivery) => !isPlaceOf(workspace, delivery.place)))
    return { refused: `a channel it was posted to is not in ${workspace}` };
  const rows = await tx
    .insertInto('slots')
    .values({
      digest_id: digest,
      slot: line.slot,
      due: line.due,
      state: line.state,
      covers_from: line.coversFrom,
      covers_to: line.coversTo,
      note: line.note,
      added: line.added,
    })
    .onConflict((c) => c.doNothing())
    .returning('slot')
    .execute();
  if (rows.length === 0) return 'known';
  for (const { messageId, ...delivery } of line.deliveries) {
    await tx
      .insertInto('deliveries')
      .values({ digest_id: digest, slot: line.slot, ...delivery, message_id: messageId, payload: 'null' })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  const articles = line.stories.map((told) => told.article as ArticleId);
  const stored = new Set(
    articles.length === 0
      ? []
      : (await tx.selectFrom('articles').select('id').where('id', 'in', articles).execute()).map((row) => row.id),
  );
  for (const { article, ...told } of line.stories) {
    if (!stored.has(article as ArticleId)) continue;
    await tx
      .insertInto('digest_stories')
      .values({ digest_id: digest, slot: line.slot, article_id: article as ArticleId, ...told })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  return 'stored';
}

function isPlaceOf(workspace: WorkspaceId, place: string): boolean {
  return place === workspace || place.startsWith(`${workspace}/`);
}

function dateOf(written: string | null): Date | null {
  return written === null ? null : new Date(written);
}
