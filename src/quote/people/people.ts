import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { titleGender } from '../../text/lists/titles.ts';
import { peoples, places } from '../grammar/languages/places.ts';
import { bitsOf, is } from '../grammar/lexicon.ts';

/** One person or body of an article, by the fullest name it has been given so far. */
export interface Entity {
  name: string;
  /** A thing is a place, an event, a party or a people: it can stand for "it" and "they", never for "he". */
  kind: 'person' | 'organisation' | 'thing';
  gender: 'm' | 'f' | null;
  /** Offset of the last mention in the reporter's words. */
  last: number;
  /** How often it has been named, and how often by the surname alone. */
  count: number;
  alone: number;
  role: string | null;
  /** Everything that the article calls them, in text order. */
  roles: string[];
  /** How often "he" and "she" have surely stood for them. */
  called: { m: number; f: number };
  /** Something beside the name showed a human being: a title, a role, speech. */
  human: boolean;
  /** Every form the article names them by, the fullest included. */
  forms: Set<string>;
}

const nobody = new Set(`${places} ${peoples} united states kingdom`.split(/\s+/u));
const events = new Set(
  `images photos video details war rally convention conference summit act day awards festival election primary caucus caucuses cup games street avenue road county city
  island river lake mountain valley beach plan program programme deal treaty amendment show story book prize bill law`.split(
    /\s+/u,
  ),
);
const tournaments = /^(?:masters|open|finals|playoffs|olympics|paralympics|oscars|emmys|grammys|tonys|globes)$/u;
// "San Diego State", "New Jersey": no given name follows.
const saints = /^(?:San|Santa|Santo|Los|Las|St\.?|Saint|New|Fort|El|Port|Mount|Lake)$/u;
const partOfName = /^(?:Lord|Lady|Prince|Princess|King|Queen|Pope|Sheikh|Kid|Sir|Dame|Imam|Mother)$/u;
const longestName = 6;
const mostNamesakes = 8;
const suffixes = new Set(['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv', 'md', 'phd']);

/** Resolves names as an article gives them, in text order, so that nothing depends on what comes later. */
export interface People {
  entities: Entity[];
  byKey: Map<string, Entity>;
  /** All who share a surname, the one named last first. */
  bySurname: Map<string, Entity[]>;
  /** Forms already taken apart: articles repeat names. */
  parts: Map<string, NameParts>;
}

interface NameParts {
  words: string[];
  /** The words without the particles before them: "Leyen" of "von der Leyen". */
  core: string[];
  /** The words together, as they stand and in lower case, and the surname in lower case. */
  name: string;
  key: string;
  surname: string;
  gender: 'm' | 'f' | null;
}

export function noPeople(): People {
  return { entities: [], byKey: new Map(), bySurname: new Map(), parts: new Map() };
}

