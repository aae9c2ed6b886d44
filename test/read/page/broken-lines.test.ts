import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { pageWith, STORY } from './page.ts';

const linesOf = (part: string) =>
  extractArticle({ html: pageWith({ story: `${STORY}${part}${STORY}` }) }).draft.text.split('\n\n');

test.each([
  [
    'copy that is set in lines of one width',
    '<p>The flood took the bridge at the upper mill during the<br>night to Monday. Nobody was on it, the captain of the<br>Marlow fire brigade said. "It went like a row of<br>dominoes," said the miller, Ansgar Pell.</p>',
    'The flood took the bridge at the upper mill during the night to Monday. Nobody was on it, the captain of the Marlow fire brigade said. "It went like a row of dominoes," said the miller, Ansgar Pell.',
  ],
  [
    'a quotation',
    '<div>“I heard the pier go.<br>And I ran,” said the keeper, Lorne Abbas.</div>',
    '“I heard the pier go. And I ran,” said the keeper, Lorne Abbas.',
  ],
  [
    'a sentence that goes on in lower case',
    '<p>The gate at the lock has been shut<br>since Easter.</p>',
    'The gate at the lock has been shut since Easter.',
  ],
])('a line break in the middle of %s joins', (_, part, text) => {
  expect(linesOf(part)).toContain(text);
});

test.each([
  ['sentences', ['The first boat leaves at noon.', 'The last one leaves at midnight.']],
  ['a list', ['two eggs from the market', 'flour from the old mill', 'butter and a pinch of salt']],
  ['verse', ['The sea came up to the door', 'and knocked, and nobody heard', 'until it knocked once more.']],
  ['measures in inches', ['Length of the plank: 5"', 'Width of the plank: 3"', 'Height of the plank: 9"']],
  ['paragraphs of one quotation', ['“The first pier fell.', '“The second one stands,” she said.']],
])('%s of a line each keep their breaks', (_, lines) => {
  const text = linesOf(`<p>${lines.join('<br>')}</p>`);
  for (const line of lines) expect(text).toContain(line);
});

test('a site’s own elements that hold a line each part paragraphs, and in a sentence they run on', () => {
  const part =
    '<news-text><news-par>The lock is shut until the first of March, the canal board said.</news-par><news-par>Boats can go round by <x-place>Marlow</x-place> and the old mill, which takes a day.</news-par></news-text>';
  const lines = linesOf(part);
  expect(lines).toContain('The lock is shut until the first of March, the canal board said.');
  expect(lines).toContain('Boats can go round by Marlow and the old mill, which takes a day.');
});

test('a label in bold stays a line above what it is about, and a name in bold amid a sentence stays in it', () => {
  const lines = linesOf(
    '<p><strong>Opening hours</strong><br>every day from ten to six, and on Sundays until eight.</p><p>The speech that the hall had waited for by<br><b>Ada Pike</b><br>was not given, as the train stood still.</p>',
  );
  expect(lines).toContain('Opening hours');
  expect(lines).toContain('every day from ten to six, and on Sundays until eight.');
  expect(lines).toContain(
    'The speech that the hall had waited for by Ada Pike was not given, as the train stood still.',
  );
});

test('a poem between marks is one quotation, its lines joined, as marks that close in another paragraph would be lost', () => {
  expect(linesOf('<p>“The sea came up to the door<br>And knocked, and nobody heard.”</p>')).toContain(
    '“The sea came up to the door And knocked, and nobody heard.”',
  );
});
