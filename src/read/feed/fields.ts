import { feedDate } from '../../time/feed-dates.ts';
import { attribute, childrenNamed, type Element, textOf } from './element.ts';
import { plainText } from './feed-html.ts';
import { safeReference } from './reference.ts';
import { htmlOf, type Untyped } from './text-construct.ts';

/** The first element that has content, by the order of the names. */
export function firstNamed(element: Element, names: readonly string[]): Element | null {
  for (const name of names)
    for (const child of childrenNamed(element, name))
      if (child.children.some((part) => typeof part !== 'string' || part.trim() !== '')) return child;
  return null;
}

/** The first of the named elements as HTML, or an empty string. */
export function htmlField(element: Element, names: readonly string[], untyped: Untyped): string {
  for (const name of names)
    for (const child of childrenNamed(element, name)) {
      const html = htmlOf(child, untyped);
      if (html !== '') return html;
    }
  return '';
}

/** The first of the named elements, or attributes of `element`, that is a date. */
export function dateField(element: Element, names: readonly string[]): Date | null {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      const date = feedDate(textOf(child));
      if (date !== null) return date;
    }
  }
  return null;
}

const RELATION = /^(?:https?:\/\/www\.iana\.org\/assignments\/relation\/)?alternate$/i;
const PAGE = /^(?:text\/html|application\/xhtml\+xml)?$/i;

/** The web page that an element links to: RSS's text, Atom's `rel="alternate"` (a page before other types), CDF's `HREF`. */
export function linkField(element: Element): string {
  const links = childrenNamed(element, 'link');
  const text = links.find(
    (link) => textOf(link) !== '' && RELATION.test((attribute(link, 'rel') ?? 'alternate').trim()),
  );
  if (text !== undefined) return safeReference(text.base, textOf(text));
  const alternates = links.filter(
    (link) => hrefOf(link) !== '' && RELATION.test((attribute(link, 'rel') ?? 'alternate').trim()),
  );
  const page = alternates.find((link) => PAGE.test((attribute(link, 'type') ?? '').trim())) ?? alternates[0];
  if (page !== undefined) return hrefOf(page);
  const [anchor] = childrenNamed(element, 'a');
  return anchor === undefined ? hrefOf(element) : hrefOf(anchor);
}

/** An element's `href` (or what early feeds wrote for it), made absolute; empty when it has none. */
export function hrefOf(element: Element): string {
  const href =
    attribute(element, 'href') ?? attribute(element, 'url') ?? attribute(element, 'uri') ?? attribute(element, 'src');
  return href === null || href.trim() === '' ? '' : safeReference(element.base, href);
}

/** The names of an element's authors, joined by ", ". An address is given only where there is no name. */
export function authorField(element: Element): string {
  const authors = childrenNamed(element, 'author').map(personName);
  const creators = ['dc:creator', 'dc:author', 'itunes:author'].map((name) =>
    childrenNamed(element, name).map(personName),
  );
  const lists = [authors, ...creators].map((names) => [...new Set(names.filter((name) => name !== ''))]);
  const named =
    lists.find((names) => names.some((name) => !isAddress(name))) ?? lists.find((names) => names.length > 0);
  return (named ?? []).join(', ');
}

const isAddress = (name: string): boolean => /^[^\s@]+@[^\s@]+$/.test(name);

function personName(element: Element): string {
  for (const part of ['name', 'email', 'uri', 'url']) {
    const child = firstNamed(element, [part]);
    if (child !== null) return nameWithoutAddress(textOf(child));
  }
  return nameWithoutAddress(textOf(element));
}

/** "Ann Lee" from "ann@example.org (Ann Lee)", "Ann Lee (ann@example.org)" and "Ann Lee <ann@example.org>" (RFC 822 mailboxes). */
function nameWithoutAddress(text: string): string {
  const written = text
    .replace(/\s+/g, ' ')
    .replace(/^mailto:/i, '')
    .trim();
  const [, inside = ''] = /^[^\s@()]+@[^\s@()]+ ?\(([^()]*)\)$/.exec(written) ?? [];
  const before = written.replace(/ ?[(<][^\s@<>()]*@[^\s@<>()]*[)>]$/, '');
  const name = (inside || before || written)
    .replace(/^<([^<>]*)>$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  return /<\/?[a-z][^<>]*>|&[#\w]+;/i.test(name) ? plainText(name) : name;
}

/** The picture of an entry or a feed: thumbnails and media of the kind image, image enclosures, `image` elements. */
export function imageField(element: Element): string | null {
  const holders = [element, ...childrenNamed(element, 'media:group'), ...childrenNamed(element, 'media:content')];
  const candidates = [
    ...holders.flatMap((holder) => childrenNamed(holder, 'media:content')).filter(isImage),
    ...holders.flatMap((holder) => childrenNamed(holder, 'media:thumbnail')),
    ...childrenNamed(element, 'enclosure').filter(isImage),
    ...childrenNamed(element, 'link').filter((link) => attribute(link, 'rel') === 'enclosure' && isImage(link)),
    ...childrenNamed(element, 'itunes:image'),
  ];
  for (const candidate of candidates) {
    const address = hrefOf(candidate);
    if (address !== '') return address;
  }
  const image = firstNamed(element, ['image', 'logo']);
  const url = image === null ? null : (firstNamed(image, ['url']) ?? image);
  return url === null || textOf(url) === '' ? null : safeReference(url.base, textOf(url));
}

function isImage(element: Element): boolean {
  const type = attribute(element, 'type') ?? '';
  if (attribute(element, 'medium') === 'image' || /^image\//i.test(type)) return true;
  return (
    type === '' &&
    attribute(element, 'medium') === null &&
    /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i.test(hrefOf(element))
  );
}
