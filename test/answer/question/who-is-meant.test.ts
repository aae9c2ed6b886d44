import { expect, test } from 'vitest';
import type { EarlierTurn } from '../../../src/answer/question/conversation.ts';
import { personMeant, withPerson } from '../../../src/answer/question/who-is-meant.ts';
import type { ArticleId } from '../../../src/article/article.ts';

function turn(asked: string, answer: string): EarlierTurn {
  const articles = [{ id: 'wall' as ArticleId, title: 'Harbour wall to be raised' }];
  return { kind: 'fact', asked, answer, articles, told: [], list: [] };
}

test('a pronoun stands for whom the question named, in lower case and by the surname too', () => {
  const told = turn('who is ada storm', 'Lena Holt met Mayor Ada Storm at the wall on Friday.');
  expect(personMeant('she', told)).toBe('Ada Storm');
  expect(personMeant('she', turn('what does holt do?', 'Ada Storm met Lena Holt at the wall.'))).toBe('Lena Holt');
});

test('a pronoun stands for the first person of the answer whose given name goes with it', () => {
  const told = turn('who met at the wall?', 'At the wall Lena Holt met Peter Storm.');
  expect(personMeant('he', told)).toBe('Peter Storm');
  expect(personMeant('she', told)).toBe('Lena Holt');
});

test('a person with a rare given name is known by the title or role before the name, and a place is nobody', () => {
  expect(personMeant('she', turn('who led it?', 'Near Vale Sound the biologist Aiko Tanabe led it.'))).toBe(
    'Aiko Tanabe',
  );
  expect(personMeant('he', turn('who chairs it?', 'A grant came, said Councillor Bram Teague.'))).toBe('Bram Teague');
  expect(personMeant('he', turn('where was it?', 'It was built near Vale Sound in the journal’s time.'))).toBeNull();
});

test('whoever is named in the question before is meant, however rare the name', () => {
  expect(personMeant('he', turn('what’s Bram Teague’s job?', 'The council meets on Friday.'))).toBe('Bram Teague');
});

test('words that lead back to an earlier subject tell who is meant', () => {
  const told = turn('who met at the wall?', 'At the wall Rosa Timm met Lena Holt.');
  expect(personMeant('she', told, 'Holt')).toBe('Lena Holt');
});

test.each([
  ['what did she say?', 'what did Lena Holt say?'],
  ['how old is she', 'how old is Lena Holt'],
  ['what is her job?', 'what is Lena Holt’s job?'],
  ['who voted against her?', 'who voted against Lena Holt?'],
  ['what did Ada Storm say about her plan?', 'what did Ada Storm say about her plan?'],
  ['when does it start?', 'when does it start?'],
])('%j is asked as %j', (question, asked) => {
  expect(withPerson(question, turn('who leads the search?', 'The search is led by Lena Holt.'))).toBe(asked);
});
