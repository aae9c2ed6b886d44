import type { ArticleId, RevisionId } from '../../article/article.ts';
import { fingerprint } from '../../article/fingerprint.ts';
import { attributionThreshold } from '../../quote/attribute/confidence.ts';
import { addAddress, columnsOf, contentHash, showTo } from '../articles/adding.ts';
import { saveFingerprint } from '../articles/copies.ts';
import { rejoinStory } from '../articles/story-members.ts';
import { insertSummary } from '../articles/summaries.ts';
import type { Queries } from '../database.ts';
import { addPassages } from '../passages/passages.ts';
import { insertQuotes } from '../quotes/quote-rows.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';
import type { ArticleLine } from './format.ts';
import { dateOf } from './instants.ts';
import type { Restored } from './restored.ts';

/** Brings an article back with its revisions, quotations, summaries and corrections. */
export async function restoreArticle(tx: Queries, workspace: WorkspaceId, line: ArticleLine): Promise<Restored> {
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
