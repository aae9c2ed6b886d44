import { canonicalUrl } from '../article/canonical-url.ts';
import { findAtAddress } from '../store/articles/adding.ts';
import { articlesById } from '../store/articles/articles.ts';
import type { Database } from '../store/database.ts';
import { SHARED, type WorkspaceId } from '../store/schema.ts';
import type { TalkedOf } from './question/conversation.ts';

/** An address, as people paste it or as Slack writes it ("<https://…|…>"). */
const LINK = /<?(?<address>https?:\/\/[^\s<>|]+?)(?:\|[^>]*)?(?:>|(?=[.,;:!?)]*(?:\s|$)))/i;

/** An article that a message links to, null where it isn't stored for the workspace; and the message with "it" in the place of the link. */
export interface Linked {
  article: TalkedOf | null;
  rest: string;
}

/** What a message links to first; null when it has no link. */
export async function linkedArticle(db: Database, workspace: WorkspaceId, text: string): Promise<Linked | null> {
  const link = LINK.exec(text);
  const url = canonicalUrl(link?.groups?.address ?? '');
  if (link === null || url === null) return null;
  const stored = await Promise.all([workspace, SHARED].map((owner) => findAtAddress(db, owner, url)));
  const ids = stored.flatMap((one) => (one === null ? [] : [one.id]));
  const [article = null] = await articlesById(db, workspace, ids.slice(0, 1));
  return { article: article && { id: article.id, title: article.title }, rest: text.replace(link[0], 'it') };
}
