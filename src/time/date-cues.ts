import { pastsOf } from '../text/lists/verb-forms.ts';

const PASSIVE = '(?:\\s+(?:\\w+\\s+)?(?:be|have)\\s+(?:\\w+\\s+)?\\w+(?:ed|en|ght|ld|ut|de|wn|ne)\\b)?';
const FUTURE = [
  `(?:will|shall|['’]ll|won['’]t|would(?!\\s+have))${PASSIVE}`,
  '(?:is|are|was|were|be|been)\\s+(?:(?:also|now|not|still|next|originally)\\s+)?due\\s+(?:to|in|on|back|for|out|at|before)',
  `(?:agree|vow|promise|pledge|plan|hope|want|intend|order|ask|invite|urge|schedule|expect|prepare|slate|set|likely|ready|going|aim|need|is|are)(?:d|ed|s)?\\s+(?:\\w+\\s+)?to${PASSIVE.replace('(?:\\w+\\s+)?', '')}`,
  '(?:scheduled|planned|slated|set|expected)(?:\\s+(?:for|on|in))?',
  '(?:starting|beginning|effective|upcoming|ahead of|deadline of)',
  '(?:is|are)\\s+(?:\\w+\\s+)?\\w+ing',
  '(?:meets?|opens|begins?|starts?|faces?|votes?|returns?|ends?|closes|resumes?|hosts?|takes? place|kicks? off|expires?)',
].join('|');
const PAST =
  '(?:said|told|was|were|had|did|has|have|' +
  `${pastsOf('come go make take give get find fall rise leave meet win lose hold lead begin break strike hit shoot kill see speak write send put cut shut').join('|')}|set off|` +
  '(?!(?:united|scheduled|expected|planned|slated|need|hundred|red|bed|shed|indeed|wounded|armed|alleged|limited|proposed)\\b)[a-z]{2,20}ed)';
const CUE = new RegExp(`\\b(?:(${FUTURE})|(${PAST}))(?![\\w’'])`, 'giu');
const DIRECTLY_FUTURE = /\b(?:until|by|through|from|starting|beginning|effective|before)\s+(?:on\s+)?$/i;
const DIRECTLY_PAST = /\b(?:earlier|early|late|since)\s+(?:on\s+)?$/i;

/** What the verbs around a date say. */
export type Tense = 'past' | 'future' | null;

/**
 * Whether a date in a sentence lies ahead, by the nearest verb before it ("is due to meet Monday"), else the first one after it.
 * `before` and `after` are the sentence's text on either side; null when neither has a verb that says so.
 */
export function tenseAround(before: string, after: string): Tense {
  const lead = before.slice(-160);
  if (DIRECTLY_PAST.test(lead)) return 'past';
  let last: RegExpExecArray | undefined;
  for (const match of lead.matchAll(CUE)) last = match;
  if (last?.[1] !== undefined) return 'future';
  if (DIRECTLY_FUTURE.test(lead)) return 'future';
  if (last !== undefined) return 'past';
  for (const match of after.slice(0, 120).matchAll(CUE)) return match[1] === undefined ? 'past' : 'future';
  return null;
}
