import { bareDescription } from './descriptions.ts';
import type { Entity } from './people.ts';
import { readQuotes } from './quotes.ts';

/** A person or body as one article knows them. */
export interface PersonRecord {
  /** The fullest name the article gives. */
  name: string;
  kind: 'person' | 'organisation';
  /** Other forms of the name in the article ("Olsen"). */
  aliases: string[];
  /** What the article calls them ("chief engineer"). */
  roles: string[];
}

/** One record for each person and body that an article names, most often named first. Pure. */
export function peopleOf(text: string, options: { title?: string } = {}): PersonRecord[] {
  const { people } = readQuotes(text, options).cast;
  return people.entities
    .filter((entity): entity is Entity & { kind: PersonRecord['kind'] } => entity.kind !== 'thing')
    .toSorted((a, b) => b.count - a.count)
    .map(({ name, kind, forms, role }) => ({
      name,
      kind,
      aliases: [...forms].filter((form) => form !== name),
      roles: role === null ? [] : [bareDescription(role)],
    }));
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
