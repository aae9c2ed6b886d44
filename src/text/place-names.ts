import { termOf } from './terms.ts';

/** Names in use beside those of the Unicode Common Locale Data Repository, which Node carries. */
const ALSO = 'UK US USA U.S U.K UAE Britain England Scotland Wales America Holland Burma Korea Turkey Congo';
const STATES =
  'Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas ' +
  'Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire ' +
  'New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina ' +
  'South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin Wyoming';
const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** A name of several words as the terms of its words, without "of", "the" and "and". */
export function placeKey(name: string): string {
  return name
    .split(/[\s_-]+/)
    .filter((word) => !/^(?:of|the|and)$/i.test(word))
    .map(termOf)
    .join(' ');
}

const COUNTRY_KEYS = new Set([...regionNames(), ...ALSO.split(' ')].map(placeKey));
const STATE_KEYS = new Set(STATES.split(' ').map(placeKey));

function regionNames(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return ALPHABET.flatMap((a) => ALPHABET.map((b) => names.of(a + b) ?? ''))
    .filter((name) => name !== '' && !/^(?:European|Eurozone|United Nations|Pseudo|Unknown|Outlying|World)/.test(name))
    .map((name) => name.replace(/ *\(.*\)| SAR China/g, ''));
}

/** Whether a name (as `placeKey` gives it) is that of a country or territory. */
export function isCountry(key: string): boolean {
  return COUNTRY_KEYS.has(key);
}

/** Whether a name (as `placeKey` gives it) is that of one of the United States. */
export function isUsState(key: string): boolean {
  return STATE_KEYS.has(key);
}

/** Countries whose people are called otherwise than by the name with an ending ("Mexican", "Israeli"). */
const PEOPLES = [
  'UK British Britain Britons',
  'US American America U.S',
  'France French',
  'Spain Spanish',
  'Poland Polish',
  'Denmark Danish',
  'Switzerland Swiss',
  'Ireland Irish',
  'Scotland Scottish',
  'Wales Welsh',
  'England English',
  'Netherlands Dutch',
  'Thailand Thai',
  'Finland Finnish',
  'Philippines Filipino Philippine',
  'Afghanistan Afghan',
  'Kazakhstan Kazakh',
  'Uzbekistan Uzbek',
].map((line) => line.split(' ').map(termOf));
const LEAST_STEM = 4;
const UNITED_STATES = new Set(
  ['US', 'U.S', 'USA', 'America', 'United States', 'United States of America'].map(placeKey),
);

/** Whether a name (as `placeKey` gives it) is one of the United States of America themselves. */
export function isUnitedStates(key: string): boolean {
  return UNITED_STATES.has(key);
}

/** Whether a term says that something is of a place, as "Mexican" does of "Mexico"; both as terms. */
export function isOfPlace(term: string, place: string): boolean {
  if (term === place || PEOPLES.some((names) => names.includes(place) && names.includes(term))) return true;
  const stem = Math.max(LEAST_STEM, place.length - 2);
  return place.length >= LEAST_STEM && term.length >= stem && term.startsWith(place.slice(0, stem));
}
