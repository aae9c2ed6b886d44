import { MONTHS, MONTHS_AND_WORDS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { NUMBER_WORDS } from '../../text/lists/number-words.ts';
import { numberOf } from '../../text/numbers.ts';
import { type DateMention, datesIn } from '../../time/dates.ts';

/** The time that a question is about, by when articles were published. */
export interface TimeWindow {
  /** Inclusive; null: from the beginning. */
  since: Date | null;
  /** Exclusive; null: up to now. */
  until: Date | null;
  /** The end of the named time itself, where reports of the days after it count too. */
  namedUntil?: Date;
  /** The question without these words: they need not stand in an answer. */
  rest: string;
  /** Looked for first in these articles alone. False ("latest"): only an older answer is called old. */
  only: boolean;
}

const SPANS = new RegExp(
  `\\b(?:in|over|within|during|for)?\\s*(?:the )?(?:last|past|previous) (\\d{1,3}|few|couple of|${NUMBER_WORDS.join('|')})?\\s*(hour|day|week|month|year)s?\\b`,
  'i',
);
const NEW =
  /\b(?:latest|newest|most recent(?:ly)?|currently|right now|so far|at the moment|these days|up to date|what(?:'|’)s new)\b/i;
const ROUGH_NUMBERS: Record<string, number> = { few: 3, 'couple of': 2 };
const AHEAD = /\b(?:will|going to|next|upcoming|coming|tomorrow|due|scheduled|planned|expected)\b|\bto be\b/i;
const HOURS = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24, year: 365 * 24 };
const BETWEEN = /^(?:and|to|until|till|through|-|–)$/;
/** What leads to a time: it goes with it. */
const LEADING =
  /(?:\b(?:since|from|after|before|until|till|by|on|in|during|between|of|for|early|late|the|over|within|ever) )+$/i;
const DAY_MS = 86_400_000;
const NEW_DAYS = 7;
/** What happened on a day is still reported the days after. */
const REPORTED_LATER_DAYS = 2;
const WEEKDAYS_AND_MONTHS = new RegExp(
  `\\b(?:${[...WEEKDAYS, ...MONTHS.filter((month) => !MONTHS_AND_WORDS.includes(month))].join('|')})\\b`,
  'g',
);

/**
 * The window that a question's own time words name ("since Friday", "last week", "in the past three days", "on 3 May"), read in the
 * asker's zone (IANA); null when it names none, only a year, or a time to come.
 */
export function timeWindow(question: string, asOf: Date, zone: string): TimeWindow | null {
  const window = namedSpan(question, asOf) ?? namedDates(question, asOf, zone);
  if (window !== null) return window.since !== null && window.since > asOf ? null : window;
  const fresh = NEW.exec(question);
  return fresh
    ? { since: new Date(asOf.getTime() - NEW_DAYS * DAY_MS), until: null, rest: question, only: false }
    : null;
}

function namedSpan(question: string, asOf: Date): TimeWindow | null {
  const match = SPANS.exec(question);
  if (!match) return null;
  const [words, number, unit = 'day'] = match;
  // "last week" is a week of the calendar, "the last two weeks" and "the past week" are counted back.
  if (number === undefined && /\blast\b/i.test(words)) return null;
  const count = number === undefined ? 1 : (ROUGH_NUMBERS[number.toLowerCase()] ?? Number(numberOf(number)));
  const hours = count * HOURS[unit.toLowerCase() as keyof typeof HOURS];
  const rest = question.replace(words, ' ').trim();
  return { since: new Date(asOf.getTime() - hours * 3_600_000), until: null, rest, only: true };
}

function namedDates(asked: string, asOf: Date, zone: string): TimeWindow | null {
  const question = asked.replace(/\blast night\b/gi, 'yesterday');
  // Of the same length, so that offsets stay those of the question.
  const written = question.replace(WEEKDAYS_AND_MONTHS, (name) => (name[0] ?? '').toUpperCase() + name.slice(1));
  const ahead = AHEAD.test(question);
  const mentions = datesIn(written, asOf, zone)
    .filter((mention) => mention.precision !== 'year' && !isPartOfName(written, mention))
    .map((mention) => (ahead ? mention : inThePast(mention, asOf, zone)));
  const [first, second] = mentions;
  if (!first) return null;
  const before = written.slice(0, first.start).trimEnd().toLowerCase();
  const word = /[a-z]+$/.exec(before)?.[0] ?? '';
  const between = second ? written.slice(first.end, second.start).trim().toLowerCase() : '';
  const { start, end } = boundsOf(first, zone);
  const last = second && between !== '' && BETWEEN.test(between) ? second : first;
  const rest = `${question.slice(0, first.start).replace(LEADING, '')} ${question.slice(last.end)}`.trim();
  if (/^this week$/i.test(first.text))
    return { since: new Date(asOf.getTime() - NEW_DAYS * DAY_MS), until: null, rest, only: true };
  const window = (since: Date | null, until: Date | null): TimeWindow => ({
    since,
    until: until === null || until > asOf || (since !== null && until <= since) ? null : until,
    rest,
    only: true,
  });
  if (second && last === second && /^(?:between|from)$/.test(word)) return window(start, boundsOf(second, zone).end);
  if (word === 'since' || word === 'from') return window(start, null);
  if (word === 'after') return window(end, null);
  if (word === 'before') return window(null, start);
  if (word === 'until' || word === 'till' || word === 'by') return window(null, end);
  return { ...window(start, new Date(end.getTime() + REPORTED_LATER_DAYS * DAY_MS)), namedUntil: end };
}

/** "USA Today", "The Sunday Times", "Black Friday": no time is meant. */
function isPartOfName(question: string, { start, end, text }: DateMention): boolean {
  if (!/^\p{Lu}/u.test(text)) return false;
  const before = /(\p{L}+)\s$/u.exec(question.slice(0, start))?.[1] ?? '';
  const after = /^\s(\p{Lu}\p{L}+)/u.exec(question.slice(end))?.[1] ?? '';
  if (/^(?:Today|Tonight|Yesterday|Tomorrow)$/.test(text)) return /^\p{Lu}/u.test(before) || after !== '';
  return NAMED_DAYS.test(before) || /^(?:Times|Telegraph|Mirror|Mail|Express|Show|Night|Post|Live|School)$/.test(after);
}

const NAMED_DAYS = /^(?:Black|Cyber|Super|Good|Bloody|Giving|Ash|Palm|Fat|Shrove|Maundy)$/;

/** Without a year, a date is the last one that has come: people ask about what was reported. */
function inThePast(mention: DateMention, asOf: Date, zone: string): DateMention {
  const date = Temporal.PlainDate.from(mention.date);
  if (/\d{4}/.test(mention.text) || boundsOf(mention, zone).start <= asOf) return mention;
  return { ...mention, date: date.subtract({ years: 1 }).toString() };
}

/** The first instant of a named time and the first after it. */
function boundsOf({ date, precision }: DateMention, zone: string): { start: Date; end: Date } {
  const first = Temporal.PlainDate.from(date);
  const next = first.add(precision === 'month' ? { months: 1 } : precision === 'week' ? { days: 7 } : { days: 1 });
  const instant = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  // An article that has a day and no time is stored as of its midnight in UTC, which may come before the asker's.
  const start = Math.min(instant(first).getTime(), new Date(`${date}T00:00:00Z`).getTime());
  return { start: new Date(start), end: instant(next) };
}
