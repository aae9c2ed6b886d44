import type { Block, Reply } from '../../reply/reply.ts';
import { listDigests } from '../../store/digests/digests.ts';
import { recentSlots } from '../../store/digests/slots.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

/** `/newsadmin status`: store, queue, model and digests in plain words, with the reason where something does not work. */
export async function status(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const [stored, digests, queue] = await Promise.all([
    articlesSearched(deps.db, caller.workspace),
    listDigests(deps.db, caller.workspace),
    deps.queueCounts().then(
      (counts) =>
        `waiting ${(counts.waiting ?? 0) + (counts.wait ?? 0)}, running ${counts.active ?? 0}, failed ${counts.failed ?? 0}`,
      () => 'not reachable: digests and feeds wait until it is back',
    ),
  ]);
  const items = [
    { text: 'Store', detail: `${stored} ${stored === 1 ? 'article' : 'articles'}` },
    { text: 'Job queue', detail: `${deps.config.REDIS_URL ? 'Redis' : 'PostgreSQL'}, ${queue}` },
    { text: 'Model', detail: deps.model?.name ?? 'none: built-in summaries and answers' },
  ];
  for (const digest of digests.slice(0, 10)) {
    const [last] = await recentSlots(deps.db, digest.id, 1);
    const next = digest.active
      ? `next ${digest.next.localDate} ${digest.at} ${digest.zone}`
      : `paused: ${digest.pausedReason}`;
    items.push({
      text: `Digest ${digest.id} in ${digest.place}`,
      detail: `${next}${last ? `; last ${last.slot}: ${last.state}${last.note ? ` (${last.note})` : ''}` : ''}`,
    });
  }
  const blocks: Block[] = [
    { kind: 'heading', text: 'Copydesk status' },
    { kind: 'list', items },
  ];
  return { blocks, private: true };
}
