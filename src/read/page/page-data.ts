import { decodeHTML } from 'entities';
import { plainTitle } from './json-ld.ts';

/** The article in the data that a page's own script would show. */
export interface DataArticle {
  paragraphs: string[];
  authors: string[];
  published: string | null;
}

type Json = Record<string, unknown>;

const MAX_NODES = 20_000;
const MAX_DEPTH = 30;
const MOST_PARAGRAPHS = 1_000;
/** Shorter strings are labels and slugs. */
const LEAST_PARAGRAPH = 40;
const HEADLINE = /^(?:headline|title|name)$/i;
/** Keys of what a page says beside its story. */
const BESIDE =
  /desc|seo|meta|teaser|related|summary|excerpt|caption|alt$|image|photo|author|byline|recommend|comment|more|sidebar|nav|footer|header|promo|newsletter|config|translation|i18n|user|ads?$/i;
const PUBLISHED = /^(?:date_?)?(?:first_?)?publi(?:sh|cation)(?:ed)?_?(?:at|on|date|time)?$/i;
const AUTHORS = /^(?:authors?|by_?lines?|creators?)$/i;
/** What rich text calls its paragraphs, whose children are the runs of text in them. */
const PARAGRAPH = /^(?:p|paragraph|text|block|h\d|heading(?:[-_ ]?\d)?|block-?quote|quote|list-?item|li)$/i;
const BREAK = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|figure)\b[^<>]{0,500}>/i;
/** Struck words, and how to read a word aloud. */
const UNSAID = /<(s|strike|del|rt|rp)(?: [^<>]{0,500})?>[^<>]{0,2000}<\/\1\s*>/gi;

/**
 * The article of a page that shows nothing without its script: the object in its data that has the page's title, with the texts in it. Null when
 * there is none. What stands under other headlines is another story. Linear in the data.
 */
export function articleInData(texts: readonly string[], title: string): DataArticle | null {
  const plain = plainTitle(title);
  if (plain.length < 8) return null;
  const own: Json[] = [];
  let left = MAX_NODES;
  const find = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || --left < 0) return;
    if (!Array.isArray(value) && isHeaded(value as Json, plain)) own.push(value as Json);
    for (const inner of Object.values(value)) find(inner, depth + 1);
  };
  for (const text of texts) find(parsed(text), 0);
  const found = own.map((node) => ({ node, paragraphs: paragraphsOf(node, plain) }));
  const best = found.reduce<(typeof found)[number] | null>(
    (most, each) => (length(each.paragraphs) > length(most?.paragraphs ?? []) ? each : most),
    null,
  );
  if (best === null) return null;
  const entries = Object.entries(best.node);
  const date = entries.find(([key, value]) => PUBLISHED.test(key) && typeof value === 'string')?.[1];
  return {
    paragraphs: best.paragraphs,
    authors: entries.filter(([key]) => AUTHORS.test(key)).flatMap(([, value]) => namesIn(value)),
    published: typeof date === 'string' ? date : null,
  };
}

function paragraphsOf(article: Json, wanted: string): string[] {
  const found: string[] = [];
  let left = MAX_NODES;
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || --left < 0 || found.length >= MOST_PARAGRAPHS) return;
    if (typeof value === 'string')
      found.push(...linesOf(value).filter((line) => line.length >= LEAST_PARAGRAPH && / /.test(line)));
    else if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      const node = value as Json;
      const runs = isParagraph(node) ? runsOf(node, 0).trim() : '';
      if (runs !== '') found.push(...linesOf(runs));
      else if (node === article || !hasOtherHeadline(node, wanted))
        for (const [key, inner] of Object.entries(node))
          if (!BESIDE.test(key) && !HEADLINE.test(key)) visit(inner, depth + 1);
    }
  };
  visit(article, 0);
  return [...new Set(found)];
}

function isParagraph(node: Json): boolean {
  return [node.type, node._type, node.nodeType].some((type) => typeof type === 'string' && PARAGRAPH.test(type));
}

/** The text of a paragraph in rich text: that of its runs, in their order. */
function runsOf(node: Json, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  for (const key of ['text', 'value', 'content', 'children']) {
    const inner = node[key];
    if (typeof inner === 'string') return inner;
    if (Array.isArray(inner))
      return inner.map((run) => (typeof run === 'string' ? run : isObject(run) ? runsOf(run, depth + 1) : '')).join('');
  }
  return '';
}

function linesOf(text: string): string[] {
  return text
    .slice(0, 500_000)
    .replace(UNSAID, '')
    .split(BREAK.test(text) ? BREAK : /\n+/)
    .map((line) =>
      decodeHTML(line.replace(/<[^<>]{0,500}>/g, ''))
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
}

function isHeaded(node: Json, wanted: string): boolean {
  return Object.entries(node).some(
    ([key, value]) => HEADLINE.test(key) && typeof value === 'string' && plainTitle(value) === wanted,
  );
}

function hasOtherHeadline(node: Json, wanted: string): boolean {
  return (
    !isHeaded(node, wanted) &&
    Object.entries(node).some(
      ([key, value]) => /^(?:headline|title)$/i.test(key) && typeof value === 'string' && value !== '',
    )
  );
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.slice(0, 20).flatMap(namesIn);
  return isObject(value) && typeof value.name === 'string' ? [value.name] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function length(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
