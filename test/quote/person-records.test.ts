import { expect, test } from 'vitest';
import { joinPeople, type PersonRecord, peopleOf, samePerson } from '../../src/quote/person-records.ts';

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

test('all that an article calls somebody is kept, what belongs to a company is not', () => {
  const text =
    'Secretary of State Maria Olsen met Harbour Steel’s workers. Olsen, a former mayor, smiled. Women’s coach Anna Berg left.';
  expect(peopleOf(text).map(({ name, roles }) => [name, roles])).toEqual([
    ['Maria Olsen', ['Secretary of State', 'former mayor']],
    ['Anna Berg', ['Women’s coach']],
  ]);
});

test('a capitalised word that nothing shows to be a person gives no record', () => {
  expect(peopleOf('Participants walked past the Granite. Fitness matters, Brightwater said.')).toEqual([]);
});

test('records of several articles are joined with the dates of their roles', () => {
  const joined = joinPeople([
    { people: [person('Maria Olsen', 'mayor')], published: '2024-05-02' },
    { people: [person('Olsen', 'mayor'), person('Peter Olsen', 'pilot')], published: '2024-03-01' },
    { people: [person('Maria Olsen', 'minister')], published: null },
  ]);
  expect(joined).toEqual([
    {
      name: 'Maria Olsen',
      kind: 'person',
      aliases: ['Olsen'],
      roles: [
        { role: 'mayor', published: ['2024-03-01', '2024-05-02'] },
        { role: 'minister', published: [] },
      ],
    },
    { name: 'Peter Olsen', kind: 'person', aliases: [], roles: [{ role: 'pilot', published: ['2024-03-01'] }] },
  ]);
});
