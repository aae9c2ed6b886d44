/** Zone abbreviations in minutes east of UTC (RFC 822 and common use), or the IANA zone of a name that stands for summer and winter. */
const ZONES: Record<string, number | string> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  cet: 60,
  cest: 120,
  met: 60,
  mez: 60,
  mesz: 120,
  mest: 120,
  sast: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  pkt: 300,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  awst: 480,
  pht: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  acdt: 630,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  hst: -600,
  akst: -540,
  akdt: -480,
  pst: -480,
  pdt: -420,
  mst: -420,
  mdt: -360,
  cst: -360,
  cdt: -300,
  est: -300,
  edt: -240,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  at: 'America/Halifax',
  a: -60,
  m: -720,
  n: 60,
  y: 720,
};

/**
 * Minutes east of UTC for "+0200", "-5", "GMT+1", "EST" or "Etc/GMT", or an IANA zone for "ET", "Europe/Berlin" and the like; null for
 * what is no zone or an unknown one.
 */
export function zoneOffset(written: string): number | string | null {
  const text = written
    .replaceAll(' ', '')
    .toLowerCase()
    .replace(/^etc\//, '');
  const numeric = /^(?:utc|gmt|z)?([+-])(\d{1,2}):?(\d{2})?(?::\d{2})?$/.exec(text);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 1080 ? null : numeric[1] === '-' ? -minutes : minutes;
  }
  if (Object.hasOwn(ZONES, text)) return ZONES[text] ?? null;
  return /^[a-z]+\/[a-z_/]+$/.test(text) ? ianaZone(text) : null;
}

function ianaZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

const LANGUAGES =
  'en de fr es pt it nl sv da nb fi pl cs sk hu ro el tr ru uk bg sr hr sl et lv lt ca gl eu id vi is ga'.split(' ');
/** Spellings of feeds that no calendar has, Greek and Hungarian ones among them. */
const EXTRA: Record<string, number> = {
  sept: 9,
  maerz: 3,
  μαω: 3,
  ιον: 6,
  ιολ: 7,
  februari: 2,
  maujus: 5,
};

let months: Map<string, number> | null = null;

/** 1 to 12 for a month's name or abbreviation in any of thirty languages, accents and case aside; null for another word. */
export function monthNumber(word: string): number | null {
  const wanted = plain(word);
  if (wanted.length < 3) return null;
  months ??= monthNames();
  const english = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(wanted) ? wanted.slice(0, 3) : wanted;
  return months.get(wanted) ?? months.get(english) ?? null;
}

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ');

/** From the platform's calendars; where languages disagree, the first in the list is followed. */
function monthNames(): Map<string, number> {
  const names = new Map(Object.entries(EXTRA));
  for (const language of LANGUAGES)
    for (const options of [
      { month: 'short' },
      { month: 'long' },
      { month: 'long', day: 'numeric' },
      { month: 'short', day: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const part = format.formatToParts(Date.UTC(2001, month, 3)).find(({ type }) => type === 'month');
        const name = plain(part?.value ?? '');
        if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, month + 1);
      }
    }
  return names;
}
