import type { ArticleDraft, ArticleId, RevisionId } from '../article/article.ts';
import { canonicalUrl } from '../article/canonical-url.ts';
import { changesBetween } from '../article/changes.ts';
import { fingerprint } from '../article/fingerprint.ts';
import { openingWords } from '../article/opening-words.ts';
import { isOfAnotherDay } from '../article/same-report.ts';
import { summarise } from '../article/summary.ts';
import { quotesOf } from '../quote/quotes.ts';
import {
  addAddress,
  articleIdFor,
  contentHash,
  findAtAddress,
  findById,
  findSame,
  insertArticle,
  insertRevision,
  lockForAdding,
  type StoredText,
  showAlike,
  showTo,
} from '../store/articles/adding.ts';
import { findCopy, saveFingerprint } from '../store/articles/copies.ts';
import { markGone } from '../store/articles/looks.ts';
import { publisherShown } from '../store/articles/publishers.ts';
import { joinStory } from '../store/articles/story-members.ts';
import { insertSummary } from '../store/articles/summaries.ts';
import type { Database, Queries } from '../store/database.ts';
import { OLD_MS } from '../store/feeds/feeds.ts';
import { joinSegments } from '../store/passages/passage-index.ts';
import { addPassages } from '../store/passages/passages.ts';
import { insertQuotes, noteReader } from '../store/quotes/quote-rows.ts';
import { SHARED, type WorkspaceId } from '../store/schema.ts';
import type { CameIn, RevisionChanges } from '../store/tables/article-tables.ts';
import { earlierEntries, earlierEntriesAddress, pushedOff } from './earlier-entries.ts';

export interface Intake {
  /** Who may see it: a workspace, or `SHARED` for everybody; null: whoever sees it already. */
  workspace: WorkspaceId | null;
  cameIn: CameIn;
  /** A given id (an import, or an article that has moved); without one it is made from the address or the words. */
  id?: ArticleId;
  /** Dates the article back for who may see it, so that it is not news. */
  seenSince?: Date | undefined;
  /** When its page is looked at again. */
  lookAt?: Date | null;
  /** Further addresses that lead to the article. */
  addresses?: string[];
}

export type IntakeResult = {
  /** `known`: nothing new was stored, though the workspace may see it only from now on. */
  kind: 'stored' | 'revised' | 'known';
  article: ArticleId;
  revision: RevisionId | null;
  title: string;
  /** Quotations that may be shown as somebody's words. */
  quotes: number;
};

/**
 * Stores an article with its quotes, its extractive summary, its passages and its story, all in one transaction; the same words
 * or the same address again store nothing twice, nor does a syndicated copy on the web: its address leads to the article. A changed text at a known address becomes the next revision,
 * and the report of another day there another article: then the first has gone from its address.
 */
export async function addArticle(db: Database, draft: ArticleDraft, intake: Intake): Promise<IntakeResult> {
  const { replaced, ...result } = await store(db, draft, intake);
  if (replaced !== null && draft.kind === 'live-blog') await keepEarlierEntries(db, replaced, draft);
  return result;
}

/** Keeps the entries of a live blog that its page doesn't show any more, for all who see the blog; they don't count as news. */
async function keepEarlierEntries(db: Database, before: StoredText, draft: ArticleDraft): Promise<void> {
  const { url } = draft;
  const entries = url === null ? [] : pushedOff(before.text, draft.text);
  if (url === null || entries.length === 0) return;
  const now = new Date();
  const address = earlierEntriesAddress(url);
  const stored = await findAtAddress(db, SHARED, canonicalUrl(address) ?? address);
  const earlier = earlierEntries({ ...draft, url }, entries, stored?.text ?? '', now);
  if (earlier === null) return;
  const { article } = await store(db, earlier, { workspace: null, cameIn: 'url' });
  await showAlike(db, before.id, article, new Date(now.getTime() - OLD_MS));
}

