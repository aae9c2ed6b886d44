import { isFurnitureName, isPictureName, isTeaserName, namesOnlyPlace } from './class-words.ts';
import { collapse, type DomDocument, type DomElement, type DomNode, isElement, sizeOf, TEXT } from './dom.ts';
import { isHidden } from './folded.ts';
import { isInlineName, saysSomething } from './sentence-parts.ts';
import { cookieNotice, plain } from './site-phrases.ts';

/** Elements and roles that never hold the story. */
const NEVER = new Set(
  'nav form button input label select option video audio dialog menu map progress meter amp-ad amp-embed amp-iframe amp-sidebar amp-consent'.split(
    ' ',
  ),
);
const NEVER_ROLES = new Set(
  'navigation dialog alertdialog search banner contentinfo toolbar tooltip menu menubar tablist complementary'.split(
    ' ',
  ),
);
const ASIDE = new Set(['aside', 'footer', 'figcaption']);
const LISTS = new Set(['ul', 'ol', 'div', 'section']);
const FRAMED = new Set(['table', 'blockquote', 'pre', 'h2', 'h3']);

/** Elements whose class says what their content is about rather than what they are. */
const NEVER_NAMED = new Set(['article', 'main', 'table', 'tbody', 'tr', 'td', 'th']);

/** What a subtree holds, in UTF-16 code units: `prose` are runs of some length outside of links. */
interface Content {
  prose: number;
  text: number;
  linked: number;
  links: number;
  framed: boolean;
  /** Whether it holds a quotation, such as an embedded post. */
  quoted: boolean;
  images: number;
  /** Elements that hold a paragraph of prose themselves. */
  paragraphs: number;
}

/**
 * Takes out of a document what its structure and class names call furniture, unless it holds much of the page's prose. What stands in the
 * middle of a line of text is part of its sentence and is never touched. Without `byName` class names don't count. Linear.
 */
export function prune(document: DomDocument, { byName = true } = {}): void {
  const contents = new Map<DomElement, Content>();
  const total = measure(document.body, contents).prose;
  const doomed: DomElement[] = [];
  const visit = (element: DomElement): void => {
    const content = contents.get(element);
    if (content === undefined) return;
    if (isFurniture(element, content, total, byName)) doomed.push(element);
    else {
      // Hidden until somebody asks for the rest, and most of the story: what chooses it would drop it as hidden. Not a copy for other screens.
      if (isHidden(element) && !isCopy(element, document.body))
        for (const name of ['hidden', 'aria-hidden', 'style']) element.removeAttribute(name);
      visitChildren(element);
    }
  };
  const visitChildren = (element: DomElement): void => {
    for (let child = element.firstChild; child !== null; ) {
      const { parts, next } = lineFrom(child);
      if (parts.length === 1 || !parts.some(saysSomething)) for (const part of parts) if (isElement(part)) visit(part);
      child = next;
    }
  };
  visitChildren(document.body);
  for (const element of doomed) element.remove();
  // An aside that is left holds the story; what chooses it would drop it for its name.
  for (const aside of [...document.querySelectorAll('aside, footer')]) {
    const holder = document.createElement('div');
    for (let child = aside.firstChild; child !== null; child = aside.firstChild) holder.append(child);
    aside.replaceWith(holder);
  }
}

/** The text and inline elements that run on from a node until the next block element or line break; at least the node itself. */
function lineFrom(first: DomNode): { parts: DomNode[]; next: DomNode | null } {
  const parts = [first];
  let next = first.nextSibling;
  if (isElement(first) && !isInlineName(first.localName)) return { parts, next };
  for (; next !== null && (!isElement(next) || isInlineName(next.localName)); next = next.nextSibling) parts.push(next);
  return { parts, next };
}

function isFurniture(element: DomElement, content: Content, total: number, byName: boolean): boolean {
  const name = element.localName;
  if (LISTS.has(name) && isLinkList(content)) return true;
  if (name === 'figure' && !content.framed && content.text < 2500) return content.prose < Math.max(500, total * 0.4);
  if (content.prose >= total * 0.4) return false;
  if (NEVER.has(name) || ASIDE.has(name) || isHidden(element)) return true;
  if (NEVER_ROLES.has(element.getAttribute('role') ?? '')) return true;
  if (NEVER_NAMED.has(name)) return false;
  if (LISTS.has(name) && content.text < 3000 && cookieNotice.test(plain((element.textContent ?? '').trim())))
    return true;
  if (!byName) return false;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (content.images > 0 && content.text < 500 && !content.framed && isPictureName(names)) return true;
  // A teaser leads to another story by its picture or headline; a lead of that name stands alone.
  if (content.links > 0 && content.text < 1000 && (content.framed || content.images > 0) && isTeaserName(names))
    return true;
  if (!isFurnitureName(names)) return false;
  // A word for where a box stands or how it is shown says nothing about paragraphs of prose in it.
  if (content.paragraphs >= 2 && content.linked < content.text * 0.25 && namesOnlyPlace(names)) return false;
  return !(content.quoted && content.links < 8 && content.text < 1500);
}

/** Whether the words in the middle of an element stand in the page once more. */
function isCopy(element: DomElement, body: DomElement): boolean {
  const text = collapse(element.textContent ?? '');
  const middle = text.slice(text.length / 2, text.length / 2 + 60);
  const page = collapse(body.textContent ?? '');
  return page.indexOf(middle) !== page.lastIndexOf(middle);
}

/** A block most of whose text is links, without a sentence outside of them. */
function isLinkList({ prose, text, linked, links }: Content): boolean {
  return links >= 3 && prose < 100 && text <= 6000 && linked > text * 0.75 && text / links < 140;
}

function measure(element: DomElement, into: Map<DomElement, Content>): Content {
  const sum: Content = {
    prose: 0,
    text: 0,
    linked: 0,
    links: 0,
    framed: false,
    quoted: false,
    images: 0,
    paragraphs: 0,
  };
  let own = 0;
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === TEXT) {
      const length = sizeOf((child.textContent ?? '').trim());
      own += length;
      sum.text += length;
    } else if (isElement(child)) {
      const inner = measure(child, into);
      sum.text += inner.text;
      sum.linked += inner.linked;
      sum.links += inner.links;
      sum.images += inner.images;
      sum.paragraphs += inner.paragraphs;
      sum.quoted ||= inner.quoted || child.localName === 'blockquote';
      sum.framed ||= inner.framed || FRAMED.has(child.localName);
      if (child.localName !== 'a') sum.prose += inner.prose;
    }
  }
  if (own >= 40) sum.prose += own;
  if (own >= 80) sum.paragraphs++;
  if (element.localName === 'img') sum.images = 1;
  if (element.localName === 'a') {
    sum.linked = sum.text;
    sum.links = 1;
  }
  into.set(element, sum);
  return sum;
}
