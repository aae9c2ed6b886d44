import { ORDINALS, TENS, UNITS } from './lists/number-words.ts';

const SCALES: Record<string, number> = {
  hundred: 1e2,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  billion: 1e9,
  b: 1e9,
  bn: 1e9,
  trillion: 1e12,
  tn: 1e12,
  dozen: 12,
};
const PLAIN = new Map<string, number>([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, value): [string, number] => [word, value * 10]).filter(([word]) => word !== ''),
  ['half', 0.5],
  ['twice', 2],
]);
const ORDINAL = new Map(ORDINALS.map((word, value) => [word, value]));

const round = (value: number): string => String(Number(value.toPrecision(12)));

/**
 * The value a word stands for as a canonical text ("3", "#3" for an ordinal, "50%"), or null: "three", "1,000", "21st", "4.5".
 */
export function numberOf(word: string): string | null {
  const lower = word.toLowerCase();
  const ordinal = /^(\d{1,9})(?:st|nd|rd|th)$/.exec(lower);
  if (ordinal?.[1]) return `#${Number(ordinal[1])}`;
  if (ORDINAL.has(lower) && lower !== 'second') return `#${ORDINAL.get(lower)}`;
  const digits = /^(\d{1,3}(?:,\d{3})+|\d{1,18})(\.\d{1,9})?(k|m|mn|mln|b|bn|tn)?$/.exec(lower);
  if (digits?.[1])
    return round(Number(digits[1].replaceAll(',', '') + (digits[2] ?? '')) * (SCALES[digits[3] ?? ''] ?? 1));
  const plain = PLAIN.get(lower);
  if (plain !== undefined) return round(plain);
  const [tens, unit, more] = lower.split('-');
  const high = PLAIN.get(tens ?? '');
  const low = PLAIN.get(unit ?? '') ?? null;
  if (more === undefined && high !== undefined && high >= 20 && low !== null && low < 10) return round(high + low);
  const lowOrdinal = ORDINAL.get(unit ?? '');
  return more === undefined && high !== undefined && high >= 20 && lowOrdinal !== undefined
    ? `#${high + lowOrdinal}`
    : null;
}

/** What a word multiplies the number before it by ("million"), or null. */
export function scaleOf(word: string): number | null {
  const lower = word.toLowerCase();
  return lower.length > 1 && Object.hasOwn(SCALES, lower) ? (SCALES[lower] ?? null) : null;
}

/** A canonical number times a scale. */
export function scaled(value: string, scale: number): string {
  return round(Number(value) * scale);
}
