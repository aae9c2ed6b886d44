import type { ArticleId } from '../../article/article.ts';
import { isZone } from '../../time/zone.ts';
import type { Queries } from '../database.ts';
import { settingsSchema } from '../digests/digest-settings.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';
import type { DigestLine, SlotLine } from './format.ts';
import { isPlaceOf, type Restored } from './restored.ts';

/** Brings a digest back with its schedule and filters. */
export async function restoreDigest(tx: Queries, workspace: WorkspaceId, line: DigestLine): Promise<Restored> {
  if (!isPlaceOf(workspace, line.place) && line.place.split('/')[1] !== 'dm')
    return { refused: `its channel ${line.place} is not in ${workspace}` };
  if (!isZone(line.zone)) return { refused: `its time zone ${line.zone} is not known` };
  const settings = settingsSchema.safeParse(line.settings ?? {});
  if (!settings.success) return { refused: "its settings can't be read" };
  const present = await tx
    .selectFrom('digests')
    .select('workspace_id')
    .where('id', '=', line.id as DigestId)
    .executeTakeFirst();
  if (present) return present.workspace_id === workspace ? 'known' : { refused: 'another workspace has its id' };
  await tx
    .insertInto('digests')
    .values({
      id: line.id as DigestId,
      workspace_id: workspace,
      place: line.place,
      at: line.at,
      days: line.days,
      zone: line.zone,
      topic: line.topic,
      items: line.items,
      catch_up_minutes: line.catchUpMinutes,
      active: line.active,
      paused_reason: line.pausedReason,
      next_date: line.nextDate,
      next_due: line.nextDue,
      covered_to: line.coveredTo,
      added: line.added,
      next_slot: line.nextSlot ?? line.nextDate,
      settings: JSON.stringify(settings.data),
      set_by: line.setBy ?? null,
      set_in: line.setIn ?? null,
    })
    .execute();
  return 'stored';
}

/** Brings an occurrence of a digest back with what became of it, so that nothing is posted twice. */
export async function restoreSlot(tx: Queries, workspace: WorkspaceId, line: SlotLine): Promise<Restored> {
  const digest = line.digest as DigestId;
  const owned = await tx
    .selectFrom('digests')
    .select('id')
    .where('id', '=', digest)
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  if (!owned) return { refused: "its digest is missing: the digest's line must come first" };
  if (line.deliveries.some((delivery) => !isPlaceOf(workspace, delivery.place)))
    return { refused: `a channel it was posted to is not in ${workspace}` };
  const rows = await tx
    .insertInto('slots')
    .values({
      digest_id: digest,
      slot: line.slot,
      due: line.due,
      state: line.state,
      covers_from: line.coversFrom,
      covers_to: line.coversTo,
      note: line.note,
      added: line.added,
    })
    .onConflict((c) => c.doNothing())
    .returning('slot')
    .execute();
  if (rows.length === 0) return 'known';
  for (const { messageId, ...delivery } of line.deliveries) {
    await tx
      .insertInto('deliveries')
      .values({ digest_id: digest, slot: line.slot, ...delivery, message_id: messageId, payload: 'null' })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  const articles = line.stories.map((told) => told.article as ArticleId);
  const stored = new Set(
    articles.length === 0
      ? []
      : (await tx.selectFrom('articles').select('id').where('id', 'in', articles).execute()).map((row) => row.id),
  );
  for (const { article, ...told } of line.stories) {
    if (!stored.has(article as ArticleId)) continue;
    await tx
      .insertInto('digest_stories')
      .values({ digest_id: digest, slot: line.slot, article_id: article as ArticleId, ...told })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  return 'stored';
}
