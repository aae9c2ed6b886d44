import { collapse, type DomDocument, type DomElement, TEXT, writtenBeside } from './dom.ts';
import { marksFor } from './inline-marks.ts';
import { blocksOf } from './page-blocks.ts';

const MOST_QUOTATIONS = 200;
/** Up to this length a quotation is written on one line; longer ones keep their lines, each with marks and name. */
const ONE_LINE = 1_500;
const LONGEST = 20_000;
/** Elements in a block quotation that may say whose words it has. */
const SIGNATURES =
  'footer, cite, small, figcaption, [class*=author], [class*=attribution], [class*=cite], [class*=speaker], [class*=source], [class*=credit], [class*=name], [class*=__per]';
const DASH = /^\s*[—–―~-]{1,3}\s*/;
/** "— Ida Brandt, teacher" as a line, and at the end of a line. */
const SIGNED_LINE = /^[—–―]{1,2}\s*(?=\p{L})(.{2,100}[^.!?…:;,])$/u;
const SIGNED_END = /(?<=[.!?…”"»])\s*[—–―]\s*(\p{Lu}[^.!?…”"»]{1,100})$/u;

/**
 * Writes each block quotation that names its author as somebody's words: in quotation marks, with the name beside them. One that a
 * line with a colon introduces ("The mayor wrote:") gets marks too. Shown by their indentation alone, they would read as the page's own
 * statements, and the name, in a footer or a caption, would be lost as furniture.
 */
export function nameQuotations(document: DomDocument): void {
  markQuotationBoxes(document);
  for (const quotation of [...document.querySelectorAll('blockquote')].slice(0, MOST_QUOTATIONS)) {
    if (quotation.querySelector('blockquote, table, pre') !== null) continue;
    if ((quotation.textContent ?? '').length > LONGEST) continue;
    const signature = signatureOf(quotation);
    if (signature !== null) signature.remove();
    const lines = blocksOf(quotation).map(({ text }) => text);
    const name = signature === null ? signedIn(lines) : nameIn(signature);
    if (lines.length === 0 || (name === null && !isIntroduced(quotation))) continue;
    const signed = name === null ? '' : ` — ${name}`;
    const whole = lines.join(' ');
    const paragraphs = (whole.length <= ONE_LINE ? [whole] : lines).map((words) => {
      const paragraph = document.createElement('p');
      paragraph.append(`${marked(words)}${signed}`);
      return paragraph;
    });
    quotation.replaceChildren(...paragraphs);
  }
}

/** Boxes that a site calls quotations, with the author in a part of its own. */
const BOXES = 'div[class*=quote], figure[class*=quote], section[class*=quote]';
const BOX_SIGNATURES = 'cite, [class*=author], [class*=attribution], [class*=speaker]';

