import { capitalised, MONTHS, SHORT_MONTHS } from '../../text/lists/calendar.ts';
import { NUMBER_WORDS, ORDINALS } from '../../text/lists/number-words.ts';
import { titleGender } from '../../text/lists/titles.ts';
import { isCountry, isUsState, placeKey } from '../../text/place-names.ts';
import type { Span } from '../../text/span.ts';
import { isStopWord, termOf, tokensOf } from '../../text/terms.ts';
import { likeness, wordNumber } from '../../vectors/word-vectors.ts';

export type AnswerType =
  | 'person'
  | 'country'
  | 'state'
  | 'named'
  | 'title'
  | 'number'
  | 'money'
  | 'time'
  | 'reason'
  | 'thing';

export interface ExpectedAnswer {
  type: AnswerType;
  /** What is counted or asked for by its kind, as terms: "cows" of "how many cows". */
  nouns: string[];
  /** Where the sentence that asks starts in the question (UTF-16): what comes before tells the circumstances. */
  start: number;
}

const NOUNS: [AnswerType, string][] = [
  ['country', 'country countries nation nations'],
  ['state', 'state states'],
  [
    'person',
    'person man woman actor actress singer celebrity star politician president minister leader player golfer athlete rapper musician artist ' +
      'author host governor senator republican democrat candidate billionaire king queen prince princess pope director superstar lawmaker ' +
      'judge character member comedian model winner boxer driver writer scientist coach boss chief executive founder owner lawyer doctor economist analyst ' +
      'commentator reporter presenter spokesman spokeswoman professor defender striker brother sister mother father wife husband son daughter friend',
  ],
  ['title', 'movie film show series song album book sitcom musical game novel drama comedy magazine'],
  ['time', 'year month day date season decade century time'],
  ['reason', 'reason cause'],
  [
    'number',
    'age number percentage percent share proportion portion fraction score rate limit total population temperature height weight length size speed distance toll turnout',
  ],
  ['money', 'price cost sum amount fee salary'],
  [
    'named',
    'city cities town capital place location destination island continent region area airport university college school venue planet company ' +
      'companies airline automaker carmaker retailer bank broadcaster network agency organization organisation firm giant brand chain app ' +
      'platform service union department newspaper party group band manufacturer team club side award bill law policy program programme ' +
      'disease virus drug variant mission volcano plan deal event storm hurricane holiday league language religion',
  ],
];
const TYPE_OF = new Map(
  NOUNS.flatMap(([type, list]) => list.split(' ').map((noun): [string, AnswerType] => [noun, type])),
);
/** A noun that the lists don't have is of the type of the one that is used most like it, if any is used so much like it. */
const ALIKE = 0.55;
const NAMED_TYPES: ReadonlySet<AnswerType> = new Set(['person', 'named', 'title']);
/** Their numbers in the table of words; looked up at the first question, since loading the table takes time. */
let namedNouns: { number: number; type: AnswerType }[] | null = null;

function nounsWithNames(): { number: number; type: AnswerType }[] {
  namedNouns ??= [...TYPE_OF]
    .filter(([, type]) => NAMED_TYPES.has(type))
    .map(([noun, type]) => ({ number: wordNumber(termOf(noun)), type }))
    .filter(({ number }) => number >= 0);
  return namedNouns;
}

function listedType(noun: string): AnswerType | null {
  return TYPE_OF.get(noun) ?? TYPE_OF.get(noun.replace(/s$/, '')) ?? null;
}

function typeByUse(noun: string): AnswerType | null {
  const number = wordNumber(termOf(noun));
  if (number < 0) return null;
  let type: AnswerType | null = null;
  let most = ALIKE;
  for (const other of nounsWithNames()) {
    const like = likeness(number, other.number);
    if (like > most) [type, most] = [other.type, like];
  }
  return type;
}

