import { textLanguage } from '../../text/language.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { FURNITURE } from './cues.ts';
import { balanced, DATELINE, paragraphsOf } from './lead-sentence.ts';

/** What a digest tells of articles whose language it can't judge word by word: their opening, where that is a whole sentence. */

const SHORTEST = 40;
const LONGEST = 300;
/** Chinese and Japanese say as much in a third of the room. */
const SHORTEST_DENSE = 14;
const LONGEST_DENSE = 110;
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const WHOLE = /[.。।][”»"’)」]*$/u;
/** Words at the head of a sentence that hang on what stood before, of German, French, Spanish, Italian, Portuguese and Dutch. */
const HANGING =
  /^(?:er|sie|es|das|dies|diese[mnrs]?|dabei|damit|dazu|dort|auch|aber|und|doch|denn|deshalb|il|elle|ils|elles|cela|cette|ces|mais|et|él|ella|ellos|ellas|este|esta|esto|eso|pero|lui|lei|essi|questo|questa|ele|ela|isso|mas|hij|zij|het|dit|maar)(?!\p{L})/iu;

/** Small words that other languages don't share. */
const ENGLISH = /\b(?:the|of|and|to|that|for|with|by|at|from)\b/gi;
const ENGLISH_SHARE = 0.06;
const TELLING_WORDS = 10;
/** Small words of the languages that most often stand beside English. */
const FOREIGN =
  /(?<!\p{L})(?:der|das|dem|und|ist|nicht|mit|von|für|les?|des|du|une|est|dans|pour|sur|el|los|las|una|que|por|para|con|il|che|di|per|het|een|van|uma|não|och|att|som|og|det)(?!\p{L})/giu;

/** Whether a text is in English, as far as its page or its words tell. */
export function isEnglish(text: string, stated: string | null): boolean {
  const known = textLanguage(text, stated);
  if (known !== null) return known.startsWith('en');
  const words = text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  // A brief of one sentence may have a single one.
  return words < TELLING_WORDS || english / words >= ENGLISH_SHARE || (english > 0 && !text.match(FOREIGN));
}

/** The opening sentence of an article in any language, or null when it isn't whole or hangs on something else. */
export function openingSentence(text: string): string | null {
  const [opening] = paragraphsOf(text);
  if (opening === undefined) return null;
  const body = opening.replace(DATELINE, '');
  const [first] = sentencesOf(body);
  if (!first) return null;
  const sentence = body.slice(first.start, first.end).replace(/\s+/g, ' ').trim();
  const dense = DENSE.test(sentence);
  if (sentence.length < (dense ? SHORTEST_DENSE : SHORTEST) || sentence.length > (dense ? LONGEST_DENSE : LONGEST))
    return null;
  // German closes its quotation marks with what opens them in English.
  const marked = sentence.replace(/„[^“”„]*[“”]/g, ' ');
  if (!WHOLE.test(sentence) || !balanced(marked) || FURNITURE.test(sentence) || HANGING.test(sentence)) return null;
  return sentence;
}
