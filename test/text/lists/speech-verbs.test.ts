import { expect, test } from 'vitest';
import { refusesToSpeak, SPEECH_VERBS, speechVerb } from '../../../src/text/lists/speech-verbs.ts';
import { formsOf } from '../../../src/text/lists/verb-forms.ts';

test('every verb of speech is listed once, and so is each of its forms', () => {
  const lemmas = SPEECH_VERBS.map(({ lemma }) => lemma);
  expect(lemmas).toEqual([...new Set(lemmas)]);
  for (const { forms } of SPEECH_VERBS) expect(forms).toEqual([...new Set(forms)]);
});

test('a mark stands on verbs of the table only', () => {
  const marked = SPEECH_VERBS.filter((verb) => verb.reports || verb.names || verb.makesFact || verb.stance !== null);
  // As many as the lists of marks name: a misspelled entry would mark nothing.
  expect(marked.length).toBeGreaterThan(50);
  for (const lemma of ['announce', 'confirm', 'reveal', 'acknowledge', 'admit', 'remember'])
    expect(SPEECH_VERBS.find((verb) => verb.lemma === lemma)?.makesFact, lemma).toBe(true);
  for (const form of ['contended', 'asserts', 'boasted', 'lamented', 'estimated'])
    expect(speechVerb(form)?.makesFact, form).toBe(false);
});

test.each([
  ['fret', 'fretted fretting'],
  ['quip', 'quipped quipping'],
  ['admit', 'admitted admitting'],
  ['jab', 'jabbed jabbing'],
  ['offer', 'offered offering'],
  ['shout', 'shouted shouting'],
  ['vow', 'vowed vowing'],
  ['hail', 'hailed hailing'],
  ['vent', 'vented venting'],
  ['agree', 'agreed agreeing'],
  ['argue', 'argued arguing'],
  ['testify', 'testified testifying'],
  ['confess', 'confessed confessing'],
  ['pray', 'prayed praying'],
  ['say', 'said saying'],
  ['write', 'wrote written writing'],
])('the forms of %s are %s', (lemma, forms) => {
  expect(formsOf(lemma).slice(2).join(' ')).toBe(forms);
});

test('a form leads to its verb, with what the verb says of the words', () => {
  expect(speechVerb('fretted')).toMatchObject({ lemma: 'fret', strong: true, stance: null });
  expect(speechVerb('denies')).toMatchObject({ lemma: 'deny', stance: 'denied' });
  expect(speechVerb('accused')).toMatchObject({ lemma: 'accuse', stance: 'alleged' });
  expect(speechVerb('bridge')).toBeNull();
});

test('who declined to speak has said nothing', () => {
  expect(refusesToSpeak('declined')).toBe(true);
  expect(refusesToSpeak('refuses')).toBe(true);
  expect(refusesToSpeak('said')).toBe(false);
});
