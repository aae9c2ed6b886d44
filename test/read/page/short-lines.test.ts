import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { runningWords } from '../../../src/read/page/line-words.ts';
import { PARAGRAPHS, pageWith, STORY } from './page.ts';

const linesOf = (parts: Parameters<typeof pageWith>[0]) =>
  extractArticle({ html: pageWith(parts), url: 'https://post.example/news/ferry' }).draft.text.split('\n\n');
const author = '<meta name="author" content="Ines Kolb">';
const under = ([first = '', ...rest]: readonly string[], line: string) =>
  [first, line, ...rest].map((text) => `<p>${text}</p>`).join('');

test.each([
  'The Marlow sank on 15 April 1912.',
  'She retired on May 3, 1950.',
  'Der Kapitän starb am 12. Juni 2024.',
  '“That was on 12 June 2024,” she said.',
  'Corrected on 28 November 2026: The pier stands.',
  'Updated plans come on 3 June 2027.',
  '12 June 2024: the ferry loses its pier',
  '船は2024年6月12日に沈没した。',
  'Murió el 12 de junio de 2024.',
  'Zmarł 12 czerwca 2024.',
  'Closed: 3 December 2026.',
  'Born: May 3, 1950. Died: June 12, 2024.',
])('a sentence with a date stays at the top of a story: %s', (line) => {
  expect(linesOf({ story: `<p>${line}</p>${STORY}` })[0]).toBe(line);
  expect(linesOf({ story: under(PARAGRAPHS, line) })[1]).toBe(line);
});

test.each([
  '17 November 2026',
  '17 November 2026 | By Ines Kolb',
  'Published on Tuesday, 17 November 2026 at 20:15',
  'Last updated by the night desk on 17 November 2026',
  'Veröffentlicht am 17. November 2026.',
  'Dienstag, 17. November 2026, 20:15 Uhr',
  'Publié le mardi 17 novembre 2026 à 20h15',
  'Marlow, 17 de noviembre de 2026',
  '2026年11月17日 20時15分',
])('a line that only gives the date goes: %s', (line) => {
  expect(linesOf({ story: `<p>${line}</p>${STORY}` })).toEqual(PARAGRAPHS);
});

test('a short embedded post under the first paragraph stays, with its author and day', () => {
  const post =
    '<blockquote class="twitter-tweet"><p>The horn is back.</p>&mdash; Tom Brandt (@tbrandt) <a href="https://x.example/1">November 16, 2026</a></blockquote>';
  const [first, ...rest] = STORY.split('\n');
  expect(linesOf({ story: `${first}${post}${rest.join('')}` })[1]).toBe(
    '“The horn is back.” — Tom Brandt (@tbrandt) November 16, 2026',
  );
});

test.each([
  'By Friday the river had risen by two metres.',
  'Von den Tätern fehlt bisher jede Spur.',
  'Por fin llegó el barco a la ciudad.',
  'París amanece sin barcos ni trenes hoy.',
  'I am Ines Kolb, and I took the first boat.',
  'By the numbers: 40 boats, 3 divers, 1 crack',
  'Ladies and gentlemen,',
  'Ladies and gentlemen',
  'Dear readers:',
])('a short opening stays: %s', (line) => {
  expect(linesOf({ head: author, story: `<p>${line}</p>${STORY}` })[0]).toBe(line);
});

test.each([
  'By Ines Kolb',
  'By Ines Kolb and Wim Aster.',
  'Von Ines Kolb, Marlow',
  'Ines Kolb',
  'By our reporter in Marlow',
  'Harbour news',
])('a byline or label over the story goes: %s', (line) => {
  expect(linesOf({ head: author, story: `<p>${line}</p>${STORY}` })).toEqual(PARAGRAPHS);
});

test('last lines without a stop stay when they tell something or sign a letter, and labels go', () => {
  expect(linesOf({ story: `${STORY}<p>And so it goes on</p>` }).at(-1)).toBe('And so it goes on');
  expect(linesOf({ story: `${STORY}<p>Yours faithfully,</p><p>Ida Brandt</p>` }).slice(-2)).toEqual([
    'Yours faithfully,',
    'Ida Brandt',
  ]);
  expect(linesOf({ story: `${STORY}<p>Harbour, Ferries</p><p>Ines Kolb</p>` })).toEqual(PARAGRAPHS);
});

test.each([
  'Sign up at the town hall.',
  'Subscribe to nothing, said Ida Brandt.',
  'Join us, said the captain.',
  'Watch the river, the captain told people in Marlow.',
  'Related to the captain, he kept away from the vote.',
  'Anzeige erstattete der Kapitän am Montag.',
  '<a href="/report">The board has put the whole report on its page.</a>',
])('a sentence that begins like a call stays: %s', (line) => {
  expect(linesOf({ story: `${STORY}<p>${line}</p>${STORY}` })).toContain(line.replace(/<[^>]*>/g, ''));
});

test.each([
  'Sign up for our newsletter.',
  'Follow us on Instagram.',
  'Join the conversation.',
  'Subscribe now for unlimited access.',
  'Click here to read the whole story.',
  'Jetzt kostenlos abonnieren.',
  'Suivez notre page pour ne rien manquer.',
])('a call to the reader goes, also with a stop: %s', (line) => {
  expect(linesOf({ story: `${STORY}<p>${line}</p>${STORY}` })).not.toContain(line);
});

test('running words are those in lower case that are neither months nor labels', () => {
  expect(runningWords('Published on 12 June 2024 at 10 pm by Ines Kolb')).toEqual([]);
  expect(runningWords('12 de junio de 2024')).toEqual([]);
  expect(runningWords('The Marlow sank on 15 April 1912')).toEqual(['sank']);
});

test('the days of a chronology stay, the first as well', () => {
  const days = ['12 June 2024', '3 May 2025', '9 May 2026'];
  const lines = linesOf({ story: PARAGRAPHS.map((text, n) => `<p>${text}</p><p>${days[n] ?? ''}</p>`).join('') });
  expect(lines.filter((line) => days.includes(line))).toEqual(days);
});

test('a last paragraph that is a link and a whole sentence stays; a headline that leads elsewhere goes', () => {
  const last = (line: string) => linesOf({ story: `${STORY}<p><a href="/x">${line}</a></p>` }).at(-1);
  expect(last('The inquiry into the pier goes on in spring.')).toBe('The inquiry into the pier goes on in spring.');
  expect(last('Inquiry into the pier goes on in spring')).toBe(PARAGRAPHS.at(-1));
});

test('a question that begins as a call to readers does stays', () => {
  expect(linesOf({ story: under(PARAGRAPHS, 'Subscribe to that view, then?') })[1]).toBe(
    'Subscribe to that view, then?',
  );
});
