import type { Span } from '../text/span.ts';
import { atParagraphEnd, emptyMemory, findingsIn, type Memory } from './attribute/carry-over.ts';
import { confidenceOf } from './attribute/confidence.ts';
import type { Finding, Rule } from './attribute/finding.ts';
import { statementIn } from './attribute/indirect.ts';
import { noteStatement, speakerOf } from './attribute/speakers.ts';
import { capitalLabel, type LabelledSpeech, labelledSpeech } from './attribute/transcript.ts';
import { blockQuotation, paragraphsOf } from './find/paragraphs.ts';
import { findQuotations, type Quotation } from './find/quotations.ts';
import { type Sentence, sentencesOf } from './grammar/units.ts';
import { type Cast, newCast, type OnPronoun } from './people/cast.ts';
import { noteSentence } from './people/mentions.ts';
import type { Quote } from './quote.ts';

/** A quote with the construction that its speaker was found by. */
export interface ReadQuote extends Quote {
  rule: Rule | null;
}

interface Reading {
  text: string;
  cast: Cast;
  quotations: Quotation[];
  quotes: ReadQuote[];
  memory: Memory;
  /** The label of the paragraph before, where it began with one. */
  label: string | null;
  utterance: number;
}

/**
 * The quotes of an article in text order, with speakers; `title` helps to know the people. Pure; linear in the length.
 * What is said of a paragraph never depends on the paragraphs after it, unless it ends in an open quotation.
 */
export function quotesOf(text: string, options: { title?: string } = {}): Quote[] {
  return readQuotes(text, options).quotes.map(({ rule: _, ...quote }) => quote);
}

/** As `quotesOf`, with the construction behind each speaker and the people that the article names. */
export function readQuotes(
  text: string,
  { title, onPronoun }: { title?: string; onPronoun?: OnPronoun } = {},
): { quotes: ReadQuote[]; cast: Cast } {
  const paragraphs = paragraphsOf(text);
  const quotations = findQuotations(text, paragraphs);
  const reading: Reading = {
    text,
    cast: newCast(onPronoun),
    quotations,
    quotes: [],
    memory: emptyMemory(),
    label: null,
    utterance: -1,
  };
  if (title !== undefined) noteTitle(reading.cast, title);
  let first = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    let end = first;
    while (quotations[end]?.paragraph === index) end++;
    readParagraph(reading, paragraph, index, first, end);
    first = end;
  }
  reading.quotes.sort((a, b) => a.start - b.start || b.end - a.end);
  return { quotes: reading.quotes, cast: reading.cast };
}

function noteTitle(cast: Cast, title: string): void {
  for (const sentence of sentencesOf(title, { start: 0, end: title.length }, -1, [], 0))
    noteSentence(cast, title, sentence);
  cast.mentions = [];
}

function readParagraph(reading: Reading, paragraph: Span, index: number, first: number, end: number): void {
  const { text, cast, quotations } = reading;
  const here = quotations.slice(first, end);
  const block = blockQuotation(text, paragraph);
  if (block !== null) {
    const { announces, earlier } = reading.memory;
    push(reading, block, 'direct', announces && earlier !== null ? { ...earlier, rule: 'colon' } : null, true);
  }
  const labelled = labelledSpeech(text, paragraph, index, here[0], cast.people, reading.label);
  reading.label = capitalLabel(text, paragraph);
  if (labelled !== null) {
    if (labelled.finding !== null)
      reading.memory = { ...reading.memory, paragraph: labelled.finding, earlier: labelled.finding };
    if (!labelled.marked) push(reading, labelled.words, 'direct', labelled.finding, true);
  }
  for (const sentence of sentencesOf(text, paragraph, index, here, first)) readSentence(reading, sentence, labelled);
  reading.memory = atParagraphEnd(reading.memory);
}

