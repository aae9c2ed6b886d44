import { addressKey } from '../../article/canonical-url.ts';

/** What the JSON-LD of a page says about its article; strings are as written, HTML and all. */
export interface LinkedArticle {
  types: string[];
  headline: string | null;
  /** Persons; organisations are not authors. */
  authors: string[];
  section: string | null;
  published: string | null;
  modified: string | null;
  publisher: string | null;
  language: string | null;
  url: string | null;
  image: string | null;
  free: boolean | null;
  body: string | null;
}

type Json = Record<string, unknown>;

const ARTICLE =
  /(?:Article|NewsArticle|BlogPosting|Posting|Report|LiveBlogPosting|Review|Recipe|ImageGallery|MediaGallery|Column|Interview)$/;
const MAX_DEPTH = 12;
const MAX_NODES = 5000;

/** What tells the page's own article from others that it speaks of. */
export interface OwnPage {
  /** The addresses that the page is known by. */
  addresses: readonly (string | null | undefined)[];
  /** Its titles. */
  titles: readonly (string | null | undefined)[];
}

/** The page's own article among those that its JSON-LD texts describe; null when there is none. Broken JSON is mended where a cut does it, else skipped. */
export function linkedArticle(
  texts: readonly string[],
  page: OwnPage = { addresses: [], titles: [] },
): LinkedArticle | null {
  const nodes: Json[] = [];
  for (const text of texts) collect(parse(text), nodes, 0);
  const byId = new Map<string, Json>();
  for (const node of nodes)
    if (typeof node['@id'] === 'string' && Object.keys(node).length > 2) byId.set(node['@id'], node);
  const keys = new Set(page.addresses.map((url) => (url ? addressKey(url) : null)).filter((key) => key !== null));
  const titles = new Set(page.titles.map((title) => plainTitle(title ?? '')).filter((title) => title.length > 10));
  const isOwn = (node: Json): boolean => {
    const stated = [text(node.url), text(node['@id']), address(node.mainEntityOfPage)].map((url) =>
      url ? addressKey(url) : null,
    );
    const headline = plainTitle(text(node.headline) ?? text(node.name) ?? '');
    return (
      stated.some((key) => key !== null && keys.has(key)) ||
      (headline.length > 10 && [...titles].some((title) => title.startsWith(headline) || headline.startsWith(title)))
    );
  };
  const ranked = nodes
    .filter((node) => types(node).some((type) => ARTICLE.test(type)))
    .sort((a, b) => rank(b, isOwn) - rank(a, isOwn));
  // A page that describes itself and no article says at least when it came out.
  const node =
    ranked[0] ?? nodes.find((each) => types(each).includes('WebPage') && isOwn(each) && text(each.datePublished));
  if (node === undefined) return null;
  const resolve = (value: unknown): unknown => {
    const id = isObject(value) && Object.keys(value).length <= 2 ? value['@id'] : undefined;
    return typeof id === 'string' ? (byId.get(id) ?? value) : value;
  };
  const names = (value: unknown, { persons = false } = {}): string[] =>
    list(value).flatMap((item) => {
      const whole = resolve(item);
      if (persons && isObject(whole) && types(whole).some((type) => /Organi[sz]ation|Corporation|Service/.test(type)))
        return [];
      const name = isObject(whole) ? text(whole.name) : text(whole);
      return name === null || /^https?:/.test(name) ? [] : [name];
    });
  return {
    types: types(node),
    headline: text(node.headline) ?? text(node.name),
    authors: names(node.author ?? node.creator, { persons: true }),
    section: text(node.articleSection),
    published: text(node.datePublished) ?? text(node.dateCreated),
    modified: text(node.dateModified),
    publisher: names(node.publisher)[0] ?? names(node.sourceOrganization)[0] ?? null,
    language: text(node.inLanguage) ?? (isObject(node.inLanguage) ? text(node.inLanguage.alternateName) : null),
    url: text(node.url) ?? address(resolve(node.mainEntityOfPage)),
    image:
      list(node.image)
        .map((image) => address(resolve(image)))
        .find((found) => found !== null) ?? null,
    free: freedom(node.isAccessibleForFree),
    body: text(node.articleBody),
  };
}

function parse(source: string): unknown {
  const cleaned = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
    .trim()
    .replace(/;$/, '');
  const whole = cleaned.slice(cleaned.search(/[[{]/), Math.max(cleaned.lastIndexOf('}'), cleaned.lastIndexOf(']')) + 1);
  for (const attempt of [cleaned, cleaned.replace(/\p{Cc}+/gu, ' '), whole.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // Line breaks inside strings are the commonest mistake, text after the end the next.
    }
  }
  return null;
}

function collect(value: unknown, into: Json[], depth: number): void {
  if (depth > MAX_DEPTH || into.length > MAX_NODES) return;
  if (Array.isArray(value)) for (const item of value) collect(item, into, depth + 1);
  else if (isObject(value)) {
    into.push(value);
    for (const [key, item] of Object.entries(value))
      if (typeof item === 'object' && !OTHERS.has(key)) collect(item, into, depth + 1);
  }
}

/** What stands under these is not an article of the page's own: an entry of a live blog, a list of stories. */
const OTHERS = new Set(
  'liveBlogUpdate itemListElement hasPart isPartOf citation mentions comment review relatedLink isBasedOn subjectOf'.split(
    ' ',
  ),
);

/** A title's letters and digits, for comparing. */
export function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/&[#\w]+;/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function rank(node: Json, isOwn: (node: Json) => boolean): number {
  return (
    (isOwn(node) ? 10 : 0) +
    (types(node).some((type) => type.endsWith('LiveBlogPosting')) ? 5 : 0) +
    (text(node.headline) === null ? 0 : 2) +
    (text(node.datePublished) === null ? 0 : 2) +
    (node.author ? 1 : 0) +
    (node.articleBody ? 1 : 0)
  );
}

function types(node: Json): string[] {
  return list(node['@type']).filter((type) => typeof type === 'string');
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flat(2).slice(0, 50) : value === undefined || value === null ? [] : [value];
}

function text(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  const found = isObject(first) ? first['@value'] : first;
  return typeof found === 'string' && found.trim() !== ''
    ? found.trim()
    : typeof found === 'number'
      ? String(found)
      : null;
}

function address(value: unknown): string | null {
  const found = isObject(value) ? (text(value.url) ?? text(value.contentUrl) ?? text(value['@id'])) : text(value);
  return found !== null && /^(?:https?:)?\/\//.test(found) ? found : null;
}

function freedom(value: unknown): boolean | null {
  const written = String(value).toLowerCase();
  return written === 'false' ? false : written === 'true' ? true : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
