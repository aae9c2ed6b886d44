import type { Database } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { articleLines } from './export-articles.ts';
import { digestLines } from './export-digests.ts';
import { feedLines } from './export-feeds.ts';
import { EXPORT_VERSION, type ExportLine, type HeaderLine } from './format.ts';

/**
 * Everything of a workspace, line by line, in an order that depends on the content alone: what it may see of articles (with all
 * revisions, quotations, summaries and addresses), the feeds it follows, its digests with what they posted. What can be made
 * from these (search terms, stories' profiles, fingerprints, vectors) is left out.
 */
export async function* exportWorkspace(db: Database, workspace: WorkspaceId): AsyncGenerator<HeaderLine | ExportLine> {
  const { id, platform, name, zone } = await db
    .selectFrom('workspaces')
    .select(['id', 'platform', 'name', 'zone'])
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  yield { copydesk: 'export', version: EXPORT_VERSION, workspace: { id, platform, name, zone } };
  yield* articleLines(db, workspace);
  yield* feedLines(db, workspace);
  yield* digestLines(db, workspace);
}
