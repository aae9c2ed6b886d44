import { publisherFamily } from '../../article/publisher.ts';
import { capitalised, MONTHS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { titleGender } from '../../text/lists/titles.ts';
import type { Item } from './select.ts';
import type { Report } from './stories.ts';

/** "USA Today, CNN and 2 more": the independent publishers of a story, the told report's first. */
export function sourcesLine({ story, report }: Item): string {
  const families = new Map<string, string>();
  for (const { publisher, url, unfit } of [report, ...story.reports]) {
    const name = publisher ?? (url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? null));
    if (name === null || unfit !== null) continue;
    const family = publisherFamily(name);
    if (!families.has(family)) families.set(family, name);
  }
  const names = [...families.values()];
  if (names.length <= 3) return joined(names);
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** Days after which the date says more than their number. */
const DATED_FROM = 30;

/** "3 hours ago", from an instant to another, or the date of what is older than a month; null where an article has no date. Who gives a day alone is not taken for exact. */
export function ageOf(report: Pick<Report, 'published'>, at: Date, zone: string): string | null {
  if (report.published === null) return null;
  if (at.getTime() - report.published.getTime() > DATED_FROM * 86_400_000)
    return formatted('date', report.published, zone);
  if (report.published.getTime() % 86_400_000 === 0) return dayAge(report.published, at, zone);
  const minutes = Math.round((at.getTime() - report.published.getTime()) / 60_000);
  if (minutes < 60) return minutes < 2 ? 'just now' : `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 36) return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
  return `${Math.round(hours / 24)} days ago`;
}

function dayAge(published: Date, at: Date, zone: string): string {
  const day = Temporal.PlainDate.from(published.toISOString().slice(0, 10));
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const days = day.until(today, { largestUnit: 'days' }).days;
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** What the first stories are about, by the names that both their headline and their sentence give. */
export function leadingNames(items: readonly Item[]): string[] {
  const names: string[] = [];
  for (const { report } of items.slice(0, 4)) {
    const found = report.sentence === null ? null : nameIn(report.sentence, report.headline);
    // German writes every noun with a capital.
    const name = found !== null && (report.english || found.includes(' ')) ? found : null;
    if (name !== null && !names.some((other) => overlaps(other, name))) names.push(name);
    if (names.length === 3) break;
  }
  return names;
}

/** Before a name, and no title: "The", "Police", "State". */
const BEFORE_NAMES = /^(?:The|Police|State|U\.S\.|US)$/;
const NO_NAME = new RegExp(
  `^(?:${[...WEEKDAYS, ...MONTHS].map(capitalised).join('|')}|American|British|Republicans?|Democrats?|Democratic)$`,
);

function nameIn(sentence: string, headline: string): string | null {
  const found = [...sentence.matchAll(/\p{Lu}[\p{L}'’.-]*(?:\s+(?:(?:de|van|von|del|al|bin) )?\p{Lu}[\p{L}'’-]*)*/gu)]
    .map(([name]) =>
      withoutTitles(name)
        .replace(/['’]s$|[.,]$/g, '')
        .trim(),
    )
    .filter((name) => name.length > 2 && !name.split(' ').some((word) => NO_NAME.test(word)));
  const shared = found.filter((name) => {
    // Any word has a capital at the beginning.
    if (!name.includes(' ') && sentence.startsWith(name) && headline.startsWith(name)) return false;
    const last = name.split(' ').at(-1) ?? name;
    return new RegExp(`\\b${last.replace(/[^\p{L}\p{N}]/gu, '.')}\\b`, 'u').test(headline);
  });
  return shared.sort((a, b) => Number(b.includes(' ')) - Number(a.includes(' ')))[0] ?? null;
}

function withoutTitles(name: string): string {
  const words = name.split(/\s+/);
  const first = words.findIndex((word) => !BEFORE_NAMES.test(word) && titleGender(word) === undefined);
  return words.slice(first === -1 ? words.length : first).join(' ');
}

function overlaps(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().split(' '));
  return b
    .toLowerCase()
    .split(' ')
    .some((word) => words.has(word));
}

export function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length <= 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "since yesterday 08:00", read in a zone. */
export function sinceWords(from: Date, to: Date, zone: string): string {
  const local = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const [start, end] = [local(from), local(to)];
  const days = start.toPlainDate().until(end.toPlainDate(), { largestUnit: 'days' }).days;
  const time = start.toPlainTime().toString().slice(0, 5);
  if (days === 0) return `since ${time}`;
  if (days === 1) return `since yesterday ${time}`;
  if (days < 7) return `since ${start.toLocaleString('en-GB', { weekday: 'long' })} ${time}`;
  return `since ${start.toLocaleString('en-GB', { day: 'numeric', month: 'long' })}`;
}

export function dayWords(at: Date, zone: string): string {
  return formatted('day', at, zone);
}

export function momentWords(at: Date, zone: string): string {
  return formatted('moment', at, zone);
}

const FORMATS = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
/** Building one takes longer than a hundred dates. */
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_KEPT = 200;

function formatted(kind: keyof typeof FORMATS, at: Date, zone: string): string {
  const key = `${kind} ${zone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= FORMATS_KEPT) formats.clear();
    format = new Intl.DateTimeFormat('en-GB', { ...FORMATS[kind], timeZone: zone });
    formats.set(key, format);
  }
  return format.format(at);
}
