import { isGivenName } from '../../text/given-names.ts';
import { givenGender, isPlaceWord, kindOf, type NameParts, partsOf } from './name-parts.ts';

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
  /** A character of a film or a novel. */
  fictional: boolean;
  /** Every form the article names them by, the fullest included. */
  forms: Set<string>;
}

const longestName = 6;
const mostNamesakes = 8;

/** Resolves names as an article gives them, in text order, so that nothing depends on what comes later. */
export interface People {
  entities: Entity[];
  byKey: Map<string, Entity>;
  /** All who share a surname, the one named last first. */
  bySurname: Map<string, Entity[]>;
  /** By the first word of a name of several. */
  byGivenName: Map<string, Set<Entity>>;
  /** Forms already taken apart: articles repeat names. */
  parts: Map<string, NameParts>;
}

export function noPeople(): People {
  return { entities: [], byKey: new Map(), bySurname: new Map(), byGivenName: new Map(), parts: new Map() };
}

function nameParts(people: People, form: string): NameParts {
  let parts = people.parts.get(form);
  if (parts === undefined) {
    parts = partsOf(form);
    people.parts.set(form, parts);
  }
  return parts;
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
  const called =
    leading(people, { ...parts, gender }) ?? exactly(people, key, gender) ?? matching(people, { ...parts, gender });
  const known = called ?? (placed ? undefined : byGivenName(people, parts));
  if (known !== undefined) {
    const fuller = words.length > known.name.split(' ').length && words.length <= longestName;
    if (fuller && endsAlike(known.name, name)) {
      known.name = name;
      noteGivenName(people, known);
    }
    known.gender = known.gender ?? gender ?? givenGender(words);
    known.last = offset;
    // A first name tells nothing of whom the surname stands for.
    if (called === undefined || firstNameOf(known) === key) {
      known.forms.add(name);
      return known;
    }
    // A surname that two people share tells nothing of either.
    const shared = words.length === 1 && namesakesOf(people, { ...parts, gender }).length > 1;
    if (!shared || known.alone > 0) known.count++;
    if (words.length === 1 && !shared) known.alone++;
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
    fictional: false,
    forms: new Set([name]),
  };
  if (entity.kind !== 'person') entity.gender = null;
  people.entities.push(entity);
  noteGivenName(people, entity);
  people.byKey.set(key, entity);
  people.bySurname.set(surname, [entity, ...(people.bySurname.get(surname) ?? [])].slice(0, mostNamesakes));
  // A relative is named in full; the surname alone stays with whom it has stood for.
  const holder = people.byKey.get(surname);
  if (holder === undefined || words.length === 1 || (!holder.forms.has(words.at(-1) ?? '') && holder.count < often))
    people.byKey.set(surname, entity);
  if (entity.kind === 'organisation' && words.length > 1) people.byKey.set(initialsOf(words), entity);
  return entity;
}

/** Who has been named so often keeps the surname when somebody else of it is named. */
const often = 3;

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
  return (
    leading(people, parts) ??
    exactly(people, parts.key, parts.gender) ??
    matching(people, parts) ??
    byGivenName(people, parts) ??
    null
  );
}

function noteGivenName({ byGivenName: known }: People, entity: Entity): void {
  const first = firstNameOf(entity);
  if (first !== null) known.set(first, (known.get(first) ?? new Set()).add(entity));
}

function firstNameOf({ name }: Entity): string | null {
  const space = name.indexOf(' ');
  return space < 0 ? null : name.slice(0, space).toLowerCase();
}

/** "Shahid" for Shahid Khan, where one person alone has that first name; a place or a people of the name stays what it is. */
function byGivenName(people: People, { words, key }: NameParts): Entity | undefined {
  if (words.length !== 1 || kindOf(words, null) !== 'person') return undefined;
  const called = [...(people.byGivenName.get(key) ?? [])].filter(
    (entity) => entity.kind === 'person' && firstNameOf(entity) === key,
  );
  const [only] = called;
  if (called.length !== 1 || only === undefined) return undefined;
  return only.human || (only.gender !== null && isGivenName(only.name.split(' ')[0] ?? '') && !isPlaceWord(key))
    ? only
    : undefined;
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

/** Whoever has been named so many times more than the others of the surname is meant by it. */
const farAhead = 3;

/** True where a surname alone may be either of two people, neither of whom was called by it before there were two, or is named far more often. */
export function isAmbiguous(people: People, form: string): boolean {
  const parts = nameParts(people, form);
  if (parts.core.length > 1) return false;
  const namesakes = namesakesOf(people, parts);
  return namesakes.length > 1 && namesakes.every(({ alone }) => alone === 0) && leading(people, parts) === undefined;
}

/** Of those who share a surname that nobody was called by alone: who has been named far more often than the others. */
function leading(people: People, parts: Pick<NameParts, 'core' | 'surname' | 'gender'>): Entity | undefined {
  if (parts.core.length > 1) return undefined;
  const namesakes = namesakesOf(people, parts);
  if (namesakes.length < 2 || namesakes.some(({ alone }) => alone > 0)) return undefined;
  const [first, second] = namesakes.toSorted((a, b) => b.count - a.count);
  return first !== undefined && first.count >= farAhead * (second?.count ?? 0) ? first : undefined;
}

/** Those of a surname whom a gender doesn't rule out, and who were named by more than it. */
function namesakesOf(people: People, { surname, gender }: Pick<NameParts, 'surname' | 'gender'>): Entity[] {
  return (people.bySurname.get(surname) ?? []).filter(
    (known) =>
      known.kind === 'person' &&
      known.name.includes(' ') &&
      agreesWith(known, gender) &&
      !hasDoubleSurname(known, surname),
  );
}

/** "J." and "Jim" may be James, "Jane" is not Joan. */
function isShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.replace('.', '').length < 2 || long.startsWith(short.slice(0, 3));
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
