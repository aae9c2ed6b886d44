import { type SpeechVerb, speechVerb } from '../../text/lists/speech-verbs.ts';
import { formsOf } from '../../text/lists/verb-forms.ts';
import type { Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';

/** Verbs of holding something true: what follows is somebody's view. */
const VIEWS = new Set(['believe', 'think', 'imagine', 'fear', 'suspect', 'reckon', 'presume', 'suppose']);
/** Before a form that may be a noun as well, these tell that it is one: "the claims", "a report of". */
const BEFORE_NOUN =
  /^(?:a|an|the|this|that|these|those|its|his|her|their|our|my|your|no|any|some|of|to|in|by|for|with|from|on|and|will|would|not)$/;
/** Verbs of speech that do other things as well. */
const WITH_OBJECT = new Set(['add', 'conclude', 'continue', 'repeat', 'record', 'call']);
const AFTER_NOUN = /^(?:of|for|against|from|in|on|about|to|by|over|and)$/;
const JOINERS = /^(?:but|because|while|that|and|who|which|where|when|if|although|after|before)$/;
const FAR = 16;
const SUBJECT = 5;

export interface SaidBy {
  /** Indexes of tokens that belong to the attribution. */
  tokens: number[];
  /** Keys of the speaker's names, or of the words for who speaks ("police"). */
  names: string[];
  /** "he said": somebody named before. */
  pronoun: boolean;
  /** Indexes of what stands before the names and says what the speaker is ("council treasurer"). */
  title: number[];
  /** Index of the verb. */
  cue: number;
}

/** Who is said to have said something, by each verb of speech and each "according to". */
export function attributionsIn(tokens: readonly Token[], text: string): SaidBy[] {
  const found: SaidBy[] = [];
  tokens.forEach((token, at) => {
    const source = isAccordingTo(tokens, at);
    if (!cueAt(tokens, at, text) && !source) return;
    const inverted = at === 0 || /[,"]/.test(marksBefore(tokens, at, text));
    const isTelling = /^t(?:old|ells?)$/.test(token.lower);
    // "was first reported by the Courier".
    const reported =
      tokens[at + 1]?.lower === 'by' && /\b(?:was|were|is|are|been)\b/.test(text.slice(0, token.start).slice(-20));
    const before = source || reported ? [] : namesBefore(tokens, at, text);
    const after = reported
      ? namesFrom(tokens, at + 2, text, 5)
      : source || (inverted && !isTelling)
        ? namesFrom(tokens, at + (source ? 2 : 1), text, source ? 9 : 5)
        : [];
    let speaker = inverted && after.length > 0 ? after : before.length > 0 ? before : after;
    const near = [tokens[at - 1], tokens[at - 2], tokens[at - 3], ...(inverted ? [tokens[at + 1]] : [])];
    const pronoun = speaker.length === 0 && near.some((other) => /^(?:he|she|they)$/.test(other?.lower ?? ''));
    if (speaker.length === 0 && !pronoun && !source) speaker = subjectBefore(tokens, at, text);
    if (speaker.length === 0 && !pronoun) return;
    const title = speaker === after ? between(tokens, at, speaker) : titleBefore(tokens, speaker[0] ?? at, text);
    const names = speaker.map((i) => tokens[i]?.key ?? '');
    found.push({ cue: at, pronoun, names, title, tokens: [at, ...speaker, ...title] });
  });
  return found;
}

/** A stretch of a sentence that is somebody's word, half-open, by tokens. */
export interface Stretch {
  /** Index of the verb that says so. */
  cue: number;
  from: number;
  to: number;
  /** Who says it, as the sentence has it; empty when that can't be told. */
  by: string;
  /** The attribution itself where it stands in the middle, half-open. */
  but?: { from: number; to: number };
}

/** The stretches of a sentence that are somebody's word. */
export function saidStretches(tokens: readonly Token[], text: string): Stretch[] {
  const found: Stretch[] = [];
  const words = (from: number, to: number) => text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
  tokens.forEach((_, at) => {
    const source = isAccordingTo(tokens, at);
    const verb = source ? null : (cueAt(tokens, at, text) ?? cueBeside(tokens, at, text));
    if (!source && (verb === null || verb.makesFact)) return;
    if (/^(?:to|being)$/.test(tokens[at - 1]?.lower ?? '')) {
      // "took to the air to warn that the wall fell".
      if (tokens[at + 1]?.lower === 'that') found.push({ cue: at, from: at + 1, to: tokens.length, by: '' });
      return;
    }
    const start = segmentStart(tokens, at, text);
    const opener = tokens[start];
    const clause = opener !== undefined && JOINERS.test(opener.lower);
    const behind = segmentEnd(tokens, at, text);
    const by = source ? words(at + 2, behind) : start < at ? words(start, at) : words(at + 1, behind);
    if (start > 0 && !clause) {
      found.push({ cue: at, from: 0, to: start, by });
      const rest = endOfRest(tokens, behind, text);
      // "The wall, Ann said, fell": what stands on both sides is her word.
      if (rest > behind) found.push({ cue: at, from: 0, to: rest, by, but: { from: start, to: behind } });
      // "In a statement, Ann said the wall fell", "Ann, the mayor, told them it fell".
      if (!source && !isSpeakerAlone(tokens, at, behind, text))
        found.push({ cue: at, from: at + 1, to: tokens.length, by: start < at ? by : '' });
    }
    // "According to Ann, the wall fell" and "Ann said the wall fell": what comes after, unless nothing does.
    const end =
      clause && opener && /^(?:who|which|where)$/.test(opener.lower) ? segmentEnd(tokens, at, text) : tokens.length;
    if (start === 0 || clause)
      found.push({
        cue: at,
        from: source ? behind : at + 1,
        to: end,
        by: source ? by : words(clause ? start + 1 : start, at),
      });
  });
  return found;
}

/** Indexes of the words that tell that somebody says something. */
export function cuesIn(tokens: readonly Token[], text: string): number[] {
  return tokens.flatMap((_, at) => (cueAt(tokens, at, text) || isAccordingTo(tokens, at) ? [at] : []));
}

/** The verb by which somebody speaks at `at`, wherever it stands, or null. */
export function cueAt(tokens: readonly Token[], at: number, text: string): SpeechVerb | null {
  const token = tokens[at];
  const verb = token && token.kind !== 'name' ? verbOf(token.lower) : null;
  if (!token || !verb || !(verb.strong || VIEWS.has(verb.lemma))) return null;
  const before = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1];
  const between = text.slice(token.end, next?.start ?? text.length);
  if (token.lower === verb.forms.at(-1)) return next?.lower === 'that' || isSetOff(tokens, at, text) ? verb : null;
  if (token.lower === verb.lemma && !verb.reports && !VIEWS.has(verb.lemma)) return null;
  const noun = token.lower === verb.lemma || token.lower === verb.forms[1];
  if (noun && (BEFORE_NOUN.test(before) || AFTER_NOUN.test(next?.lower ?? ''))) return null;
  // "added a collar", "calls up the troops": only what is said may follow.
  if (WITH_OBJECT.has(verb.lemma) && next && !/^(?:that|he|she|they|it)$/.test(next.lower) && !/[",.:;]/.test(between))
    return null;
  return verb;
}

/** Any verb of speech that stands with its subject alone beside what is said: "…, Ann Lee hoped." */
function cueBeside(tokens: readonly Token[], at: number, text: string): SpeechVerb | null {
  const token = tokens[at];
  const verb = token && token.kind === 'word' ? verbOf(token.lower) : null;
  if (verb === null || token?.lower === verb.forms.at(-1) || (verb.names && token?.lower === verb.lemma)) return null;
  if (tokens[at + 1]?.lower === 'that') return verb;
  const end = PARTICLE.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  return segmentStart(tokens, at, text) > 0 && segmentEnd(tokens, at, text) === end ? verb : null;
}

/** "shot back", "chimed in". */
const PARTICLE = /^(?:back|in|out|on|up|off|over|away|again)$/;

function verbOf(form: string): SpeechVerb | null {
  return speechVerb(form) ?? OTHER_VIEWS.get(form) ?? null;
}

/** Views that are not verbs of speech. */
const OTHER_VIEWS = new Map(
  ['fear', 'suspect', 'reckon', 'presume', 'suppose', 'guess', 'bet', 'assume', 'chime'].flatMap((lemma) => {
    const forms = formsOf(lemma);
    const verb: SpeechVerb = {
      lemma,
      forms,
      strong: false,
      reports: true,
      judges: false,
      names: false,
      makesFact: false,
      stance: null,
    };
    return forms.map((form): [string, SpeechVerb] => [form, verb]);
  }),
);

function isSetOff(tokens: readonly Token[], at: number, text: string): boolean {
  return marksBefore(tokens, at, text).includes(',');
}

/** Whether a word is a verb of speech in the past or present, whatever stands around it. */
function isSpeech(token: Token): boolean {
  return token.kind !== 'name' && speechVerb(token.lower)?.strong === true;
}

function isAccordingTo(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.lower === 'according' && tokens[at + 1]?.lower === 'to';
}

/** The first token after the last comma, mark or dash before `at`; 0 when there is none. */
function segmentStart(tokens: readonly Token[], at: number, text: string): number {
  for (let i = at; i > Math.max(0, at - FAR); i -= 1)
    if (/[,;"\u2013\u2014]/.test(marksBefore(tokens, i, text))) return i;
  return 0;
}

function segmentEnd(tokens: readonly Token[], at: number, text: string): number {
  for (let i = at + 1; i < tokens.length; i += 1) if (/[,;"\u2013\u2014]/.test(marksBefore(tokens, i, text))) return i;
  return tokens.length;
}

/** Where the words of somebody end that an attribution in the middle cut in two: before what is joined to them. */
function endOfRest(tokens: readonly Token[], behind: number, text: string): number {
  for (let at = behind; at < tokens.length; at = segmentEnd(tokens, at, text))
    // "has proof, she says, that it fell".
    if (JOINERS.test(tokens[at]?.lower ?? '') && !(at === behind && tokens[at]?.lower === 'that')) return at;
  return tokens.length;
}

const AFTER_SPEAKER = /^(?:of|for|at|in|from|on|during|after|to|with|as|by|and|who|last|this|earlier)$/;

/** Whether only the speaker, and when or where it was said, follow a verb in its clause: "…, said Ann Lee of Acme on Monday". */
function isSpeakerAlone(tokens: readonly Token[], cue: number, behind: number, text: string): boolean {
  if (behind === cue + 1) return true;
  if (AFTER_SPEAKER.test(tokens[cue + 1]?.lower ?? '')) return true;
  if (/^t(?:old|ells?)$/.test(tokens[cue]?.lower ?? '')) return false;
  const names = namesFrom(tokens, cue + 1, text, 6);
  const next = (names.at(-1) ?? tokens.length) + 1;
  return names.length > 0 && (next >= behind || AFTER_SPEAKER.test(tokens[next]?.lower ?? ''));
}

function namesFrom(tokens: readonly Token[], from: number, text: string, reach: number): number[] {
  const found: number[] = [];
  for (let at = from; at < Math.min(tokens.length, from + reach); at += 1) {
    const token = tokens[at];
    if (token?.kind === 'name') found.push(at);
    else if (found.length > 0 || token?.kind === 'number' || /^(?:that|he|she|it|they|there)$/.test(token?.lower ?? ''))
      break;
    const next = tokens[at + 1];
    const gap = token && next ? text.slice(token.end, next.start) : '';
    if (/[";\n]|[.!?]\s/.test(gap) || (found.length > 0 && gap.includes(','))) break;
  }
  return found;
}

/**
 * The first names of the words directly before the verb (", union leader Ann Lee said"); of the whole clause when a comma stands there
 * ("Ann Lee, head of Acme, said").
 */
function namesBefore(tokens: readonly Token[], cue: number, text: string): number[] {
  let verb = cue;
  while (/^(?:has|have|had|also|later)$/.test(tokens[verb - 1]?.lower ?? '')) verb -= 1;
  const aside = /[,)]/.test(marksBefore(tokens, verb, text));
  let run: number[] = [];
  for (let at = verb - 1; at >= Math.max(0, verb - FAR); at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || !next) break;
    const gap = text.slice(token.end, next.start);
    if (/["\n;]|[.!?]\s/.test(gap) || (!aside && gap.includes(','))) break;
    if (isSpeech(token) || /^(?:but|because|while|that)$/.test(token.lower)) break;
    const opens = aside && token.kind === 'word' && /^\p{Lu}/u.test(token.word) && gap.includes(',');
    if (token.kind !== 'name' && !opens) {
      // "former NASA astronaut Ann Lee said": the names at the verb.
      if (!aside && run.at(-1) === verb - 1) break;
      continue;
    }
    if (run[0] === at + 1) run.unshift(at);
    else run = [at];
  }
  return run;
}

function between(tokens: readonly Token[], cue: number, speaker: readonly number[]): number[] {
  const found: number[] = [];
  for (let at = cue + 1; at < (speaker[0] ?? 0); at += 1) if (tokens[at]?.kind === 'word') found.push(at);
  return tokens[cue]?.lower === 'according' ? [] : found;
}

/** The words before a speaker's names, when nothing else stands between them and the last comma, mark or start. */
function titleBefore(tokens: readonly Token[], first: number, text: string): number[] {
  const found: number[] = [];
  for (let at = first - 1; at >= Math.max(0, first - SUBJECT); at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || !next || /[,"\n;:\u2013\u2014]|[.!?]\s/.test(text.slice(token.end, next.start))) return found;
    if (token.kind === 'number' || JOINERS.test(token.lower) || isSpeech(token)) return [];
    if (token.kind === 'word' || token.kind === 'name') found.push(at);
    if (at === 0) return found;
  }
  return [];
}

/** "police", "a union leader": the words directly before the verb. */
function subjectBefore(tokens: readonly Token[], cue: number, text: string): number[] {
  const found: number[] = [];
  for (let at = cue - 1; at >= Math.max(0, cue - SUBJECT); at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || !next || /[,"\n;:]|[.!?]\s/.test(text.slice(token.end, next.start))) break;
    if (JOINERS.test(token.lower) || isSpeech(token)) return [];
    if (token.kind === 'number') return [];
    if (token.kind === 'word') found.unshift(at);
  }
  return found.length <= 3 ? found : [];
}
