import { ZONES } from '../text/lists/zones.ts';

/**
 * Minutes east of UTC for "+0200", "-5", "GMT+1", "EST" or "Etc/GMT", or an IANA zone for "ET", "Europe/Berlin" and the like; null for
 * what is not a zone or an unknown one.
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
