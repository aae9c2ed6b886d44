import { MONTHS } from './calendar.ts';

const LANGUAGES =
  'en de fr es pt it nl sv da nb fi pl cs sk hu ro el tr ru uk bg sr hr sl et lv lt ca gl eu id vi is ga be mk sq hy ka ar ar-LB he fa-u-ca-gregory hi mr ur ta te bn sw th-u-ca-gregory af cy ms az kk uz'.split(
    ' ',
  );
/** Spellings of newsrooms and feeds that no calendar has. */
const EXTRA: Record<string, number> = {
  sept: 9,
  mrz: 3,
  maerz: 3,
  μαω: 3,
  ιον: 6,
  ιολ: 7,
  februari: 2,
  maujus: 5,
  set: 9,
  genn: 1,
  febb: 2,
  magg: 5,
  agos: 8,
  jänner: 1,
  नवम्बर: 11,
  दिसम्बर: 12,
};

/** A word's months, with the languages in which it is that month. */
let months: Map<string, Map<number, Set<string>>> | null = null;

/**
 * 1 to 12 for a month's name or abbreviation in any of fifty languages, accents and case aside; null for another word. A name of several months
 * ("listopada": October in Croatian, November in Polish) is that of `language`; without one, the month of the language that is first in the
 * list where `guess` is set, else null.
 */
export function monthNumber(word: string, { language = null, guess = false }: MonthChoice = {}): number | null {
  const written = plain(word);
  if (written.length < 3) return null;
  const english = MONTHS.findIndex((name) => name.startsWith(written));
  if (english >= 0 && (language === null || language === 'en')) return english + 1;
  months ??= monthNames();
  // Hebrew writes "in" on to the month.
  const found = months.get(written) ?? (written.startsWith('ב') ? months.get(written.slice(1)) : undefined);
  if (found === undefined) return english >= 0 ? english + 1 : null;
  const own = language === null ? undefined : [...found].find(([, languages]) => languages.has(language));
  if (own !== undefined) return own[0];
  const [first] = found.keys();
  return first !== undefined && (guess || found.size === 1) ? first : null;
}

export interface MonthChoice {
  /** The primary subtag of the text's language. */
  language?: string | null;
  guess?: boolean;
}

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ');

/** The months' names of a language in lower case, January first. */
export function longMonths(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return MONTHS.map((_, month) => format.format(Date.UTC(2001, month, 15)).toLowerCase());
}

/** From the platform's calendars. */
function monthNames(): Map<string, Map<number, Set<string>>> {
  const names = new Map<string, Map<number, Set<string>>>();
  const add = (name: string, month: number, language: string) => {
    const known = names.get(name) ?? new Map<number, Set<string>>();
    names.set(name, known);
    known.set(month, (known.get(month) ?? new Set()).add(language));
  };
  for (const [name, month] of Object.entries(EXTRA)) add(plain(name), month, '');
  for (const language of LANGUAGES)
    for (const options of [
      { month: 'short' },
      { month: 'long' },
      { month: 'long', day: 'numeric' },
      { month: 'short', day: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const part = format.formatToParts(Date.UTC(2001, month, 15)).find(({ type }) => type === 'month');
        const name = plain(part?.value ?? '');
        if (/^\p{L}{3,}(?: \p{L}{3,})?$/u.test(name)) add(name, month + 1, language.slice(0, 2));
      }
    }
  return names;
}
