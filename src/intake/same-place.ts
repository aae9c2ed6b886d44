import type { ArticleDraft, ArticleId } from '../article/article.ts';
import { addressKey } from '../article/canonical-url.ts';
import { sharesSentence } from '../article/same-report.ts';
import { findAtAddress, type StoredText } from '../store/articles/adding.ts';
import { markGone } from '../store/articles/looks.ts';
import type { Database } from '../store/database.ts';
import { SHARED } from '../store/schema.ts';

/** Numbers of at least this many digits in a path name an article; shorter ones are days and pages. */
const NUMBER = /\d{5,}/g;

/** What a page that was read is to an article that was stored from another address, which leads there now. */
export type Place =
  /** The article itself, at the address that it has moved to. */
  | { kind: 'moved'; id: ArticleId }
  /** Another article: the stored one is gone. */
  | { kind: 'replaced' }
  /** Nothing has moved. */
  | { kind: 'same' };

/**
 * Newsrooms change an article's address with its headline, and the old address leads to the new one. The old address' own server vouches for the
 * move; that it leads to the same report and not to a section, a wall or the day's main story, the words or the number in the address must say.
 */
export async function placeOf(
  db: Database,
  before: StoredText,
  draft: Pick<ArticleDraft, 'title' | 'text'> & { url: string },
): Promise<Place> {
  if (before.url === null || addressKey(before.url) === addressKey(draft.url)) return { kind: 'same' };
  const there = await findAtAddress(db, SHARED, draft.url);
  if (there?.id === before.id) return { kind: 'same' };
  return there === null && goesOn(before, draft) ? { kind: 'moved', id: before.id } : { kind: 'replaced' };
}

/** Marks an article gone whose address leads to another one now, unless its words are told there. */
export async function markReplaced(db: Database, before: StoredText, text: string, now: Date): Promise<void> {
  if (!sharesSentence(before.text, text)) await markGone(db, before.id, now);
}

function goesOn(before: StoredText, draft: Pick<ArticleDraft, 'title' | 'text'> & { url: string }): boolean {
  const known = new Set(numbersIn(before.url ?? ''));
  return numbersIn(draft.url).some((number) => known.has(number)) || sharesSentence(before.text, draft.text);
}

function numbersIn(url: string): string[] {
  return URL.parse(url)?.pathname.match(NUMBER) ?? [];
}
