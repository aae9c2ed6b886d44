import { describe, expect, test } from 'vitest';
import { told } from './verdicts.ts';

const CLAIM = 'The ferry terminal is unsafe.';
const AS_PRINTED = /^(?:replaced|dropped)$/;

describe('what an article leaves open is not told as a fact', () => {
  test.each([
    ...[
      'said',
      'believed',
      'thought',
      'understood',
      'rumoured',
      'feared',
      'presumed',
      'held',
      'reckoned',
      'claimed',
    ].map((participle) => `The ferry terminal is ${participle} to be unsafe.`),
    'The ferry terminal was told to be unsafe.',
    'The ferry terminal is considered unsafe by the union.',
    'The ferry terminal is deemed unsafe.',
    'The ferry terminal is arguably unsafe.',
    'The ferry terminal is anything but unsafe.',
    'The ferry terminal is far from unsafe.',
    'The ferry terminal is in theory unsafe.',
    'Were it full, the ferry terminal is unsafe.',
    'The ferry terminal is unsafe, should it rain.',
  ])('%s', (text) => {
    expect(told(CLAIM, text)).toMatch(AS_PRINTED);
  });

  test.each([
    ['Anna Quist resigned.', 'Anna Quist was understood to have resigned.'],
    ['Anna Quist resigned.', 'Anna Quist all but resigned.'],
    ['Anna Quist resigned.', 'Had the vote gone otherwise, Anna Quist resigned.'],
    ['Anna Quist was arrested.', 'Anna Quist was to be arrested.'],
    ['Anna Quist was arrested.', 'Anna Quist ought to have been arrested.'],
    ['The tunnel cost 3 million euros.', 'The tunnel cost 3 million euros less than planned.'],
    ['The tunnel opened.', 'The tunnel opened in a computer simulation.'],
  ])('%s not from: %s', (claim, text) => {
    expect(told(claim, text)).toMatch(AS_PRINTED);
  });

  test.each([
    ['The tunnel will open in May.', 'The tunnel is to open in May.'],
    ['Anna Quist was forced to resign.', 'Anna Quist was forced to resign.'],
    ['The council moved to block the deal.', 'The council moved to block the deal on Monday.'],
    ['The band was ordered to stop.', 'The band was ordered to stop by the police.'],
    ['The terminal is unsafe.', 'The terminal was found to be unsafe.'],
  ])('%s may be told from: %s', (claim, text) => {
    expect(told(claim, text)).toBe(claim);
  });
});

describe('what somebody says keeps its speaker, however the article names them', () => {
  test.each([
    ['The ferry terminal is unsafe, Ines Moreau shot back.', 'Ines Moreau'],
    ['The ferry terminal is unsafe, Ines Moreau chimed in.', 'Ines Moreau'],
    ['The ferry terminal is unsafe, experts reckon.', 'experts'],
    ['Ines Moreau: The ferry terminal is unsafe.', 'Ines Moreau'],
    ['Critics have long held that the ferry terminal is unsafe.', 'critics'],
    ['Prosecutors say the ferry terminal is unsafe.', 'prosecutors'],
  ])('%s', (text, by) => {
    expect(told(CLAIM, text)).toBe(`The ferry terminal is unsafe, according to ${by}.`);
  });

  test.each([
    'The ferry terminal is unsafe, per Ines Moreau.',
    'The ferry terminal is unsafe, to quote Ines Moreau.',
    'The ferry terminal is unsafe, as Ines Moreau sees it.',
    'The ferry terminal is unsafe – Ines Moreau',
    'The ferry terminal is unsafe (source: her lawyer).',
    'The ferry terminal is unsafe, her lawyer mumbled into his beard.',
    'The ferry terminal, her lawyer mumbled, is unsafe.',
    'The ferry terminal is unsafe, Ines Moreau wants people to know.',
    'The ferry terminal is unsafe, Ines Moreau has gone on record as saying.',
    'Ines Moreau made it clear that the ferry terminal is unsafe.',
    'Fact check: The ferry terminal is unsafe. False.',
    'False claim: The ferry terminal is unsafe.',
    'Ines Moreau took to the radio to warn that the ferry terminal is unsafe.',
    'Ines Moreau called a meeting to hint that the ferry terminal is unsafe.',
    'Ines Moreau has proof, she says, that the ferry terminal is unsafe.',
    'For Ines Moreau the ferry terminal is unsafe.',
    'In a sign that the ferry terminal is unsafe, two doors jammed.',
    'The mayor pretended the ferry terminal is unsafe.',
  ])('%s: in the words of the article', (text) => {
    expect(told(CLAIM, text)).toMatch(AS_PRINTED);
  });

  test.each([
    'The ferry terminal is unsafe, the joke goes.',
    'The ferry terminal is unsafe, legend has it.',
    'The ferry terminal is unsafe, goes the story.',
    'The ferry terminal is unsafe, one imagines.',
    'The ferry terminal is unsafe, wrongly reported the Courier.',
    'Ines Moreau was quoted as saying that the ferry terminal is unsafe.',
  ])('%s: nobody is made its speaker', (text) => {
    expect(told(CLAIM, text)).toMatch(AS_PRINTED);
  });

  test.each([
    ['Ann Lee resigned.', 'Ann Lee, the council leader, resigned.'],
    ['Ann Lee resigned.', 'BREAKING: Ann Lee resigned.'],
    ['The wall fell on Monday.', 'The wall fell on Monday, the third such fall this year.'],
    ['The wall fell on Monday.', 'The wall fell on Monday, and the mayor resigned.'],
    [
      'The long season ended in Lund with a loss to Ostby.',
      'After the long season ended in Lund with a loss to Ostby, I got a chance to ask the coach.',
    ],
  ])('%s may be told from: %s', (claim, text) => {
    expect(told(claim, text)).toBe(claim);
  });
});

describe('denials and doubts of other languages are not read, so nothing is proved from them', () => {
  test.each([
    ['Der Steg ist unsicher.', 'Der Steg ist nicht unsicher.'],
    ['Der Steg ist unsicher.', 'Der Steg ist angeblich unsicher.'],
    ['Le ponton est dangereux.', 'Selon Ines Moreau, le ponton est dangereux.'],
    ['El muelle es inseguro.', 'Según Ines Moreau, el muelle es inseguro.'],
    ['Il molo è insicuro.', 'Il molo non è insicuro.'],
    ['De pier is onveilig.', 'De pier is niet onveilig.'],
    ['Molo jest niebezpieczne.', 'Molo nie jest niebezpieczne.'],
    ['Причал опасен.', 'Причал не опасен.'],
  ])('%s not from: %s', (claim, text) => {
    expect(told(claim, text)).toMatch(AS_PRINTED);
  });

  test.each(['Der Steg ist unsicher.', 'Il molo è insicuro.', 'Причал опасен.'])(
    '%s stands as it is printed',
    (text) => {
      expect(told(text, `${text} Ann Lee.`)).toBe(text);
    },
  );
});
