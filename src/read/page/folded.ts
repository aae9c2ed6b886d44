import { isFurnitureName } from './class-words.ts';
import { collapse, type DomDocument, type DomElement, isNotDisplayed } from './dom.ts';
import { cookieNotice, plain } from './site-phrases.ts';

const HIDDEN = '[hidden], [aria-hidden=true], [style]';
const BUTTON = 'button, summary, a, [role=button], [aria-expanded], [aria-controls]';
/** What is written on a button that shows the rest of a text. */
const MORE =
  /^\W*(?:(?:continue|keep) reading|(?:read|show|see|view|load|learn) (?:more|all|the rest|full (?:text|story|article))|more|expand(?: all)?|mehr(?: anzeigen| lesen| erfahren)?|weiterlesen|aufklappen|alles anzeigen|lire (?:la suite|plus)|(?:afficher|voir) (?:plus|la suite|tout)|deplier|(?:leer|ver|mostrar|seguir) (?:mas|leyendo|todo)|(?:ler|ver|mostrar) mais|continua(?:r)? (?:a leggere|lendo)|(?:leggi|mostra) (?:tutto|di piu|altro)|(?:lees|toon) (?:meer|verder|alles)|czytaj dalej|(?:pokaz|zobacz) wiecej|las mer|les mer|vis mer|laes mere|читать (?:далее|полностью)|показать (?:еще|все)|続きを読む|もっと見る|展开全文|阅读全文|더보기)\W*$/u;
const LEAST_PARAGRAPH = 40;
const LONGEST_BUTTON = 150;
const MOST = 200;

/**
 * Opens what a page has folded up until a reader touches a button: the rest under "Read more", the answers under their questions. A question
 * that is a button becomes a heading. What is hidden without a button that opens it, or isn't running text, stays as it is.
 */
export function openFolded(document: DomDocument): void {
  for (const folded of [...document.querySelectorAll(HIDDEN)].slice(0, MOST)) {
    if (!isHidden(folded) || !document.body.contains(folded) || !isText(folded)) continue;
    const button = buttonOf(folded, document);
    if (button === null) continue;
    for (const name of ['hidden', 'aria-hidden', 'style']) folded.removeAttribute(name);
    const label = collapse(button.textContent ?? '');
    if (MORE.test(plain(label)) || button.localName === 'a') button.remove();
    else if (button.parentElement?.matches('h1, h2, h3, h4, h5, h6') === true) button.replaceWith(label);
    else {
      const heading = document.createElement('h3');
      heading.append(label);
      button.replaceWith(heading);
    }
  }
}

/** Whether an element is not shown at first. */
export function isHidden(element: DomElement): boolean {
  return isNotDisplayed(element) || element.getAttribute('aria-hidden') === 'true';
}

function isText(folded: DomElement): boolean {
  if (folded.querySelector('form, input, textarea, nav') !== null || folded.matches('nav, form, dialog')) return false;
  if (isFurnitureName(`${folded.getAttribute('class') ?? ''} ${folded.getAttribute('id') ?? ''}`)) return false;
  const text = collapse(folded.textContent ?? '');
  const linked = [...folded.querySelectorAll('a')].reduce((sum, link) => sum + (link.textContent ?? '').length, 0);
  return (
    text.length >= LEAST_PARAGRAPH &&
    linked < text.length / 2 &&
    /[.!?…。！？]/u.test(text) &&
    !cookieNotice.test(plain(text))
  );
}

/** The button that opens an element: one that names it, or the one directly before or after it. */
function buttonOf(folded: DomElement, document: DomDocument): DomElement | null {
  const id = folded.getAttribute('id') ?? '';
  if (/^[\w-]{1,80}$/.test(id)) {
    const named = document.querySelector(`[aria-controls="${id}"], a[href="#${id}"]`);
    if (named !== null && isButton(named)) return named;
  }
  const before = lastIn(folded.previousElementSibling);
  if (before !== null && isButton(before) && !(before.localName === 'a' && !says(before))) return before;
  const after = folded.nextElementSibling;
  const next = after?.matches(BUTTON) === true ? after : (after?.querySelector(BUTTON) ?? null);
  return next !== null && isButton(next) && says(next) && collapse(after?.textContent ?? '').length < LONGEST_BUTTON
    ? next
    : null;
}

function says(button: DomElement): boolean {
  return MORE.test(plain(collapse(button.textContent ?? '')));
}

function isButton(element: DomElement): boolean {
  const text = collapse(element.textContent ?? '');
  return element.matches(BUTTON) && text.length >= 2 && text.length < LONGEST_BUTTON;
}

/** A button, or the one that is all that an element before has ("<h3><button>Is it safe?</button></h3>"). */
function lastIn(element: DomElement | null): DomElement | null {
  if (element === null || element.matches(BUTTON)) return element;
  const inner = element.querySelector(BUTTON);
  return inner !== null && collapse(inner.textContent ?? '') === collapse(element.textContent ?? '') ? inner : null;
}
