import { capitalised, MONTHS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isStatement } from '../../text/statement.ts';
import { termsOf, wordsOf } from '../../text/words.ts';
import { BEFORE_IT, FURNITURE, HANGING, LEADS_UP, SAID_ELSEWHERE } from './cues.ts';
import { signsOfNews } from './signs.ts';

/** What is read of an article for its sentence. */
export const HEAD_LENGTH = 3_500;
const PARAGRAPHS = 8;
const SHORTEST = 40;
const LONGEST = 240;
/** The opening of an article may take more room: it is what its author chose to say first. */
const LONGEST_OPENING = 300;
const NEAR_START = 25;
/** A sentence that adds fewer words to its headline says it over again. */
const WORDS_TO_ADD = 3;
const COMFORTABLE = 190;
const BYLINE_LENGTH = 45;
/** A sentence with fewer signs of news describes, thinks or leads up. */
const SIGNS_OF_NEWS = 1;

/** A place and an agency before the news: "AUGUSTA, Ga. (AP) — ", "London CNN — ". Sentences are given without it. */
export const DATELINE =
  /^(?:[A-Z][\p{L}\d.,'’/ -]{0,60}?)?(?:\((?:AP|Reuters|AFP|CNN|UPI|dpa)[^)]{0,20}\)|\b(?:CNN(?: Business)?|AP|Reuters|AFP))\s*[—–―-]{1,2}\s+|^[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\p{L}. ]{1,24})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^)]{2,25}\))?(?:\s*[—–―-]{1,2}\s+|\s*[—–―]\s*)/u;
const ABBREVIATION = /\b(?:Reps?|Sens?|Govs?|Lt|Gen|Col|Sgt|Drs?|Mr|Mrs|Ms|St|No|vs|Jr|Sr|Inc|Corp|Rev|U\.S|[A-Z])\.$/;
/** "Specifically, …", "Simply the …" */
const ADVERB = /^\p{Lu}\p{Ll}+ly(?:,| (?:the|an?|when|if|because|what|not)\b)/u;
/** "The entertainment conglomerate …": away from the opening, something that was named before. */
const EPITHET = /^(?:The|[^,]{3,40}, the) ([\d\p{Ll}]\S*(?: \p{Ll}\S*){0,3})/u;
const OPENERS = '(?:On|In|The|A|An|By|At|For|From|And|But|As|Last|This|When|After|Since|Until|With|While|Of|To)';
const NOT_A_SURNAME = new RegExp(`^(?:\\p{Lu}+|${[...WEEKDAYS, ...MONTHS].map(capitalised).join('|')})$`, 'u');
/** "… following the incident, …": what was told before. */
const POINTS_BACK =
  /\b(?:this|the) (?:incident|tournament|event|match|game|attack|shooting|move|deal|case|report|study|decision|announcement|project)\b(?! (?:of|in|on|at|by|from|that|which|between|to)\b)/;
const NAME = /\b\p{Lu}[\p{L}'’-]+/gu;
const PRONOUN = /\b(?:he|she|they|him|her|his|hers|them|their|theirs|it|its)\b/i;
const READER = /\b(?:I|we|We|our|Our|us|you|You|your|Your|my|My|me|let['’]s)\b/;

/**
 * The sentence of an article that says its news by itself: whole, with its subject named, nothing in it that hangs on what stood before.
 * Null when there is none; a sentence is never cut. Of a headline that breaks off (`cut`) the opening need not say as much.
 */
export function leadSentence(title: string, text: string, cut = false): string | null {
  const titleTerms = new Set(termsOf(title));
  const names = namesOf(text);
  let best: { sentence: string; score: number } | null = null;
  let rank = 0;
  for (const [i, paragraph] of paragraphsOf(text).entries()) {
    if (i >= PARAGRAPHS) break;
    const body = paragraph.replace(DATELINE, '');
    for (const [j, { start, end }] of sentencesOf(body).entries()) {
      const sentence = body.slice(start, end).replace(/\s+/g, ' ').trim();
      const score = scoreOf(sentence, title, text, titleTerms, names, { first: j === 0, rank, cut });
      rank += 1;
      if (score !== null && (best === null || score > best.score)) best = { sentence, score };
    }
  }
  return best?.sentence ?? null;
}

/** Whether a key point of a summary says something by itself, and is short enough for a digest. */
export function standsAlone(point: string): boolean {
  return point.length >= SHORTEST && point.length <= LONGEST && isStatement(point) && !HANGING.test(point);
}

/** The paragraphs that are the article's own words. */
export function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  for (const paragraph of text.slice(0, HEAD_LENGTH).split(/\n+/)) {
    const trimmed = paragraph.trim();
    if (trimmed === '' || FURNITURE.test(trimmed)) continue;
    // Bylines, agencies and crossheads have no stop.
    if (trimmed.length < BYLINE_LENGTH && !/[.!?…。！？।]["”’')]*$/.test(trimmed)) continue;
    paragraphs.push(trimmed);
  }
  // What the head cuts off is not a paragraph.
  if (text.length > HEAD_LENGTH) paragraphs.pop();
  return paragraphs;
}

/** "Member of council urges a higher wall." under a headline with these words. */
function repeats(sentence: string, title: string): boolean {
  const said = new Set(wordsOf(title));
  return wordsOf(sentence).filter((word) => !said.has(word)).length < WORDS_TO_ADD;
}

function scoreOf(
  sentence: string,
  title: string,
  text: string,
  wanted: ReadonlySet<string>,
  names: ReadonlySet<string>,
  { first, rank, cut }: { first: boolean; rank: number; cut: boolean },
): number | null {
  if (sentence.length < SHORTEST || sentence.length > (rank === 0 ? LONGEST_OPENING : LONGEST)) return null;
  if (/\b(?:this|that|these|those|so|it|one|too)\.$/.test(sentence)) return null;
  if (ABBREVIATION.test(sentence) || ADVERB.test(sentence)) return null;
  if (!/[.]["”’')]*$/.test(sentence) || !balanced(sentence)) return null;
  if (HANGING.test(sentence) || FURNITURE.test(sentence) || !/^[\p{Lu}\d$€£]/u.test(sentence)) return null;
  const unquoted = sentence.replace(/["“][^"”]*["”]/g, ' ');
  if (
    READER.test(unquoted) ||
    /[?!…]|\.\.\./.test(unquoted) ||
    /\bhere (?:is|are)\b|\b\w+ly (?:is|are) (?:how|what|why)\b/i.test(unquoted)
  )
    return null;
  const firstName = firstNameAt(unquoted, names);
  if (firstName === null) return null;
  // Who is meant must have been named before "he" or "their".
  const pronoun = PRONOUN.exec(unquoted);
  const hangs = pronoun && pronoun.index < firstName && (rank > 0 || pronoun.index < NEAR_START);
  if (hangs && !(rank === 0 && hasOwner(unquoted, pronoun))) return null;
  // A headline that breaks off isn't shown, so it names nobody.
  if (rank > 0 && hasUnknownSurname(unquoted, before(text, sentence), cut ? new Set() : wanted)) return null;
  const terms = new Set(termsOf(sentence));
  let shared = 0;
  for (const term of terms) if (wanted.has(term)) shared += 1;
  const overlap = wanted.size === 0 ? 0 : shared / wanted.size;
  if (!cut && repeats(sentence, title)) return null;
  // Away from the opening only a sentence on the headline's own subject is news.
  if (shared < Math.min(rank === 0 && cut ? 1 : 2, wanted.size)) return null;
  const [, epithet] = EPITHET.exec(sentence) ?? [];
  if (rank > 0 && epithet !== undefined && (cut || !termsOf(epithet).some((term) => wanted.has(term)))) return null;
  if (rank > 0 && /\b(?:also|instead|too|however|meanwhile|likewise|otherwise)\b/i.test(unquoted)) return null;
  if (rank > 0 && cut && (rank > 2 || POINTS_BACK.test(unquoted))) return null;
  if (/\b(?:following|after|since|during) (?:this|the) incident\b/.test(unquoted)) return null;
  if (LEADS_UP.test(sentence) || BEFORE_IT.test(unquoted) || SAID_ELSEWHERE.test(sentence)) return null;
  // "…, that battle is fought outside": a battle that was told of before.
  if (/, (?:that|those|these) \p{Ll}+ (?:is|are|was|were|has|have|had|will|would)\b/u.test(unquoted)) return null;
  // "…, an official added": to what was told before.
  if (/\badded(?: that\b|,|\.$)/.test(unquoted)) return null;
  // "Half of that total …", "… went the opposite direction": away from the opening, something that was told before.
  if (rank > 0 && /\bof (?:that|those|these|this)\b|\b(?:the opposite|similar|the same)\b/.test(unquoted)) return null;
  // "… more determined than ever, but don't crack open a bottle yet."
  if (/\b(?:but|so|and) don['’]t \p{Ll}/u.test(unquoted)) return null;
  // "Astrid at the cup:Band of Vale wins": a link to something else.
  if (/\p{L}['’”"]?:\p{Lu}/u.test(sentence)) return null;
  // "Must be football on the brain: …"
  if (/^(?:[^:\s]+ ){0,8}[^:\s]+: [\p{Lu}“"]/u.test(sentence)) return null;
  const signs = signsOfNews(unquoted);
  if (signs < SIGNS_OF_NEWS || isAnecdote(unquoted, text, wanted)) return null;
  if (overlap < (rank === 0 ? (cut ? 0.12 : 0.2) : rank <= 2 ? 0.4 : 0.6)) return null;
  const long = Math.max(0, sentence.length - COMFORTABLE) / 60;
  const asks = /\b(?:said|says|told)\b[^.]{0,30}\.$/.test(sentence) ? 0.2 : 0;
  const style = (first ? 0.3 : 0) + 0.4 * Math.min(3, signs) - long - asks - 0.4 * Math.max(0, quotes(sentence) - 1);
  return 3 * overlap + 2 / (1 + 0.6 * rank) + style;
}

/** "The central bank raised its main rate …": whose it is stands before it in the same sentence. */
function hasOwner(sentence: string, { 0: pronoun, index }: RegExpExecArray): boolean {
  return (
    /^(?:its|their)$/i.test(pronoun) && /^(?:The|A|An) (?:\p{Ll}[\p{L}'’-]* ){2,}$/u.test(sentence.slice(0, index))
  );
}

/** "Ada Lindqvist bought toys …", "Maria was about to …": opens with somebody whom the headline doesn't name, without saying who that is. */
function isAnecdote(sentence: string, text: string, wanted: ReadonlySet<string>): boolean {
  const [, name = '', surname = ''] =
    /^(\p{Lu}\p{Ll}+(?: and \p{Lu}\p{Ll}+)?(?: \p{Lu}\.)? (\p{Lu}[\p{L}'’-]+)) \p{Ll}/u.exec(sentence) ?? [];
  if (name !== '' && !termsOf(name).some((term) => wanted.has(term)) && isCalledAlone(surname, text)) return true;
  const [, first = ''] =
    /^(\p{Lu}\p{Ll}+) (?:was|had|knew|stood|sat|walked|grew|remembers|still|never|first)\b/u.exec(sentence) ?? [];
  return first !== '' && !termsOf(first).some((term) => wanted.has(term));
}

/** "Bragg indicted …", "…, Galligan said": a surname alone, whose bearer the text before names in full. */
function hasUnknownSurname(sentence: string, textBefore: string, wanted: ReadonlySet<string>): boolean {
  for (const [, name] of sentence.matchAll(
    /(?:^|(?<=(?:^|[^\p{L}'’-])(?!the )\p{Ll}[\p{L}'’-]* |[\p{L}\d][,;] ))(\p{Lu}[\p{L}'’-]+)(?![\p{L}'’-]* \p{Lu})/gu,
  )) {
    const surname = name?.replace(/['’]s$/, '') ?? '';
    if (NOT_A_SURNAME.test(surname) || termsOf(surname).some((term) => wanted.has(term))) continue;
    if (new RegExp(`\\b(?!${OPENERS} )\\p{Lu}\\p{Ll}+ ${surname}\\b`, 'u').test(textBefore)) return true;
  }
  return false;
}

/** The text up to a sentence of it, whose white space may have been made single spaces. */
function before(text: string, sentence: string): string {
  const at = text.indexOf(sentence.slice(0, 30));
  return text.slice(0, at === -1 ? HEAD_LENGTH : at);
}

/** Whether the text names somebody by the surname alone, as it does with people. */
function isCalledAlone(surname: string, text: string): boolean {
  return new RegExp(`(?:^|[.!?,”"’]\\s+|\\b(?!the\\b)\\p{Ll}+ )${surname}(?:['’]s)? (?!\\p{Lu})`, 'mu').test(text);
}

/** Whether every quotation and bracket that a sentence opens is closed in it. */
export function balanced(sentence: string): boolean {
  const count = (mark: RegExp) => sentence.match(mark)?.length ?? 0;
  return (
    count(/"/g) % 2 === 0 && count(/“/g) === count(/”/g) && count(/\(/g) === count(/\)/g) && !/^["“]/.test(sentence)
  );
}

function quotes(sentence: string): number {
  return sentence.match(/[“"]/g)?.length ?? 0;
}

/** Words that the text writes with a capital in the middle of sentences. */
function namesOf(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name] of text.slice(0, HEAD_LENGTH).matchAll(/(?<=[\p{Ll},;]\s+["“]?)(\p{Lu}[\p{L}'’-]+)/gu))
    if (name) names.add(name.replace(/['’]s$/, ''));
  return names;
}

/** Where the first name of a sentence begins; its own first word counts when the text has it as a name elsewhere. */
function firstNameAt(sentence: string, names: ReadonlySet<string>): number | null {
  for (const match of sentence.matchAll(NAME)) {
    const name = match[0].replace(/['’]s$/, '');
    if (match.index > 0 || names.has(name) || /^\p{Lu}{2,}$/u.test(name)) return match.index;
    // "Jack Teixeira was …": two capitals in a row are a name.
    if (/^\s+\p{Lu}/u.test(sentence.slice(match.index + match[0].length))) return match.index;
  }
  return null;
}
