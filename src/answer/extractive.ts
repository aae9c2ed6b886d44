import type { ArticleId, RevisionId, Span } from '../article/article.ts';
import { scoreSentences } from './evidence.ts';
import type { Scored } from './rank.ts';
import { type Candidate, type CandidateSource, type Found, type SearchQuery, searchPassages } from './search.ts';

export interface AnswerSentence extends Span {
  article: ArticleId;
  revision: RevisionId;
  text: string;
}

export type BuiltInAnswer =
  | { kind: 'answered'; sentences: AnswerSentence[]; found: Found }
  | { kind: 'refused'; found: Found };

const PASSAGES = 3;
const MIN_COVERAGE = 0.55;
const MIN_NAMES = 0.5;

/**
 * Answers with whole sentences of the stored articles, at most `maxChars` of them; refuses when the best passages hold too little
 * of what was asked. No model is involved.
 */
export async function answerFrom(
  source: CandidateSource,
  query: SearchQuery & { maxChars: number },
): Promise<BuiltInAnswer> {
  const found = await searchPassages(source, query);
  if (!answers(found)) return { kind: 'refused', found };
  const sentences = pickSentences(found, query.maxChars);
  return sentences.length > 0 ? { kind: 'answered', sentences, found } : { kind: 'refused', found };
}

/** Whether the evidence is about what was asked: most of the question's rare words, and its names, stand in one of the best passages. */
export function answers(found: Found): boolean {
  const [best] = found.passages;
  if (!best || found.question.terms.length === 0) return false;
  return best.coverage >= MIN_COVERAGE && best.names >= MIN_NAMES;
}

/** The best sentences of the best passages, in reading order within a passage, as many as fit. */
function pickSentences(found: Found, maxChars: number): AnswerSentence[] {
  const chosen: AnswerSentence[] = [];
  let room = maxChars;
  const top = found.passages[0]?.score ?? 0;
  for (const scored of found.passages.slice(0, PASSAGES)) {
    if (scored.score < top * 0.6) break;
    const picked = fromPassage(found, scored, room).filter(
      (sentence) =>
        !chosen.some(
          (other) =>
            other.text === sentence.text ||
            (other.revision === sentence.revision && other.start < sentence.end && sentence.start < other.end),
        ),
    );
    chosen.push(...picked);
    room -= picked.reduce((sum, sentence) => sum + sentence.text.length + 1, 0);
  }
  return chosen;
}

function fromPassage(found: Found, { passage }: Scored<Candidate>, room: number): AnswerSentence[] {
  const ranked = scoreSentences(found.question, passage.text, found.frequencies).sort((a, b) => b.score - a.score);
  const best = ranked[0]?.score ?? 0;
  let left = room;
  return ranked
    .filter((sentence) => {
      const length = sentence.end - sentence.start;
      if (sentence.score < best * 0.3 || length + 1 > left) return false;
      left -= length + 1;
      return true;
    })
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({
      article: passage.article,
      revision: passage.revision,
      start: passage.start + start,
      end: passage.start + end,
      text: passage.text.slice(start, end),
    }));
}
