import { MONTHS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { numberOf, scaled, scaleOf } from '../../text/numbers.ts';
import { baseOf, PHRASES } from './synonyms.ts';
import { isFunctionWord } from './vocabulary.ts';

export interface Token {
  /** As written. */
  word: string;
  lower: string;
  /** Equal keys mean the same: a stem, a name in lower case, a number's value with its unit. */
  key: string;
  kind: 'word' | 'name' | 'number' | 'function';
  /** Half-open, UTF-16, into the text given. */
  start: number;
  end: number;
}

/** What the cited passages and the claim tell about words. */
export interface KnownWords {
  /** Lower-case words that are names. */
  names: ReadonlySet<string>;
  /** Acronyms in lower case, with the keys of the names they stand for. */
  acronyms: ReadonlyMap<string, readonly string[]>;
}

/** Whom or what the next sentence of an article would mean by "she" or "the company". */
export interface Subjects {
  names: Chain;
  /** The same of people alone. */
  people: Chain;
}

export interface Chain {
  /** The names that open the nearest sentence with a name. */
  nearest: readonly string[];
  /** Those that open the chain of sentences which all begin with a pronoun. */
  first: readonly string[];
  /** Sentences since the first. */
  age: number;
}

/** A sentence of a cited passage, as claims are held against it. */
export interface SourceSentence {
  text: string;
  tokens: Token[];
  /** Whether it has a token that matches another. */
  has: (token: Token) => boolean;
  /** Sentences of the passage before this one, nearest last. */
  before: Token[][];
  /** Whom its pronouns may stand for. */
  subjects: Subjects;
  /** Keys of the words of the nearest title of a work in marks before this sentence. */
  title: readonly string[];
  /** Of the whole passage: the full name, as keys, of everybody whose last name is only theirs. */
  fullNames: ReadonlyMap<string, readonly string[]>;
}

const WORD =
  /[$€£¥]?\p{N}+(?:[.,]\p{N}+)*(?:\p{L}{1,3}(?![\p{L}\p{N}]))?|\p{Lu}(?:\.\p{Lu})+\.?|[\p{L}\p{M}]+(?:[-'][\p{L}\p{N}]+)*|%/gu;
/** Names of the same country or body. */
const SAME_NAMES = new Map(
  Object.entries({ usa: 'us', america: 'us', american: 'us', britain: 'uk', british: 'uk' }).concat(
    Object.entries({ 'united state': 'us', 'united kingdom': 'uk', 'united nation': 'un', 'european union': 'eu' }),
  ),
);
const LONG_FORMS: Readonly<Record<string, string>> = {
  "n't": 'not',
  "'d": 'would',
  "'ll": 'will',
  "'ve": 'have',
  "'re": 'are',
  "'m": 'am',
  "can't": 'can',
  "won't": 'will',
  "shan't": 'shall',
};

/** The words of an evened text. A word at the start of a sentence is a name only when it is one elsewhere; acronyms stand written out. */
export function tokensOf(text: string, known: KnownWords): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    for (const part of parts(match[0], text.slice(start + match[0].length, start + match[0].length + 12)))
      push(tokens, text, part.word, start + part.at, known.names);
  }
  lighten(tokens);
  return writtenOut(tokens, known.acronyms);
}

/** Tokens with the names that acronyms stand for in their place. */
export function writtenOut(tokens: Token[], acronyms: KnownWords['acronyms']): Token[] {
  if (acronyms.size === 0) return tokens;
  return tokens.flatMap((token) => {
    const long = token.kind === 'name' ? acronyms.get(token.key) : undefined;
    return long === undefined ? [token] : long.map((key) => ({ ...token, key, lower: key }));
  });
}

/** Phrases that only hold a sentence together: their words count as function words. */
const LIGHT = [
  /(?<=\bin )order(?= to\b)/g,
  /(?<=\bat a )time(?= when\b)/g,
  /(?<= \d+ )years(?= of age\b)/g,
  /(?<= \d+ years of )age\b/g,
  /\baged(?= \d)/g,
  /\bdue(?= to (?:the|a|an|his|her|its|their)\b)/g,
];

function lighten(tokens: readonly Token[]): void {
  let text = '';
  const starts = new Map<number, Token>();
  for (const token of tokens) {
    starts.set(text.length + 1, token);
    text += ` ${token.lower}`;
  }
  for (const phrase of LIGHT)
    for (const { index } of text.matchAll(phrase)) {
      const token = starts.get(index);
      if (token) Object.assign(token, { kind: 'function', key: token.lower });
    }
}

/** Hyphenated words count word by word, except numbers such as "twenty-one"; short forms are written out ("wasn't", "they'd"). */
function parts(word: string, after: string): { word: string; at: number }[] {
  const bare = word.replace(/'s?$/i, '');
  const short = /^(\p{L}+)(n't|'d|'ll|'ve|'re|'m)$/iu.exec(bare);
  if (short?.[1] && short[2]) {
    const full = LONG_FORMS[bare.toLowerCase()] ?? short[1];
    const ending = short[2].toLowerCase();
    const said = ending === "'d" && /^ (?:been|had|\p{L}+ed)\b/u.test(after) ? 'had' : (LONG_FORMS[ending] ?? ending);
    return [
      { word: full, at: 0 },
      { word: said, at: short[1].length },
    ];
  }
  if (!bare.includes('-') || numberOf(bare) !== null) return [{ word: bare, at: 0 }];
  let at = 0;
  return bare.split('-').map((piece) => {
    const part = { word: piece.replace(/'s?$/i, ''), at };
    at += piece.length + 1;
    return part;
  });
}

function push(tokens: Token[], text: string, word: string, start: number, names: ReadonlySet<string>): void {
  const lower = word.toLowerCase();
  const before = tokens.at(-1);
  const add = (kind: Token['kind'], key: string) =>
    tokens.push({ word, lower, key, kind, start, end: start + word.length });
  const adjoins = before !== undefined && text.slice(before.end, start).trim() === '';
  if (before?.kind === 'number' && adjoins && (lower === '%' || lower === 'percent' || lower === 'pct')) {
    extend(before, `${before.key}%`, start + word.length);
    return;
  }
  if (lower === 'cent' && before?.lower === 'per' && tokens.at(-2)?.kind === 'number') {
    tokens.pop();
    const number = tokens.at(-1);
    if (number) extend(number, `${number.key}%`, start + word.length);
    return;
  }
  if (before?.kind === 'number' && adjoins && !/[#%]/.test(before.key)) {
    const scale = scaleOf(word);
    if (scale !== null) {
      const money = /^[$€£¥]/.exec(before.key)?.[0] ?? '';
      extend(before, money + scaled(before.key.slice(money.length), scale), start + word.length);
      return;
    }
    const money = { dollar: '$', dollars: '$', euro: '€', euros: '€', pounds: '£', yen: '¥' }[lower];
    if (money !== undefined && !before.key.startsWith(money)) {
      extend(before, money + before.key, start + word.length);
      return;
    }
  }
  const money = /^[$€£¥]/.exec(word)?.[0] ?? '';
  const number = numberOf(word.slice(money.length));
  if (number !== null) return void add('number', money + number);
  const month = monthOf(word);
  if (month !== null) {
    // "4 December" is "December 4".
    const day =
      adjoins && before.kind === 'number' && /^(?:[12]?\d|3[01])$/.test(before.key) ? tokens.pop() : undefined;
    add('number', `month ${month}`);
    if (day) tokens.push(day);
    return;
  }
  if (WEEKDAYS.includes(lower)) return void add('number', lower);
  // What somebody is, not part of a name.
  if (/^C[EFOT]O$/.test(word)) return void add('word', lower);
  if (/^\p{Lu}(?:\.\p{Lu})+\.?$/u.test(word)) return void add('name', lower.replaceAll('.', ''));
  const phrase = before?.kind === 'word' && adjoins ? PHRASES.get(`${before.lower} ${lower}`) : undefined;
  if (before && phrase !== undefined) {
    extend(before, baseOf(phrase), start + word.length);
    before.lower = phrase;
    return;
  }
  const titled = /^(?:Will|Us|Up|Out|Down|Over|Within|Both)$/.test(word) && !opensSentence(text, start);
  if (titled) return void add('name', lower);
  if (isFunctionWord(lower) && !(word.length > 1 && word === word.toUpperCase() && names.has(lower)))
    return void add('function', lower);
  if (/^\p{Lu}/u.test(word) && (!opensSentence(text, start) || names.has(lower) || /^\p{Lu}{2,}$/u.test(word)))
    addName(tokens, {
      word,
      lower,
      key: lower.replace(/(?<=\p{L}{3})s$/u, ''),
      kind: 'name',
      start,
      end: start + word.length,
    });
  else add('word', baseOf(lower));
}

function addName(tokens: Token[], name: Token): void {
  const before = tokens.at(-1);
  const joined = before?.kind === 'name' ? SAME_NAMES.get(`${before.key} ${name.key}`) : undefined;
  if (before && joined !== undefined) extend(before, joined, name.end);
  else {
    // A bank of America is not a bank of the United States, and Americans are not a country.
    const part =
      /^(?:american|briton)s$/.test(name.lower) || (before?.lower === 'of' && tokens.at(-2)?.kind === 'name');
    tokens.push({ ...name, key: part ? name.key : (SAME_NAMES.get(name.key) ?? name.key) });
  }
}

function extend(token: Token, key: string, end: number): void {
  token.key = key;
  token.end = end;
}

function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  if (lower === 'may' || lower === 'march') return /^\p{Lu}/u.test(word) ? MONTHS.indexOf(lower) : null;
  if (lower.length < 3 || !/^\p{Lu}/u.test(word)) return null;
  const at = MONTHS.findIndex(
    (month) => month === lower || (lower.length <= 4 && lower.length >= 3 && month.startsWith(lower)),
  );
  return at === -1 ? null : at;
}

function opensSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 6), start).trimEnd();
  return before === '' || /[.!?:;"(\u2014\u2013]$/.test(before) || start < 2;
}

/** Words written with a capital inside a sentence: what is a name at its beginning too. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    // "The Last Ferry" makes no name of "Last week".
    if (!/^\p{Lu}/u.test(match[0]) || /^(?:Last|Next)$/.test(match[0])) continue;
    const before = !opensSentence(text, match.index);
    const runs = /^ \p{Lu}/u.test(text.slice(match.index + match[0].length, match.index + match[0].length + 3));
    if (before || (runs && !isFunctionWord(match[0].toLowerCase()))) names.add(match[0].toLowerCase());
  }
  return names;
}
