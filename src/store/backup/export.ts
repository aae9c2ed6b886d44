import { type Selectable, sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Database } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';
import type { SlotsTable } from '../tables/digests.ts';
import { type ArticleLine, EXPORT_VERSION, type ExportLine, type HeaderLine, type SlotLine } from './format.ts';

const ARTICLES_A_READ = 50;
const ROWS_A_READ = 1_000;

const iso = (at: Date) => at.toISOString();
const maybeIso = (at: Date | null) => at?.toISOString() ?? null;

/**
 * Everything of a workspace, line by line, in an order that depends on the content alone: what it may see of articles (with all
 * revisions, quotations, summaries and addresses), the feeds it follows, its digests with what they posted. What can be made
 * from these (search terms, stories' profiles, fingerprints, vectors) is left out.
 */
export async function* exportWorkspace(db: Database, workspace: WorkspaceId): AsyncGenerator<HeaderLine | ExportLine> {
  const { id, platform, name, zone } = await db
    .selectFrom('workspaces')
    .select(['id', 'platform', 'name', 'zone'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  yield { copydesk: 'export', version: EXPORT_VERSION, workspace: { id, platform, name, zone } };
  yield* articleLines(db, workspace);
  yield* feedLines(db, workspace);
  yield* digestLines(db, workspace);
}

async function* articleLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ArticleLine> {
  for (let after = ''; ; ) {
    const articles = await db
      .selectFrom('articles')
      .innerJoin('article_visibility as seen', 'seen.article_id', 'articles.id')
      .select(['articles.id', 'articles.owner', 'articles.came_in', 'articles.story', 'articles.added'])
      .select(['articles.gone', 'articles.look_at', 'articles.looks'])
      .select([
        sql<Date | null>`max(seen.added) filter (where seen.workspace_id = ${workspace})`.as('own'),
        sql<Date | null>`max(seen.added) filter (where seen.workspace_id = ${SHARED})`.as('all'),
      ])
      .where('seen.workspace_id', 'in', [workspace, SHARED])
      .where('articles.owner', 'in', [workspace, SHARED])
      .where('articles.id', '>', after as ArticleId)
      .groupBy('articles.id')
      .orderBy('articles.id')
      .limit(ARTICLES_A_READ)
      .execute();
    for (const article of articles) {
      const revisions = await revisionsOf(db, article.id);
      if (revisions.length === 0) continue;
      yield {
        type: 'article',
        id: article.id,
        shared: article.owner === SHARED,
        cameIn: article.came_in,
        story: article.story,
        added: iso(article.added),
        gone: maybeIso(article.gone),
        lookAt: maybeIso(article.look_at),
        looks: article.looks,
        addresses: await addressesOf(db, article.id, article.owner),
        seen: { workspace: maybeIso(article.own), all: workspace === SHARED ? null : maybeIso(article.all) },
        revisions,
        corrections: await correctionsOf(db, article.id),
      };
    }
    const last = articles.at(-1);
    if (!last || articles.length < ARTICLES_A_READ) return;
    after = last.id;
  }
}

async function correctionsOf(db: Database, article: ArticleId): Promise<ArticleLine['corrections']> {
  const rows = await db
    .selectFrom('quote_corrections as c')
    .leftJoin('revisions', 'revisions.id', 'c.revision_id')
    .selectAll('c')
    .select('revisions.number')
    .where('c.article_id', '=', article)
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({
    text: row.text,
    occurrence: row.occurrence,
    speaker:
      row.speaker === null || row.speaker_kind === null
        ? null
        : { name: row.speaker, kind: row.speaker_kind, role: row.role },
    read: { speaker: row.read_speaker, stance: row.read_stance, confidence: row.read_confidence },
    revision: row.number,
    start: row.start,
    end: row.end,
    corrected: iso(row.corrected),
  }));
}

async function addressesOf(db: Database, article: ArticleId, owner: WorkspaceId): Promise<string[]> {
  const rows = await db
    .selectFrom('addresses')
    .select('url')
    .where('article_id', '=', article)
    .where('owner', '=', owner)
    .execute();
  return rows.map((row) => row.url).sort();
}

async function revisionsOf(db: Database, article: ArticleId): Promise<ArticleLine['revisions']> {
  const rows = await db
    .selectFrom('revisions')
    .selectAll()
    .where('article_id', '=', article)
    .orderBy('number')
    .execute();
  const lines: ArticleLine['revisions'] = [];
  for (const row of rows) {
    lines.push({
      number: row.number,
      url: row.url,
      title: row.title,
      byline: row.byline,
      dateline: row.dateline,
      publisher: row.publisher,
      published: maybeIso(row.published),
      publishedZone: row.published_zone,
      modified: maybeIso(row.modified),
      language: row.language,
      image: row.image_url === null ? null : { url: row.image_url, alt: row.image_alt },
      kind: row.kind,
      text: row.text,
      added: iso(row.added),
      changes: row.changes,
      quotes: await quotesOf(db, row.id),
      summaries: await summariesOf(db, row.id),
    });
  }
  return lines;
}

async function quotesOf(db: Database, revision: RevisionId) {
  const rows = await db
    .selectFrom('quotes')
    .selectAll()
    .where('revision_id', '=', revision)
    .orderBy('start')
    .orderBy('end')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    start: row.start,
    end: row.end,
    text: row.text,
    kind: row.kind,
    speaker:
      row.speaker === null ||
      row.speaker_kind === null ||
      row.mention_start === null ||
      row.mention_end === null ||
      row.mention === null
        ? null
        : {
            name: row.speaker,
            kind: row.speaker_kind,
            role: row.role,
            mention: { start: row.mention_start, end: row.mention_end, text: row.mention },
          },
    cue: row.cue,
    via: row.via,
    utterance: row.utterance,
    // A corrected speaker need not stand in the text: the article's corrections bring it back.
    confidence: row.mention === null && row.imputed_to === null ? 0 : row.confidence,
    stance: row.stance,
    imputedTo: row.imputed_to,
  }));
}

