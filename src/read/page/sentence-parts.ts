import { collapse, type DomDocument, type DomElement, type DomNode, isElement, TEXT } from './dom.ts';
import { isUnseen, settleShownTwice } from './shown-twice.ts';

const EMPHASIS = new Set('b big em font i mark q strong u'.split(' '));
/** How far a line is looked through on either side. */
const NEAR = 40;
const INLINE = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark math nobr q ruby rb rt rp s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Classes of a first letter that is set large. */
const INITIALS =
  'span[class*=initial], span[class*=drop-cap], span[class*=dropcap], span[class*=lettrine], p > img[alt], p > :first-child[aria-label]';

/** Classes of what opens over a word when it is touched. */
const OVER = '[class*=rollover], [class*=hovercard], [class*=tooltip], [class*=popover]';

/** Whether an element of this name runs along in a line of text. */
export function isInlineName(name: string): boolean {
  return INLINE.has(name);
}

/** Whether a node runs along in a line of text: text itself, or an element of such a name. */
export function isInline(node: DomNode): boolean {
  return node.nodeType === TEXT || (isElement(node) && isInlineName(node.localName));
}

/**
 * Takes out notes for screen readers and other unseen words that stand in a line of text ("opens in a new tab"). A mark alone stays: "Brussels:
 * the council" is written so that one reads it with the unseen colon. What the class of an inline part in a line of text says is forgotten, so that
 * nobody takes it for furniture.
 */
export function cleanSentences(document: DomDocument): void {
  settleShownTwice(document);
  joinInitials(document);
  removeNoteNumbers(document);
  for (const element of [
    ...document.querySelectorAll('a, abbr, b, button, em, font, i, mark, small, span, strong, sup, time'),
  ]) {
    if (!runsInText(element)) continue;
    removeOpening(element);
    const isNote = isUnseen(element) && /[\p{L}\p{N}]/u.test(element.textContent ?? '');
    if (isNote || OPENS.test(element.textContent ?? '')) element.remove();
    else
      for (const name of ['class', 'id', 'rel', 'itemprop', 'role', 'hidden', 'style']) element.removeAttribute(name);
  }
}

/** Takes out the numbers of notes in sentences, links to a place in the page: with them "night" would be "night1". */
function removeNoteNumbers(document: DomDocument): void {
  for (const link of [...document.querySelectorAll('a[href^="#"], sup > a, a > sup')].slice(0, MOST_NOTES)) {
    if (!NOTE_NUMBER.test((link.textContent ?? '').trim())) continue;
    const raised =
      link.parentElement?.localName === 'sup' || link.localName === 'sup' || link.querySelector('sup') !== null;
    const mark = link.parentElement?.localName === 'sup' ? link.parentElement : link;
    if (raised || /^\[/.test((link.textContent ?? '').trim())) mark.remove();
  }
}

/** What a link says to screen readers about itself, in whatever class. */
const OPENS =
  /^[\s,;(–-]*(?:(?:link )?opens? (?:up )?(?:in )?(?:a )?new (?:browser )?(?:tab|window)|external link|(?:öffnet|wird) (?:sich )?in (?:einem )?neue[mn] (?:fenster|tab)(?: geöffnet)?|externer link|(?:ouverture|s[’']ouvre|nouvelle fenêtre)(?: dans une? (?:nouvelle fenêtre|nouvel onglet))?|(?:se )?abre en (?:una )?(?:nueva )?(?:ventana|pestaña)(?: nueva)?|si apre in una nuova (?:finestra|scheda)|opent in (?:een )?nieuw (?:venster|tabblad))[\s).]*$/iu;

const NOTE_NUMBER = /^(?:\[?(?:\d{1,3}|[a-z*†‡])\]?|[*†‡]{1,3})$/i;
const MOST_NOTES = 1_000;

/** Takes out what opens over a word. Around both the word and what opens, the word is what comes first. */
function removeOpening(element: DomElement): void {
  const own = element.matches(OVER) ? [element] : [];
  for (const over of [...own, ...element.querySelectorAll(OVER)]) {
    if (!element.contains(over)) continue;
    if (over.querySelector(OVER) === null) {
      if (over === element) continue;
      if (over.parentElement === null || !(isWordOf(over, over.parentElement) || isAllOf(over, element))) over.remove();
      continue;
    }
    const word = firstWithLetters(over);
    if (word !== null && isElement(word) && word.localName !== 'a' && word.matches(OVER) && over !== element) {
      // Nothing but what opens: the word stands before it.
      over.remove();
      continue;
    }
    for (let node = word?.nextSibling ?? null; node !== null; ) {
      const next: DomNode | null = node.nextSibling;
      if (isElement(node) && (node.matches(OVER) || node.querySelector(OVER) !== null)) node.remove();
      node = next;
    }
  }
}

/** Whether an element says nothing but what one in it says: then that is its word, whatever its class. */
function isAllOf(inner: DomElement, element: DomElement): boolean {
  return collapse(inner.textContent ?? '') === collapse(element.textContent ?? '');
}

/** Whether an element is the word that something opens over, in an element of that class around both. */
function isWordOf(element: DomElement, around: DomElement): boolean {
  return around.matches(OVER) && firstWithLetters(around) === element;
}

function firstWithLetters(element: DomElement): DomNode | null {
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (/\p{L}/u.test(node.textContent ?? '')) return node;
  return null;
}

/** Joins a first letter that is set large, in an element of its own, with the rest of its word. */
function joinInitials(document: DomDocument): void {
  for (const initial of [...document.querySelectorAll(INITIALS)].slice(0, NEAR)) {
    const letter =
      (initial.getAttribute('alt') ?? initial.textContent ?? '').trim() || (initial.getAttribute('aria-label') ?? '');
    if (!/^["“„«‘]?\p{Lu}$/u.test(letter)) continue;
    let outer = initial;
    for (let up = outer.parentElement; outer.nextSibling === null && up !== null && isInlineName(up.localName); ) {
      outer = up;
      up = outer.parentElement;
    }
    let next = outer.nextSibling;
    while (next?.nodeType === TEXT && (next.textContent ?? '').trim() === '') next = next.nextSibling;
    // A picture of the letter, where its word goes on directly behind it.
    const isPicture = collapse(initial.textContent ?? '') === '';
    if (isPicture && outer.nextSibling?.nodeType === TEXT && /^\p{Ll}/u.test(outer.nextSibling.textContent ?? '')) {
      outer.replaceWith(letter);
      continue;
    }
    // In one text with the letter a space would part two words: "A dog".
    if (next === null || !isElement(next) || !/^\s*\p{Ll}/u.test(next.textContent ?? '')) continue;
    const word = document.createElement('span');
    word.append(letter);
    for (const part of [...next.childNodes]) word.append(part);
    next.append(word);
    outer.remove();
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
