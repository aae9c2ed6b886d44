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
  return withoutSite(best ?? '', publisher).slice(0, 500);
}

function sameStart(name: string, heading: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const [a, b] = [letters(name), letters(heading)];
  return b !== '' && (a.startsWith(b) || b.startsWith(a.slice(0, 40)));
}

function withoutSite(title: string, publisher: string | null): string {
  const parts = title.split(/\s+[|•·»«]\s+|\s+[-–—]\s+(?=[^-–—]{2,40}$)/u);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0 || first.length < 15) return title;
  const site = publisher?.toLowerCase() ?? '';
  const last = others.at(-1)?.toLowerCase() ?? '';
  return title.includes(' | ') || (site !== '' && (site.includes(last) || last.includes(site))) ? first : title;
}

/** The authors as the page names them, without "By"; null when it names none or only itself. */
export function bylineOf(
  document: DomDocument,
  linked: LinkedArticle | null,
  meta: string | null,
  publisher: string | null,
): string | null {
  const isPerson = (name: string) =>
    name.length < 100 &&
    !/^https?:|@|^\W*$|^(?:admin|redaktion|editor|staff|webmaster|redacci[oó]n)$/i.test(name) &&
    name.toLowerCase() !== publisher?.toLowerCase();
  const authors = (linked?.authors ?? []).map((name) => withoutBy(clean(name) ?? '')).filter(isPerson);
  if (authors.length > 0) return [...new Set(authors)].join(', ');
  const named = clean(meta);
  if (named !== null && isPerson(named)) return withoutBy(named);
  for (const element of document.querySelectorAll(
    '[rel~=author], [itemprop~=author], .byline, .author, .author-name, [class*=byline]',
  )) {
    const text = withoutBy(
      collapse(element.querySelector('[itemprop~=name]')?.textContent ?? element.textContent ?? ''),
    );
    if (text.length > 2 && text.length < 80 && /^\p{Lu}/u.test(text) && !/\d{2}/.test(text) && isPerson(text))
      return text;
  }
  return null;
}

function withoutBy(text: string): string {
  return text
    .replace(/^(?:written by|by|von|par|por|di|door|av|autor(?:in)?:?|texte?:?)\s+/i, '')
    .replace(/\s*[|,]\s*$/, '');
}

/** Plain text of a value that may hold tags and entities; null when nothing is left. */
export function clean(written: string | null | undefined): string | null {
  const text = collapse(
    (written ?? '')
      .replace(/<[^<>]{0,300}>/g, ' ')
      .replace(/&(?:amp|#38);/g, '&')
      .replace(/&(?:quot|#34);/g, '"')
      .replace(/&(?:#0?39|apos|#x27);/gi, "'")
      .replace(/&(?:#8217|rsquo);/g, '’')
      .replace(/&(?:#8211|ndash);/g, '–')
      .replace(/&nbsp;|&#160;/g, ' '),
  );
  return text === '' ? null : text;
}
