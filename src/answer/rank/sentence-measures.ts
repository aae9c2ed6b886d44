import type { ArticleText } from '../../store/passages/source.ts';
import { NUMBER_WORDS } from '../../text/lists/number-words.ts';
import type { Span } from '../../text/span.ts';
import { isStatement } from '../../text/statement.ts';
import { readWords, termOf, tokensOf } from '../../text/terms.ts';
import { likeness, wordNumber } from '../../vectors/word-vectors.ts';
import { answerSpots } from '../question/answer-type.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { recency } from './first-look.ts';
import { namesAnother } from './namesake.ts';
import { namesHolder } from './office.ts';
import { type Matcher, raise } from './question-match.ts';
import { type SentenceWords, sentencesIn, wordsOf } from './read-passage.ts';
import { hasRolesSwapped } from './role.ts';

/** What a sentence of the best articles is judged by; none depends on the size of the library. */
export interface SentenceMeasures {
  /** How far its article stands behind the best one (0 or less), and whether it is the best. */
  behind: number;
  first: number;
  /** Share of the question's weight in the sentence, by words that are the same or alike; by the same words alone. */
  held: number;
  same: number;
  /** `held` with what the neighbours add, and with what title and lead add to that. */
  around: number;
  within: number;
  /** Of the sentence that asks. */
  asked: number;
  /** The best match of the question's heaviest word other than a name, and of its names on average (1 without any). */
  heaviest: number;
  /** Of the words that ask and aren't names: the match of the second and third heaviest (0 when there are fewer), and of all on average. */
  secondHeaviest: number;
  thirdHeaviest: number;
  concepts: number;
  names: number;
  /** The names with what neighbours, title and lead add. */
  namesWithin: number;
  /** How alike the sentence is to the question as a whole. */
  meaning: number;
  /** Share of the question's weight that its article matches anywhere. */
  covered: number;
  /** It has something of the kind that is asked for, which the question does not say; with `within`; how near that is to the matched words. */
  kind: number;
  kindWithin: number;
  kindNear: number;
  /** The thing that is counted stands beside the number. */
  unit: number;
  /** The kind is asked for, and the sentence lacks it. */
  kindMissing: number;
  /** It has the object of what was asked for the doer of as the doer itself (role.ts). */
  swapped: number;
  /** It names the holder of the office that is asked about (office.ts); 0 where none is. */
  holder: number;
  /** It names another of what is asked about, and not that one (namesake.ts). */
  namesake: number;
  /** Words of a reason in an answer to "why"; somebody's words in an answer to what was said. */
  reason: number;
  speech: number;
  early: number;
  recent: number;
  /** No whole sentence; a question itself; a line that leads to other pages or that the publisher adds. */
  fragment: number;
  questioning: number;
  furniture: number;
  /** How long it is (a logarithm); under 60, over 400 characters. */
  length: number;
  short: number;
  long: number;
  /** It begins with a word that points back. */
  dangling: number;
  /** It opens an article, whose headline matches so much of the question (nothing up to a half). */
  main: number;
  /** It tells of an earlier year, of what would be if, or what somebody says, where the question asks for none of these. */
  past: number;
  conditional: number;
  quoted: number;
}

