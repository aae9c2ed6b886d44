import { answerFrom } from '../src/answer/built-in/extractive.ts';
import { type Found, searchPassages } from '../src/answer/rank/search.ts';
import type { CandidateSource } from '../src/store/passages/source.ts';
import { holdsAnswer, type NewsQuestion, readNews, WORKSPACE } from './news-questions.ts';

/**
 * Search and built-in answers over the news library in memory: `node bench/answers.ts <folder>`. Prints where the first passage with the
 * answer stands, how many answers hold it, how many questions are refused, and the milliseconds of ranking and answering.
 */
const MAX_CHARS = 600;

const { library, questions, unanswerable } = readNews();
const answerable = questions.filter((question) => question.answerable);
const queryOf = ({ question, asOf }: NewsQuestion) => ({ question, asOf: new Date(asOf), workspace: WORKSPACE });

const ranks: number[] = [];
const supported: number[] = [];
for (const question of answerable) {
  const found = await searchPassages(library.source, queryOf(question));
  ranks.push(rankOf(found, question, false));
  supported.push(rankOf(found, question, true));
}
console.log(`search: ${shares(ranks)}; in a supporting article ${shares(supported)}`);

const milliseconds: number[] = [];
let hits = 0;
let answered = 0;
for (const question of answerable) {
  const text = await said(question, library.source);
  if (text === null) continue;
  answered++;
  if (holdsAnswer(text, question.answer ?? '')) hits++;
}
let refused = 0;
for (const question of unanswerable) if ((await said(question, library.source)) === null) refused++;
let without = 0;
for (const question of answerable)
  if ((await said(question, library.without(new Set(question.support)))) === null) without++;
const share = (n: number, of: readonly unknown[]) => (100 * n) / of.length;
const [yes, no] = [share(answered, answerable), share(refused, unanswerable)];
console.log(
  `ask: hit ${share(hits, answerable).toFixed(1)}, answered ${yes.toFixed(1)}, refused ${no.toFixed(1)}, ` +
    `balanced ${((yes + no) / 2).toFixed(1)}; refused without the supporting articles ${share(without, answerable).toFixed(1)}`,
);
milliseconds.sort((a, b) => a - b);
const at = (part: number) => (milliseconds[Math.floor(milliseconds.length * part)] ?? 0).toFixed(1);
console.log(`ranking and answering: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);

/** The built-in answer, null for a refusal; the time that the source takes is not counted. */
async function said(question: NewsQuestion, source: CandidateSource): Promise<string | null> {
  let searched = 0;
  const timed: CandidateSource = {
    async search(wanted) {
      const from = performance.now();
      const found = await source.search(wanted);
      searched = performance.now() - from;
      return found;
    },
  };
  const from = performance.now();
  const answer = await answerFrom(timed, { ...queryOf(question), maxChars: MAX_CHARS });
  milliseconds.push(performance.now() - from - searched);
  return answer.kind === 'refused' ? null : answer.sentences.map(({ text }) => text).join(' ');
}

function rankOf({ passages }: Found, { answer = '', support = [] }: NewsQuestion, supporting: boolean): number {
  const at = passages.findIndex(
    ({ passage }) => holdsAnswer(passage.text, answer) && (!supporting || support.includes(passage.article)),
  );
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1;
}

function shares(ranks: readonly number[]): string {
  const within = (n: number) => ((100 * ranks.filter((rank) => rank <= n).length) / ranks.length).toFixed(1);
  const mrr = (100 * ranks.reduce((sum, rank) => sum + (rank <= 10 ? 1 / rank : 0), 0)) / ranks.length;
  return `@1 ${within(1)} @5 ${within(5)} MRR@10 ${mrr.toFixed(1)}`;
}
