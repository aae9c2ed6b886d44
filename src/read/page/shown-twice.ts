import { collapse, type DomDocument, type DomElement, type DomNode, isElement, isNotDisplayed, TEXT } from './dom.ts';

/** Classes of what is read aloud and not shown. */
const UNSEEN =
  /(?:^|[\s_-])(?:screen-?reader-\w+|sr-only|visually-?hidden|h-offscreen|offscreen|a11y-hidden)(?=$|[\s_-])/i;
const MOST = 1_000;
/** Parts that stand side by side. */
const MOST_PARTS = 8;

/** Whether an element is read aloud at most, and not shown. */
export function isUnseen(element: DomElement): boolean {
  return isNotDisplayed(element) || UNSEEN.test(element.getAttribute('class') ?? '');
}

/**
 * Settles words that a sentence has twice, once to be seen and once to be read aloud, as around a large first letter: what is read aloud stays
 * when it is the same or the whole word, or else what is seen. Shown letters that are only kept from being read aloud ("<span aria-hidden>T</span>he")
 * are words like any other.
 */
export function settleShownTwice(document: DomDocument): void {
  for (const silent of [...document.querySelectorAll('span[aria-hidden=true], b[aria-hidden=true]')].slice(0, MOST)) {
    if (!document.body.contains(silent) || isUnseen(silent) || !hasLetters(silent)) continue;
    const parts = beside(silent);
    const aloud = parts.filter(isUnseen);
    const shown = parts.filter((part) => !isUnseen(part));
    if (aloud.length === 0 ? !touchesText(silent) : !isInSentence(parts)) continue;
    const words = tight(aloud);
    const stay = words !== '' && words.startsWith(tight(shown)) ? aloud : shown;
    for (const part of parts) {
      if (!stay.includes(part)) part.remove();
      else for (const name of ['aria-hidden', 'class', 'hidden', 'style']) part.removeAttribute(name);
    }
  }
}

/** An element and those directly beside it that are kept from being seen or from being read aloud, in their order. */
function beside(element: DomElement): DomElement[] {
  const parts = [element];
  for (const next of ['previousSibling', 'nextSibling'] as const)
    for (let node = element[next]; node !== null && parts.length < MOST_PARTS; node = node[next]) {
      if (node.nodeType === TEXT && (node.textContent ?? '').trim() === '') continue;
      if (!isElement(node) || !hasLetters(node)) break;
      if (node.getAttribute('aria-hidden') !== 'true' && !isUnseen(node)) break;
      if (next === 'previousSibling') parts.unshift(node);
      else parts.push(node);
    }
  return parts;
}

function isInSentence(parts: readonly DomElement[]): boolean {
  return saysWords(parts[0]?.previousSibling) || saysWords(parts.at(-1)?.nextSibling);
}

/** Whether letters follow or stand before an element without white space between, or a word runs on after it. */
function touchesText({ previousSibling, nextSibling }: DomElement): boolean {
  return (
    (nextSibling?.nodeType === TEXT && /^[\p{L}\p{M}]/u.test(nextSibling.textContent ?? '')) ||
    (previousSibling?.nodeType === TEXT && saysWords(previousSibling) && saysWords(nextSibling))
  );
}

function saysWords(node: DomNode | null | undefined): boolean {
  return node?.nodeType === TEXT && /\p{L}/u.test(node.textContent ?? '');
}

function hasLetters(element: DomElement): boolean {
  return /[\p{L}\p{N}]/u.test(element.textContent ?? '');
}

function tight(parts: readonly DomElement[]): string {
  return collapse(parts.map((part) => part.textContent ?? '').join('')).replaceAll(' ', '');
}
