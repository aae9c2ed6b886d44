import { termOf } from '../../text/terms.ts';
import { wordNumber } from '../../vectors/word-vectors.ts';

/** Words in small letters; "p.m." and "well-known" are none. */
const WORD = /(?<![\p{L}\p{M}\p{N}.'’-])\p{Ll}[\p{L}\p{M}]+(?![.-]\p{L})/gu;
/** Small words of other languages that English texts quote often enough for the table of words to know them. */
const OTHER =
  /^(?:de[rsmn]?|das|die|und|ist|mit|von|zu|auf|ein|eine[rnms]?|les?|la|du|une?|est|en|dans|pour|sur|que|el|los|las|por|para|con|di|il|che|del|della|non|per|da|van|het|een|op|uma?|nao|não|os|det|och|att|som|og|av|er|jest|nie|na)$/u;
/** The commonest words of English; behind them the table has many words of other languages. */
const MOST_COMMON = 30_000;
const ENOUGH = 0.6;

/** Whether most words of a text are English. */
export function isEnglish(text: string): boolean {
  const words = text.match(WORD) ?? [];
  const english = words.filter((word) => !OTHER.test(word) && isCommonInEnglish(word));
  return /\p{sc=Latin}/u.test(text) && english.length >= ENOUGH * words.length;
}

function isCommonInEnglish(word: string): boolean {
  const number = wordNumber(termOf(word));
  return number >= 0 && number < MOST_COMMON;
}