/** Question words as they are mistyped or written in haste. */
const MISTYPED: [RegExp, string][] = [
  [/\b(?:wat|wut|waht|whta|whats|what[’']s)\b/gi, 'what is'],
  [/\b(?:wich|whcih|wihch|whihc)\b/gi, 'which'],
  [/\b(?:wen|whne|wehn|whens|when[’']s)\b/gi, 'when'],
  [/\b(?:whos|who[’']s|hwo[’']s)\b/gi, 'who is'],
  [/\b(?:wheres|where[’']s|wehre|wher)\b/gi, 'where'],
  [/\b(?:y|wy|hwy|whys)(?= (?:did|do|does|is|are|was|were|has|have)\b)/gi, 'why'],
  [/\b(?:mcuh|muhc|mutch)\b/gi, 'much'],
  [/\b(?:mnay|meny|mayn|manny)\b/gi, 'many'],
];

/** Ends the words between "which" and what it asks for. */
const ENDS_PHRASE =
  /^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|in|on|at|to|for|from|by|with|that|who|this|just|recently|saw|won|became|made|announced|the|his|her|its|their|an?)$/i;
const PARTITIVE = /^(?:type|kind|species|part|sort|breed|piece|member)s?$/i;

/** What kind of answer a question wants, read from its question word and the noun beside it. */
export function expectedAnswer(question: string): ExpectedAnswer {
  const sentences = [...question.matchAll(/[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*/g)];
  const asking = sentences.findLast(([sentence]) => sentence.includes('?')) ?? sentences.at(-1);
  const start = asking?.index ?? 0;
  const text = MISTYPED.reduce((read, [pattern, word]) => read.replace(pattern, word), asking?.[0] ?? question);
  return { ...typeOf(text), start };
}

function typeOf(text: string): { type: AnswerType; nouns: string[] } {
  const how = /\bhow (many|much|old|long|far|tall|big|often|high|fast|few|large)\b\s*([\p{L}-]*)\s*([\p{L}-]*)/iu.exec(
    text,
  );
  if (/\bby how much\b/i.test(text)) return { type: 'number', nouns: [] };
  if (how) return howMuch(text, how[1] ?? '', [how[2] ?? '', how[3] ?? '']);
  const which = /\b(?:which|what|whose)\b((?:\s+[\p{L}\p{N}’'.&-]+){0,6})/iu.exec(text);
  if (which) {
    const { type, nouns } = nounPhrase((which[1] ?? '').trim().split(/\s+/));
    if (type !== null || nouns.length > 0) return { type: type ?? 'thing', nouns };
    if (/\bcalled\b|\bname\b/i.test(text)) return { type: 'named', nouns: [] };
    return whatIs(text);
  }
  if (/\bwhom?\b/i.test(text)) return { type: 'person', nouns: [] };
  if (/\bwhere\b/i.test(text)) return { type: 'named', nouns: [] };
  if (/\bwhen\b/i.test(text)) return { type: 'time', nouns: [] };
  return { type: /\bwhy\b/i.test(text) ? 'reason' : 'thing', nouns: [] };
}

/** In what the answer to "how old", "how long" … is counted. */
const UNITS_OF: Readonly<Record<string, string>> = {
  old: 'aged old year',
  long: 'year month week day hour minute second mile foot metre',
  far: 'mile kilometre metre foot yard light-year',
  fast: 'mph kph mile kilometre knot second minute',
  tall: 'foot inch metre centimetre story',
  high: 'foot metre mile percent',
  often: 'day week month year time',
};

/** "How much did the stamp sell for?" */
const OF_MONEY =
  /\b(?:costs?|pa(?:y|ys|id|ying)|s(?:ell|ells|old)|worth|spen[dt]s?|earn(?:s|ed)?|mak(?:e|es|ing)|made|rais(?:e|es|ed)|charg(?:e|es|ed)|fin(?:e|es|ed)|ow(?:e|es|ed)|bought|buy|donat(?:e|es|ed)|invest(?:s|ed)?|fund(?:s|ed)?|award(?:s|ed)?|go(?:es)? for|went for|fetch(?:es|ed)?|bet|bid)\b/i;

function howMuch(text: string, word: string, next: [string, string]): { type: AnswerType; nouns: string[] } {
  const lower = word.toLowerCase();
  if (lower === 'much' && /\b(?:weigh|rain|snow|sleep)/i.test(text)) return { type: 'number', nouns: [] };
  if (lower === 'much' && OF_MONEY.test(text) && ENDS_PHRASE.test(next[0])) return { type: 'money', nouns: [] };
  const nouns = next.filter((noun) => noun !== '' && !ENDS_PHRASE.test(noun)).map(termOf);
  if (lower === 'much') {
    if (/^time$/i.test(next[0])) return { type: 'number', nouns: ['hour', 'minute', 'day'].map(termOf) };
    return { type: nouns.length === 0 || /^(?:money|per|of|it)$/i.test(next[0]) ? 'money' : 'number', nouns: [] };
  }
  const units = UNITS_OF[lower];
  if (units) return { type: 'number', nouns: units.split(' ').map(termOf) };
  return { type: 'number', nouns: lower === 'many' ? nouns : [] };
}

/** The words after "which" or "what" up to the verb, and the type that the last known noun among them stands for. */
function nounPhrase(words: readonly string[]): { type: AnswerType | null; nouns: string[] } {
  const nouns: string[] = [];
  let type: AnswerType | null = null;
  let last = '';
  for (const written of words) {
    const word = written.replace(/[’']s$|[.,]$/, '');
    if (word === '') break;
    if (/^of$/i.test(word)) {
      if (PARTITIVE.test(last)) continue;
      break;
    }
    if (ENDS_PHRASE.test(word)) break;
    nouns.push(termOf(word));
    last = word.toLowerCase();
    type = listedType(last) ?? type ?? typeByUse(last);
    if (/[’']s$/.test(written)) break;
  }
  return { type, nouns };
}

/** "What is the current rate …": the first known noun after the verb. */
function whatIs(text: string): { type: AnswerType; nouns: string[] } {
  const after = /\bwhat (?:is|are|was|were)((?:\s+[\p{L}-]+){1,5})/iu.exec(text)?.[1] ?? '';
  for (const word of after.trim().toLowerCase().split(/\s+/)) {
    const type = TYPE_OF.get(word);
    if (type) return { type, nouns: [termOf(word)] };
  }
  return { type: 'thing', nouns: [] };
}

const NUMBERS = [
  ...NUMBER_WORDS,
  ...['hundred', 'thousand', 'dozen', 'half', 'once', 'twice'],
  ...ORDINALS.slice(1, 11),
].join('|');
const MONTH_NAMES = [...MONTHS, ...SHORT_MONTHS].map(capitalised).join('|');
const CURRENCIES =
  'dollars?|euros?|pounds?|yen|cents?|pence|crowns?|kron[eo]r?|kronor|francs?|rupees?|pesos?|yuan|renminbi|won|rou?bles?|liras?|shekels?|rand|reais|dirhams?|riyals?|zloty|hryvnias?|USD|EUR|GBP';
const CAPITALS = /\p{Lu}[\p{L}\p{N}’'.&-]*(?: (?:(?:of|the|and|&|for|de|la) ){0,2}\p{Lu}[\p{L}\p{N}’'.&-]*)*/gu;
const PATTERNS: Partial<Record<AnswerType, RegExp>> = {
  number: new RegExp(`[$£€]?\\d[\\d,.]*|\\b(?:${NUMBERS})s?\\b`, 'gi'),
  money: new RegExp(
    `[$£€¥₹]\\s?\\d[\\d,.]*|\\b\\d[\\d.,]*\\s?(?:(?:thousand|million|billion|trillion|m|bn|tn) )?(?:${CURRENCIES})\\b|\\d[\\d.,]*\\s?(?:%|percent\\b|per cent\\b)`,
    'gi',
  ),
  time: new RegExp(
    `\\b(?:1[5-9]|20)\\d\\d(?:s|[-–]\\d\\d)?\\b|\\b(?:${MONTH_NAMES})\\b\\.?|\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b|` +
      `\\b\\d{1,2}(?::\\d\\d)?\\s?(?:[ap]\\.?m\\b|o[’']clock)|\\b(?:today|yesterday|tomorrow|tonight|noon|midnight|Christmas|Easter|Thanksgiving)\\b|` +
      `\\b(?:(?:next|last|this|early|late|mid-?|previous|following)[ -](?:week|month|year|season|decade|century|spring|summer|fall|autumn|winter)|(?:first|second|third|fourth) quarter)\\b|` +
      `\\b(?:${NUMBERS}|\\d+|few|several) (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?) (?:ago|later|before|after|earlier)\\b`,
    'g',
  ),
  person: /\p{Lu}[\p{L}’'-]*(?:\.? (?:(?:de|la|van|von|bin|al|der) ){0,2}\p{Lu}[\p{L}’'-]*)*/gu,
  title: /[“"‘]\p{Lu}[^”"’\n]{1,60}[”"’]/gu,
  named: CAPITALS,
  country: CAPITALS,
  state: CAPITALS,
};

/** Where a text holds something of the kind that is asked for and that the question does not say itself (`asked` are its terms). */
export function answerSpots(expected: ExpectedAnswer, asked: ReadonlySet<string>, text: string): Span[] {
  const pattern = PATTERNS[expected.type];
  if (!pattern) return [];
  const spots: Span[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const opens = index === 0 || /[.!?”"“\n]\s?$/.test(text.slice(Math.max(0, index - 2), index));
    for (const { start, end } of namesIn(expected.type, found, opens)) {
      const name = found.slice(start, end);
      const counts = expected.type === 'number' && ONE_OF_A_KIND.test(text.slice(index + start));
      if (expected.type === 'person' && isAsked(name, asked)) continue;
      if (expected.type === 'time' && isNamedByYear(text, index, found)) continue;
      if (!counts && tokensOf(name).every(({ term }) => asked.has(term) || isStopWord(term))) continue;
      spots.push({ start: index + start, end: index + end });
    }
  }
  return spots;
}

/** Whether a year belongs to a name ("the 2023 Oscars") and tells no time; "in 2023 Vale …" does. */
function isNamedByYear(text: string, at: number, year: string): boolean {
  return (
    /^\d{4}$/.test(year) &&
    /^ \p{Lu}/u.test(text.slice(at + year.length)) &&
    !/\b(?:in|since|by|of|until|till|from|to|before|after|during|around|early|late) $/i.test(text.slice(0, at))
  );
}

/** "One metre", "one goat", and not "one of them", "one who", "one day". */
const ONE_OF_A_KIND =
  /^one (?!of|another|that|who|which|in|is|was|has|can|and|or|day|to|on|at|by|for|from|with|more|side|thing|point)\p{Ll}/iu;

const PLACE_WORDS = 4;

/** What is of the type in a run of words: the run without its end, or for places each place that is named in it. */
function namesIn(type: AnswerType, run: string, opens: boolean): Span[] {
  if (type === 'person') return personsIn(run);
  if (type === 'country' || type === 'state') return placesIn(run, type === 'country' ? isCountry : isUsState);
  const end = run.replace(/[’']s$|[.,’'-]+$/g, '').length;
  const name = run.slice(0, end);
  const isName = type !== 'named' || (!(opens && !name.includes(' ')) && !WEEKDAY.test(name));
  return isName && end > 0 ? [{ start: 0, end }] : [];
}

const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

/** Places that have names of several words, of which none is somebody's. */
const PLACE_ENDS =
  /\b(?:Sea|Ocean|River|Lake|Bay|Gulf|Island|Islands|Mountains?|County|City|Street|Avenue|Road|Square|Park|Beach|Valley|Coast|Airport|Angeles|Francisco|Vegas|York|Finals?|Conference|Minister|States|Kingdom)$/;

/** The names of persons or organisations in a run of capitalised words, without the titles before them: two words at least, or one with a title. No places. */
function personsIn(run: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: part, index } of run.matchAll(/\S+(?:(?<!['’]s) \S+)*/g)) {
    const words = [...part.matchAll(/\S+/g)];
    const isBefore = (word: string, i: number) =>
      titleGender(word) !== undefined || (DEMONYM.test(word) && words.length - i > 2);
    const first = words.findIndex(({ 0: word }, i) => !isBefore(word, i));
    const from = words[first];
    if (!from || (first === 0 && words.length < 2)) continue;
    const name = part.slice(from.index).replace(/['’]s$|[.,’'-]+$/g, '');
    if (PLACE_ENDS.test(name) || isCountry(placeKey(name)) || isUsState(placeKey(name))) continue;
    spans.push({ start: index + from.index, end: index + from.index + name.length });
  }
  return spans;
}

/** "Japanese Prime Minister": of a people, before a title. */
const DEMONYM = /^\p{Lu}\p{Ll}{2,}(?:ese|ish|ean|ian)$/u;

/** Whether the question itself names somebody, by the name that stands last in a text. */
function isAsked(name: string, asked: ReadonlySet<string>): boolean {
  const last = tokensOf(name).at(-1);
  return last !== undefined && asked.has(last.term);
}

/** The longest names of places in a run of capitalised words, from left to right. */
function placesIn(run: string, isPlace: (key: string) => boolean): Span[] {
  const words = [...run.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.replace(/[’']s$|[.,’'-]+$/g, '').length,
  }));
  const found: Span[] = [];
  for (let first = 0; first < words.length; ) {
    let next = first + 1;
    for (let last = Math.min(first + PLACE_WORDS, words.length) - 1; last >= first; last--) {
      const span = { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 };
      const name = run.slice(span.start, span.end);
      if (/ (?:of|the|and|&|for|de|la)$/.test(name) || !isPlace(placeKey(name))) continue;
      found.push(span);
      next = last + 1;
      break;
    }
    first = next;
  }
  return found;
}
