import { expect, test } from 'vitest';
import { verdictOf } from './verdicts.ts';

test.each([
  ['ordered', 'The judge ordered Ann Lee to pay 3 million crowns.', 'The judge paid 3 million crowns.'],
  ['will order', 'The judge will order Ann Lee to pay 3 million crowns.', 'The judge will pay 3 million crowns.'],
  ['will let', 'The deal will let Borel sell the ferry in May.', 'The deal will sell the ferry in May.'],
  ['would make', 'The law would make firms pay fines of 5 crowns.', 'The law would pay fines of 5 crowns.'],
  ['will see', 'The council will also see street lunches take place in Lund.', 'The council will take place in Lund.'],
  ['helped', 'The bank helped Ann Lee buy the farm in May.', 'The bank bought the farm in May.'],
  ['asked', 'The company asked workers to leave the site in Lund.', 'The company left the site in Lund.'],
  ['plans to have', 'The bank plans to have Ann Lee lead the office.', 'The bank plans to lead the office.'],
  ['left', 'The storm left Ann Lee stranded in Lund.', 'The storm stranded in Lund.'],
])('what the object does is never told of the subject: %s', (_verb, text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['came close to', 'The bank came close to buying the farm.', 'The bank bought the farm.'],
  ['is close to', 'The bank is close to buying the farm in Lund.', 'The bank is buying the farm in Lund.'],
  ['stopped short of', 'The bank stopped short of buying the farm in May.', 'The bank bought the farm in May.'],
  ['talked of', 'The bank talked of buying the farm in Lund.', 'The bank bought the farm in Lund.'],
  ['was about to', 'The bank was about to buy the farm in May.', 'The bank bought the farm in May.'],
  ['is on track to', 'The bank is on track to buy the farm in May.', 'The bank is buying the farm in May.'],
  ['has yet to', 'The bank has yet to buy the farm in Lund.', 'The bank has bought the farm in Lund.'],
  ['has yet to, with “did”', 'The bank has yet to buy the farm.', 'The bank did buy the farm.'],
  ['is yet to be', 'The ferry is yet to be found off Lund.', 'The ferry was found off Lund.'],
  ['are to be', 'Three mills are to be closed in Lund.', 'Three mills were closed in Lund.'],
  ['used to', 'The bank used to own the farm in Lund.', 'The bank owns the farm in Lund.'],
])('what was not done, or is not any more, is never told as done: %s', (_verb, text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});

test.each([
  ['The bank helped to build the wall in Lund.', 'The bank helped build the wall in Lund.'],
  ['Fees began to fall in March in Lund.', 'Fees began falling in March in Lund.'],
  ['Ann Lee saved the bank by buying shares in May.', 'Ann Lee saved the bank by buying shares.'],
  ['The judge on Monday ordered Ann Lee to pay 3 crowns.', 'The judge ordered Ann Lee to pay 3 crowns.'],
  ['The port wants to quickly raise the fees in Lund.', 'The port wants to raise the fees in Lund.'],
  ['Three mills are to be closed in Lund.', 'Three mills will be closed in Lund.'],
  ['The mill was found to be owned by Ann Lee.', 'The mill was owned by Ann Lee.'],
])('what keeps its verb may be told: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('shown');
});

test.each([
  ['A lawsuit against Ann Lee begins in May in Lund.', 'Ann Lee begins in May in Lund.'],
  ['A report on Ann Lee was published in May.', 'Ann Lee was published in May.'],
])('what is about somebody is not told of them: %s', (text, claim) => {
  expect(verdictOf(claim, text).kind).toBe('replaced');
});
