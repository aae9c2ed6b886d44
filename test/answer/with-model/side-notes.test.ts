import { describe, expect, test } from 'vitest';
import { contextFor } from '../../../src/answer/with-model/context.ts';
import { followUpsFit, missingFit } from '../../../src/answer/with-model/side-notes.ts';
import type { ArticleId, RevisionId } from '../../../src/article/article.ts';

const TEXT = 'Der Stadtrat von Ostby hat am Montag den Umbau des Rathauses beschlossen, sagte Mara Lindqvist.';
const context = contextFor(
  [
    {
      article: 'umbau' as ArticleId,
      revision: 1 as RevisionId,
      title: 'Umbau des Rathauses',
      publisher: 'Ostbyer Bote',
      published: null,
      url: null,
      sentences: [{ start: 0, end: TEXT.length, text: TEXT, score: 0 }],
    },
  ],
  new Map(),
  10_000,
);
const missing = (text: string) => missingFit(text, 'Was kostet der Umbau?', context);

describe('what a model says is missing, in German', () => {
  test.each([
    'die Höhe der Kosten',
    'wie viele Anwohner und Helfer beim Umbau halfen',
    'wann die erste Sitzung im neuen Rathaus stattfindet',
    'welche Firmen den genauen Auftrag bekommen',
    'was Mara Lindqvist zur Finanzierung sagte',
  ])('is told, although its nouns have capitals: %s', (text) => {
    expect(missing(text)).toBe(text);
  });

  test.each([
    ['a name', 'ob Henrik Solberg den Auftrag bekommt'],
    ['a name behind an office', 'was der Minister Solberg sagte'],
    ['a name behind "und"', 'was Lindqvist und Solberg sagten'],
    ['a short form', 'was die ABC sagte'],
    ['a day', 'was am Freitag geschah'],
    ['a figure', 'ob die Kosten 14 Millionen betragen'],
  ])('is not told with %s that nobody knows', (_what, text) => {
    expect(missing(text)).toBeNull();
  });
});

test('a German question to go on with stands on a button', () => {
  expect(followUpsFit(['Wie hoch sind die Kosten?', 'Was sagte Henrik Solberg?'], context)).toEqual([
    'Wie hoch sind die Kosten?',
  ]);
});
