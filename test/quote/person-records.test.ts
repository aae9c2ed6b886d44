import { expect, test } from 'vitest';
import { type PersonRecord, peopleOf, samePerson } from '../../src/quote/person-records.ts';

test('an article gives one record for a person, with aliases and roles', () => {
  const text = 'Maria Olsen, the chief engineer, opened the bridge. Olsen smiled. “It is safe,” Ms. Olsen said.';
  expect(peopleOf(text)).toEqual([
    { name: 'Maria Olsen', kind: 'person', aliases: ['Olsen'], roles: ['chief engineer'] },
  ]);
});

test('people and organisations are told apart, and places are neither', () => {
  const text = 'The Harbour Authority met Peter Berg in Norway on Monday.';
  expect(peopleOf(text).map(({ name, kind }) => [name, kind])).toEqual([
    ['Harbour Authority', 'organisation'],
    ['Peter Berg', 'person'],
  ]);
});

const person = (name: string, ...roles: string[]): PersonRecord => ({ name, kind: 'person', aliases: [], roles });

test('records of two articles are joined by the full name, or by surname and role, never by the surname alone', () => {
  expect(samePerson(person('Maria Olsen'), person('Maria Olsen'))).toBe(true);
  expect(samePerson(person('Maria Olsen', 'chief engineer'), person('Olsen', 'engineer of the port'))).toBe(true);
  expect(samePerson(person('M. Olsen', 'chief engineer'), person('Maria Olsen', 'engineer'))).toBe(true);
  expect(samePerson(person('Maria Olsen'), person('Olsen'))).toBe(false);
  expect(samePerson(person('Maria Olsen', 'engineer'), person('Peter Olsen', 'engineer'))).toBe(false);
});
