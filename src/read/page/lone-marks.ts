import { collapse, type DomDocument, type DomElement, isElement } from './dom.ts';
import { endsAsSentence } from './line-words.ts';
import { isInline, isInlineName } from './sentence-parts.ts';

const MARK = /^["“”„«»「」『』]$/u;
/** What closes each opening mark; some languages open with what others close with. */
export const CLOSERS = new Map([
  ['“', '”'],
  ['„', '“”"'],
  ['«', '»'],
  ['»', '«'],
  ['"', '"'],
  ['”', '”'],
  ['「', '」'],
  ['『', '』'],
]);
const HAS_MARKS = /["“”„«»「」『』]/u;
const PARTS = 'p, div, span, i, b, strong, em';
/** What isn't running text can't stand between two marks. */
const APART = 'h1, h2, h3, h4, h5, h6, ul, ol, table, figure, form, nav, article';
/** A quotation between marks that stand alone has at most this many paragraphs. */
const FARTHEST = 6;
const MOST = 100;
/** More than this isn't one quotation. */
const LONGEST = 5_000;

/** Whether a text is a quotation mark and nothing else. */
export function isLoneMark(text: string): boolean {
  return MARK.test(text);
}

/**
 * Puts quotation marks that stand in a line of their own, set large beside what is quoted, around its words where a second one closes them. One that
 * nothing closes is an ornament and goes: where the quotation ends is not for us to say.
 */
export function joinLoneMarks(document: DomDocument): void {
  let count = 0;
  for (const element of [...document.querySelectorAll(PARTS)]) {
    const { firstChild } = element;
    if (firstChild === null || firstChild.nextSibling !== null || isElement(firstChild)) continue;
    const open = collapse(firstChild.textContent ?? '');
    if (!isLoneMark(open) || !document.body.contains(element)) continue;
    if (++count > MOST) return;
    const mark = outermost(element, open);
    if (isInlineName(mark.localName) && (runsOn(mark, 'previousSibling') || runsOn(mark, 'nextSibling'))) continue;
    const { quoted, closing } = behind(mark, CLOSERS.get(open) ?? '');
    if (closing !== null) {
      for (const [index, part] of quoted.entries()) {
        if (index > 0 && !endsAsSentence(collapse(part.textContent ?? ''))) continue;
        part.prepend(open);
        part.append(collapse(closing.textContent ?? ''));
      }
      closing.remove();
    }
    mark.remove();
  }
}

/** The element around a mark that has nothing else in it. */
function outermost(element: DomElement, text: string): DomElement {
  let at = element;
  for (let up = at.parentElement; up !== null && up.localName !== 'body'; up = up.parentElement) {
    const around = up.textContent ?? '';
    if (around.length > LONGEST || collapse(around) !== text) break;
    at = up;
  }
  return at;
}

/** Whether what stands next to an element on one side is in its line. */
function runsOn(element: DomElement, side: 'previousSibling' | 'nextSibling'): boolean {
  let node = element[side];
  while (node !== null && !isElement(node) && (node.textContent ?? '').trim() === '') node = node[side];
  return node !== null && isInline(node);
}

/** The paragraphs behind a mark and the mark that closes them; null where none does. Of two that look the same, the second closes one paragraph only. */
function behind(mark: DomElement, closers: string): { quoted: DomElement[]; closing: DomElement | null } {
  const quoted: DomElement[] = [];
  const isSame = closers === collapse(mark.textContent ?? '');
  for (let node = mark.nextSibling; node !== null && quoted.length <= FARTHEST; node = node.nextSibling) {
    const written = node.textContent ?? '';
    if (written.length > LONGEST) break;
    const text = collapse(written);
    if (text === '') continue;
    if (!isElement(node) || node.matches(APART) || node.querySelector(APART) !== null) break;
    if (isLoneMark(text)) {
      const isClosed = closers.includes(text) && quoted.length > 0 && (!isSame || quoted.length === 1);
      return { quoted, closing: isClosed ? node : null };
    }
    if (HAS_MARKS.test(text)) break;
    const paragraphs = [...node.querySelectorAll('p')];
    quoted.push(...(paragraphs.length === 0 ? [node] : paragraphs));
  }
  return { quoted: [], closing: null };
}
