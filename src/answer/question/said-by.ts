import type { QuotedPlace } from '../../store/quotes/spoken-words.ts';
import { SPEECH_VERBS } from '../../text/lists/speech-verbs.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { tokensOf } from '../../text/terms.ts';
import type { AnswerSentence } from '../built-in/extractive.ts';
import { type Frequencies, rarity } from '../rank/rank.ts';
import { analyseQuestion } from './question.ts';

/** A question for what somebody said: "What did the mayor say about the harbour?" */
export interface SaidQuestion {
  /** As the asker names the speaker; may be a pronoun. */
  speaker: string;
  /** Empty when any words of the speaker will do. */
  about: string;
  /** Quotations are asked for by that word ("quotes by the mayor"), so they are to be listed. */
  quotes: boolean;
}

const SAY = [
  ...SPEECH_VERBS.filter(({ reports }) => reports).flatMap(({ forms }) => forms),
  ...['think', 'thinks', 'thought', 'comment', 'commented'],
].join('|');
const ANSWER = 'respond|responded|react|reacted|reply|replied|comment|commented';
const ABOUT = 'about|on|regarding|concerning|of|to|over|after|when|as to';
const REST = `(?: (?:${ABOUT}) (?<about>.+?))?$`;
const FORMS = [
  `^(?:and |so |but )?what (?:else )?(?:did|does|do|has|have|had) (?<speaker>.{2,80}?) (?:just |also |really |publicly |exactly )?(?:${SAY})${REST}`,
  `^(?:everything|anything|all)(?: that)? (?<speaker>.{2,80}?) (?:has |have |had )?(?:ever |just |recently )?(?:${SAY})${REST}`,
  `^(?:and |so |but )?how (?:did|does|has|have) (?<speaker>.{2,80}?) (?:${ANSWER})${REST}`,
  `^what (?:is|are|was|were) (?<speaker>.{2,80}?)['’]s? (?:views?|position|words|reaction|response|comments?|statement|opinion|take|message)${REST}`,
  `^(?:(?:list|show|give|get|find|display|read)(?: me| us)? )?(?:all |every |any |some |the |best |most important |key |top |direct |latest |recent )*(?<quotes>quotes?|quotations|words|statements|comments) (?:by|of|from) (?<speaker>.{2,80}?)${REST}`,
].map((form) => new RegExp(form, 'i'));
const NOBODY =
  /^(?:people|anyone|anybody|someone|somebody|everyone|it|that|this|there|you|i|we)$|\b(?:article|story|piece|report|text|digest|page)s?$/i;
const PERSON = /^(?:he|she|they)$/i;
const SUBJECT = /^(?:it|that|this|them|those|these|him|her)$/i;
const MOST = 3;
const MOST_WORDS = 3;
/** A sentence is looked for within so many characters of a quotation, its subject within so many. */
const AROUND = 600;
const PARAGRAPH = 250;
/** Share of the subject's weight that must stand in the quotation, its surroundings or the title. */
const MIN_COVERAGE = 0.5;
const IN_QUOTE = 1;
const IN_PASSAGE = 0.6;
const IN_TITLE = 0.4;

/** A sentence in which somebody's words stand, with the time they were printed. */
export interface QuotedSentence extends AnswerSentence {
  published: Date | null;
}

/**
 * What a question asks for when it asks for somebody's words; null for other questions. A pronoun stands for the first name of
 * `context` (conversation.ts), "that" for its words.
 */
export function saidQuestion(question: string, context = ''): SaidQuestion | null {
  const asked = question
    .trim()
    .replace(/[?!.\s]+$/, '')
    .replace(/\s+/g, ' ');
  for (const form of FORMS) {
    const groups = form.exec(asked)?.groups;
    const named = groups?.speaker?.replace(/^(?:the|a|an) /i, '').trim();
    if (!named || NOBODY.test(named)) continue;
    const speaker = PERSON.test(named) ? firstName(context) : named;
    if (speaker === null) return null;
    const about = groups?.about?.trim() ?? '';
    return {
      speaker,
      about: SUBJECT.test(about) ? context.replaceAll(speaker, '') : about,
      quotes: /^quot/i.test(groups?.quotes ?? ''),
    };
  }
  return null;
}

