import { type DomDocument, type DomNode, isElement } from './dom.ts';
import { isInline } from './sentence-parts.ts';

const MOST = 5_000;

/** Makes paragraphs of a site's own elements (`<news-par>`) that hold a line of text by themselves; otherwise one would run into the next. */
export function writeOwnElements(document: DomDocument): void {
  let count = 0;
  for (const element of [...document.querySelectorAll('*')]) {
    const name = element.localName;
    if (!name.includes('-') || name.startsWith('amp-') || !document.body.contains(element)) continue;
    if (++count > MOST) return;
    const parts = [...element.childNodes];
    const isLine = parts.every((part) => !isElement(part) || isInline(part) || part.localName === 'br');
    if (!isLine || !parts.some(says) || saysBeside(element.previousSibling) || saysBeside(element.nextSibling))
      continue;
    const paragraph = document.createElement('p');
    paragraph.append(...parts);
    element.replaceWith(paragraph);
  }
}

function says(part: DomNode): boolean {
  return (part.textContent ?? '').trim() !== '';
}

function saysBeside(node: DomNode | null): boolean {
  return node !== null && isInline(node) && says(node);
}