function nameParts(people: People, form: string): NameParts {
  let parts = people.parts.get(form);
  if (parts === undefined) {
    const { words, gender } = takeApart(form);
    const name = words.join(' ');
    const core = words.slice(words.findIndex((word) => word !== word.toLowerCase()));
    parts = { words, core, gender, name, key: name.toLowerCase(), surname: surnameOf(words) };
    people.parts.set(form, parts);
  }
  return parts;
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
    const told = titleGender(word);
    if (told === undefined && !isRole(word)) continue;
    if (told === 'm' || told === 'f') gender = told;
    from = index + 1;
  }
  // "Lord Deben", "Prince Harry", "Kid Rock": a title before one name alone is half of the name.
  if (!isBody && from === words.length - 1 && from > 0 && partOfName.test(words[from - 1] ?? '')) from--;
  words = words.slice(isBody && words.length > 1 && /['’]s?$/u.test(words[0] ?? '') ? 1 : from);
  if (words.length > 1 && /^(?:Courtesy|Photo|Photograph|By)$/u.test(words[0] ?? '')) words = words.slice(1);
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

/** "Editor", "Editor-in-Chief", "Attorney-General". */
function isRole(word: string): boolean {
  return word
    .toLowerCase()
    .split('-')
    .some((part) => (bitsOf(part) & is.role) !== 0);
}

/** What stands before a name. */
export interface Beside {
  /** "in" or "near", as before places. */
  placed?: boolean;
  /** What a word of kin tells: "her son Kody". */
  kin?: 'm' | 'f' | null;
}

/**
 * Takes note of a name and returns whom it stands for: the person who already has this surname, or a new one.
 */
export function noteName(
  people: People,
  form: string,
  offset: number,
  { placed = false, kin = null }: Beside = {},
): Entity {
  const parts = nameParts(people, form);
  const { words, name, key, surname } = parts;
  const gender = parts.gender ?? kin;
  const known = exactly(people, key, gender) ?? matching(people, { ...parts, gender });
  if (known !== undefined) {
    const fuller = words.length > known.name.split(' ').length && words.length <= longestName;
    if (fuller && endsAlike(known.name, name)) known.name = name;
    known.gender = known.gender ?? gender ?? givenGender(words);
    known.last = offset;
    known.count++;
    if (words.length === 1) known.alone++;
    known.forms.add(name);
    people.byKey.set(key, known);
    return known;
  }
  const entity: Entity = {
    name,
    kind: placed && words.length === 1 && gender === null && !isGivenName(name) ? 'thing' : kindOf(words, gender),
    gender: gender ?? givenGender(words),
    last: offset,
    count: 1,
    alone: words.length === 1 ? 1 : 0,
    role: null,
    roles: [],
    called: { m: 0, f: 0 },
    human: gender !== null,
    forms: new Set([name]),
  };
  if (entity.kind !== 'person') entity.gender = null;
  people.entities.push(entity);
  people.byKey.set(key, entity);
  people.bySurname.set(surname, [entity, ...(people.bySurname.get(surname) ?? [])].slice(0, mostNamesakes));
  // A relative is named in full; the surname alone stays with whom it has stood for.
  const holder = people.byKey.get(surname);
  if (holder === undefined || words.length === 1 || !holder.forms.has(words.at(-1) ?? ''))
    people.byKey.set(surname, entity);
  if (entity.kind === 'organisation' && words.length > 1) people.byKey.set(initialsOf(words), entity);
  return entity;
}

const surelyCalled = 2;

/** Takes note that "he" or "she" stood for somebody: twice, and never the other, tells the gender. */
export function notePronoun(entity: Entity, gender: 'm' | 'f'): void {
  entity.called[gender]++;
  const other = gender === 'm' ? entity.called.f : entity.called.m;
  if (entity.gender === null && other === 0 && entity.called[gender] >= surelyCalled) entity.gender = gender;
}

const mostRoles = 8;

/** Takes note of what the article calls somebody; nothing for null. */
export function noteRole(entity: Entity, role: string | null): void {
  if (role === null || entity.kind !== 'person') return;
  entity.role ??= role;
  entity.human = true;
  const known = entity.roles.some((other) => other.toLowerCase() === role.toLowerCase());
  if (!known && entity.roles.length < mostRoles) entity.roles.push(role);
}

/** The entity of a name already noted, or null. */
export function findName(people: People, form: string): Entity | null {
  const parts = nameParts(people, form);
  return exactly(people, parts.key, parts.gender) ?? matching(people, parts) ?? null;
}

/** Who has been called just so, unless a title tells that it is somebody else: "Mr. Dale", but "Ms. Dale". */
function exactly(people: People, key: string, gender: 'm' | 'f' | null): Entity | undefined {
  const known = people.byKey.get(key);
  if (known === undefined || !agreesWith(known, gender)) return undefined;
  const alone = key.includes(' ') || (people.bySurname.get(key)?.length ?? 0) < 2;
  return alone || !hasDoubleSurname(known, key) ? known : undefined;
}

function agreesWith(entity: Entity, gender: 'm' | 'f' | null): boolean {
  return gender === null || entity.gender === null || entity.gender === gender;
}

function matching(people: People, { core, surname, gender }: NameParts): Entity | undefined {
  const first = people.byKey.get(surname);
  const namesakes = people.bySurname.get(surname) ?? [];
  const all = first === undefined ? namesakes : [first, ...namesakes];
  const initial = (core[0] ?? '').toLowerCase();
  if (core.length === 1) {
    // "Pinkett Smith" is never "Smith" alone.
    const free = all.filter((known) => agreesWith(known, gender) && !hasDoubleSurname(known, surname));
    return free[0] ?? all.find((known) => agreesWith(known, gender));
  }
  return all.find((known) => {
    if (!agreesWith(known, gender)) return false;
    const [given = ''] = known.name.toLowerCase().split(' ');
    if (!isGivenName(core[0] ?? '') && known.name.endsWith(` ${core.join(' ')}`)) return true;
    return (
      !known.name.includes(' ') ||
      given === initial ||
      (given.charAt(0) === initial.charAt(0) && isShort(given, initial))
    );
  });
}

/** Called by more than one word without the given name: "Pinkett Smith". */
function hasDoubleSurname({ name, forms }: Entity, surname: string): boolean {
  if (forms.size < 2) return false;
  const [given = ''] = name.split(' ');
  return [...forms].some((form) => {
    const words = form.split(' ');
    return (
      words.length > 1 &&
      words[0] !== given &&
      words[0] !== words[0]?.toLowerCase() &&
      words.at(-1)?.toLowerCase() === surname
    );
  });
}

/** True where a surname alone may be either of two people, neither of whom has been called by it. */
export function isAmbiguous(people: People, form: string): boolean {
  const { core, gender, surname } = nameParts(people, form);
  if (core.length > 1) return false;
  const namesakes = (people.bySurname.get(surname) ?? []).filter(
    (known) =>
      known.kind === 'person' &&
      known.name.includes(' ') &&
      agreesWith(known, gender) &&
      !hasDoubleSurname(known, surname),
  );
  return namesakes.length > 1 && !namesakes.some(({ alone }) => alone > 1);
}

/** "J." and "Jim" may be James, "Jane" is not Joan. */
function isShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.replace('.', '').length < 2 || long.startsWith(short.slice(0, 3));
}

function surnameOf(words: string[]): string {
  let last = words.length - 1;
  while (last > 0 && suffixes.has((words[last] ?? '').toLowerCase().replace(/,$/u, ''))) last--;
  return (words[last] ?? '').toLowerCase();
}

function initialsOf(words: string[]): string {
  return words
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word.charAt(0))
    .join('')
    .toLowerCase();
}

function endsAlike(short: string, long: string): boolean {
  return long.toLowerCase().endsWith(short.toLowerCase());
}

function givenGender(words: string[]): 'm' | 'f' | null {
  return words.length > 1 ? genderOfGivenName((words[0] ?? '').replace(/\.$/u, '')) : null;
}

function kindOf(words: string[], gender: 'm' | 'f' | null): Entity['kind'] {
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
