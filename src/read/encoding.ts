import { analyse } from 'chardet';

/** A text and how it was read. */
export interface DecodedText {
  text: string;
  /** The WHATWG name of the encoding ("windows-1252"). */
  encoding: string;
  from: 'bom' | 'header' | 'declaration' | 'content';
}

const SNIFFED_BYTES = 4096;
const SAMPLE_BYTES = 200_000;

/**
 * The text of fetched bytes: by byte order mark, HTTP header, declaration in the document (meta, XML), then by the bytes themselves.
 * A declaration that the bytes contradict (UTF-8 labelled Latin-1, Latin-1 labelled UTF-8) gives way to them. Labels are read as
 * browsers read them (WHATWG Encoding Standard), so ISO-8859-1 is windows-1252 and UTF-7 is nothing. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null = null): DecodedText {
  const bom = byteOrderMark(bytes);
  if (bom !== null) return decoded(bytes, bom, 'bom');
  const wide = wideEncoding(bytes);
  if (wide !== null) return decoded(bytes, wide, 'content');
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, SNIFFED_BYTES));
  const header = knownEncoding(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
  const declaration = declaredEncoding(head);
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const [encoding, from] of [
    [header, 'header'],
    [declaration, 'declaration'],
  ] as const)
    if (encoding !== null && agrees(sample, encoding)) return decoded(bytes, encoding, from);
  return decoded(bytes, sniffedEncoding(sample, head, header ?? declaration), 'content');
}

function decoded(bytes: Uint8Array, encoding: string, from: DecodedText['from']): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, from };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return null;
}

/** The WHATWG name for a label; null when browsers do not know it. */
function knownEncoding(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function declaredEncoding(head: string): string | null {
  const label =
    /<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const encoding = knownEncoding(label);
  // A document whose declaration could be read byte by byte is not in UTF-16, whatever it says.
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

/** The least share of bytes above ASCII that are valid UTF-8 in a document that is UTF-8, damaged or cut off in places. */
const LEAST_UTF8 = 0.75;

/** Whether bytes can be what a label says. Only UTF-8 can be told for sure; long valid UTF-8 under another label is UTF-8. */
function agrees(sample: Uint8Array, encoding: string): boolean {
  if (encoding === 'utf-8') return utf8Share(sample) > LEAST_UTF8;
  // Without a zero byte it can only be East Asian; ASCII read that way looks so too.
  if (encoding.startsWith('utf-16'))
    return utf8Share(sample) < 1 && isEastAsian(new TextDecoder(encoding).decode(sample.subarray(0, 2000)));
  return !/^(?:windows|iso|koi|macintosh)/.test(encoding) || multibyteRuns(sample) < 3 || utf8Share(sample) < 1;
}

function isEastAsian(text: string): boolean {
  return (text.match(/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/g)?.length ?? 0) > text.length / 2;
}

/** The share of bytes above ASCII that form valid UTF-8; 1 when there are none. A sequence cut off at the end of the sample is not an error. */
function utf8Share(sample: Uint8Array): number {
  let high = 0;
  let bad = 0;
  for (let at = 0; at < sample.length; ) {
    const byte = sample[at] ?? 0;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(byte);
    let valid = length > 0;
    for (let next = 1; next < length && at + next < sample.length; next++)
      valid &&= ((sample[at + next] ?? 0) & 0xc0) === 0x80;
    high += valid ? length : 1;
    if (!valid) bad++;
    at += valid ? length : 1;
  }
  return high === 0 ? 1 : 1 - bad / high;
}

function multibyteRuns(sample: Uint8Array): number {
  let runs = 0;
  for (let at = 0; at + 1 < sample.length; at++)
    if (sequenceLength(sample[at] ?? 0) > 0 && ((sample[at + 1] ?? 0) & 0xc0) === 0x80) runs++;
  return runs;
}

function sequenceLength(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

/** Legacy encodings to try by the page's language; the one that yields the most letters of that language's script wins. */
const BY_LANGUAGE: Readonly<Record<string, readonly [encodings: string[], script: RegExp]>> = {
  ru: [['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'], /[а-яё ]/g],
  uk: [['windows-1251', 'koi8-u', 'ibm866'], /[а-яёіїєґ ]/g],
  bg: [['windows-1251', 'iso-8859-5'], /[а-я ]/g],
  ja: [['shift_jis', 'euc-jp', 'iso-2022-jp'], /[\u3040-\u30ff]/g],
  zh: [['gb18030', 'big5'], /[的是在了不和有人这這中大为個上]/g],
  ko: [['euc-kr'], /[\uac00-\ud7af]/g],
  el: [['windows-1253', 'iso-8859-7'], /[α-ωά-ώ ]/g],
  he: [['windows-1255', 'iso-8859-8'], /[א-ת ]/g],
  ar: [['windows-1256', 'iso-8859-6'], /[ء-ي ]/g],
  th: [['windows-874'], /[\u0e01-\u0e5b]/g],
  tr: [['windows-1254'], /[ığşİ]/g],
  pl: [['iso-8859-2', 'windows-1250'], /[ąćęłńóśźż]/g],
  cs: [['windows-1250', 'iso-8859-2'], /[áčďéěíňóřšťúůýž]/g],
  hu: [['iso-8859-2', 'windows-1250'], /[áéíóöőúüű]/g],
};

function sniffedEncoding(sample: Uint8Array, head: string, labelled: string | null): string {
  if (utf8Share(sample) > LEAST_UTF8) return 'utf-8';
  const language = /<(?:html|rss|feed)[^>]{0,300}?lang\s*=\s*["']?([a-z]{2})/i.exec(head)?.[1]?.toLowerCase() ?? null;
  const known = language === null ? undefined : BY_LANGUAGE[language];
  const guessed = known === undefined ? guessedEncoding(sample) : null;
  if (guessed !== null) return guessed;
  if (known === undefined)
    return labelled !== null && labelled !== 'utf-8' && !labelled.startsWith('utf-16') ? labelled : 'windows-1252';
  const [encodings, script] = known;
  const part = sample.subarray(0, 20_000);
  const scored = encodings.map((encoding) => ({
    encoding,
    score: new TextDecoder(encoding).decode(part).match(script)?.length ?? 0,
  }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).encoding;
}

/** UTF-16 without a mark: half of the bytes of Western markup are zero, all on one side. */
function wideEncoding(sample: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  const length = Math.min(sample.length, 2000);
  for (let at = 0; at < length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  if (even + odd < length * 0.2) return null;
  return even > odd ? 'utf-16be' : 'utf-16le';
}

const GUESSED_FROM = 16_384;

/** The encoding of text in another script than Latin, by its letters; null where fewer than half of the letters outside of tags are above ASCII. */
function guessedEncoding(sample: Uint8Array): string | null {
  const words = Buffer.from(sample)
    .toString('latin1')
    .replace(/<[^<>]*>|&[#\w]{1,20};|https?:\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, GUESSED_FROM);
  const high = words.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  const latin = words.match(/[A-Za-z]/g)?.length ?? 0;
  if (high < 8 || high < latin) return null;
  for (const { name } of analyse(Buffer.from(words, 'latin1'))) {
    const encoding = knownEncoding(name);
    if (encoding === null || /^(?:utf|windows-1252)/.test(encoding)) continue;
    if (!new TextDecoder(encoding).decode(sample).includes('\ufffd')) return encoding;
  }
  return null;
}