const RECENT_DAYS = 180;
const NEIGHBOUR = 0.7;
const HEADLINE = 0.6;
const LEAD = 0.5;
const LEAD_SENTENCES = 3;
const SHORT_CHARACTERS = 60;
const LONG_CHARACTERS = 400;
const UNIT_CHARACTERS = 40;
const NEAR_CHARACTERS = 60;
const DANGLING =
  /^["“‘']?(?:He|She|It|They|His|Her|Hers|Its|Their|Them|This|That|These|Those|Afterwards?|Then|There|Both|Others?|Another|Such|Also|But|And|So|Instead|Meanwhile|However|Still|Yet|Later)\b/;
const FURNITURE =
  /\b(?:click here|sign up|subscribe|newsletter|follow us|links below|contributing:|contributed to this|getty|read more|related:|here['’]s (?:what|how|everything)|everything you need to know|what (?:to|you need to) know)\b/i;
const REASON =
  /\b(?:because|since|due to|as a result|in order to|so that|after|amid|over|thanks to|owing to|caused?|reasons?|blam\w+|cit(?:ed|ing)|prompt\w+|led to|mean(?:s|t)|to (?:avoid|prevent|help|protect|make|keep|give|allow|ensure|stop|reduce|save|show|cut)|concern\w*|fear\w*|worri\w*|why)\b/i;
const TYPED = new Set(['person', 'country', 'state', 'named', 'title', 'number', 'money', 'time']);
const WANTS_SPEECH =
  /\b(?:say|said|says|tell|told|call|called|think|thought|describe|described|quote|according|react\w*|respon\w*|view|feel)\b/i;
const SPEECH =
  /["“”]|\b(?:said|says|say|told|tweeted|wrote|added|asked|called|calls|according to|announced|statement|explained|argued|warned)\b/;

/** An article as it stands among those that were found. */
export interface Standing {
  /** How far its best passage is behind the best of all. */
  behind: number;
  first: boolean;
  asOf: Date;
}

/** A sentence with what it matches of the question: alone, with its neighbours, and with title and lead. */
export interface MatchedSentence extends SentenceWords {
  place: number;
  match: Float32Array;
  matchBeside: Float32Array;
  matchWithin: Float32Array;
  /** Share of the question's weight, by the last and by all of them; by the headline alone. */
  within: number;
  headline: number;
  worth: number;
  /** What all sentences of its article match together. */
  covered: number;
}

/** The sentences of an article with what they match of the question, in order. */
export function matchSentences(matcher: Matcher, article: ArticleText): MatchedSentence[] {
  const { terms } = wordsOf(article);
  const spans = sentencesIn(article);
  const matches = spans.map(({ from, to }) => matcher.best(terms, from, to));
  const title = tokensOf(`${article.title} ${article.dateline ?? ''}`).map(({ term }) => term);
  const setting = new Float32Array(matcher.atoms.length);
  const inHeadline = matcher.best(title, 0, title.length);
  const headline = matcher.share(inHeadline);
  raise(setting, inHeadline, HEADLINE);
  for (const match of matches.slice(0, LEAD_SENTENCES)) raise(setting, match, LEAD);
  const all = new Float32Array(matcher.atoms.length);
  raise(all, setting);
  for (const match of matches) raise(all, match);
  const covered = matcher.share(all);
  return spans.map((span, place): MatchedSentence => {
    const match = matches[place] ?? new Float32Array(matcher.atoms.length);
    const matchBeside = match.slice();
    raise(matchBeside, matches[place - 1], NEIGHBOUR);
    raise(matchBeside, matches[place + 1], NEIGHBOUR);
    const matchWithin = matchBeside.slice();
    raise(matchWithin, setting);
    const within = matcher.share(matchWithin);
    return {
      ...span,
      place,
      match,
      matchBeside,
      matchWithin,
      within,
      headline,
      covered,
      worth: matcher.share(match) + matcher.share(matchBeside) + within,
    };
  });
}

/** The measures of one sentence. */
export function measureSentence(
  question: AnalysedQuestion,
  matcher: Matcher,
  article: ArticleText,
  sentence: MatchedSentence,
  { behind, first, asOf }: Standing,
): SentenceMeasures {
  const { start, end, from, to, place, match, matchBeside, matchWithin } = sentence;
  const { terms, starts } = wordsOf(article);
  const text = article.text.slice(start, end);
  const { heaviest, concepts, names, asking } = matcher.parts;
  const share = matcher.share(match);
  const spots = answerSpots(question.expected, matcher.asked, text).filter(
    (spot) => !(AHEAD.test(question.text) && isLongPast(text.slice(spot.start, spot.end), asOf)),
  );
  const places = matchedPlaces(matcher, terms, starts, from, to);
  const recent = recency(article.published, asOf, RECENT_DAYS);
  return {
    behind,
    first: first ? 1 : 0,
    held: share,
    same: matcher.share(match.map((v) => (v >= 1 ? 1 : 0))),
    around: matcher.share(matchBeside),
    within: sentence.within,
    asked: averageOf(asking, matcher, match),
    heaviest: heaviest < 0 ? share : (match[heaviest] ?? 0),
    secondHeaviest: match[concepts[1] ?? -1] ?? 0,
    thirdHeaviest: match[concepts[2] ?? -1] ?? 0,
    concepts: concepts.reduce((sum, i) => sum + (match[i] ?? 0), 0) / Math.max(1, concepts.length),
    names: averageOf(names, matcher, match),
    namesWithin: averageOf(names, matcher, matchWithin),
    meaning: matcher.meaning(terms, from, to),
    covered: sentence.covered,
    kind: kindOf(question, matcher.asked, spots.length > 0, text),
    kindWithin: spots.length > 0 ? sentence.within : 0,
    kindNear: nearest(spots, places, start),
    unit: spots.some((spot) => unitBeside(question, text, spot)) ? 1 : 0,
    kindMissing: TYPED.has(question.expected.type) && spots.length === 0 ? 1 : 0,
    holder: matcher.office && namesHolder(matcher.office, text) ? 1 : 0,
    namesake: namesAnother(matcher.pairs, text, article.text) ? 1 : 0,
    swapped: matcher.deed && isSwapped(matcher, terms.slice(from, to)) ? 1 : 0,
    reason: question.kind === 'reason' && REASON.test(text) ? 1 : 0,
    speech: WANTS_SPEECH.test(question.text) && SPEECH.test(text) ? 1 : 0,
    early: 1 / (1 + place / 4),
    recent,
    fragment: isStatement(text) ? 0 : 1,
    questioning: /\?["”]?$/.test(text) ? 1 : 0,
    furniture: FURNITURE.test(text) ? 1 : 0,
    length: Math.log(1 + end - start) / 5,
    short: end - start < SHORT_CHARACTERS ? 1 : 0,
    long: end - start > LONG_CHARACTERS ? 1 : 0,
    dangling: DANGLING.test(text) ? 1 : 0,
    main: place < LEAD_SENTENCES ? Math.max(0, 2 * sentence.headline - 1) : 0,
    past: isAsideOf(question, text, article.published) ? 1 : 0,
    conditional: CONDITIONAL.test(text) && !ASKS_CONDITION.test(question.text) ? 1 : 0,
    quoted: SPOKEN.test(text) && !WANTS_SPEECH.test(question.text) ? 1 : 0,
  };
}

/** Whether a sentence looks back ("Brae won in 2017") where the question is about now: not where a year is asked for. */
function isAsideOf({ expected, text: asks }: AnalysedQuestion, text: string, published: Date | null): boolean {
  if (expected.type === 'time' || ASKS_PAST.test(asks)) return false;
  const before = (year: string) => published !== null && Number(year) < published.getUTCFullYear();
  return LOOKS_BACK.test(text) || (text.match(YEAR) ?? []).some(before);
}

const YEAR = /\b(?:1[5-9]|20)\d\d\b/g;
const LOOKS_BACK = new RegExp(
  String.raw`\b(?:last|previous) (?:year|season|month)\b|\bthe (?:year|season) before\b|` +
    String.raw`\b(?:\d+|an?|several|few|many|${NUMBER_WORDS.join('|')}) (?:years?|decades?|seasons?) (?:ago|earlier|before)\b`,
  'i',
);
const ASKS_PAST =
  /\b(?:1[5-9]|20)\d\d\b|\b(?:last|ago|ever|first|previous\w*|earlier|before|used to|since|histor\w*|how long)\b/i;
const CONDITIONAL = /^["“‘']?(?:If|Unless|Whether|Should)\b|\bif\b/;
const ASKS_CONDITION = /\b(?:if|would|could|should|can|may|might|must)\b/i;
const SPOKEN = /^["“]|["”]$|["”],? (?:he|she|they|\p{Lu}\p{L}+) (?:said|says|told)\b/u;

/** "When is the match?" asks for a time that is to come or has just been. */
const AHEAD = /\bwhen(?:['’]?s| is| are| will| does| do)\b/i;

function isLongPast(time: string, asOf: Date): boolean {
  const year = /\b(?:1[5-9]|20)\d\d\b/.exec(time)?.[0];
  return year !== undefined && Number(year) < asOf.getUTCFullYear();
}

function isSwapped(matcher: Matcher, terms: readonly string[]): boolean {
  const { deed, atoms } = matcher;
  const verb = atoms.findIndex(({ term }) => term === deed?.verb);
  return (
    deed !== null && verb >= 0 && hasRolesSwapped(deed, terms, (term) => (matcher.of(term)?.[verb] ?? 0) >= AS_GOOD)
  );
}

/** A word that matches another so well says the same. */
const AS_GOOD = 0.75;

/** The average match of some of the question's words, by their weight; 1 when there are none. */
function averageOf(some: readonly number[], { atoms }: Matcher, match: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (const i of some) {
    const weight = atoms[i]?.weight ?? 0;
    total += weight;
    sum += weight * (match[i] ?? 0);
  }
  return total > 0 ? sum / total : 1;
}

interface Place {
  at: number;
  match: Float32Array;
}

function matchedPlaces(
  matcher: Matcher,
  terms: readonly string[],
  starts: readonly number[],
  from: number,
  to: number,
): Place[] {
  const places: Place[] = [];
  for (let word = from; word < to; word++) {
    const match = matcher.of(terms[word] ?? '');
    if (match) places.push({ at: starts[word] ?? 0, match });
  }
  return places;
}

/** How near the nearest of the spots is to a matched word: 1 beside it, falling to 0. */
function nearest(spots: readonly { start: number; end: number }[], places: readonly Place[], offset: number): number {
  let near = 0;
  for (const spot of spots)
    for (const { at, match } of places) {
      const gap = Math.max(0, at - offset - spot.end, spot.start - (at - offset) - 8);
      near = Math.max(near, Math.max(...match) * Math.max(0, 1 - gap / NEAR_CHARACTERS));
    }
  return near;
}

/** 1 for something of the kind that is asked for, half for what may be: one name alone for a person, a name without "in" or "at" for a place. */
function kindOf(
  { expected, text: asks }: AnalysedQuestion,
  asked: ReadonlySet<string>,
  found: boolean,
  text: string,
): number {
  if (!found) return expected.type === 'person' && hasName(text, asked) ? 0.5 : 0;
  return /\bwhere\b/i.test(asks) && !PLACE.test(text) ? 0.5 : 1;
}

const PLACE = /\b(?:in|at|near|on|from|to|outside|across|around|off) (?:the )?\p{Lu}/u;

/** Whether a person may be named by one name alone, which the question does not say. */
function hasName(text: string, asked: ReadonlySet<string>): boolean {
  for (const [name] of text.matchAll(NAME)) if (!asked.has(termOf(name))) return true;
  return false;
}

const NAME = /(?<=[\p{Ll},;] )\p{Lu}\p{Ll}[\p{L}’'-]+/gu;

/** Whether the thing that is counted, or one like it, stands beside the number: after it, or as "aged 83" and "Rosa Timm, 83," before it. */
function unitBeside({ expected }: AnalysedQuestion, text: string, { start, end }: Span): boolean {
  const { nouns } = expected;
  if (nouns.length === 0) return false;
  if (nouns.includes(AGED)) {
    const before = text.slice(0, start);
    if (/\baged? $/i.test(before) || (/\p{L}, $/u.test(before) && text.at(end) === ',')) return true;
  }
  return readWords(text.slice(start, end + UNIT_CHARACTERS)).terms.some((term) =>
    nouns.some((noun) => noun === term || areAlike(noun, term)),
  );
}

const AGED = termOf('aged');
const ALIKE_UNITS = 0.6;

function areAlike(a: string, b: string): boolean {
  const [x, y] = [wordNumber(a), wordNumber(b)];
  return x >= 0 && y >= 0 && likeness(x, y) >= ALIKE_UNITS;
}
