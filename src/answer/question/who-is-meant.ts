import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { titleGender } from '../../text/lists/titles.ts';
import type { EarlierTurn } from './conversation.ts';
import { unnamedPerson } from './follow-up.ts';

const NAME = /\p{Lu}[\p{L}’'-]+(?: (?:\p{Lu}\.|\p{Lu}[\p{L}’'-]+))+/gu;
/** A word in small letters that no place stands behind. */
const ROLE_BEFORE =
  /(?<!\p{L})(?!(?:in|at|near|from|of|to|on|off|for|with|the|a|an|and|into|across|around|through|between|outside|inside|visit|left) )\p{Ll}{2,} $/u;
const GENDER: Readonly<Record<string, 'm' | 'f'>> = { he: 'm', him: 'm', his: 'm', she: 'f', her: 'f', hers: 'f' };
const OBJECT_BEFORE =
  '(?= (?:in|on|at|for|from|with|about|by|of|to|and|or|when|after|before|yesterday|today|now)\\b|[?!.]|$)';

/**
 * Whom "he" or "she" stands for after a turn of a thread: whom its question named, or else whom its answer names first, whose given name may go
 * with the pronoun. Null when that is nobody. `named`: further words that tell who is meant.
 */
export function personMeant(pronoun: string, { asked, answer, articles }: EarlierTurn, named = ''): string | null {
  const gender = GENDER[pronoun.toLowerCase()];
  const people = [
    ...[named, asked].flatMap((text) => peopleIn(text, true)),
    ...[answer, articles[0]?.title ?? ''].flatMap((text) => peopleIn(text, false)),
  ].filter(({ name }) => {
    const known = genderOfGivenName(name.split(' ')[0] ?? '');
    return known === null || gender === undefined || known === gender;
  });
  const words = new Set(`${asked} ${named}`.toLowerCase().match(/\p{L}[\p{L}’'-]*/gu));
  const fitting =
    people.find(({ name }) => words.has(name.split(' ').at(-1)?.toLowerCase() ?? '')) ??
    people.find(({ isSure }) => isSure) ??
    people[0];
  return fitting?.name ?? null;
}

/** Names that begin with a given name, and those that stand behind a title or a role ("Mayor Ada Storm", "the biologist Aiko Tanabe"), or `all` of them. */
function peopleIn(text: string, all: boolean): { name: string; isSure: boolean }[] {
  return [...text.matchAll(NAME)].flatMap(({ 0: found, index }) => {
    const words = found.replace(/[’']s$/, '').split(' ');
    const given = words.findIndex((word) => isGivenName(word));
    const first = given >= 0 ? given : words.findIndex((word) => titleGender(word) === undefined);
    const name = words.slice(Math.max(0, first));
    const isSure = given >= 0;
    const isCalled = all || isSure || first > 0 || ROLE_BEFORE.test(text.slice(0, index));
    return name.length > 1 && name.length < 4 && isCalled ? [{ name: name.join(' '), isSure }] : [];
  });
}

/** A question with the name of the person that its pronoun stands for; as it is when it names somebody itself, or nobody is known. */
export function withPerson(question: string, turn: EarlierTurn, named = ''): string {
  const pronoun = unnamedPerson(question);
  const name = pronoun === null ? null : personMeant(pronoun, turn, named);
  if (name === null) return question;
  return question
    .replace(/\b(?:he|she|him)\b/i, name)
    .replace(new RegExp(`\\bher${OBJECT_BEFORE}`, 'i'), name)
    .replace(/\b(?:his|her)\b/i, `${name}’s`);
}
