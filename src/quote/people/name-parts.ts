import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { isTitle, titleGender } from '../../text/lists/titles.ts';
import { peoples, places } from '../grammar/languages/place-lists.ts';
import { bitsOf, is } from '../grammar/lexicon.ts';
import { isDepartment } from '../grammar/name-words.ts';

const nobody = new Set(`${places} ${peoples} united states kingdom`.split(/\s+/u));
const events = new Set(
  `images photos video details war rally convention conference summit act day awards festival election primary caucus caucuses cup games street avenue road county city
  island islands river lake mountain valley beach plan program programme deal treaty amendment show story book prize bill law`.split(
    /\s+/u,
  ),
);
const tournaments = /^(?:masters|open|finals|playoffs|olympics|paralympics|oscars|emmys|grammys|tonys|globes)$/u;
// "San Diego State", "New Jersey": no given name follows.
const saints = /^(?:San|Santa|Santo|Los|Las|St\.?|Saint|New|Fort|El|Port|Mount|Lake)$/u;
const partOfName = /^(?:Lord|Lady|Prince|Princess|King|Queen|Pope|Sheikh|Kid|Sir|Dame|Imam|Mother)$/u;
const suffixes = new Set(['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv', 'md', 'phd']);

/** A name taken apart. */
export interface NameParts {
  words: string[];
  /** The words without the particles before them: "Leyen" of "von der Leyen". */
  core: string[];
  /** The words together, as they stand and in lower case, and the surname in lower case. */
  name: string;
  key: string;
  surname: string;
  gender: 'm' | 'f' | null;
}

/** A form of a name taken apart: without titles, places before it and possessive endings. */
export function partsOf(form: string): NameParts {
  const { words, gender } = takeApart(form);
  const name = words.join(' ');
  const core = words.slice(words.findIndex((word) => word !== word.toLowerCase()));
  return { words, core, gender, name, key: name.toLowerCase(), surname: surnameOf(words) };
}

