import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { type Run, runsOf } from './claim-names.ts';
import type { Chain, SourceSentence, Subjects, Token } from './claim-tokens.ts';

const PRONOUN = /^(?:he|she|him|her|his|hers|they|them|it|its|their)$/;
const PERSONAL = /^(?:he|she|him|her|his|hers)$/;
/** What news calls an organization, a person or a thing once it has been named. */
const DESCRIPTION =
  /^(?:company|firm|group|agency|ministry|department|bank|club|team|union|airline|newspaper|paper|network|organization|organisation|university|institute|office|court|film|movie|series|show|song|book|album|game|party|carmaker|automaker|retailer|chain|maker|giant|broadcaster|studio|league|federation|commission|council|board|charity|manufacturer|startup|regulator|watchdog|police|government)$/;

/** Words that may stand before the subject: "In 2018 she returned". */
const OPENING = 4;

/** Whether a source token stands for somebody named before: a pronoun, or "the company". */
export function refersBack(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (PRONOUN.test(token.lower)) return true;
  return DESCRIPTION.test(token.lower.replace(/s$/, '')) && /^(?:the|that|this)$/.test(tokens[at - 1]?.lower ?? '');
}

/** "the film", "the series": what a title in marks may stand for. */
function isWork(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:film|movie|series|show|song|single|book|novel|album|game|play|musical|podcast|sitcom|documentary)$/.test(
      tokens[at]?.lower ?? '',
    ) && /^(?:the|that|this|limited)$/.test(tokens[at - 1]?.lower ?? '')
  );
}

const EMPTY: Chain = { nearest: [], first: [], age: 0 };
export const NOBODY: Subjects = { names: EMPTY, people: EMPTY };
/** After so many sentences that only say "she", a claim has to say it too. */
const LONGEST_CHAIN = 12;
/** "More: Who is Ann Lee?" between two paragraphs. */
const LABEL = /^\p{Lu}[\p{L} ]{1,20}: \p{Lu}/u;

type FullNames = SourceSentence['fullNames'];

/**
 * The subjects after a sentence. What stands in quotation marks names nobody that the article goes on about, and neither does a
 * heading or a link between two paragraphs.
 */
export function subjectsAfter(
  before: Subjects,
  sentence: Omit<SourceSentence, 'subjects'>,
  isSpoken: boolean,
): Subjects {
  const { text, tokens, fullNames } = sentence;
  const tells = !isSpoken && /[.!?]["')]*$/.test(text) && !LABEL.test(text);
  const outside = tells ? outsideMarks(text, tokens) : [];
  const runs = runsOf(outside, text);
  const person = runs.find(({ keys }) => givenName(keys, fullNames) !== undefined);
  const opens = (run: Run | undefined, pronoun: RegExp) =>
    outside.slice(0, Math.min(run?.from ?? 0, OPENING)).some(({ lower }) => pronoun.test(lower));
  return {
    names: next(before.names, runs[0], opens(runs[0], PRONOUN)),
    // "She met Bea": who comes after her is not who the article goes on about.
    people: next(before.people, opens(person, PERSONAL) ? undefined : person, false),
  };
}

function next(chain: Chain, run: Run | undefined, goesOn: boolean): Chain {
  const old = chain.age < LONGEST_CHAIN ? { ...chain, age: chain.age + 1 } : EMPTY;
  if (run === undefined) return old;
  return goesOn ? { ...old, nearest: run.keys } : { nearest: run.keys, first: run.keys, age: 0 };
}

function outsideMarks(text: string, tokens: readonly Token[]): Token[] {
  const marks = [...text.matchAll(/"/g)].map(({ index }) => index);
  return tokens.filter(({ start }) => marks.filter((at) => at < start).length % 2 === 0);
}

/** The given name of somebody whose last name ends a run; undefined for what is nobody's name. */
function givenName(run: readonly string[], fullNames: FullNames): string | undefined {
  const last = run.at(-1) ?? '';
  return (fullNames.get(last) ?? run).find((key) => key !== last && isGivenName(key));
}

/**
 * The names that the pronouns and descriptions of a sentence may stand for, as keys, with the whole names of people. Given names tell
 * who isn't taken for "she" where somebody else could be meant.
 */
export function referents(source: SourceSentence): readonly string[] {
  const made = found.get(source) ?? referentsOf(source);
  found.set(source, made);
  return made;
}

/** Every word of every claim asks for them. */
const found = new WeakMap<SourceSentence, readonly string[]>();

function referentsOf(source: SourceSentence): readonly string[] {
  const { tokens, subjects, fullNames } = source;
  const titled = tokens.some((_, at) => isWork(tokens, at)) ? source.title : [];
  const words = tokens.flatMap((token, at) => (refersBack(tokens, at) ? [token.lower] : []));
  const runs = [subjects.people, subjects.names].flatMap(({ nearest, first }) => [nearest, first]);
  const people = runs.filter((run) => givenName(run, fullNames) !== undefined);
  const fit = people.filter((run) => words.some((word) => mayStandFor(word, run, fullNames)));
  const meant = runs.filter((run) => fit.length === 0 || fit.includes(run) || !people.includes(run));
  return [...titled, ...meant.flatMap((run) => [...(fullNames.get(run.at(-1) ?? '') ?? []), ...run])];
}

function mayStandFor(pronoun: string, person: readonly string[], fullNames: FullNames): boolean {
  const gender = genderOfGivenName(givenName(person, fullNames) ?? '');
  return gender === null || !(gender === 'm' ? /^(?:she|hers?)$/ : /^(?:he|him|his)$/).test(pronoun);
}
