import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Database } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';
import type { ArticleLine } from './format.ts';
import { iso, maybeIso } from './instants.ts';

const ARTICLES_A_READ = 50;

/** The articles that a workspace may see, with all revisions, quotations, summaries and addresses. */
export async function* articleLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ArticleLine> {
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
