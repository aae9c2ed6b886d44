import { OFFICES } from '../../text/lists/offices.ts';
import { isCountry, isOfPlace, isUnitedStates, placeKey } from '../../text/place-names.ts';
import { termOf } from '../../text/terms.ts';

/** A question for whoever holds an office: "Who is the governor of Ohio?", "Who is Belgium's prime minister?" */
export interface AskedOffice {
  /** How articles write the office, as the source of a pattern. */
  office: string;
  /** Of what it is, as terms; empty where the question doesn't say. */
  of: readonly string[];
  /** Offices of other countries are told from this one by the country alone, so it must stand beside the office. */
  isOfCountry: boolean;
}

const ASKED = OFFICES.map(([asked]) => asked).join('|');
const OPENS = `^(?:(?:so|and|ok|hey|btw),? )?(?:who(?:['’]?s| is| are)|name) (?:the |our |currently )?(?:current |new |present |now )?`;
const OF_PLACE = new RegExp(
  `${OPENS}(?<office>${ASKED})(?: (?:of|at|for|in) (?<of>(?:the )?[\\p{L}\\p{N} .’'&-]{2,40}?))?(?: (?:now|currently|today|right now))?[ ?!.]*$`,
  'iu',
);
const PLACES = new RegExp(
  `${OPENS}(?<of>[\\p{L}\\p{N} .’'&-]{2,40}?)(?:['’]s|['’])? (?<office>${ASKED})(?: (?:now|currently|today|right now))?[ ?!.]*$`,
  'iu',
);

/** What office a question asks for the holder of; null when it asks for something else. */
export function askedOffice(question: string): AskedOffice | null {
  const groups = (OF_PLACE.exec(question) ?? PLACES.exec(question))?.groups;
  if (!groups?.office) return null;
  const asked = groups.office.toLowerCase();
  const place = (groups.of ?? '').replace(/^the /i, '');
  const written = OFFICES.find(([form]) => new RegExp(`^(?:${form})$`, 'i').test(asked))?.[1];
  return {
    office: written ?? asked,
    of: placeKey(place).split(' ').filter(Boolean),
    isOfCountry: isCountry(placeKey(place)),
  };
}

const NAME = String.raw`\p{Lu}[\p{L}’'.-]*(?: (?:(?:de|la|van|von|der|bin|al) ){0,2}\p{Lu}[\p{L}’'-]+)+`;
const FORMER =
  /\b(?:(?:former|onetime|one-time|previous|ousted)[ -](?:[\p{L}.’'-]+ ){0,3}|(?:ex|then|outgoing|late|vice|deputy|lieutenant|lt\.?|assistant|past)[ -])$/iu;
const AROUND = 48;

/** Whether a sentence names somebody as the holder of an office, now rather than once. */
export function namesHolder({ office, of, isOfCountry }: AskedOffice, sentence: string): boolean {
  const mentions = new RegExp(`(?<![\\p{L}-])(?:${office})(?![\\p{L}])`, 'giu');
  for (const { 0: found, index } of sentence.matchAll(mentions)) {
    const before = sentence.slice(Math.max(0, index - AROUND), index);
    const after = sentence.slice(index + found.length, index + found.length + AROUND);
    if (FORMER.test(before)) continue;
    const isNamed = NAMED_AFTER.test(after) || (NAMED_BEFORE.test(before) && !/^ (?:\p{Lu}|said\b)/u.test(after));
    if (isNamed && isOf(of, isOfCountry, sentence, before, after)) return true;
  }
  return false;
}

const NAMED_AFTER = /^(?: of (?:the )?[\p{L} .’'-]{2,30}?,)? (?!\p{L}+day\b)\p{Lu}\p{L}|^, \p{Lu}\p{L}+ \p{Lu}\p{L}/u;
const NAMED_BEFORE = new RegExp(
  `${NAME}(?:, ?\\d{1,3})?,? (?:is |was elected |was named |became |has become |as |who is |(?:was )?(?:appointed|sworn in) (?:as )?)?(?:the |an? |its |his |her |their )?(?:[\\p{L}’'.-]+ ){0,4}$`,
  'u',
);

function isOf(of: readonly string[], isOfCountry: boolean, sentence: string, before: string, after: string): boolean {
  if (of.length === 0) return true;
  const holds = (text: string) => {
    const terms = text.split(/[^\p{L}\p{N}.]+/u).map((word) => termOf(word.replace(/\.$/, '')));
    return of.every((place) => terms.some((term) => isOfPlace(term, place)));
  };
  const clause = before.split(/[,;]/).at(-1) ?? '';
  const nearest = clause
    .split(' ')
    .slice(-of.length - 2)
    .join(' ');
  const [owner = ''] = /^ of (?:the )?[^,]{2,30}/.exec(after) ?? [];
  if (holds(`${nearest} ${owner}`)) return true;
  if (/\p{Lu}[\p{L}’'.]* $/u.test(before)) return false;
  // Articles written for Americans say "President Vale" of their own.
  return isOfCountry ? isUnitedStates(of.join(' ')) : holds(sentence);
}
