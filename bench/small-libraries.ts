import { answerFrom } from '../src/answer/built-in/extractive.ts';
import { readRequest } from '../src/answer/question/read-request.ts';
import type { CandidateSource } from '../src/store/passages/source.ts';
import { memoryLibrary } from './memory-library.ts';
import { readNews, WORKSPACE } from './news-questions.ts';
import { hasGold, readPlain } from './plain-questions.ts';

/**
 * What a team meets that has read little: the library of news-qa is cut by date into libraries of so many articles (60 when not given), and each
 * plain question is asked of the one that has its article and of the next one, which can't answer it:
 * `node bench/small-libraries.ts <folder> [articles]`.
 */
const SIZE = Number(process.argv[3] ?? 60);
const MAX_CHARS = 600;

const { articles } = readNews();
const byDate = articles.toSorted((a, b) => (a.published ?? '').localeCompare(b.published ?? ''));
const groups = Array.from({ length: Math.floor(byDate.length / SIZE) }, (_, i) =>
  byDate.slice(i * SIZE, (i + 1) * SIZE),
);
const sources = groups.map((group): CandidateSource => memoryLibrary(group).source);
const groupOf = new Map(groups.flatMap((group, i) => group.map(({ id }) => [id, i] as const)));

const counts = { inside: 0, right: 0, wrong: 0, near: 0, nearRefused: 0, outside: 0, outsideRefused: 0, nothing: 0 };
const examples: string[] = [];
for (const { article, question, asOf, gold = [], unanswerable } of readPlain()) {
  const group = groupOf.get(article);
  if (group === undefined) continue;
  const ask = async (source: CandidateSource) => {
    const at = new Date(asOf);
    const request = readRequest(question, { asOf: at, zone: 'UTC', conversation: [] });
    return answerFrom(source, { question: request.question, asOf: at, workspace: WORKSPACE, maxChars: MAX_CHARS });
  };
  const [own, other] = [sources[group], sources[(group + 1) % sources.length]];
  if (!own || !other) continue;
  const inside = await ask(own);
  if (unanswerable) {
    counts.near++;
    if (inside.kind === 'refused') counts.nearRefused++;
  } else {
    counts.inside++;
    if (inside.kind === 'answered')
      counts[inside.sentences.some(({ text }) => hasGold(text, gold)) ? 'right' : 'wrong']++;
  }
  const outside = await ask(other);
  counts.outside++;
  if (outside.kind === 'refused') {
    counts.outsideRefused++;
    if (outside.nearest.length === 0) counts.nothing++;
  } else examples.push(`${outside.probable.toFixed(2)} ${question} => ${outside.sentences[0]?.text.slice(0, 160)}`);
}
const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(1);
console.log(
  `${groups.length} libraries of ${SIZE}: right ${percent(counts.right, counts.inside)}, wrong ${percent(counts.wrong, counts.inside)} of ${counts.inside}; ` +
    `near misses refused ${percent(counts.nearRefused, counts.near)} of ${counts.near}; ` +
    `asked where no article is about it: refused ${percent(counts.outsideRefused, counts.outside)} of ${counts.outside}, nothing shown ${percent(counts.nothing, counts.outside)}`,
);
for (const line of examples.slice(0, 40)) console.log(line);
