import { answerInTime } from '../answer/built-in/in-time.ts';
import { readRequest } from '../answer/question/read-request.ts';
import type { ArticleId, RevisionId } from '../article/article.ts';
import { passagesOf } from '../index/passages/cut.ts';
import { type ArticleText, type Candidate, type CandidateSource, TEXT_LIMIT } from '../store/passages/source.ts';
import { TERMINAL } from '../store/schema.ts';
import { tokensOf } from '../text/terms.ts';

/** A text as a library of one article: what `ask --jsonl` asks when a line brings its own text. Offsets are those of the text. */
export function oneText(text: string): CandidateSource {
  const whole: ArticleText = {
    article: 'text' as ArticleId,
    revision: 0 as RevisionId,
    title: '',
    dateline: null,
    text,
    publisher: null,
    published: null,
    url: null,
  };
  const passages = passagesOf(text).map(
    ({ start, end }): Candidate => ({ ...whole, start, end, text: text.slice(start, end) }),
  );
  const terms = passages.map((passage) => new Set(tokensOf(passage.text).map(({ term }) => term)));
  return {
    termsLike: async (term) => [...new Set(terms.flatMap((held) => [...held]))].filter((known) => known[0] === term[0]),
    texts: async () => [{ ...whole, text: text.slice(0, TEXT_LIMIT) }],
    async search({ question, limit }) {
      const counts = new Map(question.terms.map(({ term }) => [term, terms.filter((held) => held.has(term)).length]));
      const holding = passages.filter((_, i) => question.terms.some(({ term }) => terms[i]?.has(term)));
      return { frequencies: { passages: passages.length, counts }, candidates: holding.slice(0, limit) };
    },
  };
}

/** One line of `ask --jsonl` on a given text: the question of fact, answered from it as if it were the one article stored. */
export async function askTextLine(line: { id: unknown; question: string; text: string }, asOf: Date, maxChars: number) {
  const { question, window } = readRequest(line.question, { asOf, zone: 'UTC' });
  const query = { question, window, asOf, workspace: TERMINAL, maxChars };
  const answer = await answerInTime([oneText(line.text)], query);
  const cite = ({ start, end, text }: { start: number; end: number; text: string }) => ({ start, end, text });
  if (answer.kind === 'refused')
    return { id: line.id, refused: true, answer: '', citations: [], nearest: answer.nearest.map(cite) };
  const text = answer.sentences.map((sentence) => sentence.text).join(' ');
  return { id: line.id, refused: false, answer: text, citations: answer.sentences.map(cite), nearest: [] };
}
