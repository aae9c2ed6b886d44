import { type DomDocument, type DomElement, isElement } from './dom.ts';

const MOST = 1_000;
const HEADINGS = 'h2, h3, h4, h5, h6';
/** Written by us alone: the scan keeps no attribute of this name. */
const MARK = 'data-entry-heading';

/**
 * Marks the headings of entries, as of a live blog, and takes them out of the headers that they stand in: what chooses the story drops a header
 * for its name. Entries are two or more elements side by side that each open with a header or a heading and go on with a paragraph; the page's
 * own header isn't one.
 */
export function markEntryHeadings(document: DomDocument): void {
  const groups = new Map<DomElement, DomElement[]>();
  for (const opening of [...document.querySelectorAll(`header, ${HEADINGS}`)].slice(0, MOST)) {
    const around = opening.parentElement?.parentElement ?? null;
    if (around === null || opening.querySelector('h1, nav') !== null || !opensProse(opening)) continue;
    groups.set(around, [...(groups.get(around) ?? []), opening]);
  }
  for (const openings of groups.values()) {
    if (openings.length < 2) continue;
    for (const opening of openings) {
      if (opening.localName !== 'header') opening.setAttribute(MARK, '');
      else
        for (const heading of [...opening.querySelectorAll(HEADINGS)].reverse()) {
          if (leadsToOther(heading, opening)) continue;
          heading.setAttribute(MARK, '');
          opening.after(heading);
        }
    }
  }
}

/** Whether an element is the heading of an entry. */
export function isEntryHeading(element: DomElement): boolean {
  return element.hasAttribute(MARK);
}

/** Whether an element is the first of its parent's, with a paragraph behind it. */
function opensProse(opening: DomElement): boolean {
  if (opening.previousElementSibling !== null) return false;
  for (let node = opening.nextSibling; node !== null; node = node.nextSibling)
    if (isElement(node) && (node.localName === 'p' || node.querySelector('p') !== null)) return true;
  return false;
}

/** Whether a heading leads to another page from over one paragraph, as that of a teaser: beside it what chooses the story would drop both. */
function leadsToOther(heading: DomElement, opening: DomElement): boolean {
  if (heading.querySelector('a[href]:not([href^="#"])') === null) return false;
  return [...(opening.parentElement?.querySelectorAll('p') ?? [])].length < 2;
}
