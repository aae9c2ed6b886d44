import type { ArticleDraft } from '../article/article.ts';

/** Entries that are kept of one live blog, in UTF-16 units. */
const MOST_CHARACTERS = 200_000;
/** Lines at the top of a live blog that stay there, whatever its entries: what it is about. */
const HEAD = 2;

/**
 * The paragraphs that a live blog showed before and that new entries have pushed off its page, in its order; none where it was edited instead. The
 * newest entries may stand first or last.
 */
export function pushedOff(before: string, now: string): string[] {
  const [old, shown] = [before.split('\n\n'), now.split('\n\n')];
  const [isOld, isShown] = [new Set(old), new Set(shown)];
  const lastStays = isShown.has(old.at(-1) ?? '');
  const wentOn = !isOld.has(shown.at(-1) ?? '');
  const lastShared = old.findLastIndex((paragraph) => isShown.has(paragraph));
  const isAllNew = lastShared < HEAD && old.length - lastShared > HEAD;
  if (!lastStays && (!wentOn || isAllNew)) return old.slice(lastShared + 1);
  if (!lastStays || !wentOn) return [];
  const from = old.findIndex((paragraph) => !isShown.has(paragraph));
  const to = old.findIndex((paragraph, at) => at > from && isShown.has(paragraph));
  const next = shown.indexOf(old[to] ?? '');
  const isAtHead = from >= 0 && from <= HEAD && next === (from === 0 ? 0 : shown.indexOf(old[from - 1] ?? '') + 1);
  return isAtHead ? old.slice(from, to) : [];
}

/** A live blog's earlier entries as an article of their own, with those that were kept before (`kept`), marked with the time until when the page showed them. */
export function earlierEntries(
  blog: ArticleDraft & { url: string },
  entries: readonly string[],
  kept: string,
  until: Date,
): ArticleDraft | null {
  const shown = new Set(blog.text.split('\n\n'));
  const all = [...new Set([...entries, ...kept.split('\n\n')])].filter((entry) => entry !== '' && !shown.has(entry));
  while (all.length > 0 && all.join('\n\n').length > MOST_CHARACTERS) all.pop();
  if (all.length === 0) return null;
  const time = until.toISOString().slice(0, 16).replace('T', ' ');
  return {
    ...blog,
    title: `${blog.title} (earlier entries, as of ${time} UTC)`,
    url: earlierEntriesAddress(blog.url),
    image: null,
    text: all.join('\n\n'),
  };
}

/** An address of their own for the earlier entries; it leads to the blog. */
export function earlierEntriesAddress(url: string): string {
  return `${url.replace(/#.*$/, '')}#!earlier`;
}
