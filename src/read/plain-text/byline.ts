import { MONTH_PATTERN } from '../../text/lists/calendar.ts';
import { monthNumber } from '../../text/lists/months.ts';

const NAME = "[\\p{Lu}][\\p{L}\\p{M}'’.-]*";
const PARTICLE = '(?:de|del|della|di|da|dos|du|van|von|der|den|la|le|bin|ibn|al|el|ter|ten|y)';
const FULL_NAME = `${NAME}(?: (?:${PARTICLE} ){0,2}${NAME}){0,4}`;
// A comma alone is followed by a job or a paper ("Jane Doe, Staff Writer"); a list of names ends with "and".
const NAMES = `${FULL_NAME}(?:(?:, ${FULL_NAME}){0,4},? (?:and|AND|&|und|et|y) ${FULL_NAME})?`;
const OPENING =
  '(?:(?:(?:[Ww]ritten|[Rr]eported|[Ss]tory|[Ww]ords|[Aa]nalysis|[Oo]pinion|[Cc]ommentary|[Rr]eview) )?(?:[Bb]y|BY)|Von|VON|Par|PAR|Por|POR|Door|Av|Di):?\\s+';
const AFTER_NAMES =
  '(?=$|\\s?[,|•·–—/(<]|\\s{2}|\\s[\\d@-]|,? (?:in|for|at|on|special to|staff|correspondent|reporter|editor)\\b)';
const BYLINE = new RegExp(`^${OPENING}(${NAMES})${AFTER_NAMES}`, 'u');
const MONTH = `(${MONTH_PATTERN})\\.?`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?';
const LABEL = '(?:(?:first |last )?(?:published|posted|updated|modified|date|created|issued)(?: (?:on|at))?:?\\s*)?';
const CLOCK =
  '(?:,?\\s*(?:at |[|•·–—-] ?)?\\d{1,2}[:.]\\d{2}(?::\\d{2})?\\s?(?:[ap]\\.?m\\.?)?(?:\\s?[a-z]{2,5}|\\s?[+-]\\d{2}:?\\d{2})?)?';
const DATE_LINES: readonly [RegExp, 'mdy' | 'dmy' | 'ymd'][] = [
  [new RegExp(`^${LABEL}${WEEKDAY}${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${CLOCK}\\.?$`, 'i'), 'mdy'],
  [new RegExp(`^${LABEL}${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (\\d{4})${CLOCK}\\.?$`, 'i'), 'dmy'],
  [new RegExp(`^${LABEL}(\\d{4})-(\\d{2})-(\\d{2})(?:t[\\d:.]+(?:z|[+-]\\d{2}:?\\d{2})?)?${CLOCK}\\.?$`, 'i'), 'ymd'],
];

/** The names in a line like "By Jane Doe, Staff Writer", as written; null when the line is not a byline. */
export function readByline(line: string): string | null {
  if (line.length > 160) return null;
  // A stop ends a sentence, not a byline.
  if (/[.!?]$/.test(line.replace(/\b(?:Jr|Sr)\.$/, ''))) return null;
  return BYLINE.exec(line)?.[1] ?? null;
}

/** The date of a line that holds nothing but a date and time ("Published: March 3, 2024, 9:30 a.m."), at noon UTC. */
export function readDateLine(line: string): Date | null {
  if (line.length > 100) return null;
  for (const [pattern, order] of DATE_LINES) {
    const [, first = '', second = '', third = ''] = pattern.exec(line) ?? [];
    if (first === '') continue;
    const [year, month, day] =
      order === 'ymd'
        ? [Number(first), Number(second), Number(third)]
        : [Number(third), monthNumber(order === 'mdy' ? first : second) ?? 0, Number(order === 'mdy' ? second : first)];
    const date = new Date(Date.UTC(year, month - 1, day, 12));
    return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date : null;
  }
  return null;
}
