import { isGivenName } from './given-names.ts';
import type { Entity } from './people.ts';
import { readQuotes } from './quotes.ts';

/** A person or body as one article knows them. */
export interface PersonRecord {
  /** The fullest name the article gives. */
  name: string;
  kind: 'person' | 'organisation';
  /** Other forms of the name in the article ("Olsen"). */
  aliases: string[];
  /** What the article calls them ("chief engineer"), in text order. */
  roles: string[];
}

/** A person or body as several articles know them. */
export interface PersonHistory {
  name: string;
  kind: PersonRecord['kind'];
  aliases: string[];
  /** Each role with the dates of the articles that give it, earliest first; articles without a date give none. */
  roles: { role: string; published: string[] }[];
}

/** One record for each person and body that an article names, most often named first. Pure. */
export function peopleOf(text: string, options: { title?: string } = {}): PersonRecord[] {
  const { people } = readQuotes(text, options).cast;
  return people.entities
    .filter(isRecorded)
    .toSorted((a, b) => b.count - a.count)
    .map(({ name, kind, forms, roles }) => ({
      name,
      kind,
      aliases: [...forms].filter((form) => form !== name),
      roles: [...roles],
    }));
}

/** A capitalised word may be anything: a person shows by a given name, a title, a role, or the surname used alone; companies speak too. */
function isRecorded(entity: Entity): entity is Entity & { kind: PersonRecord['kind'] } {
  if (entity.kind !== 'person') return entity.kind === 'organisation';
  const words = entity.name.split(' ');
  const surname = words.length > 1 && entity.forms.has(words.at(-1) ?? '');
  const shown = entity.gender !== null || surname || entity.roles.length > 0 || isGivenName(words[0] ?? '');
  return shown || (words.length > 1 && entity.human);
}

/**
 * The records of several articles joined where they can be of one person (`samePerson`). `published` is the article's date
 * as a sortable string, null when unknown.
 */
export function joinPeople(articles: { people: PersonRecord[]; published: string | null }[]): PersonHistory[] {
  const byLastWord = new Map<string, { history: PersonHistory; records: PersonRecord[] }[]>();
  const joined: PersonHistory[] = [];
  for (const { people, published } of articles) {
    for (const record of people) {
      const key = words(record.name).at(-1) ?? '';
      const known = byLastWord.get(key) ?? [];
      let place = known.find(({ records }) => records.some((other) => samePerson(other, record)));
      if (place === undefined) {
        place = { history: { name: record.name, kind: record.kind, aliases: [], roles: [] }, records: [] };
        byLastWord.set(key, [...known, place]);
        joined.push(place.history);
      }
      place.records.push(record);
      addTo(place.history, record, published);
    }
  }
  for (const { roles } of joined) for (const { published } of roles) published.sort();
  return joined;
}

function addTo(history: PersonHistory, { name, aliases, roles }: PersonRecord, published: string | null): void {
  const names = new Set([history.name, ...history.aliases, name, ...aliases]);
  if (words(name).length > words(history.name).length) history.name = name;
  history.aliases = [...names].filter((other) => other !== history.name);
  for (const role of roles) {
    let held = history.roles.find((known) => known.role.toLowerCase() === role.toLowerCase());
    if (held === undefined) {
      held = { role, published: [] };
      history.roles.push(held);
    }
    if (published !== null && !held.published.includes(published)) held.published.push(published);
  }
}

/**
 * True when the records of two articles can be of one person: the same full name and no contradiction in it, or the
 * same surname and a word of the role in common. A surname alone proves nothing.
 */
export function samePerson(one: PersonRecord, other: PersonRecord): boolean {
  if (one.kind !== other.kind) return false;
  const [first, second] = [words(one.name), words(other.name)];
  if (first.at(-1) !== second.at(-1)) return false;
  if (one.kind === 'organisation') return first.join(' ') === second.join(' ');
  if (first.length > 1 && second.length > 1) {
    const [given, otherGiven] = [first[0] ?? '', second[0] ?? ''];
    if (given === otherGiven) return true;
    if (given.replace('.', '').length > 1 && otherGiven.replace('.', '').length > 1) return false;
    return given.charAt(0) === otherGiven.charAt(0) && sharesRole(one, other);
  }
  return sharesRole(one, other);
}

function words(name: string): string[] {
  return name.toLowerCase().split(/\s+/u);
}

function sharesRole(one: PersonRecord, other: PersonRecord): boolean {
  const theirs = new Set(other.roles.flatMap(words));
  return one.roles.flatMap(words).some((word) => word.length > 3 && theirs.has(word));
}
