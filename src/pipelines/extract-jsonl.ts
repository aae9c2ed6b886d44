import { extractArticle } from '../read/page/extract.ts';

/** One line of `copydesk extract --jsonl`: what a page gives, whatever kind of page it is. */
export interface ExtractLine {
  id: string;
  kind: string;
  title: string;
  text: string;
  byline: string | null;
  /** ISO 8601 in UTC, or null. */
  published: string | null;
  publishedZone: string | null;
  modified: string | null;
  publisher: string | null;
  language: string | null;
  canonicalUrl: string | null;
  image: { url: string; alt: string } | null;
  reason?: string;
}

/** The line for one page. `html` is the decoded markup. */
export function extractLine({ id, url, html }: { id: string; url?: string | null; html: string }): ExtractLine {
  const extracted = extractArticle({ html, url: url ?? null });
  const { draft } = extracted;
  return {
    id,
    kind: extracted.kind === 'article' ? draft.kind : extracted.kind,
    title: draft.title,
    text: draft.text,
    byline: draft.byline,
    published: draft.published?.toISOString() ?? null,
    publishedZone: draft.publishedZone,
    modified: draft.modified?.toISOString() ?? null,
    publisher: draft.publisher,
    language: draft.language,
    canonicalUrl: draft.url,
    image: draft.image,
    ...(extracted.kind === 'article' ? {} : { reason: extracted.reason }),
  };
}
