import iconv from 'iconv-lite';

/**
 * The text of an XML or JSON document. The first of these that fits the bytes decides: byte order mark, the pattern of the first four
 * bytes (XML 1.0, appendix F), `charset` of the Content-Type, the XML declaration, UTF-8, Windows-1252. A label that does not fit, such
 * as UTF-8 over Latin-1 or Latin-1 over UTF-8, is passed over.
 */
export function decodeDocument(bytes: Uint8Array, contentType = ''): string {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return decoded(bytes.subarray(marked.length), marked.encoding) ?? '';
  const patterned = encodingOfPattern(bytes);
  if (patterned !== null) return decoded(bytes, patterned) ?? '';
  const labels = [charsetOf(contentType), declaredEncoding(bytes)].filter((label) => label !== null && !isWide(label));
  const utf8 = decoded(bytes, 'utf-8') ?? '';
  const isUtf8 = !utf8.includes('\ufffd');
  for (const label of labels) {
    // Latin text is never valid UTF-8 by chance, so a Latin label over UTF-8 is a mistake.
    if (label === null || (isUtf8 && isLatin(label))) continue;
    const text = decoded(bytes, label);
    if (text !== null && !text.includes('\ufffd')) return text;
  }
  return isUtf8 || mostlyUtf8(utf8) ? utf8 : (decoded(bytes, 'windows-1252') ?? utf8);
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

/** Encodings of two or four bytes a character: bytes that read as ASCII are in none of them. */
const isWide = (label: string): boolean =>
  /^(?:utf-?_?(?:16|32)|iso-10646-ucs|ucs|csucs|csunicode|u16|u32)/i.test(label);
const isLatin = (label: string): boolean =>
  /^(?:us-?ascii|ascii|iso-?_?8859-?_?1(?:5)?|latin-?_?1|l1|windows-?_?1252|cp-?_?1252)$/i.test(label);

/** The text, or null for an unknown encoding. */
function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : null;
  }
}

/** A document cut off or damaged in places. */
function mostlyUtf8(text: string): boolean {
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const good = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return good > 3 * bad;
}
