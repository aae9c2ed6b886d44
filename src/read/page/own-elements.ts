import { type DomDocument, type DomNode, isElement, TEXT } from './dom.ts';
import { isInlineName, saysSomething } from './sentence-parts.ts';

const MOST = 5_000;

/** Makes paragraphs of a site's own elements (`<news-par>`) that hold a line of text by themselves; otherwise one would run into the next. */
export function writeOwnElements(document: DomDocument): void {
  let count = 0;
  for (const element of [...document.querySelectorAll('*')]) {
    const name = element.localName;
    if (!name.includes('-') || name.startsWith('amp-') || !document.body.contains(element)) continue;
    if (++count > MOST) return;
    const parts: DomNode[] = [];
    for (let node = element.firstChild; node !== null; node = node.nextSibling) parts.push(node);
    const isLine = parts.every((part) => !isElement(part) || isInlineName(part.localName) || part.localName === 'br');
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
  if (node === null) return false;
  if (node.nodeType === TEXT && !says(node)) return false;
  return (
    saysSomething(node) || (isElement(node) && isInlineName(node.localName) && says(node)) || node.nodeType === TEXT
  );
}
