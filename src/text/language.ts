import { francAll } from 'franc';

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
/** Small words that hardly another language shares: "in", "is" and "was" are Dutch and Afrikaans too. */
const ENGLISH = /\b(?:the|of|and|to|that|for|on|with|by|from)\b/gi;
/**
 * What the trigrams choose from: the languages that news is most written in. Among all that they know, short texts too often look like one that
 * hardly anybody writes news in.
 */
const CHOICE =
  'eng deu fra spa por ita nld cat glg ron swe dan nob nno fin est lit lvs pol ces slk hun hrv bos slv als tur azj uzn ind zlm tgl vie swh afr eus zul rus ukr bul srp mkd bel kaz arb pes prs urd hin mar npi'.split(
    ' ',
  );
/** Codes of one written standard under its usual subtag. */
const USUAL: Readonly<Record<string, string>> = {
  ...{ bos: 'hr', hrv: 'hr', nno: 'nn', nob: 'nb', tgl: 'tl', zlm: 'ms', npi: 'ne', lvs: 'lv', als: 'sq' },
  ...{ azj: 'az', uzn: 'uz', swh: 'sw', arb: 'ar', pes: 'fa', prs: 'fa' },
};
/** So alike that a close second place of the one casts no doubt on the other. */
const SISTERS: readonly (readonly string[])[] = [
  ['nb', 'nn'],
  ['id', 'ms'],
  ['hr', 'sr'],
];
/** Icelandic, which the trigrams don't know, alone has both. */
const ICELANDIC = [/þ/i, /ð/i];
const SAMPLE = 3_000;
const LEAST = 200;
/** Scores come closer together with length, and the margin was measured on this much. */
const TRIGRAM_SAMPLE = 500;
/** A language of another kind that scores this share of the best one leaves it in doubt. */
const CLOSE = 0.98;

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
  return byLetters(sample) ?? stated;
}

/** The language that the letters of a text tell, by their trigrams; null when in doubt. */
function byLetters(text: string): string | null {
  if (ICELANDIC.every((letter) => letter.test(text))) return 'is';
  const scored = francAll(text.slice(0, TRIGRAM_SAMPLE), { only: CHOICE });
  const [best] = scored;
  if (best === undefined || best[0] === 'und') return null;
  const language = subtagOf(best[0]);
  const alike = SISTERS.find((sisters) => sisters.includes(language)) ?? [language];
  const other = scored.find(([code]) => !alike.includes(subtagOf(code)));
  if (other !== undefined && other[1] > CLOSE) return null;
  // Croatian is in Latin letters only.
  return language === 'hr' && /\p{sc=Cyrillic}/u.test(text) ? 'sr' : language;
}

function subtagOf(code: string): string {
  return USUAL[code] ?? Intl.getCanonicalLocales(code)[0] ?? code;
}