async function store(
  db: Database,
  draft: ArticleDraft,
  intake: Intake,
): Promise<IntakeResult & { replaced: StoredText | null }> {
  const clean = storable(draft, intake.cameIn === 'import');
  // What the public web says is read once for all; what was pasted belongs to the workspace that pasted it.
  const fromWeb = intake.cameIn === 'url' || intake.cameIn === 'feed';
  const owner = fromWeb || intake.workspace === null ? SHARED : intake.workspace;
  const print = fromWeb ? fingerprint(clean.text) : null;
  const hash = contentHash(clean.text);
  const address = clean.url === null ? null : (canonicalUrl(clean.url) ?? clean.url);
  const quotes = quotesOf(clean.text, { title: clean.title });
  const spoken = quotes.filter(({ kind }) => kind === 'direct' || kind === 'partial').length;
  const summary = summarise(clean);
  const result = await db.transaction().execute(async (tx) => {
    await lockForAdding(tx, `${owner}\n${address ?? hash}`);
    const there = intake.id
      ? await findById(tx, intake.id, { hash, title: clean.title })
      : await findSame(tx, owner, { url: address, hash, title: clean.title });
    const before = fromWeb && !intake.id && there && isOfAnotherDay(there, clean) ? there : null;
    const known = before ? null : there;
    const copied = print && !known ? await findCopy(tx, owner, clean.text, print) : null;
    if (copied) {
      await link(tx, copied);
      return {
        article: copied,
        title: clean.title,
        quotes: spoken,
        kind: 'known' as const,
        revision: null,
        replaced: null,
      };
    }
    const id = known?.id ?? intake.id ?? articleIdFor(owner, before ? `${address}\n${hash}` : (address ?? hash));
    const result = { article: id, title: clean.title, quotes: spoken };
    if (known?.sameWords || (known && clean.kind === 'beginning' && isBeginningOf(clean.text, known.text))) {
      await link(tx, id);
      return { ...result, kind: 'known' as const, revision: null, replaced: null };
    }
    if (!known) await insertArticle(tx, { id, owner, cameIn: intake.cameIn, lookAt: intake.lookAt ?? null });
    const publisher = fromWeb ? await publisherShown(tx, clean.publisher, clean.url) : clean.publisher;
    const version = known ? filledFrom(known, { ...clean, publisher }) : { ...clean, publisher };
    const revision = await insertRevision(tx, id, version, known && changesFrom(known, clean));
    await insertQuotes(tx, { id, revision, text: clean.text }, quotes);
    await noteReader(tx, id);
    if (print) await saveFingerprint(tx, owner, id, print);
    await insertSummary(tx, revision, { method: 'extractive', ...summary, model: null, prompt: null });
    await addPassages(tx, { id, revision, title: clean.title, dateline: clean.dateline, text: clean.text });
    await link(tx, id, before !== null || undefined);
    if (before) {
      await markGone(tx, before.id, new Date());
      await showAlike(tx, before.id, id, intake.seenSince ?? new Date());
    }
    if (!known) await joinStory(tx, owner, id, clean);
    return { ...result, kind: known ? ('revised' as const) : ('stored' as const), revision, replaced: known };
  });
  if (result.revision !== null) await joinSegments(db);
  return result;

  async function link(tx: Queries, id: ArticleId, own = id === articleIdFor(owner, address ?? hash)): Promise<void> {
    if (address !== null) await addAddress(tx, owner, address, id, { own });
    for (const url of new Set((intake.addresses ?? []).map((other) => canonicalUrl(other) ?? other)))
      if (url !== address) await addAddress(tx, owner, url, id);
    if (intake.workspace !== null) await showTo(tx, intake.workspace, id, intake.seenSince);
  }
}

/** Whether all paragraphs of what was read of a paid or half-readable article stand in what is stored of it: then less was read than before. */
function isBeginningOf(text: string, stored: string): boolean {
  const known = new Set(stored.split('\n\n'));
  return text.split('\n\n').every((paragraph) => known.has(paragraph));
}

/** A new version with what was known of the article and the new reading doesn't say: a feed may have told its date, which the page lacks. */
function filledFrom(known: StoredText, draft: ArticleDraft): ArticleDraft {
  const dated = draft.published === null;
  return {
    ...draft,
    byline: draft.byline ?? known.byline,
    language: draft.language ?? known.language,
    published: dated ? known.published : draft.published,
    publishedZone: dated ? known.publishedZone : draft.publishedZone,
  };
}

function changesFrom(known: StoredText, draft: ArticleDraft): RevisionChanges {
  return { title: known.title === draft.title ? null : known.title, ...changesBetween(known.text, draft.text) };
}

// Soft hyphens and marks without width, which pages put into words and nobody can type. Joiners stay: letters and emoji need them.
const invisible = /[\u00ad\u200b\u2060\ufeff]/gu;

/**
 * PostgreSQL takes no NUL and no lone surrogate: both are replaced. A text without a title is known by its first words. What nobody sees is left out, so that words can be found; of an imported
 * text it stays (`asGiven`), because whoever imports it counts in it.
 */
function storable(draft: ArticleDraft, asGiven: boolean): ArticleDraft {
  const valid = (value: string) => value.toWellFormed().replaceAll('\0', '\uFFFD');
  const text = <T extends string | null>(value: T): T =>
    value === null ? value : (valid(value).replace(invisible, '') as T);
  return {
    ...draft,
    title: text(draft.title).trim() || openingWords(text(draft.text)),
    byline: text(draft.byline),
    dateline: text(draft.dateline),
    publisher: text(draft.publisher),
    url: text(draft.url),
    text: asGiven ? valid(draft.text) : text(draft.text),
  };
}
