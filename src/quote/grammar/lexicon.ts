import { SPEECH_VERBS } from '../../text/lists/speech-verbs.ts';
import { PARTS_OF_TITLES, TITLES } from '../../text/lists/titles.ts';
import * as nouns from './languages/english-nouns.ts';
import * as words from './languages/english-words.ts';
import { french } from './languages/french.ts';
import { german } from './languages/german.ts';
import { spanish } from './languages/spanish.ts';

/** What a word can be, as bits: many words are several things and the place decides. */
export const is = {
  determiner: 1 << 0,
  possessive: 1 << 1,
  pronoun: 1 << 2,
  preposition: 1 << 3,
  subordinator: 1 << 4,
  relative: 1 << 5,
  coordinator: 1 << 6,
  auxiliary: 1 << 7,
  adverb: 1 << 8,
  time: 1 << 9,
  verb: 1 << 10,
  speech: 1 << 11,
  weakSpeech: 1 << 12,
  ing: 1 << 13,
  role: 1 << 14,
  organisation: 1 << 15,
  document: 1 << 16,
  title: 1 << 17,
  outlet: 1 << 18,
  organisationName: 1 << 19,
  bare: 1 << 20,
  abbreviation: 1 << 21,
  month: 1 << 22,
  /** Known by its ending only. */
  guessed: 1 << 23,
} as const;

const entries = new Map<string, number>();

function add(list: string, bits: number): void {
  for (const word of list.split(/\s+/u)) if (word !== '') entries.set(word, (entries.get(word) ?? 0) | bits);
}

add(words.determiners, is.determiner);
add(words.possessives, is.possessive);
add(words.pronouns, is.pronoun);
add(words.prepositions, is.preposition);
add(words.subordinators, is.subordinator);
add(words.relatives, is.relative);
add(words.coordinators, is.coordinator);
add(words.auxiliaries, is.auxiliary);
add(words.adverbs, is.adverb);
add(words.days, is.time);
add(words.months, is.time | is.month);
add(words.verbs, is.verb);
add(words.abbreviations, is.abbreviation);
add(nouns.roles, is.role);
add(nouns.organisations, is.organisation);
add(nouns.documents, is.document);
add(nouns.newsOutlets, is.outlet);
add(nouns.organisationWords, is.organisationName);
add([...TITLES.keys(), ...PARTS_OF_TITLES].join(' '), is.title);
for (const { forms, strong } of SPEECH_VERBS) {
  const bits = strong ? is.speech : is.weakSpeech;
  add(forms[0] ?? '', bits | is.bare);
  add(forms.slice(1, -1).join(' '), bits);
  add(forms.at(-1) ?? '', bits | is.ing);
}

// Several of them: "engineers", "ministers"; not where the plural is a verb's form as well.
for (const role of nouns.roles.split(/\s+/u)) {
  const several = `${role}s`;
  if (role !== '' && !/(?:s|men)$/u.test(role) && !entries.has(several)) entries.set(several, is.role);
}

export type Language = 'en' | 'de' | 'fr' | 'es';

const others: [Language, Record<string, string>][] = [
  ['de', german],
  ['fr', french],
  ['es', spanish],
];
const foreign = new Map<Language, Map<string, number>>();
const tellTales = new Map<string, Language[]>();
for (const [language, lists] of others) {
  const own = new Map<string, number>();
  for (const [kind, list] of Object.entries(lists)) {
    for (const word of list.split(/\s+/u)) {
      if (!(kind in is) && kind !== 'tells') continue;
      if (kind === 'tells') tellTales.set(word, [...(tellTales.get(word) ?? []), language]);
      else own.set(word, (own.get(word) ?? 0) | is[kind as keyof typeof is]);
    }
  }
  foreign.set(language, own);
}

const enough = 3;
const plainlyEnglish = /\b(?:the|of|and|to|said|is|that|with|for)\b/g;

/** The language that the beginning of a paragraph is written in, by its small words; that of the paragraph before where too few tell. */
export function languageOf(sample: string, before: Language = 'en'): Language {
  let plain = 0;
  const lower = sample.toLowerCase();
  plainlyEnglish.lastIndex = 0;
  while (plainlyEnglish.test(lower)) if (++plain >= enough) return 'en';
  const counts = { en: 0, de: 0, fr: 0, es: 0 };
  for (const word of lower.split(/[^\p{L}]+/u)) {
    const languages = tellTales.get(word);
    if (languages !== undefined) for (const language of languages) counts[language]++;
    else if (((entries.get(word) ?? 0) & (is.determiner | is.preposition | is.pronoun | is.auxiliary)) !== 0)
      counts.en++;
  }
  // A name ("World Fund for Nature") in another language has some of these words too.
  const strongest = Math.max(counts.de, counts.fr, counts.es);
  if (plain > 0 && 2 * plain >= strongest) return 'en';
  let best: Language = counts.en >= enough ? 'en' : before;
  for (const [language] of others) if (counts[language] >= enough && counts[language] > counts[best]) best = language;
  return best;
}

/** The bits of a lower-case word in a language other than English. */
export function foreignBitsOf(word: string, language: Language): number {
  return foreign.get(language)?.get(word) ?? 0;
}

const s = 's'.charCodeAt(0);
const fullStop = '.'.charCodeAt(0);
const contraction = /^([a-z]{1,5})['’](?:d|ll|ve|re|m)$/u;
const apostrophes = new Set("'’");

/** The bits of a lower-case English word; past forms and adverbs of manner are known by their endings. */
export function bitsOf(word: string): number {
  const bits = entries.get(word);
  if (bits !== undefined) return bits;
  if (word.charCodeAt(word.length - 1) === fullStop) {
    const whole = entries.get(word.slice(0, -1)) ?? 0;
    return (whole & is.abbreviation) !== 0 ? whole : 0;
  }
  const apostrophe = word.charCodeAt(word.length - 1) === s ? word.length - 2 : word.length - 1;
  if (apostrophe > 0 && apostrophes.has(word.charAt(apostrophe)))
    return (entries.get(word.slice(0, apostrophe)) ?? 0) & ~(is.speech | is.weakSpeech | is.verb);
  const apart = word.length < 9 && (word.includes("'") || word.includes('’'));
  const contracted = apart ? contraction.exec(word) : null;
  if (contracted !== null) return entries.get(contracted[1] ?? '') ?? 0;
  if (word.length > 4 && word.endsWith('ly')) return is.adverb | is.guessed;
  if (word.length > 4 && word.endsWith('ed')) return is.verb | is.guessed;
  if (word.length > 5 && word.endsWith('ing')) return is.verb | is.ing | is.guessed;
  return 0;
}