async function summariesOf(db: Database, revision: RevisionId) {
  const rows = await db
    .selectFrom('summaries')
    .selectAll()
    .where('revision_id', '=', revision)
    .orderBy('method')
    .execute();
  return rows.map(({ method, headline, key_points, model, prompt }) => ({
    method,
    headline,
    keyPoints: key_points.map(({ text, start, end }) => ({ text, start, end })),
    model,
    prompt,
  }));
}

async function* feedLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ExportLine> {
  const feeds = await db
    .selectFrom('feeds')
    .innerJoin('feed_followers as follower', 'follower.feed_id', 'feeds.id')
    .selectAll('feeds')
    .select(['follower.name', 'follower.active', 'follower.place', 'follower.told', 'follower.added as followed'])
    .where('follower.workspace_id', '=', workspace)
    .orderBy('feeds.id')
    .execute();
  for (const feed of feeds) {
    yield {
      type: 'feed',
      url: feed.url,
      title: feed.title,
      pageUrl: feed.page_url,
      etag: feed.etag,
      lastModified: feed.last_modified,
      everyMinutes: feed.every_minutes,
      nextPoll: iso(feed.next_poll),
      polled: maybeIso(feed.polled),
      succeeded: maybeIso(feed.succeeded),
      failures: feed.failures,
      problem: feed.problem,
      ended: maybeIso(feed.ended),
      added: iso(feed.added),
      follower: {
        name: feed.name,
        active: feed.active,
        place: feed.place,
        told: maybeIso(feed.told),
        added: iso(feed.followed),
      },
    };
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('feed_entries')
        .selectAll()
        .where('feed_id', '=', feed.id)
        .where('entry', '>', after)
        .orderBy('entry')
        .limit(ROWS_A_READ)
        .execute();
      for (const row of rows)
        yield {
          type: 'entry',
          feed: feed.url,
          entry: row.entry,
          url: row.url,
          state: row.state,
          old: row.old,
          tries: row.tries,
          retryAt: iso(row.retry_at),
          draft: row.draft,
          problem: row.problem,
          article: row.article_id,
          seen: iso(row.seen),
          version: row.version,
          ownText: row.own_text,
        };
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_A_READ) break;
      after = last.entry;
    }
  }
}

async function* digestLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ExportLine> {
  const digests = await db
    .selectFrom('digests')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('id')
    .execute();
  for (const digest of digests) {
    const slots = await db.selectFrom('slots').selectAll().where('digest_id', '=', digest.id).orderBy('slot').execute();
    const lines: SlotLine[] = [];
    let covered = digest.covered_to;
    for (const slot of slots) {
      const line = await slotLineOf(db, slot);
      lines.push(line);
      // What is composed again must look back as far as it did.
      if (line.state === 'due' && slot.covers_from && covered && slot.covers_from < covered) covered = slot.covers_from;
    }
    yield {
      type: 'digest',
      id: digest.id,
      place: digest.place,
      at: digest.at,
      days: digest.days,
      zone: digest.zone,
      topic: digest.topic,
      items: digest.items,
      catchUpMinutes: digest.catch_up_minutes,
      active: digest.active,
      pausedReason: digest.paused_reason,
      nextDate: digest.next_date,
      nextDue: iso(digest.next_due),
      coveredTo: maybeIso(covered),
      added: iso(digest.added),
      nextSlot: digest.next_slot ?? digest.next_date,
      settings: digest.settings,
      setBy: digest.set_by,
      setIn: digest.set_in,
    };
    yield* lines;
  }
}

async function slotLineOf(db: Database, slot: Selectable<SlotsTable>): Promise<SlotLine> {
  const ofSlot = { digest_id: slot.digest_id, slot: slot.slot };
  const deliveries = await db
    .selectFrom('deliveries')
    .selectAll()
    .where((e) => e.and(ofSlot))
    .orderBy('part')
    .execute();
  const stories = await db
    .selectFrom('digest_stories')
    .selectAll()
    .where((e) => e.and(ofSlot))
    .orderBy('article_id')
    .execute();
  const common = {
    type: 'slot' as const,
    digest: slot.digest_id,
    slot: slot.slot,
    due: iso(slot.due),
    added: iso(slot.added),
  };
  const open = slot.state === 'due' || slot.state === 'composed';
  if (open && deliveries.every((delivery) => delivery.attempted === null))
    return { ...common, state: 'due', coversFrom: null, coversTo: null, note: slot.note, deliveries: [], stories: [] };
  const over = slot.state === 'due' || slot.state === 'composed' ? 'failed' : slot.state;
  return {
    ...common,
    state: over,
    coversFrom: maybeIso(slot.covers_from),
    coversTo: maybeIso(slot.covers_to),
    note: open ? 'was being posted when it was exported' : slot.note,
    deliveries: deliveries.flatMap((delivery) =>
      delivery.state === 'posted' || delivery.state === 'failed'
        ? [
            {
              part: delivery.part,
              place: delivery.place,
              nonce: delivery.nonce,
              state: delivery.state,
              attempted: maybeIso(delivery.attempted),
              messageId: delivery.message_id,
              reason: delivery.reason,
              changed: iso(delivery.changed),
            },
          ]
        : [],
    ),
    stories: stories.map((told) => ({
      article: told.article_id,
      story: told.story,
      position: told.position,
      sent: iso(told.sent),
    })),
  };
}
