import { type SpeechVerb, speechVerb } from '../../text/lists/speech-verbs.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';

/** Somebody's view that a sentence reports without a verb of speech of its own. */
export interface View {
  /** The word that makes it a view. */
  word: string;
  /** Who holds it, as the sentence has it; empty when that can't be told. */
  by: string;
}

/** Before "that" these make what follows a fact, or only join it to what stands before. */
const FACTS =
  /^(?:now|given|fact|means?|meant|meaning|know|knows|knew|known|learn(?:s|ed|t)?|emerged?|turned|turns|out|clear|evident|obvious|true|confirmation|proof|news|announcement|admission|realis(?:es?|ed)|realiz(?:es?|ed)|discover(?:s|ed)?|notic(?:es?|ed)|prov(?:es?|ed|en)|is|was|are|were|all|so|such|only|much)$/;
/** Nouns that only a view is: "The rumour is that". */
const VIEW_NOUNS =
  /^(?:word|rumou?rs?|talk|view|belief|theory|claim|hope|fear|feeling|suspicion|argument|allegation|idea|position|suggestion|assumption|thinking|consensus|opinion|case|record|impression|conviction)$/;
/** Who is one of these about something says that it is so, and may be wrong. */
const CERTAIN =
  /^(?:sure|certain|convinced|confident|adamant|afraid|worried|hopeful|optimistic|doubtful|sceptical|skeptical|satisfied)$/;
/** Verbs that take a statement without "that", and have other objects too. */
const WITH_STATEMENT = new Set([
  'add',
  'agree',
  'conclude',
  'repeat',
  'feel',
  'figure',
  'find',
  'hope',
  'imagine',
  'imply',
  'indicate',
  'mean',
  'signal',
]);
const DETERMINERS = /^(?:the|a|an|its?|his|her|their|our|this|that|these|those|there)$/;

/** "in her view", "by his own account", "in the words of Ann Lee". */
const VIEWPOINT =
  /\b(?:by|in) (?:my|our|your|his|her|its|their|the|\p{L}[\p{L}'’. -]{0,40}['’]s?) (?:own )?(?:account|view|opinion|words|eyes|telling|judge?ment|estimation|reckoning|version|mind)\b(?! of the law)/giu;

/**
 * The view that a sentence gives before `first`, the first of its tokens that a claim tells: "Ann is sure the wall fell". Null when the
 * claim has the word that says so (`known`), or when that word makes it a fact.
 */
export function viewBefore({ tokens, text }: SourceSentence, first: number, known: ReadonlySet<number>): View | null {
  let head = first - 1;
  while (head >= 0 && DETERMINERS.test(tokens[head]?.lower ?? '') && tokens[head]?.lower !== 'that') head -= 1;
  const token = tokens[head];
  if (!token || /[.;:!?"]/.test(text.slice(token.end, tokens[first]?.start ?? 0))) return null;
  if (token.lower === 'that') return viewWithThat(tokens, head, known);
  if (known.has(head)) return null;
  if (CERTAIN.test(token.lower)) return { word: token.word, by: '' };
  const verb = statementVerb(token);
  return verb && head > 0 ? { word: token.word, by: subjectOf(tokens, head, text) } : null;
}

function viewWithThat(tokens: readonly Token[], at: number, known: ReadonlySet<number>): View | null {
  const head = at - 1;
  const token = tokens[head];
  if (!token || known.has(head)) return null;
  const before = tokens[head - 1];
  if (/^(?:is|was)$/.test(token.lower) && VIEW_NOUNS.test(before?.lower ?? ''))
    return { word: before?.word ?? '', by: '' };
  if (FACTS.test(token.lower) || speechVerb(token.lower)?.makesFact) return null;
  return { word: token.word, by: '' };
}

function statementVerb({ kind, lower }: Token): SpeechVerb | null {
  const verb = kind === 'word' ? speechVerb(lower) : null;
  return verb && WITH_STATEMENT.has(verb.lemma) && lower !== verb.lemma && lower !== verb.forms.at(-1) ? verb : null;
}

function subjectOf(tokens: readonly Token[], verb: number, text: string): string {
  let from = verb;
  while (from > 0 && !/[,;:"\u2013\u2014]/.test(marksBefore(tokens, from, text))) from -= 1;
  return text.slice(tokens[from]?.start ?? 0, tokens[verb - 1]?.end ?? 0);
}

/** From whose side a sentence is told, when the claim leaves that out: "in her view". */
export function viewBeside({ tokens, text }: SourceSentence, known: ReadonlySet<number>): View | null {
  for (const { 0: phrase, index } of text.matchAll(VIEWPOINT)) {
    const inside = tokens.flatMap(({ start, kind }, at) =>
      start >= index && start < index + phrase.length && kind !== 'function' ? [at] : [],
    );
    const last = inside.at(-1);
    if (last !== undefined && !known.has(last)) return { word: phrase, by: '' };
  }
  return null;
}
