import { francAll } from 'franc-min';

/** Scripts that one living language of news writes in. */
const BY_SCRIPT: readonly [RegExp, string][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, 'ja'],
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Greek}/gu, 'el'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Bengali}/gu, 'bn'],
  [/\p{sc=Tamil}/gu, 'ta'],
  [/\p{sc=Georgian}/gu, 'ka'],
  [/\p{sc=Armenian}/gu, 'hy'],
];
const ENGLISH = /\b(?:the|of|and|to|in|that|is|was|for|on|with|as|by|at|from)\b/gi;
/** Spoken beside Hindi and too like it to be told apart by trigrams; news is written in Hindi. */
const LOCAL = ['bho', 'mag', 'mai'];
const SAMPLE = 3_000;
const LEAST = 200;

/**
 * The language of a text (primary subtag, lower case): what its page states, unless the text shows that this is wrong, or it states nothing. The script
 * decides where one language writes in it; in Latin, Cyrillic, Arabic and Devanagari letters the trigrams do. Null when in doubt.
 */
export function textLanguage(text: string, stated: string | null): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 30) return stated;
  for (const [script, language] of BY_SCRIPT) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    // Japanese is at least a tenth kana.
    if (share > (language === 'ja' ? 0.1 : 0.5)) return language;
  }
  // "en" is what a template says that nobody translated; other languages are stated on purpose.
  const words = sample.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
  const english = (sample.match(ENGLISH)?.length ?? 0) / Math.max(1, words);
  if (stated !== null && !(stated === 'en' && english < 0.08)) return stated;
  if (sample.length < LEAST) return stated;
  const [best, next] = francAll(sample, { ignore: LOCAL });
  if (best === undefined || best[0] === 'und' || (next !== undefined && next[1] > 0.995)) return stated;
  return Intl.getCanonicalLocales(best[0])[0] ?? stated;
}
