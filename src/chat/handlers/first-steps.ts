import type { ListItem, Reply } from '../../reply/reply.ts';
import { listDigests } from '../../store/digests/digests.ts';
import { lastBeat } from '../../store/heartbeats.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { workerRuns } from '../checks.ts';
import type { DeskDeps } from '../deps.ts';
import { feedsLookedAfter } from './feed-handlers.ts';

/** What an admin does first in a new workspace, with what is done already; null when all of it is. */
export async function firstSteps(deps: Pick<DeskDeps, 'db' | 'now'>, workspace: WorkspaceId): Promise<Reply | null> {
  const [feeds, articles, digests, beat] = await Promise.all([
    feedsLookedAfter(deps, workspace),
    articlesSearched(deps.db, workspace),
    listDigests(deps.db, workspace),
    lastBeat(deps.db, 'worker'),
  ]);
  const works = workerRuns(beat);
  const steps: { done: boolean; item: ListItem }[] = [
    {
      done: feeds.length > 0,
      item: { text: 'Follow a feed:', commands: ['newsadmin feed add'] },
    },
    {
      done: articles > 0,
      item: { text: 'Or add an article:', commands: ['newsadmin article add'] },
    },
    // A digest that a reader set for themselves is nobody's but theirs.
    {
      done: digests.some(({ settings }) => !settings.reader),
      item: { text: 'Set a daily digest:', commands: ['newsadmin digest set'] },
    },
    { done: works, item: { text: 'Start the worker, which reads feeds and posts digests: npm run worker' } },
  ];
  // News comes from a feed, or from articles that somebody adds.
  const [feed, article, ...rest] = steps;
  if ((feed?.done || article?.done) && rest.every(({ done }) => done)) return null;
  return {
    blocks: [
      { kind: 'heading', text: 'First steps' },
      {
        kind: 'list',
        items: steps.map(({ done, item }) => ({ ...item, text: `${done ? 'Done' : 'To do'} – ${item.text}` })),
      },
      { kind: 'notice', text: 'Then ask: mention me, or use /ask. /newsadmin status shows whether everything works.' },
    ],
    private: true,
  };
}
