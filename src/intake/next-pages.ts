import type { ArticleDraft } from '../article/article.ts';
import { addressKey, canonicalUrl, isSameSite } from '../article/canonical-url.ts';
import { isPageOf, withoutPageNumber } from '../read/page/page-numbers.ts';

/** One page as read, at the address where it was found. */
export interface OnePage {
  draft: ArticleDraft & { url: string };
  addresses: string[];
  own: string;
  /** The page that this one calls the next. */
  next: string | null;
  /** Of how many pages it says that it is the first. */
  pages: number;
}

/** A page of the article that could not be read, with the reason in words. */
export interface UnreadPage {
  url: string;
  reason: string;
}

/** Pages of one article that are read, the first among them. */
const MOST_PAGES = 10;

/**
 * The article with its next pages: those of the same site under the same headline, for a weblog calls another article its next. Where a page
 * that by its number is the article's can't be read, or there are too many, what was read is the beginning.
 */
export async function withNextPages<Page extends OnePage>(
  first: Page,
  read: (address: string) => Promise<OnePage | { failed: string }>,
): Promise<Page & { unread: UnreadPage | null }> {
  const texts = [first.draft.text];
  const seen = new Set([addressKey(first.own)]);
  let unread: UnreadPage | null = null;
  for (let { next } = first; next !== null; ) {
    if (seen.has(addressKey(next)) || !isSameSite(next, first.own)) break;
    seen.add(addressKey(next));
    const number = texts.length + 1;
    const isNumbered = number <= first.pages || isPageOf(canonicalUrl(next) ?? next, first.own, number);
    if (number > MOST_PAGES) {
      if (isNumbered) unread = { url: next, reason: `I read at most ${MOST_PAGES} pages of an article.` };
      break;
    }
    const page = await read(next);
    if ('failed' in page) {
      if (isNumbered) unread = { url: next, reason: page.failed };
      break;
    }
    const text = withoutRepeats(page.draft.text, texts);
    if (text === '' || withoutPageNumber(page.draft.title) !== withoutPageNumber(first.draft.title)) break;
    texts.push(text);
    next = page.next;
  }
  const kind = unread === null ? first.draft.kind : 'beginning';
  return { ...first, draft: { ...first.draft, kind, text: texts.join('\n\n') }, unread };
}

/** The paragraphs of a page that the pages before don't have: each shows the lead again. */
function withoutRepeats(text: string, before: readonly string[]): string {
  const known = new Set(before.flatMap((page) => page.split('\n\n')));
  return text
    .split('\n\n')
    .filter((paragraph) => !known.has(paragraph))
    .join('\n\n');
}
