import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import { isUnsaid, type Stance } from '../../quote/quote.ts';
import type { Database, Queries } from '../database.ts';
import type { QuoteCorrectionsTable } from '../tables/quote-tables.ts';
import { indexQuotes } from './quote-index.ts';

/** Who said the words of a quotation, as a person knows it. */
export interface TrueSpeaker {
  name: string;
  kind: 'person' | 'organisation' | 'document';
}

/** `right`: it is whom the reader named. `wrong`: it is not, and nobody knows who it is. */
export type Verdict = 'right' | 'wrong' | TrueSpeaker;

/** A quotation that a person has checked is as sure as can be; the reader alone never is. */
export const CHECKED = 1;
/** Words enough to be known again wherever they stand in the article. */
const TELLING = 4;
/** Pieces of one utterance, and corrections of one article, that are looked at. */
const MOST = 1_000;

const READ = ['id', 'start', 'end', 'text', 'speaker', 'speaker_kind', 'role', 'stance', 'confidence'] as const;

interface ReadQuote {
  id: number;
  start: number;
  end: number;
  text: string;
  speaker: string | null;
  speaker_kind: QuoteCorrectionsTable['speaker_kind'];
  role: string | null;
  stance: Stance;
  confidence: number;
}

/**
 * Keeps what a person knows of who said a quotation, for all pieces of its utterance, and has it count at once. The correction stays with the
 * words, so that it counts after every further reading of the article. False when the article's newest version has no such quotation, and for
 * `right` where no speaker was read.
 */
export async function correctQuote(
  db: Database,
  quote: { article: ArticleId; start: number; end: number },
  verdict: Verdict,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const article = await lockArticle(tx, quote.article);
    if (!article) return false;
    const { rows } = await sql<ReadQuote>`
      select ${sql.join(READ.map((column) => sql.ref(`piece.${column}`)))} from quotes one join quotes piece
        on piece.revision_id = one.revision_id and piece.utterance = one.utterance and piece.kind in ('direct', 'partial')
      where one.revision_id = ${article.revision} and one.start = ${quote.start} and one."end" = ${quote.end}
        and one.kind in ('direct', 'partial')
      order by piece.start limit ${MOST}`.execute(tx);
    const said = rows.filter(({ speaker }) => verdict !== 'right' || speaker !== null);
    if (said.length === 0) return false;
    for (const piece of said) await saveCorrection(tx, article, piece, verdict, now);
    await applyCorrections(tx, article);
    await indexQuotes(tx, article);
    return true;
  });
}

async function saveCorrection(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; text: string },
  piece: ReadQuote,
  verdict: Verdict,
  now: Date,
): Promise<void> {
  const place = { revision_id: article.revision, start: piece.start, end: piece.end, corrected: now };
  const speaker = { ...speakerOf(verdict, piece), ...place };
  await tx
    .insertInto('quote_corrections')
    .values({
      article_id: article.id,
      text: piece.text,
      occurrence: occurrenceOf(article.text, piece),
      read_speaker: piece.speaker,
      read_stance: piece.stance,
      read_confidence: piece.confidence,
      ...speaker,
    })
    // What was read before the first correction stays.
    .onConflict((c) => c.columns(['article_id', 'text', 'occurrence']).doUpdateSet(speaker))
    .execute();
}

function speakerOf(verdict: Verdict, piece: ReadQuote): Pick<ReadQuote, 'speaker' | 'speaker_kind' | 'role'> {
  if (verdict === 'wrong') return { speaker: null, speaker_kind: null, role: null };
  if (verdict !== 'right') return { speaker: verdict.name, speaker_kind: verdict.kind, role: null };
  const { speaker, speaker_kind, role } = piece;
  return { speaker, speaker_kind, role };
}

/** Has the corrections of an article count in the stored quotations of a revision. They have to be indexed afterwards. */
export async function applyCorrections(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; text: string },
): Promise<void> {
  const corrections = await correctionsOf(tx, article.id);
  if (corrections.length === 0) return;
  const quotes: ReadQuote[] = await tx
    .selectFrom('quotes')
    .select(READ)
    .where('revision_id', '=', article.revision)
    .where('kind', 'in', ['direct', 'partial'])
    .where('text', 'in', [...new Set(corrections.map(({ text }) => text))])
    .execute();
  for (const quote of quotes) {
    const same = corrections.filter(({ text }) => text === quote.text);
    const exact = same.find(({ occurrence }) => occurrence === occurrenceOf(article.text, quote));
    // Where the words came twice and now come once, nobody can tell which they were, unless they are many.
    const once = article.text.indexOf(quote.text) === article.text.lastIndexOf(quote.text);
    const only = once && same.length === 1 && quote.text.split(/\s+/).length >= TELLING ? same[0] : undefined;
    const correction = exact ?? only;
    if (correction) await setSpeaker(tx, quote, correction);
  }
}

