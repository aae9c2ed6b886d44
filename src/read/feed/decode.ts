import { decodeAs } from './encoding-labels.ts';
import { guessedText } from './guessed-encoding.ts';
import { windowsBytes, windowsCharacter } from './references.ts';

/**
 * The text of an XML or JSON document. The first of these that fits the bytes decides: byte order mark, the pattern of the first four
 * bytes (XML 1.0, appendix F), `charset` of the Content-Type, the XML declaration, UTF-8, the letters themselves, Windows-1252. A label
 * that does not fit, such as UTF-8 over Latin-1 or Latin-1 over UTF-8, is passed over, and text that was encoded twice is decoded twice.
 */
export function decodeDocument(bytes: Uint8Array, contentType = ''): string {
  return mended(rawText(bytes, contentType));
}

function rawText(bytes: Uint8Array, contentType: string): string {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return decodeAs(bytes.subarray(marked.length), marked.encoding) ?? '';
  const patterned = encodingOfPattern(bytes);
  if (patterned === 'ebcdic') return ebcdicDocument(bytes, charsetOf(contentType));
  if (patterned !== null) return decodeAs(bytes, patterned) ?? '';
  const labels = [charsetOf(contentType), declaredEncoding(bytes)].filter((label) => label !== null && !isWide(label));
  const utf8 = decodeAs(bytes, 'utf-8') ?? '';
  const isUtf8 = !utf8.includes('\ufffd');
  for (const label of labels) {
    // Latin text is never valid UTF-8 by chance, so a Latin label over UTF-8 is a mistake.
    if (label === null || (isUtf8 && isLatin(label))) continue;
    const text = decodeAs(bytes, label);
    if (text !== null && !text.includes('\ufffd')) return text;
  }
  if (isUtf8 || mostlyUtf8(utf8)) return utf8;
  return guessedText(bytes) ?? decodeAs(bytes, 'windows-1252') ?? utf8;
}

const MARKS: [encoding: string, bytes: number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** How "<" followed by another ASCII character starts; null is any byte but zero. */
const PATTERNS: [encoding: string, bytes: (number | null)[]][] = [
  ['utf-32le', [0x3c, 0, 0, 0]],
  ['utf-32be', [0, 0, 0, 0x3c]],
  ['utf-16le', [0x3c, 0, null, 0]],
  ['utf-16be', [0, 0x3c, 0, null]],
  ['ebcdic', [0x4c, 0x6f, 0xa7, 0x94]],
];

function encodingOfMark(bytes: Uint8Array): { encoding: string; length: number } | null {
  const found = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found === undefined ? null : { encoding: found[0], length: found[1].length };
}

function encodingOfPattern(bytes: Uint8Array): string | null {
  const fits = (pattern: (number | null)[]) =>
    pattern.every((byte, index) => (byte === null ? (bytes[index] ?? 0) !== 0 : bytes[index] === byte));
  return PATTERNS.find(([, pattern]) => fits(pattern))?.[0] ?? null;
}

const charsetOf = (contentType: string): string | null =>
  /charset\s*=\s*["']?\s*([^\s;"']+)/i.exec(contentType)?.[1] ?? null;

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /<\?xml\s[^>]*?encoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null;
}

/** The code pages agree on the letters of the declaration, so the most common one can read which it is. */
function ebcdicDocument(bytes: Uint8Array, charset: string | null): string {
  const text = decodeAs(bytes, 'cp037') ?? '';
  const declared = declaredEncoding(Buffer.from(text.slice(0, 1024), 'latin1'));
  return decodeAs(bytes, charset ?? declared ?? 'cp037') ?? text;
}

/** Encodings of two or four bytes a character: bytes that read as ASCII are in none of them. */
const isWide = (label: string): boolean =>
  /^(?:utf-?_?(?:16|32)|iso-10646-ucs|ucs|csucs|csunicode|u16|u32)/i.test(label);
const isLatin = (label: string): boolean =>
  /^(?:us-?ascii|ascii|iso-?_?8859-?_?1(?:5)?|latin-?_?1|l1|windows-?_?1252|cp-?_?1252)$/i.test(label);

/** A document cut off or damaged in places. */
function mostlyUtf8(text: string): boolean {
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const good = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return good > 3 * bad;
}

/** Text in which all that is not ASCII is UTF-8 read as Windows-1252 is read again; stray C1 controls become what Windows has there. */
function mended(text: string): string {
  const runs = text.match(/[^\p{ASCII}]+/gu);
  if (runs === null) return text;
  const reread = new Map<string, string>();
  for (const run of runs) {
    const once = readAnew(run);
    if (once === null) return text.replace(/[^\P{Cc}\p{ASCII}]/gu, windowsCharacter);
    reread.set(run, once);
  }
  return text.replace(/[^\p{ASCII}]+/gu, (run) => reread.get(run) ?? run);
}

function readAnew(run: string): string | null {
  const bytes = windowsBytes(run);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
