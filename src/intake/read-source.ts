import type { ArticleDraft } from '../article/article.ts';
import { canonicalUrl } from '../article/canonical-url.ts';
import type { Parser } from '../read/parse/parser-pool.ts';
import { type Given, readPlainText } from '../read/plain-text/plain-text.ts';

export type ReadSource = { kind: 'article'; draft: ArticleDraft } | { kind: 'refused'; message: string };

/** Where a page without an address is taken to stand; nothing of it is kept. */
const NOWHERE = 'https://page.invalid/';
const HTML =
  /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b/i;

/** An article from what somebody pasted or saved: plain text, or the source of a web page. What is given beside it goes before what is found. */
export async function readSource(
  parser: () => Parser,
  source: string,
  given: Given,
  maxChars: number,
): Promise<ReadSource> {
  if (!HTML.test(source.slice(0, 5_000))) return readPlainText(source, given, { maxChars });
  const parsed = await parser().parsePage({
    bytes: Buffer.from(source),
    contentType: 'text/html; charset=utf-8',
    url: given.url ?? NOWHERE,
  });
  if (parsed.kind === 'failed') return { kind: 'refused', message: parsed.message };
  if (parsed.value.kind !== 'article') return { kind: 'refused', message: parsed.value.reason };
  const { draft } = parsed.value;
  if (draft.text.length > maxChars)
    return {
      kind: 'refused',
      message: `The article has ${draft.text.length} characters; at most ${maxChars} are stored.`,
    };
  const found = draft.url?.startsWith(NOWHERE) ? null : draft.url;
  const url = given.url === undefined ? found : canonicalUrl(given.url);
  return {
    kind: 'article',
    draft: {
      ...draft,
      title: given.title?.trim() || draft.title,
      byline: given.byline?.trim() || draft.byline,
      publisher: given.publisher?.trim() || (url === null ? null : draft.publisher),
      published: given.published ?? draft.published,
      url,
      image: draft.image?.url.startsWith(NOWHERE) ? null : draft.image,
    },
  };
}