/**
 * The sentences in which somebody's words on a subject stand, best first: those whose quotation, surroundings or title hold the
 * subject's rare words. Empty when no quotation is about it.
 */
export function wordsOn(
  about: string,
  quotes: readonly QuotedPlace[],
  frequencies: Frequencies,
  maxChars: number,
): QuotedSentence[] {
  const terms = analyseQuestion(about).terms.map(({ term }) => ({
    term,
    weight: Math.max(0.3, rarity(term, frequencies)),
  }));
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const rated = quotes.map((quote) => {
    const inQuote = termsIn(quote.text.slice(quote.start, quote.end));
    const around = termsIn(paragraphAround(quote));
    const title = termsIn(quote.title);
    let covered = 0;
    let score = 0;
    for (const { term, weight } of terms) {
      const best = inQuote.has(term) ? IN_QUOTE : around.has(term) ? IN_PASSAGE : title.has(term) ? IN_TITLE : 0;
      if (best > 0) covered += weight;
      score += weight * best;
    }
    return { quote, score, coverage: total > 0 ? covered / total : 1 };
  });
  const fitting = rated
    .filter(({ coverage }) => coverage >= MIN_COVERAGE)
    .sort((a, b) => b.score - a.score || (b.quote.published?.getTime() ?? 0) - (a.quote.published?.getTime() ?? 0));
  const chosen = new Map<string, QuotedSentence>();
  let room = maxChars;
  for (const { quote } of fitting) {
    const sentence = sentenceOf(quote, new Set(terms.map(({ term }) => term)));
    if (!sentence || sentence.text.length > room || chosen.has(sentence.text)) continue;
    chosen.set(sentence.text, { ...sentence, published: quote.published });
    room -= sentence.text.length + 1;
    if (chosen.size === MOST) break;
  }
  return [...chosen.values()];
}

/** The quotation's own paragraph, as far as it is near. */
function paragraphAround({ text, start, end }: QuotedPlace): string {
  const from = Math.max(start - PARAGRAPH, text.lastIndexOf('\n', start - 1) + 1, 0);
  const line = text.indexOf('\n', end);
  return text.slice(from, Math.min(end + PARAGRAPH, line < 0 ? text.length : line));
}

/** Of the sentences that a quotation reaches into, the one with most of the subject; the first when none has any. */
function sentenceOf(quote: QuotedPlace, subject: ReadonlySet<string>): AnswerSentence | null {
  const from = Math.max(0, quote.start - AROUND);
  const near = quote.text.slice(from, quote.end + AROUND);
  const sentences = sentencesOf(near)
    .map(({ start, end }) => ({ start: from + start, end: from + end }))
    .filter(({ start, end }) => start < quote.end && end > quote.start)
    .map((span) => {
      const text = quote.text.slice(span.start, span.end);
      return { ...span, text, held: [...termsIn(text)].filter((term) => subject.has(term)).length };
    });
  const best = sentences.reduce<(typeof sentences)[number] | null>(
    (most, sentence) => (most === null || sentence.held > most.held ? sentence : most),
    null,
  );
  return (
    best && {
      article: quote.article,
      revision: quote.revision,
      start: best.start,
      end: best.end,
      text: best.text,
      also: [],
    }
  );
}

/** The words of a subject, as written, without small ones; at most three. */
export function contentWords(about: string): string[] {
  const positions = new Set(analyseQuestion(about).terms.map(({ term }) => term));
  const words = tokensOf(about).flatMap(({ term, start, end }) =>
    positions.has(term) ? [about.slice(start, end)] : [],
  );
  return words.slice(0, MOST_WORDS);
}

function firstName(text: string): string | null {
  return /(?<!\p{L})\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/u.exec(text)?.[0] ?? null;
}

function termsIn(text: string): Set<string> {
  return new Set(tokensOf(text).map((token) => token.term));
}