async function setSpeaker(tx: Queries, quote: ReadQuote, { speaker, speaker_kind, role }: Correction): Promise<void> {
  const confirmed = speaker !== null && speaker === quote.speaker;
  await tx
    .updateTable('quotes')
    .set({
      speaker,
      speaker_kind,
      role: confirmed ? (quote.role ?? role) : role,
      imputed_to: null,
      confidence: speaker === null ? 0 : CHECKED,
      stance: speaker !== null && isUnsaid(quote.stance) ? 'said' : quote.stance,
      ...(confirmed ? {} : { mention_start: null, mention_end: null, mention: null }),
    })
    .where('id', '=', quote.id)
    .execute();
}

type Correction = Pick<QuoteCorrectionsTable, 'text' | 'occurrence' | 'speaker' | 'speaker_kind' | 'role'>;

function correctionsOf(tx: Queries, article: ArticleId): Promise<Correction[]> {
  return tx
    .selectFrom('quote_corrections')
    .select(['text', 'occurrence', 'speaker', 'speaker_kind', 'role'])
    .where('article_id', '=', article)
    .orderBy('id')
    .limit(MOST)
    .execute();
}

/** The newest version of an article, held for this transaction; null when there is none. */
async function lockArticle(
  tx: Queries,
  id: ArticleId,
): Promise<{ id: ArticleId; revision: RevisionId; title: string; text: string } | null> {
  const row = await tx
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id', 'revisions.id as revision', 'revisions.title', 'revisions.text'])
    .where('articles.id', '=', id)
    .forUpdate('articles')
    .executeTakeFirst();
  return row ?? null;
}

/** How often the words of a quotation stand in the text before it. */
function occurrenceOf(text: string, { text: words, start }: Pick<ReadQuote, 'text' | 'start'>): number {
  let n = 0;
  for (let at = text.indexOf(words); at !== -1 && at < start; at = text.indexOf(words, at + 1)) n++;
  return n;
}

/** Takes a correction back. Returns its article with its newest version, whose quotes have to be read again; null when there is none. */
export async function removeCorrection(
  tx: Queries,
  id: number,
): Promise<{ id: ArticleId; revision: RevisionId; title: string; text: string } | null> {
  const gone = await tx
    .deleteFrom('quote_corrections')
    .where('id', '=', id)
    .returning('article_id as article')
    .executeTakeFirst();
  return gone ? lockArticle(tx, gone.article) : null;
}

/** A correction with the place of its words, newest first in lists. */
export interface CorrectionRecord {
  id: number;
  article: ArticleId;
  title: string;
  publisher: string | null;
  url: string | null;
  published: Date | null;
  words: string;
  start: number;
  end: number;
  /** The text of the version that it was made in; null when that is not stored any more. */
  text: string | null;
  speaker: string | null;
  speakerKind: QuoteCorrectionsTable['speaker_kind'];
  role: string | null;
  readSpeaker: string | null;
  readStance: Stance;
  readConfidence: number;
  corrected: Date;
}

/** The corrections with an id below `before`, the newest first. */
export async function listCorrections(
  db: Queries,
  page: { before?: number | undefined; limit: number },
): Promise<CorrectionRecord[]> {
  let query = db
    .selectFrom('quote_corrections as c')
    .innerJoin('articles', 'articles.id', 'c.article_id')
    .innerJoin('revisions as current', 'current.id', 'articles.current')
    .leftJoin('revisions as read', 'read.id', 'c.revision_id')
    .select([
      'c.id',
      'c.article_id as article',
      'current.title',
      'current.publisher',
      'current.url',
      'current.published',
      'c.text as words',
      'c.start',
      'c.end',
      'read.text',
      'c.speaker',
      'c.speaker_kind as speakerKind',
      'c.role',
      'c.read_speaker as readSpeaker',
      'c.read_stance as readStance',
      'c.read_confidence as readConfidence',
      'c.corrected',
    ]);
  if (page.before !== undefined) query = query.where('c.id', '<', page.before);
  return query.orderBy('c.id', 'desc').limit(page.limit).execute();
}

/** What a correction says of the reading: that the speaker is right, that it isn't, or who it is. */
export function verdictOf({
  speaker,
  readSpeaker,
}: Pick<CorrectionRecord, 'speaker' | 'readSpeaker'>): 'right' | 'wrong' | 'named' {
  if (speaker === null) return 'wrong';
  return speaker === readSpeaker ? 'right' : 'named';
}
