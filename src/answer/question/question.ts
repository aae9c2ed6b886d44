import { MONTHS, SHORT_MONTHS } from '../../text/lists/calendar.ts';
import { BIG_NUMBERS, NUMBER_WORDS } from '../../text/lists/number-words.ts';
import { isTitle } from '../../text/lists/titles.ts';
import { isStopWord, termOf, tokensOf } from '../../text/terms.ts';
import { type ExpectedAnswer, expectedAnswer } from './answer-type.ts';

export type AnswerKind = 'person' | 'place' | 'time' | 'number' | 'money' | 'reason' | 'other';

export interface QuestionTerm {
  term: string;
  /** Written with a capital inside the sentence: a name, most likely. */
  name: boolean;
  /** Position among the question's words. */
  position: number;
  /** Stands in the sentence that asks, not in one that tells the circumstances. */
  asking: boolean;
  /** From what was asked before: helps to find, but need not stand in an answer. */
  context: boolean;
}

export interface AnalysedQuestion {
  text: string;
  kind: AnswerKind;
  expected: ExpectedAnswer;
  /** Without stop words and question words, each once, in order. */
  terms: QuestionTerm[];
  /** The question is about what is new ("latest", "this week", "now"). */
  wantsNew: boolean;
}

const KINDS: [RegExp, AnswerKind][] = [
  [
    /\bhow much (?:money|does|did|is|was|were|will|would)\b|\bwhat (?:price|cost|sum)\b|\bhow (?:expensive|costly)\b/i,
    'money',
  ],
  [
    /\bhow (?:many|much|old|tall|long|far|fast|big|large|often|high|deep|heavy)\b|\bwhat (?:number|percent|percentage|share|proportion|age|score)\b/i,
    'number',
  ],
  [/\bwhen\b|\bwhat (?:year|date|day|month|time)\b|\bwhich (?:year|date|day|month)\b|\bhow long ago\b/i, 'time'],
  [/\bwhere\b|\b(?:what|which) (?:country|city|state|place|town|nation|island|continent|region)\b/i, 'place'],
  [
    /\bwho(?:se|m)?\b|\b(?:what|which) (?:man|woman|person|player|actor|actress|singer|president|minister|author|artist|leader|politician)\b/i,
    'person',
  ],
  [/\bwhy\b|\bwhat (?:caused|causes|reason)\b|\bhow come\b/i, 'reason'],
];
const NEW =
  /\b(?:latest|newest|recent(?:ly)?|current(?:ly)?|now|today|yesterday|tonight|this (?:week|month|year|morning)|last (?:week|night)|so far)\b/i;
/** Words of the time of asking and of the form of a question: they need not stand in an answer. */
const EMPTY = new Set(
  [
    'week',
    'today',
    'yesterday',
    'recent',
    'recently',
    'latest',
    'current',
    'now',
    'say',
    'said',
    'tell',
    'told',
    'call',
    'nam',
    'name',
    'accord',
    'happen',
    'thing',
    'anything',
    'something',
    'someone',
    'suppos',
    'supposed',
    'new',
    'summarise',
    'summarize',
    'summary',
    'overview',
    'describe',
    'explain',
  ].map(termOf),
);
/** Written with a capital, but nobody's name: who holds an office is asked by these. */
const isOffice = (word: string) => /^(?:CEO|MPs?|PM|Prime)$/.test(word) || isTitle(word);
const MOST_NAMES = 4;

/** What a question asks for, in words that can be looked for. `context` is what it points back to, when it does. */
export function analyseQuestion(text: string, context = ''): AnalysedQuestion {
  const expected = expectedAnswer(text);
  const terms = termsOf(text, false, expected.start);
  const own = new Set(terms.map(({ term }) => term));
  terms.push(...subjectOf(termsOf(context, true, 0)).filter(({ term }) => !own.has(term)));
  const kind = KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
  return { text, kind, expected, terms, wantsNew: NEW.test(text) };
}

/** Who or what a question points back to: its names count as if they were asked about again, unless they are too many to be one subject. */
function subjectOf(context: readonly QuestionTerm[]): QuestionTerm[] {
  const names = context.filter(({ name }) => name).length;
  return context.map((term) =>
    term.name && names <= MOST_NAMES ? { ...term, context: false } : { ...term, name: false },
  );
}

function termsOf(text: string, context: boolean, askedFrom: number): QuestionTerm[] {
  const seen = new Set<string>();
  const terms: QuestionTerm[] = [];
  tokensOf(text).forEach((token, position) => {
    const word = text.slice(token.start, token.end);
    if (isStopWord(token.term) || isStopWord(word.toLowerCase()) || token.term === '' || seen.has(token.term)) return;
    const name = /^\p{Lu}/u.test(word) && (position > 0 || context) && !isOffice(word);
    if (EMPTY.has(token.term) && !name) return;
    seen.add(token.term);
    terms.push({ term: token.term, name, position, context, asking: !context && token.start >= askedFrom });
  });
  return terms;
}

const MONTH_NAMES = [...MONTHS, ...SHORT_MONTHS].join('|');
const SIGNS: Record<AnswerKind, RegExp | null> = {
  money: /[$£€¥]\s?\d|\b\d[\d.,]*\s?(?:million|billion|trillion|dollars|euros|pounds|yen|cents|kronor)\b/i,
  number: new RegExp(
    `\\d|\\b(?:${NUMBER_WORDS.join('|')}|(?:dozen|${BIG_NUMBERS.join('|')})s?|half|third|quarter)\\b`,
    'i',
  ),
  time: new RegExp(
    `\\b(?:1[5-9]|20)\\d\\d\\b|\\b(?:${MONTH_NAMES})\\b|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(?:today|yesterday|tomorrow|christmas|easter|weeks?|months?|years?|noon|midnight)\\b|\\d\\s?[ap]\\.?m\\b`,
    'i',
  ),
  place: /\b(?:in|at|near|from|to|of|across)\s+(?:the\s+)?\p{Lu}/u,
  person: /\p{Lu}[\p{L}'’-]+\s+(?:\p{Lu}\.\s+)?\p{Lu}/u,
  reason:
    /\b(?:because|due to|after|over|amid|since|caused?|reasons?|so that|in order|left (?:it|them) no choice|threats?|owing|prompted|result)\b/i,
  other: null,
};

/** Whether a text holds what such a question asks for: a date for "when", a number for "how many". True when it can't be told. */
export function holdsAnswerKind(kind: AnswerKind, text: string): boolean {
  return SIGNS[kind]?.test(text) ?? true;
}
