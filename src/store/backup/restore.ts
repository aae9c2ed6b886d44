import type { Database } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { ExportLine } from './format.ts';
import { restoreArticle } from './restore-articles.ts';
import { restoreDigest, restoreSlot } from './restore-digests.ts';
import { restoreEntry, restoreFeed } from './restore-feeds.ts';
import type { Restored } from './restored.ts';

/**
 * Brings a line of an export back into a workspace, whole or not at all; what is there already stays as it is. The database refuses
 * a quotation that is not its slice. Nothing of another workspace is ever changed.
 */
export async function restoreLine(db: Database, workspace: WorkspaceId, line: ExportLine): Promise<Restored> {
  return db.transaction().execute((tx) => {
    switch (line.type) {
      case 'article':
        return restoreArticle(tx, workspace, line);
      case 'feed':
        return restoreFeed(tx, workspace, line);
      case 'entry':
        return restoreEntry(tx, workspace, line);
      case 'digest':
        return restoreDigest(tx, workspace, line);
      case 'slot':
        return restoreSlot(tx, workspace, line);
    }
  });
}
