import { parseFeed } from '../read/feed/feed.ts';
import type { FeedEntry } from '../read/feed/parsed-feed.ts';

export interface FeedLine {
  file: unknown;
  headers?: Record<string, string> | undefined;
  body_base64: string;
}

/** One line of `copydesk feed --jsonl`: the feed with titles as HTML and dates in ISO 8601 (UTC), or what is wrong with it. */
export function feedLine({ file, headers = {}, body_base64 }: FeedLine): Record<string, unknown> {
  const parsed = parseFeed({ bytes: Buffer.from(body_base64, 'base64'), headers });
  if (!parsed.ok) return { file, ok: false, error: parsed.error, feed: {}, entries: [] };
  const { title: _plain, titleHtml, updated, ...feed } = parsed.feed;
  return {
    file,
    ok: true,
    feed: { ...feed, title: titleHtml, updated: updated?.toISOString() ?? null },
    entries: parsed.entries.map(entryLine),
  };
}

function entryLine({ title: _plain, titleHtml, published, updated, ...entry }: FeedEntry): Record<string, unknown> {
  return {
    ...entry,
    title: titleHtml,
    published: published?.toISOString() ?? null,
    updated: updated?.toISOString() ?? null,
  };
}
