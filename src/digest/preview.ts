import type { Queries } from '../store/database.ts';
import type { Digest } from '../store/digests/digests.ts';
import { type ComposedDigest, composeDigest, spanOf } from './compose.ts';
import type { NewsSource } from './news-source.ts';
import type { Poster } from './poster.ts';

export interface PreviewDeps {
  db: Queries;
  news: NewsSource;
  posterFor: (place: string) => Poster | null;
}

/** What a digest would post at an instant. Nothing is posted or counted as told. */
export async function previewOf(deps: PreviewDeps, digest: Digest, at: Date): Promise<ComposedDigest> {
  const covers = spanOf(digest, at);
  const news = await deps.news.between(digest, covers.from, covers.to);
  const poster = deps.posterFor(digest.place);
  return composeDigest(deps.db, news, digest, {
    slot: null,
    covers,
    late: null,
    fits: (reply) => (poster ? poster.messages(reply, '').length === 1 : true),
  });
}
