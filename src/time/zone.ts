import { foldLetters } from '../text/same-words.ts';

/** Whether a text is a time zone that this runtime can reckon with: an IANA name, or an offset such as +02:00. */
export function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    new Intl.DateTimeFormat('en', { timeZone: text });
    return /^(?:[A-Za-z]|[+-]\d\d:\d\d$)/.test(text);
  } catch {
    return false;
  }
}

/** Names of zones as people write them. With several, the text could mean any of them. */
const COMMON: Readonly<Record<string, string>> = {
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  mt: 'America/Denver',
  cdt: 'America/Chicago',
  ct: 'America/Chicago',
  cst: 'America/Chicago Asia/Shanghai',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  hst: 'Pacific/Honolulu',
  akst: 'America/Anchorage',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  mesz: 'Europe/Berlin',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  msk: 'Europe/Moscow',
  ist: 'Asia/Kolkata Europe/Dublin Asia/Jerusalem',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  aet: 'Australia/Sydney',
  awst: 'Australia/Perth',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  washington: 'America/New_York',
  boston: 'America/New_York',
  miami: 'America/New_York',
  atlanta: 'America/New_York',
  houston: 'America/Chicago',
  dallas: 'America/Chicago',
  montreal: 'America/Toronto',
  ottawa: 'America/Toronto',
  'rio de janeiro': 'America/Sao_Paulo',
  manchester: 'Europe/London',
  edinburgh: 'Europe/London',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  cologne: 'Europe/Berlin',
  barcelona: 'Europe/Madrid',
  milan: 'Europe/Rome',
  geneva: 'Europe/Zurich',
  kyiv: 'Europe/Kyiv',
  'st petersburg': 'Europe/Moscow',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  'new delhi': 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  osaka: 'Asia/Tokyo',
};

/**
 * The zones that a text can mean: an IANA name in any case, a city, an offset ("UTC+2"), or what a zone is commonly called. An
 * abbreviation means the zone with its clock changes, as people mean it. None: nobody knows it; several: it could be any.
 */
export function zonesNamed(text: string): string[] {
  const plain = foldLetters(text.trim())
    .replace(/[\s_]+/g, ' ')
    .replace(/\s*time$/, '');
  const common = COMMON[plain];
  if (common) return common.split(' ');
  const offset = /^(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(plain);
  if (offset) {
    const [, sign = '+', hours = '0', minutes = '00'] = offset;
    return Number(hours) <= 14 ? [`${sign}${hours.padStart(2, '0')}:${minutes}`] : [];
  }
  if (/^(?:utc|gmt|z)$/.test(plain)) return ['UTC'];
  const underscored = plain.replaceAll(' ', '_');
  const zones = Intl.supportedValuesOf('timeZone');
  const exact = zones.filter((zone) => zone.toLowerCase() === underscored);
  if (exact.length > 0) return exact;
  const cities = zones.filter((zone) => zone.toLowerCase().split('/').at(-1) === underscored);
  if (cities.length > 0) return cities;
  // A runtime lists some cities by older names (Calcutta) and knows the present ones all the same.
  const renamed = [...new Set(zones.map((zone) => zone.split('/')[0]))].flatMap((region) =>
    known(`${region}/${underscored}`),
  );
  if (renamed.length > 0) return renamed;
  return isZone(text.trim()) ? [text.trim()] : [];
}

/** The zone of a name, written properly; empty when there isn't one. */
function known(name: string): string[] {
  return isZone(name) ? [Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId] : [];
}

/** A zone as a schedule is described with: "Paris time, with daylight saving". */
export function zoneWords(zone: string, at: Date): string {
  const year = at.getUTCFullYear();
  const offset = (month: number) =>
    Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, month, 1)).toZonedDateTimeISO(zone).offsetNanoseconds;
  const name =
    zone === 'UTC'
      ? 'UTC'
      : /^[+-]/.test(zone)
        ? `UTC${zone}`
        : `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time`;
  return offset(0) === offset(6) ? name : `${name}, with daylight saving`;
}
