import { participleOf, pastOf } from './lists/verb-forms.ts';

/** Verbs whose forms search leads back to them. What stands here is part of the stored index: a change means indexing every store again. */
const VERBS =
  'win steal sell buy shoot fall rise fly speak break choose take give begin write drive eat hide lose meet pay send spend build catch teach fight sing swim sink run grow know throw draw wear swear freeze strike';

/** Other forms that no rule leads back, and words that news uses for each other: the first of each stands for the others. */
const OTHERS = 'die dying|movie film|woman women|man men|child children';

/** The word that stands for each form, all in lower case. */
export const WORD_OF_FORM: ReadonlyMap<string, string> = new Map([
  ...VERBS.split(' ').flatMap((verb) =>
    [pastOf(verb), participleOf(verb)].filter((form) => form !== verb).map((form): [string, string] => [form, verb]),
  ),
  ...OTHERS.split('|').flatMap((line) => {
    const [word = '', ...forms] = line.split(' ');
    return forms.map((form): [string, string] => [form, word]);
  }),
]);
