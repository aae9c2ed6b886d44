import { isFurnitureName } from './class-words.ts';
import { collapse, type DomDocument, type DomElement, type DomNode, isElement, writtenBeside } from './dom.ts';
import { isInline } from './sentence-parts.ts';

const BOXES = 'div, aside, section, figure';
const ADVERT =
  /^(?:advert(?:isement|ising)?|anzeige|werbung|publicit[eé]|publicidad(?:e)?|pubblicit[aà]|advertentie|annons|reklama?)$/iu;
const OPEN_END = /[\p{L}\p{N},;:(–—-]$/u;
const GOES_ON = /^[\p{Ll},;:.)’”»]/u;
const NEEDS_BEFORE = /^[,;:.)]/u;
const NEEDS_AFTER = /[,;:(–—-]$/u;
const LONGEST = 80;
const MOST = 500;

/**
 * Mends sentences that a box parts ("The owner, <div>Eva Holt</div>, met"), which browsers end the paragraph for: a box that the sentence needs
 * becomes part of it, an advertisement between two of its words goes.
 */
export function mendSplitSentences(document: DomDocument): void {
  // A selector with "+" looks at all siblings of each.
  const boxes = [...document.querySelectorAll(BOXES)].filter(
    (box) => box.previousElementSibling?.localName === 'p' || box.parentElement?.localName === 'p',
  );
  for (const box of boxes.slice(0, MOST)) {
    const paragraph = writtenBeside(box, 'previousSibling');
    const rest = writtenBeside(box, 'nextSibling');
    if (paragraph === null || rest === null || !document.body.contains(box)) continue;
    const before = collapse(paragraph.textContent ?? '');
    const after = collapse(rest.textContent ?? '');
    if (!OPEN_END.test(before) || !GOES_ON.test(after) || !isInline(rest)) continue;
    const text = collapse(box.textContent ?? '');
    const isNeeded = NEEDS_BEFORE.test(after) || NEEDS_AFTER.test(before);
    const names = `${box.getAttribute('class') ?? ''} ${box.getAttribute('id') ?? ''}`;
    const isBeside =
      text === '' || ADVERT.test(text) || (!isNeeded && (isFurnitureName(names) || text.length > LONGEST));
    if (!isBeside && (text.length > LONGEST || !isLine(box))) continue;
    const parts = isBeside ? [] : [' ', text];
    box.remove();
    const sentence = isElement(paragraph) && paragraph.localName === 'p' ? paragraph : null;
    if (sentence === null) continue;
    sentence.append(...parts, NEEDS_BEFORE.test(after) ? '' : ' ');
    for (let node: DomNode | null = rest; node !== null && isInline(node); ) {
      const following: DomNode | null = node.nextSibling;
      sentence.append(node);
      node = following;
    }
  }
}

function isLine(box: DomElement): boolean {
  return [...box.childNodes].every(isInline);
}
