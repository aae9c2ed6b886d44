/** CP037 from byte 0x40 on (IBM's EBCDIC for the United States). Below it only white space matters. */
const CP037 =
  ' \xa0âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@\'="Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×{ABCDEFGHI\xadôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\x9f';
/** How the other EBCDIC code pages differ: characters of CP037, and what stands in their place. */
const VARIANTS: Record<string, [from: string, to: string]> = {
  '500': ['¢|!¬^[]', '[!]^¢¬|'],
  '1140': ['¤', '€'],
  '273': ['ä¢|ß!¬Ä¦@~^§[]¯{ö}ü\\ÖÜ', '{Ä!~Ü^[ö§ß¢@¬|‾ä¦ü}Ö\\]'],
  '1026': ['ç¢|!$¬Ç¦`#@"ðýþ~ÐÝÞ^[]{ö}ü\\ÖÜ', '{Ç!Ğİ^[şıÖŞÜ}`¦ö]$@¢¬|ç~ğ\\ü#"'],
};
const NAMED = new Map([
  ...['us', 'ca', 'nl', 'wt'].map((country): [string, string] => [`ebcdiccp${country}`, '37']),
  ...['be', 'ch'].map((country): [string, string] => [`ebcdiccp${country}`, '500']),
]);

/** Text of an EBCDIC code page that XML 1.0 (appendix F) expects readers to recognise; null when the name, without punctuation, is another's. */
export function ebcdicText(bytes: Uint8Array, name: string): string | null {
  const page = NAMED.get(name) ?? /^(?:cs)?(?:cp|ibm)0*(37|500|1140|273|1026)$/.exec(name)?.[1];
  if (page === undefined) return null;
  const [from, to] = VARIANTS[page] ?? ['', ''];
  let text = '';
  for (const byte of bytes) {
    const character = CP037[byte - 0x40] ?? (byte === 0x05 ? '\t' : '\n');
    const index = from.indexOf(character);
    text += index === -1 ? character : (to[index] ?? '');
  }
  return text;
}
