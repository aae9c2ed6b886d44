import { collapse, type DomElement, type DomNode, isElement, TEXT } from './dom.ts';

/** A line of a page: the text of one block element, or of a run of inline content between blocks. */
export interface Block {
  text: string;
  /** The innermost block element's name: p, div, li, h2, tr … */
  tag: string;
  /** UTF-16 code units of `text` inside links, about. */
  linked: number;
  /** UTF-16 code units of `text` in bold or italics, about. */
  emphasised: number;
  links: number;
  element: DomElement;
}

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption option legend amp-img'.split(
    ' ',
  ),
);
const EMPHASIS = new Set(['b', 'strong', 'em', 'i']);

/**
 * The lines of an element in reading order. Block elements and line breaks end a line; the cells of a table row stand on one line.
 * Recursion is bounded by the depth cap of `scanPage`.
 */
export function blocksOf(root: DomElement, skip: ReadonlySet<DomElement> = new Set()): Block[] {
  const blocks: Block[] = [];
  let parts: string[] = [];
  let linked = 0;
  let emphasised = 0;
  let links = 0;
  let owner = root;

  const flush = () => {
    const text = collapse(parts.join(''));
    if (text !== '') blocks.push({ text, tag: owner.localName, linked, emphasised, links, element: owner });
    parts = [];
    linked = emphasised = links = 0;
  };

  const visit = (node: DomNode, inLink: boolean, inEmphasis: boolean, inRow: boolean): void => {
    if (node.nodeType === TEXT) {
      const text = node.textContent ?? '';
      const [first = '', ...lines] = owner.localName === 'pre' && !inRow ? text.split(/\n[^\S\n]*\n/) : [text];
      parts.push(first);
      for (const line of lines) {
        flush();
        parts.push(line);
      }
      if (inLink) linked += text.trim().length;
      if (inEmphasis) emphasised += text.trim().length;
      return;
    }
    if (!isElement(node) || skip.has(node)) return;
    const name = node.localName;
    if (name === 'br') {
      if (inRow) parts.push(' ');
      else flush();
      return;
    }
    if (inRow && (name === 'td' || name === 'th')) {
      if (parts.some((part) => part.trim() !== '')) parts.push(' | ');
      children(node, inLink, inEmphasis, true);
      return;
    }
    const row = name === 'tr' && isDataRow(node);
    const block = !inRow && BLOCKS.has(name);
    if (!block) {
      if (name === 'a') links++;
      if (inRow && BLOCKS.has(name)) parts.push(' ');
      children(node, inLink || name === 'a', inEmphasis || EMPHASIS.has(name), inRow);
      return;
    }
    flush();
    const outer = owner;
    owner = node;
    children(node, inLink, inEmphasis, row);
    flush();
    owner = outer;
  };

  const children = (element: DomElement, inLink: boolean, inEmphasis: boolean, inRow: boolean) => {
    for (let child = element.firstChild; child !== null; child = child.nextSibling)
      visit(child, inLink, inEmphasis, inRow);
  };

  children(root, false, false, false);
  flush();
  return blocks;
}

/** Whether a line is a heading of any level. */
export function isHeading({ tag }: Block): boolean {
  return /^h[1-6]$/.test(tag);
}

/** A row of figures rather than of layout: several cells, none long, no paragraphs in them. */
function isDataRow(row: DomElement): boolean {
  const cells = row.children;
  if (cells.length < 2) return false;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (cell === undefined) continue;
    if ((cell.textContent ?? '').length > 300 || cell.querySelector('table, ul, ol, h1, h2, h3, p + p') !== null)
      return false;
  }
  return true;
}
