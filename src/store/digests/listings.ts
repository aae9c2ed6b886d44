import type { Queries } from '../database.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';
import type { DeliveriesTable } from '../tables/digest-tables.ts';
import type { Slot } from './slots.ts';

const MOST_SLOTS = 400;

/** The slots of a digest that were due from an instant up to, and without, another, oldest first. */
export async function slotsBetween(
  db: Queries,
  digest: DigestId,
  from: Date,
  to: Date,
): Promise<(Slot & { slot: string })[]> {
  return db
    .selectFrom('slots')
    .select(['slot', 'due', 'state', 'note', 'tries'])
    .where('digest_id', '=', digest)
    .where('due', '>=', from)
    .where('due', '<', to)
    .orderBy('due')
    .limit(MOST_SLOTS)
    .execute();
}

export interface DeliveryListing {
  digest: DigestId;
  slot: string;
  part: number;
  place: string;
  inThread: boolean;
  state: DeliveriesTable['state'];
  reason: string | null;
  retryAt: Date | null;
  messageId: string | null;
  changed: Date;
  due: Date;
}

export const DELIVERY_STATES = ['planned', 'claimed', 'posted', 'unknown', 'failed'] as const;

/** The messages of a workspace's digests, those that changed last first; of one state where it is given. */
export async function listDeliveries(
  db: Queries,
  workspace: WorkspaceId,
  filter: { state?: DeliveriesTable['state'] | undefined; limit: number; offset: number },
): Promise<DeliveryListing[]> {
  let query = db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digest_id')
    .innerJoin('slots', (join) =>
      join.onRef('slots.digest_id', '=', 'deliveries.digest_id').onRef('slots.slot', '=', 'deliveries.slot'),
    )
    .select([
      'deliveries.digest_id as digest',
      'deliveries.slot',
      'deliveries.part',
      'deliveries.place',
      'deliveries.in_thread as inThread',
      'deliveries.state',
      'deliveries.reason',
      'deliveries.retry_at as retryAt',
      'deliveries.message_id as messageId',
      'deliveries.changed',
      'slots.due',
    ])
    .where('digests.workspace_id', '=', workspace);
  if (filter.state) query = query.where('deliveries.state', '=', filter.state);
  return query
    .orderBy('deliveries.changed', 'desc')
    .orderBy('deliveries.digest_id')
    .orderBy('deliveries.slot')
    .orderBy('deliveries.part')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
}
