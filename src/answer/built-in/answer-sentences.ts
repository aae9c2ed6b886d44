import type { Frequencies } from '../../text/rarity.ts';
import { isStopWord, tokensOf } from '../../text/terms.ts';
import { answerSpots } from '../question/answer-type.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { recency } from '../rank/first-look.ts';
import type { Rankable, Scored } from '../rank/rank.ts';
import { sentencesIn, wordsOf } from '../rank/read-passage.ts';
import { weighQuestion } from '../rank/weigh-question.ts';

/** What a sentence of the best passages is judged by; none depends on the size of the library. */
export interface SentenceMeasures {
  /** How far its passage stands behind the best one (0 or less). */
  behind: number;
  /** Share of the question's weight in it, in the sentence before and after; of the sentence that asks. */
  held: number;
  before: number;
  after: number;
  asked: number;
  /** It holds something of the kind that is asked for. */
  kind: number;
  /** Weight of the heaviest word that it shares with the best passages of other articles. */
  typical: number;
  opens: number;
  recent: number;
}

export interface RatedSentence<T> {
  passage: T;
  rank: number;
  /** Offsets in the article. */
  start: number;
  end: number;
  text: string;
  measures: SentenceMeasures;
}

const RECENT_DAYS = 14;
const TRUST = 1;

/** The sentences of ranked passages, each once an article, with their measures, in the order of the passages. */
export function answerSentences<T extends Rankable>(
  question: AnalysedQuestion,
  frequencies: Frequencies,
  ranked: readonly Scored<T>[],
  asOf: Date,
): RatedSentence<T>[] {
  const { own, asking, total, askingTotal } = weighQuestion(question, frequencies);
  const asked = new Set(tokensOf(question.text).map(({ term }) => term));
  const best = ranked[0]?.score ?? 0;
  const read = ranked.map(({ passage }) => {
    const { terms: all } = wordsOf(passage);
    return sentencesIn(passage).map(({ start, end, from, to }) => {
      const terms = new Set(all.slice(from, to));
      let held = 0;
      let ask = 0;
      for (const [term, weight] of own) {
        if (!terms.has(term)) continue;
        held += weight;
        if (asking.has(term)) ask += weight;
      }
      return { start, end, terms, held: held / total, asked: ask / askingTotal };
    });
  });
  const common = commonTerms(
    ranked.map(({ passage, score }, i) => ({
      article: passage.article,
      trust: Math.exp((score - best) / TRUST),
      sentences: read[i] ?? [],
    })),
    asked,
  );
  const seen = new Set<string>();
  return ranked.flatMap(({ passage, score }, rank) => {
    const sentences = read[rank] ?? [];
    return sentences.flatMap(({ start, end, terms, held, asked: ask }, i): RatedSentence<T>[] => {
      const text = passage.text.slice(start, end);
      const key = `${passage.article} ${text}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const measures = {
        behind: Math.max(-6, score - best),
        held,
        before: sentences[i - 1]?.held ?? 0,
        after: sentences[i + 1]?.held ?? 0,
        asked: ask,
        kind: answerSpots(question.expected, asked, text).length > 0 ? 1 : 0,
        typical: Math.max(0, ...[...terms].map((term) => common.get(term) ?? 0)),
        opens: i === 0 ? 1 : 0,
        recent: recency(passage.published, asOf, RECENT_DAYS),
      };
      return [{ passage, rank, start: passage.start + start, end: passage.start + end, text, measures }];
    });
  });
}

/** Words that the passages of several articles share near the question's words, the heaviest 1 (see closer-look.ts). */
function commonTerms(
  passages: readonly {
    article: string;
    trust: number;
    sentences: readonly { terms: ReadonlySet<string>; held: number }[];
  }[],
  asked: ReadonlySet<string>,
): Map<string, number> {
  const sums = new Map<string, number>();
  const articles = new Set<string>();
  for (const { article, trust, sentences } of passages) {
    if (articles.has(article)) continue;
    articles.add(article);
    const most = new Map<string, number>();
    for (const { terms, held } of sentences)
      for (const term of terms) most.set(term, Math.max(most.get(term) ?? 0, held));
    for (const [term, held] of most)
      if (term.length > 2 && !asked.has(term) && !isStopWord(term))
        sums.set(term, (sums.get(term) ?? 0) + trust * held);
  }
  const heaviest = Math.max(1e-9, ...sums.values());
  return new Map([...sums].map(([term, sum]) => [term, sum / heaviest]));
}