function readSentence(reading: Reading, sentence: Sentence, labelled: LabelledSpeech | null): void {
  const { text, cast, quotations } = reading;
  const read = findingsIn(text, sentence, quotations, reading.memory);
  reading.memory = read.memory;
  noteSentence(cast, text, sentence);
  const statement = statementIn(sentence, read.attributions);
  // The label of a transcript is no part of what is told behind it.
  const past = labelled !== null && statement !== null && statement.content.start < labelled.words.start;
  if (statement !== null && !past) push(reading, statement.content, 'indirect', statement.finding, true);
  else if (read.statement !== null && read.findings.length === 0) noteStatement(cast, text, read.statement);
  let previous: Finding | null = null;
  for (const { quotation, finding, term } of read.findings) {
    const label = labelled?.marked && quotation.start < labelled.words.start ? labelled : null;
    const span = label?.words ?? { start: quotation.start, end: quotation.end };
    const by = label === null ? finding : label.finding;
    const same =
      quotation.continues ||
      (previous !== null && by !== null && previous.cue?.from === by.cue?.from && !startsAnew(reading));
    push(reading, span, term ? 'term' : kindOf(text, span, by, same, reading.quotes.at(-1)), by, !same);
    if (quotation.continues && by !== null && (by.rule === 'after' || by.rule === 'inverted')) fillBack(reading, by);
    if (!term) previous = by;
  }
}

/** True when the piece before ended like a sentence: what follows is another utterance. */
function startsAnew({ quotes }: Reading): boolean {
  return /[.!?][’'”"]?$/u.test(quotes.at(-1)?.text ?? '');
}

/** Whole words of somebody, or some of them in the reporter's sentence. */
function kindOf(
  text: string,
  { start, end }: Span,
  finding: Finding | null,
  same: boolean,
  before: Quote | undefined,
): Quote['kind'] {
  if (same && before?.kind === 'direct') return 'direct';
  const whole = /^[\p{Lu}\d[("“‘'¿¡…]|^\.\.\./u.test(text.slice(start, start + 3));
  const closed = /[.,!?…—–-][’'”")\]]?$/u.test(text.slice(Math.max(start, end - 3), end));
  const introduced = finding !== null && /^(?:after|inverted|colon|continued|transcript|dash)$/u.test(finding.rule);
  return whole && (closed || introduced) ? 'direct' : 'partial';
}

function push(
  reading: Reading,
  { start, end }: Span,
  kind: Quote['kind'],
  finding: Finding | null,
  opens: boolean,
): void {
  const { text } = reading;
  if (opens) reading.utterance++;
  const quote: ReadQuote = {
    start,
    end,
    text: text.slice(start, end),
    kind,
    speaker: null,
    cue: null,
    via: [],
    utterance: Math.max(0, reading.utterance),
    confidence: 0,
    rule: finding?.rule ?? null,
  };
  reading.quotes.push(quote);
  if (finding !== null && kind !== 'term') attribute(reading, quote, finding);
}

function attribute({ text, cast }: Reading, quote: ReadQuote, finding: Finding): void {
  const { speaker, via, open } = speakerOf(cast, text, finding);
  const units = finding.sentence.units;
  const from = finding.cue === null ? undefined : units[finding.cue.from]?.start;
  const to = finding.cue === null ? undefined : units[finding.cue.to - 1]?.end;
  quote.speaker = speaker;
  quote.via = via;
  quote.cue = from === undefined || to === undefined ? null : { start: from, end: to, text: text.slice(from, to) };
  const pronoun = finding.subject.kind === 'pronoun' ? (open ? 'open' : 'resolved') : null;
  const { kind } = quote;
  const alone = isParagraph(text, quote);
  quote.confidence = confidenceOf({ rule: finding.rule, pronoun, alone, kind, speaker: speaker.kind });
  quote.rule = finding.rule;
}

/** True where nothing but its marks stands beside a quotation in its paragraph. */
function isParagraph(text: string, { start, end }: Span): boolean {
  return (
    /(?:^|\n)[\s"“„«‘'>]{0,3}$/u.test(text.slice(Math.max(0, start - 4), start)) &&
    /^["”“»’']{0,2}\s*(?:\n|$)/u.test(text.slice(end, end + 4))
  );
}

const guessed = new Set<Rule>(['paragraph-before', 'subject', 'subject-before', 'sentence-before', 'continued']);

/** `“… [new paragraph] “…,” Smith said`: the paragraphs before, which were left open, are Smith's too. */
function fillBack(reading: Reading, finding: Finding): void {
  const { quotes, utterance } = reading;
  for (let at = quotes.length - 2; at >= 0; at--) {
    const quote = quotes[at];
    if (quote === undefined || quote.utterance !== utterance) return;
    if (quote.rule === null || guessed.has(quote.rule)) attribute(reading, quote, { ...finding, rule: 'continued' });
  }
}
