import { expect, test } from 'vitest';
import { readDateline } from '../../../src/read/plain-text/dateline.ts';

test.each([
  ['OSLO — Ferries stopped.', 'OSLO', null],
  ['LIMA (AP) — Ferries stopped.', 'LIMA', 'Associated Press'],
  ['NEW DELHI (Reuters) – Ferries stopped.', 'NEW DELHI', 'Reuters'],
  ['PARIS, March 3 (Reuters) - Ferries stopped.', 'PARIS', 'Reuters'],
  ['LONDON, Jan 5 - Ferries stopped.', 'LONDON', null],
  ['NAIROBI, Kenya (AFP) -- “Enough,” said the crew.', 'NAIROBI, Kenya', 'Agence France-Presse'],
  ['ST. PAUL, Minn. (AP) _ Ferries stopped.', 'ST. PAUL, Minn.', 'Associated Press'],
  ['OSLO/BERGEN (Reuters) - Ferries stopped.', 'OSLO/BERGEN', 'Reuters'],
  ['Geneva, 3 March (AFP) - Ferries stopped.', 'Geneva', 'Agence France-Presse'],
  ['(CNN) — Ferries stopped.', null, 'CNN'],
])('%s', (paragraph, place, agency) => {
  const dateline = readDateline(paragraph);
  expect([dateline?.place, dateline?.agency]).toEqual([place, agency]);
  expect(paragraph.slice(dateline?.length)).toMatch(/^(?:Ferries|“Enough)/);
});

test.each([
  'Ministers — all of them — stayed away.',
  'NATO — the alliance — kept silent.',
  'UPDATE — Ferries run again.',
  'COVID-19 cases rose.',
  'U.S.-Canada talks stalled.',
  'The mayor (an engineer) — Lena Ortiz — spoke.',
])('is no dateline: %s', (paragraph) => {
  expect(readDateline(paragraph)).toBeNull();
});
