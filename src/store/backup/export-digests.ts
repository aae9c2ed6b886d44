import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { SlotsTable } from '../tables/digest-tables.ts';
import type { ExportLine, SlotLine } from './format.ts';
import { iso, maybeIso } from './instants.ts';

/** The digests of a workspace, with what they posted. */
export async function* digestLines(db: Database, workspace: WorkspaceId): AsyncGenerator<ExportLine> {
  const digests = await db
    .selectFrom('digests')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('id')
    .execute();
  for (const digest of digests) {
    const slots = await db.selectFrom('slots').selectAll().where('digest_id', '=', digest.id).orderBy('slot').execute();
    const lines: SlotLine[] = [];
    let covered = digest.covered_to;
    for (const slot of slots) {
      const line = await slotLineOf(db, slot);
      lines.push(line);
      // What is composed again must look back as far as it did.
      if (line.state === 'due' && slot.covers_from && covered && slot.covers_from < covered) covered = slot.covers_from;
    }
    yield {
      type: 'digest',
      id: digest.id,
      place: digest.place,
      at: digest.at,
      days: digest.days,
      zone: digest.zone,
      topic: digest.topic,
      items: digest.items,
      catchUpMinutes: digest.catch_up_minutes,
      active: digest.active,
      pausedReason: digest.paused_reason,
      nextDate: digest.next_date,
      nextDue: iso(digest.next_due),
      coveredTo: maybeIso(covered),
      added: iso(digest.added),
      nextSlot: digest.next_slot ?? digest.next_date,
      settings: digest.settings,
      setBy: digest.set_by,
      setIn: digest.set_in,
    };
    yield* lines;
  }
}

async function slotLineOf(db: Database, slot: Selectable<SlotsTable>): Promise<SlotLine> {
  const ofSlot = { digest_id: slot.digest_id, slot: slot.slot };
  const deliveries = await db
    .selectFrom('deliveries')
    .selectAll()
    .where((e) => e.and(ofSlot))
    .orderBy('part')
    .execute();
  const stories = await db
    .selectFrom('digest_stories')
    .selectAll()
    .where((e) => e.and(ofSlot))
    .orderBy('article_id')
    .execute();
  const common = {
    type: 'slot' as const,
    digest: slot.digest_id,
    slot: slot.slot,
    due: iso(slot.due),
    added: iso(slot.added),
  };
  const open = slot.state === 'due' || slot.state === 'composed';
  if (open && deliveries.every((delivery) => delivery.attempted === null))
    return { ...common, state: 'due', coversFrom: null, coversTo: null, note: slot.note, deliveries: [], stories: [] };
  const over = slot.state === 'due' || slot.state === 'composed' ? 'failed' : slot.state;
  return {
    ...common,
    state: over,
    coversFrom: maybeIso(slot.covers_from),
    coversTo: maybeIso(slot.covers_to),
    note: open ? 'was being posted when it was exported' : slot.note,
    deliveries: deliveries.flatMap((delivery) =>
      delivery.state === 'posted' || delivery.state === 'failed'
        ? [
            {
              part: delivery.part,
              place: delivery.place,
              nonce: delivery.nonce,
              state: delivery.state,
              attempted: maybeIso(delivery.attempted),
              messageId: delivery.message_id,
              reason: delivery.reason,
              changed: iso(delivery.changed),
            },
          ]
        : [],
    ),
    stories: stories.map((told) => ({
      article: told.article_id,
      story: told.story,
      position: told.position,
      sent: iso(told.sent),
    })),
  };
}
