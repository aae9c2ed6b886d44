/** What a mark can do where it stands. A straight mark or a mistyped one can do both, and its surroundings decide. */
export interface Mark {
  start: number;
  end: number;
  /** Marks of one family close each other, also when the wrong one of them was typed. */
  family: 'double' | 'single' | 'angle' | 'corner';
  opens: boolean;
  closes: boolean;
  /** An opener by shape („, “, «), which a straight mark or a misplaced closer is not. */
  shaped: boolean;
}

type Shape = { family: Mark['family']; side: 'open' | 'close' | 'both'; apostrophe?: boolean };

// Sources: Unicode Standard, chapter 6.2 "Quotation marks"; CLDR delimiters of en, de, fr, es, da, pl, ja.
const shapes: Record<string, Shape> = {
  '“': { family: 'double', side: 'open' },
  '”': { family: 'double', side: 'close' },
  '„': { family: 'double', side: 'open' },
  '‟': { family: 'double', side: 'open' },
  '"': { family: 'double', side: 'both' },
  '＂': { family: 'double', side: 'both' },
  '«': { family: 'angle', side: 'open' },
  '»': { family: 'angle', side: 'close' },
  '‹': { family: 'angle', side: 'open' },
  '›': { family: 'angle', side: 'close' },
  '「': { family: 'corner', side: 'open' },
  '」': { family: 'corner', side: 'close' },
  '『': { family: 'corner', side: 'open' },
  '』': { family: 'corner', side: 'close' },
  '‘': { family: 'single', side: 'open', apostrophe: true },
  '’': { family: 'single', side: 'close', apostrophe: true },
  '‚': { family: 'single', side: 'open' },
  '‛': { family: 'single', side: 'open' },
  "'": { family: 'single', side: 'both', apostrophe: true },
};

// Two single marks typed for one double, and UTF-8 read as Windows-1252. The longest match is taken.
const sequences: [string, Shape][] = [
  ['‘‘', { family: 'double', side: 'open' }],
  ['’’', { family: 'double', side: 'close' }],
  ['‘’', { family: 'double', side: 'open' }],
  ['``', { family: 'double', side: 'open' }],
  ["''", { family: 'double', side: 'both' }],
  ['‚‚', { family: 'double', side: 'open' }],
  ['â€œ', { family: 'double', side: 'open' }],
  ['â€\u009d', { family: 'double', side: 'close' }],
  ['â€�', { family: 'double', side: 'close' }],
  ['â€ž', { family: 'double', side: 'open' }],
  ['â€˜', { family: 'single', side: 'open', apostrophe: true }],
  ['â€™', { family: 'single', side: 'close', apostrophe: true }],
  ['Â«', { family: 'angle', side: 'open' }],
  ['Â»', { family: 'angle', side: 'close' }],
];
// The closing double mark loses its last byte in many pages, which leaves the beginning of the sequence alone.
const lossy: [string, Shape] = ['â€', { family: 'double', side: 'close' }];
const afterLossy = /[\s.,;:!?)]/u;

// A table: every code unit of a text is looked up.
const firstUnits = new Uint8Array(0x10000);
for (const form of [...Object.keys(shapes), ...sequences.map(([form]) => form)]) firstUnits[form.charCodeAt(0)] = 1;
const wordChar = /[\p{L}\p{N}]/u;
const space = /\s/u;
const endOfWords = /[\p{L}\p{N}.,!?…;’)\]]/u;
const afterClosing = /[\s.,;:!?)—–-]/u;
const feetAndInches = /\d['’]\d{1,2}$/u;
const neverFirst = /[,;:)>]/u;

/** The character before or at an offset, or a space outside the text. */
function at(text: string, offset: number): string {
  return offset < 0 || offset >= text.length ? ' ' : text.charAt(offset);
}

/** True for the code units that can begin a quotation mark, so that a scan can pass over all others. */
export function mayBeginMark(unit: number): boolean {
  return firstUnits[unit] === 1;
}

/** The quotation mark at an offset, with what it can do there, or null for an apostrophe, an inch mark or no mark. */
export function markAt(text: string, offset: number): Mark | null {
  const [form, shape] = shapeAt(text, offset);
  if (shape === null) return null;
  const before = at(text, offset - 1);
  const after = at(text, offset + form.length);
  if (shape.apostrophe && wordChar.test(before) && wordChar.test(after)) return null;
  // 6’2”
  if (shape.family === 'double' && feetAndInches.test(text.slice(Math.max(0, offset - 5), offset))) return null;
  const spaceBefore = space.test(before);
  const spaceAfter = space.test(after);
  // An equals sign before a straight mark is an attribute of left-over HTML.
  const canOpen = !spaceAfter && !wordChar.test(before) && !neverFirst.test(after) && before !== '=';
  const canClose = !spaceBefore || spaceAfter;
  const mark = { start: offset, end: offset + form.length, family: shape.family, shaped: shape.side === 'open' };
  if (shape.side === 'both') {
    const inches = /\d/u.test(before) && !wordChar.test(after);
    return { ...mark, opens: canOpen && !inches, closes: canClose };
  }
  // « French » has spaces inside, which tell what opens and what closes.
  if (shape.family === 'angle' && spaceAfter && spaceBefore)
    return { ...mark, shaped: true, opens: shape.side === 'open', closes: shape.side === 'close' };
  if (shape.family === 'angle' && spaceBefore && shape.side === 'close' && /[.,;:!?)]/u.test(after))
    return { ...mark, shaped: true, opens: false, closes: true };
  // « and » change places in Danish and in German books.
  if (shape.family === 'angle')
    return {
      ...mark,
      shaped: true,
      opens: shape.side === 'open' || canOpen,
      closes: shape.side === 'close' || canClose,
    };
  if (shape.side === 'open')
    return { ...mark, opens: true, closes: endOfWords.test(before) && afterClosing.test(after) };
  return { ...mark, opens: canOpen && spaceBefore, closes: true };
}

function shapeAt(text: string, offset: number): [string, Shape | null] {
  for (const [form, shape] of sequences) if (text.startsWith(form, offset)) return [form, shape];
  const [form, shape] = lossy;
  if (text.startsWith(form, offset) && afterLossy.test(at(text, offset + form.length))) return [form, shape];
  const one = text.charAt(offset);
  return [one, shapes[one] ?? null];
}