/** The words of a name without titles, places before it and possessive endings, and the gender that a title tells. */
function takeApart(form: string): Pick<NameParts, 'words' | 'gender'> {
  let words = form.replace(/['’]s?$/u, '').split(/\s+/u);
  let gender: 'm' | 'f' | null = null;
  let from = 0;
  // "Foreign Ministry" is all name, "Foreign Minister Jane Doe" is not.
  const isBody = (bitsOf((words.at(-1) ?? '').toLowerCase()) & is.organisationName) !== 0 && !words.some(isGivenName);
  for (const [index, word] of words.entries()) {
    if (index === words.length - 1 || isBody || words[index + 1] === 'of') break;
    const titled = titleGender(word);
    if (titled === undefined && !isRole(word)) continue;
    if (titled === 'm' || titled === 'f') gender = titled;
    from = index + 1;
  }
  // "National Institute of Health Director Jane Doe": behind "of" the loop has stopped.
  const office = words.findLastIndex(
    (word, index) => index < words.length - 2 && words[index + 1] !== 'of' && isTitle(word) && !isGivenName(word),
  );
  if (!isBody && office >= from) from = office + 1;
  // "Lord Deben", "Prince Harry", "Kid Rock": a title before one name alone is half of the name.
  if (!isBody && from === words.length - 1 && from > 0 && partOfName.test(words[from - 1] ?? '')) from--;
  words = words.slice(isBody && words.length > 1 && /['’]s?$/u.test(words[0] ?? '') ? 1 : from);
  if (words.length > 1 && /^(?:Courtesy|Photo|Photograph|By)$/u.test(words[0] ?? '')) words = words.slice(1);
  // "Minister of Health Jane Doe", "Foreign Affairs Minister Jane Doe"
  const person = words.findIndex((word, index) => index > 0 && index < words.length - 1 && isGivenName(word));
  if (person > 0 && words.slice(0, person).every((word) => isOffice(word))) words = words.slice(person);
  // A photo credit runs into the name after it: "Jane Roe/Getty Images John Doe".
  const credit = words.findLastIndex(
    (word, index) => index < words.length - 1 && (word.includes('/') || /^(?:Images|AP|AFP|Reuters)$/u.test(word)),
  );
  if (credit >= 0) words = words.slice(credit + 1);
  // "Norland Tigers captain Jane Doe"
  const player = words.findIndex((word, index) => index > 0 && index < words.length - 1 && isGivenName(word));
  if (
    player > 0 &&
    nobody.has((words[0] ?? '').toLowerCase()) &&
    !isGivenName(words[0] ?? '') &&
    !saints.test(words[player - 1] ?? '')
  )
    words = words.slice(player);
  // "Florida Republican Jane Doe", "CNN's John Roe".
  const given = words.findIndex((word, index) => index < words.length - 1 && isGivenName(word));
  if (
    given > 0 &&
    !saints.test(words[given - 1] ?? '') &&
    words
      .slice(0, given)
      .every(
        (word) =>
          nobody.has(word.toLowerCase()) ||
          (bitsOf(word.toLowerCase()) & is.organisationName) !== 0 ||
          /['’]s?$|^\p{Lu}{2,}$/u.test(word),
      )
  ) {
    words = words.slice(given);
  }
  // "said Cardo B.": the full stop is the sentence's.
  const last = words.at(-1) ?? '';
  if (words.length > 1 && /^\p{Lu}\.$/u.test(last)) words = [...words.slice(0, -1), last.slice(0, -1)];
  return { words, gender };
}

/** What ministries are called by, and offices: no part of a person's name. */
function isOffice(word: string): boolean {
  return isDepartment(word) || (isRole(word) && !isGivenName(word));
}

/** "Editor", "Editor-in-Chief", "Attorney-General". */
function isRole(word: string): boolean {
  return word
    .toLowerCase()
    .split('-')
    .some((part) => (bitsOf(part) & is.role) !== 0);
}

function surnameOf(words: string[]): string {
  let last = words.length - 1;
  while (last > 0 && suffixes.has((words[last] ?? '').toLowerCase().replace(/,$/u, ''))) last--;
  return (words[last] ?? '').toLowerCase();
}

/** What a given name before a surname tells. */
export function givenGender(words: string[]): 'm' | 'f' | null {
  return words.length > 1 ? genderOfGivenName((words[0] ?? '').replace(/\.$/u, '')) : null;
}

/** What the words of a name tell of what bears it. */
export function kindOf(words: string[], gender: 'm' | 'f' | null): 'person' | 'organisation' | 'thing' {
  if (gender !== null) return 'person';
  const last = (words.at(-1) ?? '').toLowerCase();
  if (words.some((word) => /[&\d]|^(?:No|Inc|Ltd|Co)\.$/u.test(word))) return 'organisation';
  if (
    words.length > 1 &&
    /^(?:\p{Lu}{3,}|BC|US|UK|EU|UN)(?:-\p{Lu}[\p{L}]*)?$/u.test(words[0] ?? '') &&
    !isGivenName(words[0] ?? '')
  )
    return 'organisation';
  if (words.length > 1 && /^\p{Lu}{3,}$/u.test(words.at(-1) ?? '') && !isGivenName(words[0] ?? ''))
    return 'organisation';
  if (words.length === 1 && (bitsOf(last) & is.abbreviation) !== 0) return 'thing';
  if (events.has(last) || words.every((word) => titleGender(word) !== undefined)) return 'thing';
  if (words.length === 1 && tournaments.test(last)) return 'thing';
  // "N. Korea"
  if (words.length === 2 && /^[NSEW]\.?$/u.test(words[0] ?? '') && nobody.has(last)) return 'thing';
  if (words.every((word) => nobody.has(word.toLowerCase().replace(/[-–]\p{L}+$/u, '')))) return 'thing';
  if (words.some((word) => (bitsOf(word.toLowerCase()) & is.organisationName) !== 0)) {
    return words.length > 1 && isGivenName(words[0] ?? '') && (bitsOf(last) & is.organisationName) === 0
      ? 'person'
      : 'organisation';
  }
  if (
    words.length === 1 &&
    /^(?:\p{Lu}{2,}|(?:\p{Lu}\.)+\p{Lu}?\.?|\p{Lu}{1,3}-\p{Lu}[\p{L}.]*)$/u.test(words[0] ?? '')
  )
    return 'organisation';
  return 'person';
}

/** True for a word that is a country, a state, a large city or a people. */
export function isPlaceWord(word: string): boolean {
  return nobody.has(word.toLowerCase());
}
