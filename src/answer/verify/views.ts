import { type SpeechVerb, speechVerb } from '../../text/lists/speech-verbs.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { clauseEnd, marksBefore } from './clause-marks.ts';
import { looksFinite } from './vocabulary.ts';

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
const OPENS_CLAUSE =
  /^(?:after|before|when|while|as|if|since|because|once|until|although|though|in|on|at|for|with|by|from|during|despite)$/;
const MOST_OF_SUBJECT = 5;
const JOINERS = /^(?:and|or|but|who|which|whose|that|where|when|while|as|than)$/;
const DETERMINERS = /^(?:the|a|an|its?|his|her|their|our|this|that|these|those|there)$/;

const BY = String.raw`\p{L}[\p{L}'’. -]{0,40}`;
/** "in her view", "by his own account", "in the words of Ann Lee"; "per Ann Lee", "as Ann Lee sees it", "(source: Ann Lee)". */
const VIEWPOINTS = [
  /^(?:For|To) (?:\p{Lu}[\p{L}'’.-]* ?){1,4}/gu,
  /\b(?:by|in) (?:my|our|your|his|her|its|their|the|\p{L}[\p{L}'’. -]{0,40}['’]s?) (?:own )?(?:account|view|opinion|words|eyes|telling|judge?ment|estimation|reckoning|version|mind)\b(?! of the law)/giu,
  new RegExp(`, (?:per|to quote|to cite) ${BY}`, 'giu'),
  new RegExp(`, (?:or )?(?:as|so) ${BY} (?:sees?|saw|puts?|tells?|told|ha[sd]|goes|went|would have) (?:it)?`, 'giu'),
  new RegExp(String.raw`, (?:so )?(?:goes|went|runs|ran) (?:the|one|an?|${BY}['’]s?) \p{L}+`, 'giu'),
  /, (?:\p{L}+ ){1,3}(?:has|had) it\b/giu,
  new RegExp(String.raw`\((?:source|via|according to|says|said)\b:? ?${BY}\)`, 'giu'),
  / [\u2013\u2014] (?:\p{Lu}[\p{L}'’.-]* ?){1,4}$/gu,
];
/** What a newsroom puts before a report of its own; anything else before a colon tells whose word or what kind of thing follows. */
const LABEL =
  /^(?:breaking(?: news)?|just in|updated?|exclusive|latest|live|watch|video|photos?|pictures|news|alert|new|of note|result)$/iu;
/** "LONDON", "UPDATE 2". */
const CAPITALS = /^\P{Ll}+$/u;
const LEAD = /^([^:.!?"]{2,60}): /u;

/**
 * The view that a sentence gives before `first`, the first of its tokens that a claim tells: "Ann is sure the wall fell". Null when the
 * claim has the word that says so (`known`), or when that word makes it a fact.
 */
export function viewBefore({ tokens, text }: SourceSentence, first: number, known: ReadonlySet<number>): View | null {
  let head = first - 1;
  while (head >= 0 && DETERMINERS.test(tokens[head]?.lower ?? '') && tokens[head]?.lower !== 'that') head -= 1;
  const token = tokens[head];
  if (!token || /[.;:!?"]/.test(text.slice(token.end, tokens[first]?.start ?? 0))) return null;
  if (known.has(head)) return null;
  const verb = statementVerb(token);
  return verb && head > 0 ? { word: token.word, by: subjectOf(tokens, head, text) } : null;
}

/** "it emerged that", "the trouble is that": what follows is so. */
export function isFact(tokens: readonly Token[], at: number): boolean {
  const { lower = '' } = tokens[at] ?? {};
  const before = tokens[at - 1]?.lower ?? '';
  if (/^(?:is|was)$/.test(lower) && VIEW_NOUNS.test(before)) return false;
  return (FACTS.test(lower) && !(lower === 'clear' && before === 'it')) || speechVerb(lower)?.makesFact === true;
}

export function statementVerb(token: Token | undefined): SpeechVerb | null {
  const { kind, lower = '' } = token ?? {};
  const verb = kind === 'word' ? speechVerb(lower) : null;
  return verb && WITH_STATEMENT.has(verb.lemma) && lower !== verb.lemma && lower !== verb.forms.at(-1) ? verb : null;
}

function subjectOf(tokens: readonly Token[], verb: number, text: string): string {
  let from = verb;
  while (from > 0 && !/[,;:"\u2013\u2014]/.test(marksBefore(tokens, from, text))) from -= 1;
  return text.slice(tokens[from]?.start ?? 0, tokens[verb - 1]?.end ?? 0);
}

/** From whose side a sentence is told, when the claim leaves that out: "in her view", "Ann Lee: …", "…, her husband mumbled". */
export function viewBeside(source: SourceSentence, known: ReadonlySet<number>): View | null {
  return leadBefore(source, known) ?? viewpoint(source, known) ?? aside(source, known);
}

/** What stands before a colon, when the claim has nothing of it. */
export function leadBefore({ tokens, text }: SourceSentence, known: ReadonlySet<number>): View | null {
  const lead = LEAD.exec(text)?.[1];
  const inside = tokens.flatMap(({ end }, at) => (lead !== undefined && end <= lead.length ? [at] : []));
  if (
    lead === undefined ||
    inside.length === 0 ||
    LABEL.test(lead) ||
    CAPITALS.test(lead) ||
    inside.some((at) => known.has(at))
  )
    return null;
  return { word: lead, by: inside.every((at) => tokens[at]?.kind === 'name') ? lead : '' };
}

/** A clause with a subject of its own that nothing joins to the rest: only who says it stands like that, whatever the verb. */
function aside({ tokens, text }: SourceSentence, known: ReadonlySet<number>): View | null {
  for (const [from, first] of tokens.entries()) {
    if (from === 0 || !/[,\u2013\u2014]/.test(marksBefore(tokens, from, text)) || known.has(from)) continue;
    const opens =
      first.kind === 'name' || /^(?:the|his|her|its|their|my|our|one|he|she|they|i|we|it)$/.test(first.lower);
    const end = clauseEnd(tokens, from, text);
    const clause = tokens.slice(from, end);
    const verb = clause.findIndex(({ lower }, i) => i > 0 && mayBeVerb(lower));
    const before = tokens.findLastIndex((_, i) => i < from && (i === 0 || /[,;:]/.test(marksBefore(tokens, i, text))));
    const isTold = tokens.slice(before, from).some(({ kind }, i) => kind !== 'function' && known.has(before + i));
    const lost = clause.every(({ kind }, i) => kind === 'function' || !known.has(from + i));
    // "After the bell rang, the class left": what follows is the main clause.
    const isMain = OPENS_CLAUSE.test(tokens[before]?.lower ?? '');
    if (!opens || isMain || !isTold || !lost || verb < 1 || verb > MOST_OF_SUBJECT) continue;
    const isPart = clause[verb + 1]?.lower === 'by' || clause.slice(0, verb).some(({ lower }) => JOINERS.test(lower));
    if (!isPart && !speechVerb(clause[verb]?.lower ?? '')?.makesFact) return { word: clause[verb]?.word ?? '', by: '' };
  }
  return null;
}

function mayBeVerb(lower: string): boolean {
  return looksFinite(lower) || speechVerb(lower)?.forms[1] === lower;
}

function viewpoint({ tokens, text }: SourceSentence, known: ReadonlySet<number>): View | null {
  for (const { 0: phrase, index } of VIEWPOINTS.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const inside = tokens.flatMap(({ start, kind }, at) =>
      start >= index && start < index + phrase.length && kind !== 'function' ? [at] : [],
    );
    const last = inside.at(-1);
    if (last !== undefined && !known.has(last)) return { word: phrase, by: '' };
  }
  return null;
}
