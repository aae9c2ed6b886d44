import iconv from 'iconv-lite';
import { ebcdicText } from './ebcdic.ts';

/** Names in use that neither the Encoding Standard nor iconv-lite knows, without punctuation (IANA and Python aliases). */
const ALIASES = new Map(
  Object.entries({
    xmactradchinese: 'big5hkscs',
    cpis: 'cp861',
    cp1051: 'hproman8',
    cp154: 'pt154',
    ptcp154: 'pt154',
    csptcp154: 'pt154',
    cyrillicasian: 'pt154',
    cp866u: 'cp1125',
    ruscii: 'cp1125',
    eucgb2312cn: 'gb18030',
    xmacsimpchinese: 'gb18030',
    gb180302000: 'gb18030',
    ksx1001: 'euc-kr',
    uhc: 'euc-kr',
    xmackorean: 'euc-kr',
    kz1048: 'rk1048',
    maclatin2: 'maccenteuro',
    maccentraleurope: 'maccenteuro',
    macromanian: 'macromania',
    tis62025290: 'windows-874',
    ujis: 'euc-jp',
    jisx0213: 'euc-jp',
    xmacjapanese: 'shift_jis',
    utf8ucs2: 'utf-8',
    ucs2: 'utf-16',
    ucs4: 'utf-32',
  }),
);
/** Families whose later editions add characters only. */
const FAMILIES: [RegExp, string][] = [
  [/^(?:cs)?iso2022jp.*$/, 'iso-2022-jp'],
  [/^(?:s|shift)jis(?:2004|x0213)?$/, 'shift_jis'],
  [/^eucjis(?:2004|x0213)$/, 'euc-jp'],
  [/^(?:cs|cn)?big5(?:hkscs.*|hk|tw|eten)?$|^hkscs$/, 'big5hkscs'],
  [/^(iso8859\d+)(?:19|20)\d\d$/, '$1'],
];

/** The bytes as text in the encoding of this name, damaged places as U+FFFD; null for a name nobody knows. */
export function decodeAs(bytes: Uint8Array, label: string): string | null {
  const plain = label.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^hz/.test(plain)) return decodeHz(bytes);
  if (/^(?:cs)?iso2022kr$/.test(plain)) return decodeIso2022Kr(bytes);
  const ebcdic = ebcdicText(bytes, plain);
  if (ebcdic !== null) return ebcdic;
  const family = FAMILIES.find(([pattern]) => pattern.test(plain));
  const known = family === undefined ? (ALIASES.get(plain) ?? label) : plain.replace(family[0], family[1]);
  try {
    return new TextDecoder(known).decode(bytes);
  } catch {
    return iconv.encodingExists(known) ? iconv.decode(Buffer.from(bytes), known) : null;
  }
}

/** RFC 1843: GB 2312 in seven bits between "~{" and "~}". */
function decodeHz(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const raised = text.replace(/~(?:~|\r?\n|\{([^~]*)(?:~\})?)/g, (written, chinese?: string) =>
    chinese === undefined ? (written === '~~' ? '~' : '') : eighthBit(chinese),
  );
  return new TextDecoder('gb18030').decode(Buffer.from(raised, 'latin1'));
}

/** RFC 1557: KS X 1001 in seven bits between shift-out and shift-in. */
function decodeIso2022Kr(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\x1b$)C', '');
  const [ascii = '', ...shifted] = text.split('\x0e');
  const raised = shifted.map((part) => {
    const [korean = '', ...rest] = part.split('\x0f');
    return eighthBit(korean) + rest.join('');
  });
  return new TextDecoder('euc-kr').decode(Buffer.from(ascii + raised.join(''), 'latin1'));
}

const eighthBit = (text: string): string =>
  text.replace(/[\x21-\x7e]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 128));
