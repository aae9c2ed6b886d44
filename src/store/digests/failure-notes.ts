import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { DigestId } from '../schema.ts';
import { type Clock, clockTime } from './clock.ts';

/** Notes a reason for whoever set the digest: told once, until a post succeeds or another reason comes. */
export async function noteForAdmins(db: Queries, id: DigestId, reason: string): Promise<void> {
  await db
    .updateTable('digests')
    .set({ notice: reason, notice_at: sql<Date>`clock_timestamp()`, told_reason: reason })
    .where('id', '=', id)
    .where((e) => e.or([e('told_reason', 'is', null), e('told_reason', '<>', reason)]))
    .execute();
}

const NOTICES = 20;
const NOTICE_RETRY_MINUTES = 10;

/** Takes the notices to tell now. One that could not be told is put back with `noteForAdmins`' reason by `putNoticeBack`. */
export async function takeNotices(db: Queries, clock: Clock): Promise<{ digest: DigestId; reason: string }[]> {
  const rows = await db
    .selectFrom('digests')
    .select(['id', 'notice'])
    .where('notice', 'is not', null)
    .where('notice_at', '<=', clockTime(clock))
    .orderBy('notice_at')
    .limit(NOTICES)
    .execute();
  const taken: { digest: DigestId; reason: string }[] = [];
  for (const row of rows) {
    const { numUpdatedRows } = await db
      .updateTable('digests')
      .set({ notice: null })
      .where('id', '=', row.id)
      .where('notice', '=', row.notice)
      .executeTakeFirst();
    if (numUpdatedRows > 0n && row.notice) taken.push({ digest: row.id, reason: row.notice });
  }
  return taken;
}

export async function putNoticeBack(db: Queries, id: DigestId, reason: string): Promise<void> {
  await db
    .updateTable('digests')
    .set({ notice: reason, notice_at: sql<Date>`clock_timestamp() + make_interval(mins => ${NOTICE_RETRY_MINUTES})` })
    .where('id', '=', id)
    .where('told_reason', '=', reason)
    .execute();
}
