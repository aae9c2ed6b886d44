import { decodeHTML } from 'entities';
import { collapse, type DomDocument } from './dom.ts';
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
  const headings = [...document.querySelectorAll('h1')]
    .map((element) => collapse(element.textContent ?? ''))
    .filter((text) => text !== '');
  const named = [linked?.headline, ...TITLES.map((name) => metas.get(name))].map(clean).filter((text) => text !== null);
  const whole = clean(document.querySelector('title')?.textContent) ?? '';
  const confirmed = headings.find(
    (heading) => heading.length > 8 && [...named, whole].some((name) => sameStart(name, heading)),
  );
  const marked = clean(document.querySelector('[itemprop~=headline]')?.textContent);
  const best = confirmed ?? named[0] ?? marked ?? (headings.length === 1 ? headings[0] : undefined) ?? whole;
  // A heading or title may begin with a line over the headline, or end with the section and the site.
  const core = named.find((name) => name.length >= 20 && name.length < best.length && isPartAt(name, best));
  return withoutSite(core ?? best, publisher).slice(0, 500);
}

function isPartAt(part: string, whole: string): boolean {
  if (whole.endsWith(part))
    return /[\s:–—|-]$/.test(whole.slice(0, -part.length)) || !/\w$/.test(whole.slice(0, -part.length));
  return whole.startsWith(part) && /^\s*[|ㅣ:·•–—-]/.test(whole.slice(part.length));
}

function sameStart(name: string, heading: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const [a, b] = [letters(name), letters(heading)];
  return b !== '' && (a.startsWith(b) || b.startsWith(a.slice(0, 40)));
}

function withoutSite(title: string, publisher: string | null): string {
  const parts = title.split(/\s+[|•·»«]\s+|\s*ㅣ\s*|\s+[-–—]\s+(?=[^-–—]{2,40}$)/u);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0 || first.length < 15) return title;
  const site = publisher?.toLowerCase() ?? '';
  const last = others.at(-1)?.toLowerCase() ?? '';
  return / \| |ㅣ/.test(title) || (site !== '' && (site.includes(last) || last.includes(site))) ? first : title;
}

/** Plain text of a value that may hold tags and entities; null when nothing is left. */
export function clean(written: string | null | undefined): string | null {
  const text = collapse(decodeHTML((written ?? '').slice(0, 5_000).replace(/<[^<>]{0,300}>/g, ' ')));
  return text === '' ? null : text;
}
