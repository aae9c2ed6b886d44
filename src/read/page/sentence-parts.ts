import { type DomDocument, type DomElement, type DomNode, isElement, TEXT } from './dom.ts';

const EMPHASIS = new Set('b big em font i mark q strong u'.split(' '));
/** How far a line is looked through on either side. */
const NEAR = 40;
const INLINE = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark nobr q ruby rb rt rp s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Classes of what is read aloud and not shown. */
const UNSEEN =
  /(?:^|[\s_-])(?:screen-?reader-\w+|sr-only|visually-?hidden|h-offscreen|offscreen|a11y-hidden)(?=$|[\s_-])/i;

/** Classes of what opens over a word when it is touched. */
const OVER = '[class*=rollover], [class*=hovercard], [class*=tooltip], [class*=popover]';

/** Whether an element of this name runs along in a line of text. */
export function isInlineName(name: string): boolean {
  return INLINE.has(name);
}

/**
 * Takes out notes for screen readers and other unseen words that stand in a line of text ("opens in a new tab"). A mark alone stays: "Brussels:
 * the council" is written so that one reads it with the unseen colon. What the class of an inline part in a line of text says is forgotten, so that
 * nobody takes it for furniture.
 */
export function cleanSentences(document: DomDocument): void {
  for (const element of [
    ...document.querySelectorAll('a, abbr, b, button, em, font, i, mark, small, span, strong, sup, time'),
  ]) {
    if (!runsInText(element)) continue;
    for (const over of [...element.querySelectorAll(OVER)]) over.remove();
    if (isUnseen(element) && /[\p{L}\p{N}]/u.test(element.textContent ?? '')) element.remove();
    else
      for (const name of ['class', 'id', 'rel', 'itemprop', 'role', 'hidden', 'style']) element.removeAttribute(name);
  }
}

/** Whether a part of a line is plain or emphasised text with letters. */
export function saysSomething(part: DomNode): boolean {
  const isText = part.nodeType === TEXT || (isElement(part) && EMPHASIS.has(part.localName));
  return isText && /\p{L}/u.test(part.textContent ?? '');
}

/** Whether text with letters stands directly beside an inline element, or beside the inline elements around it. */
function runsInText(element: DomElement): boolean {
  for (let at: DomElement | null = element; at !== null && isInlineName(at.localName); at = at.parentElement) {
    for (const next of ['nextSibling', 'previousSibling'] as const) {
      let node = at[next];
      for (let step = 0; step < NEAR && node !== null; step++, node = node[next]) {
        if (saysSomething(node)) return true;
        if (isElement(node) && !isInlineName(node.localName)) break;
      }
    }
  }
  return false;
}

function isUnseen(element: DomElement): boolean {
  return (
    element.hasAttribute('hidden') ||
    UNSEEN.test(element.getAttribute('class') ?? '') ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
  );
}
