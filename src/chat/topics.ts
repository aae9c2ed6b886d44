import { listArticles } from '../store/articles/articles.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { fold, isStopWord, tokensOf } from '../text/terms.ts';
import type { DeskDeps } from './deps.ts';

const HEADLINES = 200;
const SHORTEST = 4;

/** Topics to choose from: those of digests and wires, then the words that stand in most of the newest headlines. */
export async function suggestTopics(deps: DeskDeps, workspace: WorkspaceId, typed: string): Promise<string[]> {
  const [digests, wires, newest] = await Promise.all([
    listDigests(deps.db, workspace),
    listWires(deps.db, workspace),
    listArticles(deps.db, workspace, { limit: HEADLINES }),
  ]);
  const set = [...digests, ...wires].flatMap(({ topic, settings }) => (topic && !settings.reader ? [topic] : []));
  const part = fold(typed.trim());
  const known = new Map<string, string>();
  for (const topic of [...set, ...wordsOfHeadlines(newest.map(({ title }) => title))])
    if (fold(topic).includes(part) && !known.has(fold(topic))) known.set(fold(topic), topic);
  return [...known.values()];
}

/** Words of two headlines and more, those of most first, as they are written most often. */
function wordsOfHeadlines(titles: readonly string[]): string[] {
  const words = new Map<string, { headlines: number; written: Map<string, number> }>();
  for (const title of titles) {
    const seen = new Set<string>();
    for (const { term, start, end } of tokensOf(title)) {
      if (isStopWord(term) || end - start < SHORTEST || seen.has(term) || /\d/.test(term)) continue;
      seen.add(term);
      const word = words.get(term) ?? { headlines: 0, written: new Map<string, number>() };
      const form = title.slice(start, end);
      words.set(term, word);
      word.headlines += 1;
      word.written.set(form, (word.written.get(form) ?? 0) + 1);
    }
  }
  return [...words.values()]
    .filter(({ headlines }) => headlines > 1)
    .sort((a, b) => b.headlines - a.headlines)
    .flatMap(({ written }) => [...written].sort(([, a], [, b]) => b - a)[0]?.[0] ?? []);
}