/** Makes block quotations of boxes that are called so and end with their author's name. */
function markQuotationBoxes(document: DomDocument): void {
  for (const box of [...document.querySelectorAll(BOXES)].slice(0, MOST_QUOTATIONS)) {
    if (box.querySelector('blockquote, table, ul, form') !== null || !document.body.contains(box)) continue;
    const text = collapse(box.textContent ?? '');
    const author = [...box.querySelectorAll(BOX_SIGNATURES)].find((part) => {
      const name = nameIn(part);
      if (name === null || !/^\p{Lu}/u.test(name) || !text.endsWith(name)) return false;
      const words = text.slice(0, -name.length).replace(/[\s—–―-]+$/u, '');
      return words.length > 20 && /[.!?…”"»]$/u.test(words);
    });
    if (author === undefined || text.length > ONE_LINE || !isLast(author, box)) continue;
    const quotation = document.createElement('blockquote');
    for (const child of [...box.childNodes]) quotation.append(child);
    box.replaceWith(quotation);
  }
}

function marked(words: string): string {
  return /^["“„«»‘「『].*["”“»«’」』][.,]?$/su.test(words) ? words : marksFor(words).join(words);
}

/** Whether the line before a quotation ends in a colon. */
function isIntroduced(quotation: DomElement): boolean {
  if (quotation.querySelector('li') !== null) return false;
  let at = quotation;
  for (;;) {
    const before = writtenBeside(at, 'previousSibling');
    if (before !== null) return /[:：]\s*$/.test((before.textContent ?? '').slice(-40));
    const parent: DomElement | null = at.parentElement;
    if (parent === null || !parent.matches('figure, div')) return false;
    at = parent;
  }
}

/** The element that says whose words a quotation has: last in it, its caption, or directly after it. */
function signatureOf(quotation: DomElement): DomElement | null {
  const text = collapse(quotation.textContent ?? '');
  for (const part of quotation.querySelectorAll(SIGNATURES)) {
    const own = collapse(part.textContent ?? '');
    if (nameIn(part) !== null && text.endsWith(own) && own.length < text.length && isLast(part, quotation)) return part;
  }
  if (text === '') return null;
  const bold = [...quotation.querySelectorAll('p, div')].at(-1);
  if (bold !== undefined && isSetApart(bold, text) && isLast(bold, quotation)) return bold;
  const next = quotation.nextElementSibling;
  const between = quotation.nextSibling;
  if (next !== null && (between === next || (between?.textContent ?? '').trim() === '')) {
    const written = collapse(next.textContent ?? '');
    if (next.matches('cite, figcaption, footer') && nameIn(next) !== null) return next;
    if (next.localName === 'p' && SIGNED_LINE.test(written)) return next;
  }
  const figure = quotation.parentElement?.matches('figure') === true ? quotation.parentElement : null;
  const caption = figure?.querySelector('figcaption') ?? null;
  return caption !== null && figure?.querySelector('img, picture, video') === null && nameIn(caption) !== null
    ? caption
    : null;
}

/** Whether a paragraph behind a quotation's last sentence is one phrase in bold, italics or small print, as a signature is set. */
function isSetApart(paragraph: DomElement, quotation: string): boolean {
  const own = collapse(paragraph.textContent ?? '');
  const { children } = paragraph;
  return (
    children.length === 1 &&
    children[0]?.matches('b, strong, em, i, small') === true &&
    collapse(children[0].textContent ?? '') === own &&
    /^\p{Lu}.{1,80}[\p{L}\d)]$/u.test(own) &&
    /[.!?…]["”»“’]*$/u.test(quotation.slice(0, -own.length).trim())
  );
}

/** Whether nothing is said after a part of a quotation, and the part isn't the end of a sentence ("I have read The Sea"). */
function isLast(part: DomElement, quotation: DomElement): boolean {
  for (let at: DomElement | null = part; at !== null && at !== quotation; at = at.parentElement)
    for (let node = at.nextSibling; node !== null; node = node.nextSibling)
      if ((node.textContent ?? '').trim() !== '') return false;
  const before = part.previousSibling;
  const said = before?.nodeType === TEXT ? (before.textContent ?? '').trim() : '';
  return part.localName === 'footer' || said === '' || /[.!?…,:;”"»’—–―-]$/u.test(said);
}

function nameIn(signature: DomElement): string | null {
  const name = collapse(signature.textContent ?? '').replace(DASH, '');
  return name.length >= 2 && name.length <= 150 && /\p{L}/u.test(name) ? name : null;
}

/** The name with which the last line signs a quotation; it is taken off the lines. */
function signedIn(lines: string[]): string | null {
  const last = lines.at(-1) ?? '';
  const line = lines.length > 1 ? SIGNED_LINE.exec(last)?.[1] : undefined;
  if (line !== undefined) {
    lines.pop();
    return line;
  }
  const end = SIGNED_END.exec(last);
  if (end === null) return null;
  lines[lines.length - 1] = last.slice(0, end.index);
  return end[1] ?? null;
}
