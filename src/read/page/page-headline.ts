import { decodeHTML } from 'entities';
import { collapse, type DomDocument, type DomElement } from './dom.ts';
import type { LinkedArticle } from './json-ld.ts';

const TITLES = [
  'og:title',
  'twitter:title',
  'dc.title',
  'dcterms.title',
  'parsely-title',
  'sailthru.title',
  'headline',
];

/** The headline: what JSON-LD, Open Graph and the first heading agree on, without the site's name. */
export function titleOf(
  document: DomDocument,
  metas: Map<string, string>,
  linked: LinkedArticle | null,
  publisher: string | null,
): string {
  const whole = clean(document.querySelector('title')?.textContent) ?? '';
  const lowerHeadings = textsOf(
    [...document.querySelectorAll('h2, h3')].slice(0, MOST_LOWER).map((each) => each.textContent ?? ''),
  ).filter((text) => text.length > 8);
  const homeLinks = [...document.querySelectorAll('a[href="/"], a[rel~=home]')].slice(0, MOST_HOME_LINKS);
  // Every page of a site may be headed by the site's name, which often leads home.
  const isSite = (element: DomElement) =>
    (publisher !== null && isSame(element.textContent ?? '', publisher)) ||
    homeLinks.some((link) => isSame(link.textContent ?? '', element.textContent ?? '')) ||
    (endsAsSite(whole, collapse(element.textContent ?? '')) && lowerHeadings.some((text) => whole.startsWith(text)));
  const all = [...document.querySelectorAll('h1')];
  const elements = all.filter((element) => !isSite(element));
  const site = collapse(all.find(isSite)?.textContent ?? '') || publisher;
  const headings = textsOf(elements.map((element) => element.textContent ?? ''));
  const named = [linked?.headline, ...TITLES.map((name) => metas.get(name))]
    .map(clean)
    .filter((text) => text !== null)
    .filter((text) => site === null || headings.length === 0 || !isSame(text, site));
  const names = [...named, whole];
  const confirmed =
    headings.find((heading) => heading.length > 8 && names.some((name) => sameStart(name, heading))) ??
    textsOf(elements.map(withoutKicker)).find(
      (heading) => heading.length >= LONG_HEADING && names.some((name) => name.endsWith(heading)),
    );
  const below = confirmed === undefined ? lowerHeadings : [];
  const lower =
    below.find((heading) => heading === whole) ??
    (headings.length > 0
      ? undefined
      : below.find((heading) => heading.length >= LONG_HEADING && isPartAt(heading, whole)));
  const marked = clean(document.querySelector('[itemprop~=headline]')?.textContent);
  // A page whose titles are all the site's name: what stands first under that.
  const onlySite = site !== null && isSame(whole, site) && named.length === 0;
  const single = headings.length === 1 ? headings[0] : undefined;
  const first = onlySite ? below.find((heading) => heading.length >= LONG_HEADING) : undefined;
  const best = confirmed ?? named[0] ?? lower ?? marked ?? single ?? first ?? whole;
  // A heading or title may begin with a line over the headline, or end with the section and the site.
  const core = named.find((name) => name.length >= 20 && name.length < best.length && isPartAt(name, best));
  return withoutSite(core ?? best, site).slice(0, 500);
}

const MOST_HOME_LINKS = 20;
const MOST_LOWER = 200;

/** Whether a page's title ends with this behind a separator: "Ferry line reopens – Harbour Post". */
function endsAsSite(title: string, name: string): boolean {
  return (
    name.length > 2 &&
    title.length > name.length + 8 &&
    title.endsWith(name) &&
    /\s[|ㅣ:·•–—-]\s$/.test(title.slice(0, -name.length))
  );
}

const textsOf = (written: readonly string[]): string[] => written.map(collapse).filter((text) => text !== '');

/** A heading that says so much is the headline where a title for machines puts a line of its own before it. */
const LONG_HEADING = 20;
const KICKER = /(?:^|[\s_-])(?:over-?line|kicker|eye-?brow|topline|roofline|dachzeile|spitzmarke)(?=$|[\s_-])/i;

/** The text of a heading that holds a line over the headline, without that and what is hidden from screen readers; empty for other headings. */
function withoutKicker(heading: DomElement): string {
  const parts = [...heading.querySelectorAll('[class]')];
  const beside = parts.filter((part) => KICKER.test(part.getAttribute('class') ?? ''));
  if (beside.length === 0) return '';
  return beside
    .reduce((text, part) => text.replace(part.textContent ?? '', ' '), heading.textContent ?? '')
    .replace(/^[\s:–—|-]+/u, '');
}

function isPartAt(part: string, whole: string): boolean {
  if (whole.endsWith(part))
    return /[\s:–—|-]$/.test(whole.slice(0, -part.length)) || !/\w$/.test(whole.slice(0, -part.length));
  return whole.startsWith(part) && /^\s*[|ㅣ:·•–—-]/.test(whole.slice(part.length));
}

function isSame(a: string, b: string): boolean {
  return letters(a) === letters(b);
}

function sameStart(name: string, heading: string): boolean {
  const [a, b] = [letters(name), letters(heading)];
  return b !== '' && (a.startsWith(b) || b.startsWith(a.slice(0, 40)));
}

function withoutSite(title: string, publisher: string | null): string {
  const parts = title.split(/\s+(?:[|•·»«]|::)\s+|\s*ㅣ\s*|\s+[-–—]\s+(?=[^-–—]{2,40}$)/u);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return title;
  if (
    others.length === 1 &&
    others[0] !== undefined &&
    others[0].length >= 15 &&
    publisher !== null &&
    isSame(first, publisher)
  )
    return others[0];
  if (first.length < 15) return title;
  const site = publisher?.toLowerCase() ?? '';
  const last = others.at(-1)?.toLowerCase() ?? '';
  return / (?:\||::) |ㅣ/.test(title) || (site !== '' && (site.includes(last) || last.includes(site))) ? first : title;
}

/** The letters and digits of a name in lower case, for telling whether two are the same. */
export function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Plain text of a value that may hold tags and entities; null when nothing is left. */
export function clean(written: string | null | undefined): string | null {
  const text = collapse(decodeHTML((written ?? '').slice(0, 5_000).replace(/<[^<>]{0,300}>/g, ' ')));
  return text === '' ? null : text;
}
