import { descriptions as de } from './de.ts';
import { descriptions as es } from './es.ts';
import { descriptions as fr } from './fr.ts';
import { descriptions as ja } from './ja.ts';

/** What commands and options are for, in the languages of people, by the English words. */
export const TRANSLATIONS = { de, fr, es, ja } as const;
