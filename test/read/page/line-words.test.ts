import { expect, test } from 'vitest';
import { isSentence } from '../../../src/read/page/date-lines.ts';
import { runningWords } from '../../../src/read/page/line-words.ts';

test.each([
  '17 November 2026 at 20:15',
  'By an additional staff writer, Tuesday, 17 November 2026',
  'Zuletzt bearbeitet: 17.11.2026, 20:15 Uhr',
  'Dienstag, 17. November 2026 um 20:15 Uhr',
  'mardi 17 novembre 2026 à 20h15',
  'terça-feira, 17 de novembro de 2026 às 20:13',
  'martedì 17 novembre 2026 alle ore 20:15',
  'Julkaistu 17.11.2026 kello 20.15',
  'wtorek 17 listopada 2026 o godz. 20:15',
  'вторник, 17 ноября 2026 г. от редакции',
])('what stands beside a date is furniture for dates and for the text alike: %s', (line) => {
  expect([isSentence(line), runningWords(line).length <= 1]).toEqual([false, true]);
});

test.each([
  'The ferry that sank on 17 November 2026 carried grain',
  'Der Kapitän starb am 17. November 2026 auf dem Schiff.',
  'Ab dem 17. November 2026 auf dem Fluss',
  'Le navire a coulé le 17 novembre 2026 sans équipage',
  'El barco se hundió el 17 de noviembre de 2026 sin nadie',
  'Statek zatonął 17 listopada 2026 bez załogi',
])('words that run on are a sentence for dates and for the text alike: %s', (line) => {
  expect([isSentence(line), runningWords(line).length > 1]).toEqual([true, true]);
});
