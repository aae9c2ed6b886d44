import { join } from 'node:path';
import { analyseQuestion } from '../src/answer/question/question.ts';
import { evidenceSentences } from '../src/answer/rank/evidence-sentences.ts';
import { contextFor, MOST_ARTICLES } from '../src/answer/with-model/context.ts';
import type { WorkspaceId } from '../src/store/schema.ts';
import { type LibraryArticle, memoryLibrary, readRows } from './memory-library.ts';
import { isEvidence, readPlain } from './plain-questions.ts';

/**
 * `node bench/model-context.ts <kit folder> [characters]`: how often the sentence that answers a plain question is among those that a
 * model would be given, by style of the question. No model is involved.
 */
const folder = process.argv[2] ?? '.';
const characters = Number(process.argv[3] ?? 24_000);
const { source } = memoryLibrary(readRows<LibraryArticle>(join(folder, 'news-qa', 'library.jsonl.gz')));
const tally = new Map<string, { n: number; article: number; evidence: number }>();
for (const { question, asOf, article, style = 'plain', evidence, unanswerable } of readPlain()) {
  if (unanswerable || !evidence) continue;
  const query = {
    question: analyseQuestion(question),
    asOf: new Date(`${asOf}T23:59:59Z`),
    workspace: 'bench' as WorkspaceId,
  };
  const articles = await evidenceSentences(source, query, MOST_ARTICLES);
  const context = contextFor(articles, new Map(), characters);
  const given = context.articles.flatMap(({ sentences }) => sentences.map(({ text }) => text));
  for (const key of [style, 'all']) {
    const count = tally.get(key) ?? { n: 0, article: 0, evidence: 0 };
    tally.set(key, {
      n: count.n + 1,
      article: count.article + (articles.some((one) => one.article === article) ? 1 : 0),
      evidence: count.evidence + (given.some((text) => isEvidence(text, evidence)) ? 1 : 0),
    });
  }
}
for (const [key, { n, article, evidence }] of tally)
  console.log(
    `${key.padEnd(10)} ${n} questions: right article among the best ${((100 * article) / n).toFixed(1)} %, answering sentence in the context ${((100 * evidence) / n).toFixed(1)} %`,
  );
