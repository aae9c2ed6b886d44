import { expect, test } from 'vitest';
import { quotesOf } from '../../src/quote/quotes.ts';

const speakers = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ text: words, speaker }) => [words, speaker?.name ?? null]);

const GERMAN = 'Der Rat der Stadt stritt am Montag über die Brücke und das Wasser. ';
const FRENCH = 'Le maire de la ville a dit que le pont est sûr pour les gens. ';
const SPANISH = 'La alcaldesa de la ciudad dijo que el puente se queda como está. ';

test.each([
  [
    'the verb stands second',
    `${GERMAN}Dazu erklärte die Bürgermeisterin Jana Weiß: „Wir bauen im Herbst.“`,
    'Jana Weiß',
  ],
  ['“so” needs no verb', `${GERMAN}„Die Lage ist ernst und bleibt es“, so Lenz.`, 'Lenz'],
  [
    'a name in commas',
    `${GERMAN}Der Chef der Werft für Boote, Frank-Jürgen Wulf, sagte: „Es geht voran.“`,
    'Frank-Jürgen Wulf',
  ],
  ['a role without a name', `${GERMAN}„Das ist falsch und bleibt es“, meinte die Sprecherin der Bahn.`, 'Sprecherin'],
  ['who is cited', `${GERMAN}„Es geht voran und bleibt so“, wird Wulf zitiert.`, 'Wulf'],
  [
    'an auxiliary before the verb',
    `${FRENCH}« Le pont est sûr et le restera », a déclaré la maire Léa Marchand.`,
    'Léa Marchand',
  ],
  [
    'a source before the words',
    `${FRENCH}Selon Marie Dubois, « le pont est sûr et le restera longtemps ».`,
    'Marie Dubois',
  ],
  ['“ha dicho”', `${SPANISH}«El puente es seguro y lo seguirá siendo», ha dicho Ruiz.`, 'Ruiz'],
])('%s', (_, text, name) => {
  expect(speakers(text).at(-1)?.[1]).toBe(name);
});

test('what French says inside the marks is no part of the words', () => {
  const text = `${FRENCH}« La situation est grave, a dit la maire Léa Marchand, et elle le restera. »`;
  expect(speakers(text)).toEqual([
    ['La situation est grave,', 'Léa Marchand'],
    ['et elle le restera.', 'Léa Marchand'],
  ]);
});

test('marks inside French marks belong to the words', () => {
  expect(speakers(`${FRENCH}« Nous « voulons » partir ce soir », a ajouté Paul Rey.`)).toEqual([
    ['Nous « voulons » partir ce soir', 'Paul Rey'],
  ]);
});

test('Spanish dialogue by dashes is speech', () => {
  expect(speakers('—No vamos a cerrar el puente —dijo la alcaldesa Lucía Prado—. La gente lo necesita.')).toEqual([
    ['No vamos a cerrar el puente', 'Lucía Prado'],
    ['La gente lo necesita.', 'Lucía Prado'],
  ]);
});

test.each([
  `${GERMAN}Es drohe „eine dramatische Flut bis zum Herbst“.`,
  `${SPANISH}Se le llama «la gran obra de la ciudad».`,
])('where nothing tells it plainly nobody is named: %s', (text) => {
  expect(speakers(text).every(([, name]) => name === null)).toBe(true);
});
