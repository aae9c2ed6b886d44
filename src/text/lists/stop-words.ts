import {
  ARTICLES,
  AUXILIARIES,
  COORDINATORS,
  DEMONSTRATIVES,
  FREQUENT_PREPOSITIONS,
  NEGATED_AUXILIARIES,
  OWN_POSSESSIVES,
  PERSONAL_PRONOUNS,
  POSSESSIVES,
  QUESTION_WORDS,
  RELATIVES,
  SUBORDINATORS,
  without,
} from './function-words.ts';

/**
 * What search leaves out: articles, pronouns, prepositions, auxiliaries. They say nothing about what a text is about. The stored index is
 * made with them: a change means indexing every store again.
 */
export const FUNCTION_WORDS: readonly string[] = [
  ...new Set([
    ...ARTICLES,
    ...DEMONSTRATIVES,
    ...PERSONAL_PRONOUNS,
    ...POSSESSIVES,
    ...OWN_POSSESSIVES,
    ...RELATIVES,
    ...QUESTION_WORDS,
    ...FREQUENT_PREPOSITIONS,
    ...without(COORDINATORS, 'yet plus'),
    ...without(SUBORDINATORS, 'although since though whereas unless whether lest whenever wherever'),
    ...without(AUXILIARIES, `am ought cannot ${NEGATED_AUXILIARIES.join(' ')}`),
    ...'not no here there than then too very just also again any few each more most some other such only own same one many much'.split(
      ' ',
    ),
    ...'s t d ll m re ve'.split(' '),
  ]),
];

/** Words that carry some meaning and stand in every article: they tell no story from another. Written without apostrophes. */
export const COMMON_WORDS: readonly string[] = `
  above according across all almost along already although always am among another anything around away back became become began below
  both came cannot come day days either else end enough even ever every far first further gave get gets getting give given go goes going
  gone good got held himself however including indeed inside instead itself keep kept last late later least left less let like likely
  little long made make makes making meanwhile near nearly need never new next nothing now often onto others part people perhaps put quite
  rather really said saw say saying says see seem seen several since something soon still take taken themselves thing things think though
  through thus time times today together told took toward towards under upon use used using want way week weeks well went whether whole
  within without year years yesterday yet yours mr mrs ms dr sir dont didnt doesnt isnt wasnt werent wont wouldnt couldnt shouldnt hasnt
  havent hadnt arent cant youre theyre weve ive
`
  .trim()
  .split(/\s+/);
