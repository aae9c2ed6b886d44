import type { RevisionId } from '../../article/article.ts';
import { type Block, notice, type Reply } from '../../reply/reply.ts';
import { holdings } from '../../store/articles/articles.ts';
import { summariesOf } from '../../store/articles/summaries.ts';
import { articlesBetween } from '../../store/digests/digest-news.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { COMMAND_NAMES, COMMANDS, commandSpec, type OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

const LATEST_CANDIDATES = 200;
const SOURCES_SHOWN = 25;

/** `/news latest`: the newest stories, one entry a story; those published in `window` when there are some. */
export async function latestNews(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'news latest'>,
  window: { since: Date | null; until: Date | null } = { since: null, until: null },
): Promise<Reply> {
  const newestOf = (published: { since: Date | null; until: Date | null }) =>
    articlesBetween(deps.db, caller.workspace, {
      from: new Date(0),
      to: deps.now(),
      topic: options.topic ?? null,
      publisher: options.source ?? null,
      published,
      limit: LATEST_CANDIDATES,
    });
  const timed = window.since !== null || window.until !== null;
  const inTime = await newestOf(window);
  const items = inTime.length > 0 || !timed ? inTime : await newestOf({ since: null, until: null });
  if (items.length === 0) {
    return notice(
      options.topic || options.source
        ? 'No stored article fits that. /news sources shows what there is.'
        : 'Nothing is stored yet. An admin can add articles with /newsadmin article add.',
    );
  }
  const stories = new Map(items.toReversed().map((item) => [item.story, item]));
  const newest = [...stories.values()].reverse().slice(0, options.count ?? 5);
  const summaries = await summariesOf(
    deps.db,
    newest.map((item) => item.revision as RevisionId),
  );
  const blocks: Block[] = newest.map((item) => ({
    kind: 'story',
    title: item.title,
    url: item.url,
    sentence: summaries.get(item.revision as RevisionId)?.keyPoints[0]?.text ?? null,
    publisher: item.publisher,
    published: item.published,
    ...(item.sample ? { note: 'sample' } : {}),
  }));
  const older: Block[] =
    inTime.length === 0 ? [{ kind: 'text', text: 'Nothing stored is from that time. The newest:' }] : [];
  return { blocks: [{ kind: 'heading', text: 'Latest news' }, ...older, ...blocks], private: true };
}

/** `/news sources`: publishers, articles and the dates they span. */
export async function newsSources(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const stored = await holdings(deps.db, caller.workspace, SOURCES_SHOWN);
  if (stored.articles === 0)
    return notice('Nothing is stored yet. An admin can add articles with /newsadmin article add.');
  return {
    blocks: [
      { kind: 'heading', text: `${stored.articles} stored ${stored.articles === 1 ? 'article' : 'articles'}` },
      {
        kind: 'list',
        items: stored.sources.map((source) => ({
          text: source.publisher ?? 'No publisher given',
          detail: `${source.articles} ${source.articles === 1 ? 'article' : 'articles'}${source.newest ? `, newest ${isoDay(source.newest)}` : ''}`,
        })),
      },
      ...(stored.oldest && stored.newest
        ? [{ kind: 'notice' as const, text: `Published ${isoDay(stored.oldest)} to ${isoDay(stored.newest)}.` }]
        : []),
    ],
    private: true,
  };
}

/** `/news help`: what Copydesk does, with an example, and every command this person may use. */
export async function newsHelp(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const stored = await articlesSearched(deps.db, caller.workspace);
  const commands = COMMAND_NAMES.filter((name) => caller.admin || commandSpec(name).who === 'all');
  return {
    blocks: [
      {
        kind: 'text',
        text: 'I answer from the stored news articles and nothing else. Every statement names its article; every quotation is word for word.',
      },
      {
        kind: 'list',
        items: [
          { text: 'Ask in plain words', detail: 'mention me, write to me directly, or use /ask' },
          { text: 'Follow up', detail: 'go on in the same thread; what was said before counts for 30 days' },
          { text: 'Find a quotation', detail: '/quote with words, a speaker, a source or a time' },
        ],
      },
      { kind: 'list', items: commands.map((name) => ({ text: `/${name}`, detail: COMMANDS[name].description })) },
      {
        kind: 'notice',
        text: `${stored} ${stored === 1 ? 'article is' : 'articles are'} stored. When the articles do not say, I say so.`,
      },
    ],
    private: true,
  };
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
