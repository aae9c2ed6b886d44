import { expect, test } from 'vitest';
import { isStatement } from '../../src/text/statement.ts';

test.each([
  'The wall costs 14 million crowns.',
  'Holt was 82.',
  '“We will not stop,” she said.',
  'He left in March (and came back).',
  '工程历时两年零三个月，比计划提前两周完工。',
  '灯台守は「放っておけません」と話した。',
  '공사비는 45억 원이며 절반은 정부가 부담한다.',
  'واستغرق العمل سنتين وثلاثة أشهر.',
  'काम में दो साल और तीन महीने लगे।',
  'สะพานเก่าจะเก็บไว้ให้คนเดินและจักรยาน',
])('a whole sentence says something: %s', (text) => {
  expect(isStatement(text)).toBe(true);
});

test.each([
  'Who pays for the wall?',
  'PORT VALE (Courier) —',
  'Ada Lindqvist',
  '555-0134, valeharbour.example.',
  'Harbour wall to be raised by a metre',
  'Read more: Harbour wall to be raised.',
  'Vale elections 2026:Rosa Timm and all the others who won a seat.',
  'Storm in the north:All ferries stay in the harbour.',
  'Sign up for the Courier’s harbour newsletter.',
  'Bookmark the Courier’s lite site for slow connections.',
  'A version of this story first appeared in the Holm Post’s weekly mail.',
  'For our latest coverage of the ferry, see updates from Friday.',
  'See the full list of this year’s winners here.',
  '新桥一月一日通车',
  'Correction: An earlier version of this article said that the wall cost €4 million.',
  'An earlier version of this story gave the wrong height of the wall.',
  'This article was updated on Friday to correct the height of the wall.',
  '新桥什么时候通车？',
  'متى يفتح الجسر؟',
])(
  'a question, a dateline, a name, a contact line, a headline, a link and a word of the publisher do not: %s',
  (text) => {
    expect(isStatement(text)).toBe(false);
  },
);

test.each([
  'Sign-ups for the ferry closed on Friday.',
  'Subscribers of the Courier paid for the wall.',
  'Get well soon, the mayor wrote.',
  'An earlier version of the wall stood until 1953.',
  'The ferry leaves at 8:30am on Sundays.',
  'Port Vale:The council has decided to close the old bridge for two weeks in May, since the piers that were mended in 2019 have moved again.',
])('news that only begins like a word of the publisher says something: %s', (text) => {
  expect(isStatement(text)).toBe(true);
});
