import { decodeHTMLStrict } from 'entities';

const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|([a-z][\w.-]{0,63}));/gi;
const DECLARATION = /<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+(?:"([^"<%]{0,4096})"|'([^'<%]{0,4096})')\s*>/g;
const MAX_EXPANSION = 65_536;

/** What codes between 128 and 159 are meant to be: Windows-1252 (as browsers read them, HTML standard 13.2.5.80). */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Those that nearly all references are, looked up without walking the table of HTML's two thousand. */
const COMMON = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

export type Decode = (text: string) => string;

/**
 * A decoder of character and entity references: numeric ones, HTML's names whether declared or not, and those of a document type as far
 * as they are plain text. Nothing is expanded inside an expansion, at most 64 KB in all are inserted from declarations, and nothing
 * outside the document is read. Unknown references stay as written.
 */
export function referenceDecoder(doctype = ''): Decode {
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.matchAll(DECLARATION)) {
    if (!declared.has(name)) declared.set(name, predefined(double ?? single ?? ''));
    if (declared.size === 256) break;
  }
  let left = MAX_EXPANSION;
  return decoderWith((name) => {
    const value = declared.get(name);
    if (value === undefined) return undefined;
    left -= value.length;
    return left < 0 ? '' : value;
  });
}

function decoderWith(declared: (name: string) => string | undefined): Decode {
  const expand = (reference: string, hex?: string, decimal?: string, name?: string): string =>
    name === undefined
      ? character(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16))
      : (declared(name) ?? COMMON.get(name) ?? decodeHTMLStrict(reference));
  return (text) => (text.includes('&') ? text.replace(ENCODED, reread).replace(REFERENCE, expand) : text);
}

/** The bytes of UTF-8 written as references, "&#226;&#128;&#153;" for an apostrophe. */
const ENCODED = /(?:&#(?:1[2-9]\d|2[0-4]\d);){2,}/g;

function reread(references: string): string {
  const bytes = Uint8Array.from(references.match(/\d+/g) ?? [], Number);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return references;
  }
}

const predefined: Decode = decoderWith(() => undefined);

/** The character that a C1 control was meant to be. */
export function windowsCharacter(control: string): string {
  return WINDOWS_1252[control.charCodeAt(0) - 128] ?? control;
}

/** The text in Windows-1252, or null when it has characters that this encoding lacks. */
export function windowsBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const index = WINDOWS_1252.indexOf(text[at] ?? '');
    if (index === -1 && code > 255) return null;
    bytes[at] = index === -1 ? code : 128 + index;
  }
  return bytes;
}

function character(code: number): string {
  if (code >= 128 && code <= 159) return windowsCharacter(String.fromCharCode(code));
  if (code > 0 && code < 32 && !/\s/.test(String.fromCharCode(code))) return '';
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  return String.fromCodePoint(code);
}
