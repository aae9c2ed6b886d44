import { EXACT_SYNONYMS, PHRASES_FOR_WORDS } from '../../text/lists/exact-synonyms.ts';
import { formsOf, IRREGULAR_VERBS, participleOf, pastOf, thirdOf } from '../../text/lists/verb-forms.ts';
import { stem } from '../../text/terms.ts';
import { WORD_OF_FORM } from '../../text/word-forms.ts';

/** Regular verbs whose forms their stems don't lead back to them. */
const FORMS = 'die use sue owe tie lie occur permit wed';
/** Other forms that no rule leads back, each behind its word. */
const OTHER_FORMS = 'get gotten|lie lay|child children kids|person people';

/** Short phrases that stand for one word. */
export const PHRASES: ReadonlyMap<string, string> = new Map(PHRASES_FOR_WORDS);

const FORM_OF = new Map([
  ...WORD_OF_FORM,
  ...[...IRREGULAR_VERBS, ...FORMS.split(' ')].flatMap((verb) =>
    [thirdOf(verb), pastOf(verb), participleOf(verb)].map((form): [string, string] => [form, verb]),
  ),
  ...OTHER_FORMS.split('|').flatMap((line) => {
    const [word = '', ...forms] = line.split(' ');
    return forms.map((form): [string, string] => [form, word]);
  }),
]);

const BASES = new Map<string, string>();
for (const group of EXACT_SYNONYMS) {
  const base = stem(group[0] ?? '');
  // Whole forms: by their stems "not" would be "note", and "partly" a part.
  for (const word of group) for (const form of formsOf(word)) if (!BASES.has(form)) BASES.set(form, base);
}

/** The word that stands for a lower-case word, its forms and its near equals. */
export function baseOf(lower: string): string {
  const word = FORM_OF.get(lower) ?? lower;
  return BASES.get(lower) ?? BASES.get(word) ?? stem(word);
}
