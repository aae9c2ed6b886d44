import type { Span } from '../../text/span.ts';
import type { Quotation } from '../find/quotations.ts';
import { bitsOf, is } from '../grammar/lexicon.ts';
import { sentencesOf } from '../grammar/units.ts';
import { findName, type People } from '../people/people.ts';
import type { Finding } from './finding.ts';

/** The labels that have begun a turn so far: who is known to speak in this transcript. */
export type Turns = Set<string>;

// "I", "we", "you" outside the reporter's own sentences, or a question: somebody talks.
const talks =
  /(?:^|[^\p{L}])(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|[Yy]ou|[Yy]our|[Yy]ou['’]re|[Ll]et['’]s)(?![\p{L}])|\?/u;

/** What somebody says on a line of a transcript. `marked`: the line stands in quotation marks. */
export interface LabelledSpeech {
  /** Null for "Q" and "A", which tell whose turn it is, not who speaks. */
  finding: Finding | null;
  words: Span;
  marked: boolean;
}

// "WALLACE:", "SEN. WARREN:", "MR. O'NEIL (through an interpreter):", "Q:"
const inCapitals = /^(?:\p{Lu}[\p{Lu}.'’\- ]{1,38}|[QA])(?:\s\([^)\n]{1,40}\))?:\s+(?=\S)/u;
const inSmall = /^(?:\p{Lu}\p{Ll}{0,4}\.\s)?\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}.'’-]*){0,3}:\s+(?=[\p{Lu}“"‘'])/u;
const notices =
  /^(?:NOTE|UPDATE|CORRECTION|CLARIFICATION|EDITOR|RELATED|WATCH|READ|MORE|SEE|PHOTOS?|VIDEO|AUDIO|LIVE|FACTS?|CLAIM|EXCLUSIVE|BREAKING|OPINION|ANALYSIS|REVIEW|TIP|PS|BY|SOURCE|WHAT|WHY|HOW|WHO|WHEN|WHERE)\b/u;

/** The label of capitals that a paragraph begins with, or null: one after another makes a transcript. */
export function capitalLabel(text: string, { start, end }: Span): string | null {
  const line = text.slice(start, Math.min(end, start + 90));
  const match = notices.test(line) ? null : inCapitals.exec(line);
  return match === null ? null : match[0].slice(0, match[0].indexOf(':'));
}

/**
 * The speech of a paragraph that begins with the label of its speaker, or null. `before` is the label of the paragraph before.
 */
export function labelledSpeech(
  text: string,
  paragraph: Span,
  index: number,
  first: Quotation | undefined,
  people: People,
  before: string | null,
  turns: Turns,
): LabelledSpeech | null {
  const marked = first !== undefined && first.outer.start === paragraph.start;
  const start = marked ? first.start : paragraph.start;
  const end = marked ? first.end : paragraph.end;
  const line = text.slice(start, Math.min(end, start + 90));
  const capitals = inCapitals.exec(line);
  const match = capitals ?? inSmall.exec(line);
  if (match === null || notices.test(line)) return null;
  const label = match[0].slice(0, match[0].indexOf(':')).replace(/\s\(.*$/u, '');
  const turn = label === 'Q' || label === 'A';
  // A headline or a heading can look like a label: the name must be known from the article, or answer another label.
  const ended = /[.!?…"”’)\]—–-]$/u.test(text.slice(end - 1, end));
  const answers = before !== null && before !== label && ended;
  if (!marked && !turn) {
    if (index === 0) return null;
    if (
      capitals === null
        ? !(ended && first === undefined && isKnownPerson(people, label))
        : !(isKnown(people, label) || answers)
    )
      return null;
  }
  const words = { start: start + match[0].length, end };
  // A brief or a list has labels too, and the reporter's prose behind them: only somebody who talks takes a turn.
  const answersTurn = before !== null && before !== label && turns.has(before);
  if (!marked && !turn) {
    const said = text.slice(words.start, words.end);
    const prose = said.includes(label.split(' ').at(-1) ?? label);
    if (!(talks.test(said) && !prose) && !turns.has(label) && !answersTurn) return null;
  }
  // Questions and answers on one line are not one speech.
  if (!marked && /[.?!]\s+(?:Q|A):\s/u.test(text.slice(words.start, words.end))) return null;
  if (!marked) turns.add(label);
  const sentence = sentencesOf(text, { start, end: start + label.length }, index, [], 0)[0];
  if (sentence === undefined || words.end <= words.start) return null;
  const subject = { from: 0, to: sentence.units.length, kind: 'name', nameFrom: 0 } as const;
  return { marked, words, finding: turn ? null : { sentence, subject, cue: null, rule: 'transcript' } };
}

function isKnown(people: People, label: string): boolean {
  const name = findName(people, label)?.name;
  return name !== undefined && name !== name.toUpperCase();
}

function isKnownPerson(people: People, label: string): boolean {
  // "Interviewer:", but "Donors:" heads a paragraph.
  if ((bitsOf(label.toLowerCase()) & is.role) !== 0) return !label.endsWith('s');
  const entity = findName(people, label);
  if (entity === null || entity.kind !== 'person') return false;
  // "Mike:" may be any Mike who writes in.
  return entity.human || (entity.gender !== null && !entity.name.startsWith(`${label} `));
}
