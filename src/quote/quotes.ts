import type { Span } from '../text/span.ts';
import { atParagraphEnd, emptyMemory, findingsIn, type Memory } from './attribute/carry-over.ts';
import { attributionThreshold } from './attribute/confidence.ts';
import type { Finding, Rule } from './attribute/finding.ts';
import { statementIn } from './attribute/indirect.ts';
import { nameSpeaker, type ReadQuote } from './attribute/name-speaker.ts';
import { noteStatement } from './attribute/speakers.ts';
import { carriedFrame, type Frame, frameOf, saidPlainly } from './attribute/stance.ts';
import { capitalLabel, type LabelledSpeech, labelledSpeech, type Turns } from './attribute/transcript.ts';
import { isByline, isCaption, isLink } from './find/captions.ts';
import { findQuotations, type Quotation } from './find/quotations.ts';
import { blockQuotation, paragraphsOf } from './find/quoted-paragraphs.ts';
import { foreignStance } from './foreign/foreign-stance.ts';
import { plainlySaid } from './foreign/plainly-said.ts';
import type { Attribution } from './grammar/attribution.ts';
import { attributionsIn } from './grammar/clauses.ts';
import type { Language } from './grammar/lexicon.ts';
import { type Sentence, sentencesOf } from './grammar/units.ts';
import { type Cast, newCast, type OnPronoun } from './people/cast.ts';
import { noteSentence } from './people/mentions.ts';
import { pronounOf } from './people/pronouns.ts';
import { isUnsaid, type Quote, type Speaker } from './quote.ts';

interface Reading {
  text: string;
  cast: Cast;
  quotations: Quotation[];
  quotes: ReadQuote[];
  memory: Memory;
  /** The label of the paragraph before, where it began with one. */
  label: string | null;
  /** Offset behind the label of the paragraph being read, 0 without one. */
  labelEnd: number;
  /** Of the paragraph before. */
  language: Language;
  turns: Turns;
  utterance: number;
  /** Of what other quotations carry on. */
  frames: WeakMap<Finding, Frame>;
}

/**
 * The quotes of an article in text order, with speakers; `title` helps to know the people. Pure; linear in the length.
 * What is said of a paragraph never depends on the paragraphs after it, unless it ends in an open quotation.
 */
export function quotesOf(text: string, options: { title?: string } = {}): Quote[] {
  return readQuotes(text, options).quotes.map(shown);
}

/** Soft hyphens and marks without width, which nobody types into a name. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/gu;

/** A quote as anybody may see it: without a speaker who is too unsure, and without any where nobody spoke. */
function shown({ rules: _, pronoun: __, ...quote }: ReadQuote): Quote {
  const { speaker, stance, confidence } = quote;
  const sure = speaker !== null && confidence >= attributionThreshold && !isOpenPronoun(speaker);
  if (!sure) return { ...quote, speaker: null, imputedTo: null, confidence: 0 };
  const name = speaker.name.replace(UNSEEN, '');
  return isUnsaid(stance) ? { ...quote, speaker: null, imputedTo: name } : { ...quote, speaker: { ...speaker, name } };
}

/** A pronoun that stands for nobody known names nobody. */
function isOpenPronoun({ name, kind, mention }: Speaker): boolean {
  return kind === 'unnamed' && name === mention.text && pronounOf(name.toLowerCase()) !== null;
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
    labelEnd: 0,
    language: 'en',
    turns: new Set(),
    utterance: -1,
    frames: new WeakMap(),
  };
  if (title !== undefined) noteTitle(reading.cast, title);
  let first = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    let end = first;
    while (quotations[end]?.paragraph === index) end++;
    const read = reading.quotes.length;
    readParagraph(reading, paragraph, index, first, end);
    for (const quote of reading.quotes.slice(read))
      if (quote.confidence < attributionThreshold) namePlainly(text, quote);
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
  const labelled = labelledSpeech(text, paragraph, index, here[0], cast.people, reading.label, reading.turns);
  reading.label = capitalLabel(text, paragraph);
  reading.labelEnd = reading.label === null ? 0 : paragraph.start + reading.label.length + 1;
  if (labelled !== null) {
    if (labelled.finding !== null)
      reading.memory = { ...reading.memory, paragraph: labelled.finding, earlier: labelled.finding };
    if (!labelled.marked) push(reading, labelled.words, 'direct', labelled.finding, true);
  }
  const { mentions } = cast;
  for (const sentence of sentencesOf(text, paragraph, index, here, first, reading.language)) {
    reading.language = sentence.language;
    readSentence(reading, sentence, labelled);
  }
  // Who is in the picture or in another story, or wrote the article, is not who is spoken of.
  const apart = here.length === 0 && (isCaption(text, paragraph) || isByline(text, paragraph, index));
  if (apart || isLink(text, paragraph)) cast.mentions = mentions.slice();
  reading.memory = atParagraphEnd(reading.memory);
}

