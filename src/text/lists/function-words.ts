/**
 * The small words of English, by class: their one home. Whatever needs some of them takes a class, and leaves out or adds what it must
 * (`stop-words.ts` for search, the claim checker, the quote reader, the openings of sentences).
 */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const ARTICLES = words('the a an');
export const DEMONSTRATIVES = words('this that these those');
export const PERSONAL_PRONOUNS = words('he she they it i we you him them us me');
export const POSSESSIVES = words('his her their its my our your');
/** They stand without a noun. */
export const OWN_POSSESSIVES = words('hers theirs');
export const REFLEXIVES = words('himself herself themselves itself');
export const INDEFINITE_PRONOUNS = words('someone somebody everyone everybody nobody anyone anybody others another');
export const RELATIVES = words('who whom whose which that where');
export const QUESTION_WORDS = words('who whom whose what when where which why how');
export const QUANTIFIERS = words(
  'some many several most few another each every no any both all either neither such various numerous other others',
);

/** The prepositions that search passes over. */
export const FREQUENT_PREPOSITIONS = words(
  'of for at from in on by with to into about against over during between off out up down until after before per',
);
export const PREPOSITIONS: readonly string[] = [
  ...FREQUENT_PREPOSITIONS,
  ...words(
    `onto under through among amid despite toward towards upon without within across behind beyond near inside outside around along alongside
    besides except via ahead like unlike versus throughout regarding concerning including following above below past since`,
  ),
];

/** Prepositions of time, place, means and reason. */
export const CIRCUMSTANTIAL_PREPOSITIONS = words(
  `in on at near from since during after before with to by for against despite into toward towards about over above below behind across along
  outside inside`,
);

export const COORDINATORS = words('and or but nor yet so plus');
export const SUBORDINATORS = words(
  `when while as although because if since after before though whereas unless until once whether lest that whenever wherever how why what
  where`,
);

export const FORMS_OF_BE = words('is was were are be been being am');
export const FORMS_OF_HAVE = words('has have had having');
export const FORMS_OF_DO = words('do does did doing done');
export const MODALS = words('will would can could should may might must shall ought');
/** "isn't", with either apostrophe. */
export const NEGATED_AUXILIARIES: readonly string[] = ["'", '’'].flatMap((mark) =>
  words('is was were are has have had do does did wo would ca could should').map((start) => `${start}n${mark}t`),
);
export const AUXILIARIES: readonly string[] = [
  ...FORMS_OF_BE,
  ...FORMS_OF_HAVE,
  ...FORMS_OF_DO,
  ...MODALS,
  'cannot',
  ...NEGATED_AUXILIARIES,
];

/** Adverbs that tie a sentence to the one before. */
export const LINKING_ADVERBS = words('however meanwhile moreover still then also');

/** A sentence that opens with one of these usually leans on the one before. */
export const LEANING_OPENERS: readonly string[] = [
  ...without(PERSONAL_PRONOUNS, 'them us me'),
  ...without(POSSESSIVES, 'my our your'),
  ...OWN_POSSESSIVES,
  ...DEMONSTRATIVES,
  ...words('there here such both neither one another others some but and or so yet nor'),
  ...LINKING_ADVERBS,
  ...words('instead nevertheless nonetheless furthermore'),
];

/** A list without some words of it. */
export function without(list: readonly string[], some: string): string[] {
  const left = new Set(words(some));
  return list.filter((word) => !left.has(word));
}
