import { expect, test } from 'vitest';
import { verdictOf } from './verdicts.ts';

test.each([
  ['The ministry denied a report in the Daily Post that the bridge had closed.', 'The bridge had closed.'],
  [
    'The ministry denied a report in the Daily Post that the bridge had closed.',
    'The ministry said the bridge had closed.',
  ],
  ['Local officials denied rumours that the dam had cracked.', 'Local officials said that the dam had cracked.'],
  [
    'Bo Dahl disputed the finding that his firm had polluted the lake.',
    'Bo Dahl found that his firm had polluted the lake.',
  ],
  ['It is not known whether the pilot survived.', 'The pilot survived.'],
  ['The court will decide in June whether the law breaks the treaty.', 'The law breaks the treaty.'],
  ['The bank did not say how many clients lost money.', 'Many clients lost money.'],
])('what is denied, or not known, is never told as so: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['The court found Ann Lee guilty on two of five counts.', 'The court found Ann Lee guilty on five counts.'],
  ['The bank plans to close two of its 11 offices.', 'The bank plans to close 11 offices.'],
  ['One in three buses in Lund is late.', 'Three buses in Lund are late.'],
  ['Rain fell on 12 of the 30 days.', 'Rain fell on 30 days.'],
  ['Between 30 and 40 people were hurt in Lund.', '40 people were hurt in Lund.'],
  ['The firm plans to hire 30 to 40 people in Lund.', 'The firm plans to hire 40 people in Lund.'],
  ['The city pays the firm 2,000 crowns a month for the lamps.', 'The city pays the firm 2,000 crowns for the lamps.'],
  ['The plant emits 40 tons of dust per year.', 'The plant emits 40 tons of dust.'],
  ['The drug cut deaths by 30% among women over 60.', 'The drug cut deaths by 30%.'],
  ['The clinic treats women under 30 without charge.', 'The clinic treats women without charge.'],
])('a share, a rate and a range are not told as the whole: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['The minister expects prices to fall by 5% next year.', 'Prices will fall by 5% next year.'],
  ['The union urged the firm to raise wages by 6% in Lund.', 'The firm will raise wages by 6% in Lund.'],
])('what somebody expects or wants is not told as what will be: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  [
    'Bo Dahl scored twice after replacing the injured Ann Lee in the 60th minute.',
    'Bo Dahl scored twice in the 60th minute.',
  ],
  ['Ann Lee left the firm before it was sold to Borel in 2011.', 'Ann Lee left the firm in 2011.'],
  ['Ann Lee joined the council having worked for the port for 20 years.', 'Ann Lee joined the council for 20 years.'],
  [
    'It was the third strike this year and the first at the port since 1980.',
    'It was the third strike at the port since 1980.',
  ],
  ['Profits rose 4% in Europe and 9% in Asia.', 'Profits rose 4% in Asia.'],
])('the end of one part of a sentence is not joined to another: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['The second largest bank in Lund was sold to Borel.', 'The largest bank in Lund was sold to Borel.'],
  ['Sales fell for the first time since 2009.', 'Sales fell since 2009.'],
  ['Fees are twice as high as in 2015.', 'Fees are as high as in 2015.'],
  ['Until last year the road was closed to lorries.', 'The road was closed to lorries last year.'],
  ['Before 1990 the town had no school.', 'In 1990 the town had no school.'],
  ['The law takes effect no earlier than 2027.', 'The law takes effect in 2027.'],
  ['The museum is free on Sundays.', 'The museum is free.'],
  ['The ferry does not run on Sundays in winter.', 'The ferry does not run.'],
])('a rank, a bound of time and what a statement is limited to stay: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['The ministry denied a report that the bridge had closed.', 'The ministry denied that the bridge had closed.'],
  ['Ann Lee, who denied the charges, left the port in May.', 'Ann Lee left the port in May.'],
  ['Fees rose from 5 crowns to 9 crowns in Lund.', 'Fees rose to 9 crowns in Lund.'],
  ['Bo Dahl scored twice after the break in the 60th minute.', 'Bo Dahl scored twice in the 60th minute.'],
  ['The second largest bank in Lund was sold to Borel in May.', 'The second largest bank in Lund was sold to Borel.'],
  ['The firm opened shops in Lund and Malmo in 1990.', 'The firm opened shops in Lund in 1990.'],
  ['The minister expects prices to fall by 5% next year.', 'The minister expects prices to fall by 5%.'],
])('what limits nothing may be left out: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});

test.each([
  ['The council must now either repair the pool or close it.', 'The council must now repair the pool.'],
  ['Bo Dahl said he would rather quit than sign the deal.', 'Bo Dahl said he would sign the deal.'],
  ['The plan would let cities, but not villages, set their own fees.', 'Cities set their own fees.'],
  ['Ferries were cancelled for a second day in Lund.', 'Ferries were cancelled for a day in Lund.'],
])('one of two ways, and what is only possible, are not told as so: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});

test.each([
  ['The port denied a report in the Courier that fees had doubled.', 'The port denied that fees had doubled.'],
  ['The team, led by Ann Lee, sold 212 letters in Lund.', 'The team was led by Ann Lee.'],
  ['Bo Dahl, who plays a nurse in the film, sued the port.', 'Bo Dahl sued the port.'],
  ['Chief executive Ann Lee sold the ferry.', 'CEO Ann Lee sold the ferry.'],
  ['Experts have previously warned that fees are rising in Lund.', 'Experts have warned that fees are rising in Lund.'],
  ['The port is already building a wall in Lund.', 'The port is building a wall in Lund.'],
  ['About a third of the houses in Lund burned down.', 'Roughly a third of the houses in Lund burned down.'],
  ['The study in Lund was paid for by Borel.', 'The study in Lund was funded by Borel.'],
  ['Ann Lee has withdrawn her film from the festival.', 'Ann Lee withdrew her film from the festival.'],
])('another word for the same may stand there: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});

test.each([
  ['The port denied the report and said that fees had doubled.', 'The port denied that fees had doubled.'],
  ['The team, which led by two goals, lost in Lund.', 'The team was led by two goals.'],
  ['Bo Dahl is killed in the film, which opens in May.', 'Bo Dahl is killed.'],
])('what only looks alike is not: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).not.toBe('shown');
});
