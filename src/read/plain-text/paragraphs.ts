/** A paragraph of a pasted text. `block` counts the groups of lines that blank lines divide. */
export interface Paragraph {
  text: string;
  block: number;
}

interface Line {
  text: string;
  indented: boolean;
  block: number;
}

/** No hard-wrapped text is wider; prose with longer lines has one paragraph a line. */
const WIDEST_WRAP = 132;
const ENDS = /[.!?:…。！？]["”’'»)\]]{0,4}$/;
const STARTS_LOWER = /^[\p{Ll}]/u;

/**
 * The paragraphs of a pasted text, with white space inside them collapsed. Hard-wrapped lines are joined when enough of them
 * go on in lower case; otherwise every line is a paragraph. Linear in the text.
 */
export function paragraphsOf(text: string): Paragraph[] {
  const lines = linesOf(text);
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  let last: Line | undefined;
  let pieces: string[] = [];
  const flush = () => {
    if (last !== undefined) paragraphs.push({ text: joined(pieces), block: last.block });
    pieces = [];
  };
  for (const line of lines) {
    if (last === undefined || width === null || breaksBetween(last, line, width)) flush();
    pieces.push(line.text);
    last = line;
  }
  flush();
  return paragraphs;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let block = 0;
  let blank = true;
  for (const raw of text.split('\n')) {
    const trimmed = raw.replace(/[^\S\n]+/g, ' ').trim();
    if (trimmed === '') {
      blank = true;
      continue;
    }
    if (blank) block += 1;
    blank = false;
    lines.push({ text: trimmed, indented: /^(?:\t|\s{2,})/.test(raw), block });
  }
  return lines;
}

/** The width that the lines were wrapped at, or null when they were not wrapped. */
function wrapWidth(lines: readonly Line[]): number | null {
  let following = 0;
  let lower = 0;
  let width = 0;
  for (const [index, line] of lines.entries()) {
    width = Math.max(width, line.text.length);
    if (index === 0 || lines[index - 1]?.block !== line.block) continue;
    following += 1;
    if (STARTS_LOWER.test(line.text)) lower += 1;
  }
  return width <= WIDEST_WRAP && following > 0 && lower / following >= 0.3 ? width : null;
}

function breaksBetween(last: Line, line: Line, width: number): boolean {
  if (last.block !== line.block) return true;
  if (STARTS_LOWER.test(line.text)) return false;
  if (line.indented && !last.indented) return true;
  const short = last.text.length < width * (ENDS.test(last.text) ? 0.8 : 0.6);
  return short;
}

/** A hyphen at the end of a line stays: whether it belongs to the word can't be known. */
function joined(pieces: readonly string[]): string {
  return pieces
    .map((piece, index) => {
      const before = pieces[index - 1];
      if (before === undefined) return piece;
      return /\p{L}-$/u.test(before.slice(-3)) && STARTS_LOWER.test(piece) ? piece : ` ${piece}`;
    })
    .join('');
}
