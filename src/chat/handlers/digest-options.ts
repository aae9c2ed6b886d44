import { UserError } from '../../errors.ts';
import type { DigestSettings } from '../../store/digests/digest-settings.ts';
import type { Digest } from '../../store/digests/digests.ts';
import type { Slot } from '../../store/digests/slots.ts';
import { foldLetters } from '../../text/same-words.ts';
import { type Schedule, timesOf } from '../../time/schedule.ts';
import { zonesNamed, zoneWords } from '../../time/zone.ts';
import { timeOf } from '../typed.ts';
import { daysWords } from './digest-days.ts';

const MOST_TIMES = 6;
const WORDS_LIMIT = 20;
/** How late a missed digest comes unless somebody says otherwise (DIGEST_CATCH_UP_MINUTES): not worth a word. */
const USUAL_MINUTES = 360;

/** Times of the day: `08:00`, `8:00`, `8am`, several with commas. @throws UserError */
export function parseTimes(text: string): { at: string; also: string[] } {
  const times = text
    .split(/[,;&]|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const named = /^[a-z]+$/i.test(part) ? timeOf(part) : part;
      if (named !== part) return named;
      const [, hours = '', minutes = '00', half = ''] = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(part) ?? [];
      const hour = (Number(hours) % (half ? 12 : 24)) + (/pm/i.test(half) ? 12 : 0);
      if (hours === '' || Number(hours) > (half ? 12 : 23) || Number(minutes) > 59)
        throw new UserError(
          `"${part}" isn't a time I understand: write HH:MM, such as 08:00, or several: 08:00, 18:00.`,
        );
      return `${String(hour).padStart(2, '0')}:${minutes}`;
    });
  const [at, ...also] = [...new Set(times)].sort();
  if (!at) throw new UserError('A digest needs a time: write HH:MM, such as 08:00.');
  if (also.length >= MOST_TIMES) throw new UserError(`A digest can be posted at most ${MOST_TIMES} times a day.`);
  return { at, also };
}

/** The zone that a text means. @throws UserError when nobody knows it, or when it could be several. */
export function parseZone(text: string): string {
  const zones = zonesNamed(text);
  const [zone] = zones;
  if (zones.length > 1) throw new UserError(`"${text}" could be ${zones.join(' or ')}: write which one.`);
  if (!zone)
    throw new UserError(
      `I don't know the time zone "${text}": write a city such as Paris, an IANA name such as Asia/Tokyo, or UTC+2.`,
    );
  return zone;
}

/** Words with commas between. Empty, or `none`: none. @throws UserError */
export function parseWords(text: string, what: string): string[] {
  if (/^(?:none|all|-)$/i.test(text.trim())) return [];
  const words = text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length > WORDS_LIMIT) throw new UserError(`A digest takes at most ${WORDS_LIMIT} ${what}.`);
  return words;
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
let languageCodes: ReadonlyMap<string, string> | null = null;

/** Languages as two letters, from their letters or their names in English or in the language itself. Empty: all. @throws UserError */
export function parseLanguages(text: string): string[] {
  languageCodes ??= namesOfLanguages();
  const known = languageCodes;
  const codes = parseWords(text, 'languages').map((word) => {
    const code = known.get(foldLetters(word));
    if (code === undefined)
      throw new UserError(
        `"${word}" isn't a language I know: write its name or two letters, such as German, en or en,de, or "all".`,
      );
    return code;
  });
  return [...new Set(codes)];
}

export function languageName(code: string): string {
  return LANGUAGE_NAMES.of(code) ?? code;
}

function namesOfLanguages(): Map<string, string> {
  const codes = [...LETTERS].flatMap((one) => [...LETTERS].map((two) => one + two));
  const known = codes.filter((code) => LANGUAGE_NAMES.of(code) !== undefined);
  const own = (code: string) => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return new Map(
    known.flatMap((code) => [code, languageName(code), own(code)].map((name) => [foldLetters(name), code])),
  );
}

/** When a digest comes, in words. */
export function scheduleWords(schedule: Schedule, now: Date): string {
  return `${daysWords(schedule)} at ${timesOf(schedule).join(' and ')}, ${zoneWords(schedule.zone, now)}`;
}

/** What a digest leaves out or asks for beyond the default, in words; empty: nothing. */
export function filterWords({
  topic,
  items,
  catchUpMinutes,
  settings,
}: Pick<Digest, 'topic' | 'items' | 'settings'> & Partial<Pick<Digest, 'catchUpMinutes'>>): string {
  const { sources, languages, feeds, without, opinion, quiet, catchUp } = settings;
  const catchUps: Readonly<Record<DigestSettings['catchUp'], string>> = {
    late:
      settings.wire || catchUpMinutes === undefined || catchUpMinutes === USUAL_MINUTES
        ? ''
        : `a missed one comes up to ${spanWords(catchUpMinutes)} late`,
    merge: 'a missed one is merged into the next',
    skip: 'a missed one is skipped',
  };
  return [
    topic ? `about ${topic}` : '',
    sources.length > 0 ? `from ${sources.join(', ')}` : '',
    feeds.length > 0 ? `from the feeds ${feeds.join(', ')}` : '',
    languages.length > 0 ? `in ${languages.join(', ')}` : '',
    without.length > 0 ? `without ${without.join(', ')}` : '',
    opinion ? 'with opinion pieces' : '',
    items === 7 ? '' : `${items} stories`,
    quiet === 'line' ? 'says so when nothing is new' : '',
    catchUps[catchUp],
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function spanWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
}

/** What became of a slot. */
export function slotWords({ state, note, tries }: Pick<Slot, 'state' | 'note' | 'tries'>): string {
  switch (state) {
    case 'posted':
      return note ? `posted in part (${note})` : 'posted';
    case 'empty':
      return 'nothing new, so nothing was posted';
    case 'late-skipped':
      return `skipped: ${note ?? 'it was too late'}`;
    case 'failed':
      return `not posted: ${note ?? 'unknown reason'}`;
    case 'due':
    case 'composed':
      return tries > 1 ? `being posted, try ${tries}` : 'being posted';
  }
}
