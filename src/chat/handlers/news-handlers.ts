import { dayOf } from '../../answer/paths/last-answer.ts';
import { newestStories } from '../../answer/paths/news-path.ts';
import { type Block, notice, type Reply } from '../../reply/reply.ts';
import { holdings } from '../../store/articles/articles.ts';
import { findPerson, personId } from '../../store/people-settings.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

const SOURCES_SHOWN = 25;

/** `/news latest`: the newest stories, one entry a story. */
export async function latestNews(deps: DeskDeps, caller: Caller, options: OptionsOf<'news latest'>): Promise<Reply> {
  const { topic, source: publisher, count } = options;
  const { languages } = await findPerson(deps.db, personId(caller.workspace, caller.user));
  const { stories } = await newestStories(deps.reading?.() ?? deps.db, caller.workspace, deps.now(), {
    topic,
    publisher,
    count,
    languages: languages ?? [],
  });
  if (stories.length === 0) {
    return notice(
      languages
        ? `No stored article in ${languages.join(', ')} fits that. /news settings changes your languages.`
        : topic || publisher
          ? `I have no stored article ${[topic && `about “${topic}”`, publisher && `from “${publisher}”`].filter(Boolean).join(' ')}. /news sources shows what there is.`
          : 'Nothing is stored yet. An admin can add articles with /newsadmin article add.',
    );
  }
  const blocks: Block[] = stories.map(({ title, url, sentence, publisher, published, sample }) => ({
    kind: 'story',
    title,
    url,
    sentence: sentence?.text ?? null,
    publisher,
    published,
    ...(sample ? { note: 'sample' } : {}),
  }));
  return { blocks: [{ kind: 'heading', text: 'Latest news' }, ...blocks], private: true };
}

/** `/news sources`: publishers, articles and the dates they span. */
export async function newsSources(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const stored = await holdings(deps.reading?.() ?? deps.db, caller.workspace, SOURCES_SHOWN);
  if (stored.articles === 0)
    return notice('Nothing is stored yet. An admin can add articles with /newsadmin article add.');
  return {
    blocks: [
      { kind: 'heading', text: `${stored.articles} stored ${stored.articles === 1 ? 'article' : 'articles'}` },
      {
        kind: 'list',
        items: stored.sources.map((source) => ({
          text: source.publisher ?? 'No publisher given',
          detail: `${source.articles} ${source.articles === 1 ? 'article' : 'articles'}${source.newest ? `, newest ${dayOf(source.newest)}` : ''}`,
        })),
      },
      ...(stored.oldest && stored.newest
        ? [{ kind: 'notice' as const, text: `Published ${dayOf(stored.oldest)} to ${dayOf(stored.newest)}.` }]
        : []),
    ],
    private: true,
  };
}
