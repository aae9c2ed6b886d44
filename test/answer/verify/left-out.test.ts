import { expect, test } from 'vitest';
import { told, verdictOf } from './verdicts.ts';

test.each([
  ['Mayor Ola Brekke called the walkout a disaster for tourism.', 'The walkout is a disaster for tourism.'],
  ['Critics branded the plan a waste of money.', 'The plan is a waste of money.'],
  ['For Hanne Vos, the strike is about respect.', 'The strike is about respect.'],
  ['To many islanders, the ferry is a lifeline.', 'The ferry is a lifeline.'],
  ['The ferry – so Hanne Vos – had been unsafe for years.', 'The ferry had been unsafe for years.'],
  ['As Hanne Vos sees it, the operator broke the contract in May.', 'The operator broke the contract in May.'],
  ['Judging by the photographs, the hull was cracked.', 'The hull was cracked.'],
  ['The firm claims to have sold its last mill to Borel.', 'The firm has sold its last mill to Borel.'],
])('whose view it is may not be left out: %s', (text, claim) => {
  expect(told(claim, text)).toBe('replaced');
});

test.each([
  ['In theory, the pump can drain the cellar in an hour.', 'The pump can drain the cellar in an hour.'],
  ['The club is worth 40 million euros on paper.', 'The club is worth 40 million euros.'],
  ['The pump worked only on paper.', 'The pump worked.'],
  ['The drug worked in mice.', 'The drug worked.'],
  ['The pill eased the pain in a trial of 40 nurses.', 'The pill eased the pain.'],
  ['In a small study in Lund, the pill eased the pain.', 'The pill eased the pain.'],
  ['The ferry will sail daily, weather permitting.', 'The ferry will sail daily.'],
  ['Subject to approval, the ferry will sail from May.', 'The ferry will sail from May.'],
  ['Were the port to close, 300 people would lose work.', '300 people would lose work.'],
  ['The bridge can carry 40 trams an hour.', 'The bridge carries 40 trams an hour.'],
  ['All but two of the 40 boats sank.', 'Two of the 40 boats sank.'],
  ['Nine in ten people in Lund own a bike.', 'Nine people in Lund own a bike.'],
  ['Of the 12 people in the trial, nine felt less pain.', '12 people felt less pain.'],
  ['Lund has the most bikes per person of any town.', 'Lund has the most bikes of any town.'],
])('neither may what it is limited to: %s', (text, claim) => {
  expect(told(claim, text)).toBe('replaced');
});

test.each([
  ['Ann Lee, whose brother was jailed in 2010, owns the mill.', 'Ann Lee was jailed in 2010.'],
  [
    'Norlink offered a rise, but the union wants more, and left the talks.',
    'Norlink offered a rise and left the talks.',
  ],
  ['The man who met Ann Lee, who is 44, was jailed in Lund.', 'Ann Lee was jailed in Lund.'],
])('nor what stands between somebody and what another did: %s', (text, claim) => {
  expect(told(claim, text)).toBe('replaced');
});

test.each([
  ['Crews walked out on Friday, leaving 2,300 people without a link.', 'Crews walked out on Friday.'],
  ['While the mayor was away, the council sold the town hall.', 'The council sold the town hall.'],
  ['The council sold the town hall to Borel, a firm that builds hotels.', 'The council sold the town hall to Borel.'],
  ['Police arrested two men in Lund on Tuesday and seized a boat.', 'Police arrested two men in Lund on Tuesday.'],
  ['Police arrested two men in Lund on Tuesday and seized a boat.', 'Police seized a boat.'],
  ['Deputy mayor Ann Lee opened the new school in Lund.', 'Ann Lee opened the school in Lund.'],
  ['The tour ended in Norland, which has 16 lakes.', 'Norland has 16 lakes.'],
  ['The mill in Lund will close in May because orders fell.', 'The mill in Lund will close in May.'],
])('what only adds to it may: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});