function readSentence(reading: Reading, sentence: Sentence, labelled: LabelledSpeech | null): void {
  const { text, cast, quotations } = reading;
  const read = findingsIn(text, sentence, quotations, reading.memory);
  reading.memory = read.memory;
  noteSentence(cast, text, sentence);
  const statement = sentence.language === 'en' ? statementIn(sentence, read.attributions) : null;
  // The label of a transcript is not part of what is told behind it.
  const past = statement !== null && statement.content.start < (labelled?.words.start ?? reading.labelEnd);
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
    const at = sentence.units.findIndex(
      (unit) => unit.kind === 'quotation' && quotations[unit.quotation] === quotation,
    );
    const frame = label === null ? frameHere(reading, sentence, read.attributions, at, by) : undefined;
    push(reading, span, term ? 'term' : kindOf(text, span, by, same, reading.quotes.at(-1)), by, !same, frame);
    if (quotation.continues && by !== null && (by.rule === 'after' || by.rule === 'inverted')) fillBack(reading, by);
    if (!term) previous = by;
  }
}

/** The frame of a quotation; of one that carries on, that of the sentence that names the speaker. */
function frameHere(
  { frames }: Reading,
  { units, language }: Sentence,
  attributions: Attribution[],
  at: number,
  finding: Finding | null,
): Frame {
  if (language !== 'en') return { ...saidPlainly, stance: foreignStance(units, language) };
  if (finding?.source === undefined) return frameOf(units, attributions, at, finding);
  let source: Finding = finding.source;
  while (source.source !== undefined) source = source.source;
  const known = frames.get(source);
  if (known !== undefined) return known;
  const { sentence } = source;
  const frame =
    sentence.language === 'en' ? carriedFrame(sentence.units, attributionsIn(sentence.units), source) : saidPlainly;
  frames.set(source, frame);
  return frame;
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
  frame?: Frame,
): void {
  const { text } = reading;
  if (opens) reading.utterance++;
  const quote: ReadQuote = {
    start,
    end,
    text: text.slice(start, end),
    kind,
    speaker: null,
    stance: kind === 'term' ? 'said' : (frame?.stance ?? 'said'),
    imputedTo: null,
    cue: null,
    via: [],
    utterance: Math.max(0, reading.utterance),
    confidence: 0,
    rules: [],
    pronoun: null,
  };
  reading.quotes.push(quote);
  if (finding !== null && kind !== 'term' && !frame?.nobodys) nameSpeaker(reading.cast, text, quote, finding, frame);
}

/** Cues that stand right beside the words, but whose languages have no figures of their own: shown, and not claimed to be sure. */
const PLAIN = 0.8;

/** Names who speaks in a language without a grammar here. */
function namePlainly(text: string, quote: ReadQuote): void {
  const said = quote.kind === 'direct' || quote.kind === 'partial' ? plainlySaid(text, quote) : null;
  if (said !== null) Object.assign(quote, { ...said, confidence: PLAIN, rules: ['before'] });
}

const guessed = new Set<Rule>([
  'paragraph-before',
  'paragraphs-ago',
  'subject',
  'subject-before',
  'sentence-before',
  'continued',
]);

/** `“… [new paragraph] “…,” Smith said`: the paragraphs before, which were left open, are Smith's too. */
function fillBack(reading: Reading, finding: Finding): void {
  const { quotes, utterance } = reading;
  for (let at = quotes.length - 2; at >= 0; at--) {
    const quote = quotes[at];
    if (quote === undefined || quote.utterance !== utterance) return;
    const [rule] = quote.rules;
    if (rule === undefined || guessed.has(rule))
      nameSpeaker(reading.cast, reading.text, quote, { ...finding, rule: 'continued' });
  }
}
