import { isEmoji } from '../../text/emoji.ts';
import { type Decode, referenceDecoder } from './character-references.ts';
import { type OpenTag, tokensOf } from './markup-tokens.ts';
import { safeReference } from './reference.ts';
import { withoutStruck } from './struck.ts';

/** Elements that have no content in HTML. */
export const VOID = new Set('area base br col embed frame hr img input link meta param source track wbr'.split(' '));
const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/;
const ADDRESS_ATTRIBUTES = new Set(
  'action background cite classid codebase data href longdesc poster profile src usemap'.split(' '),
);
const FOREIGN = new Map([
  ['svg', 'http://www.w3.org/2000/svg'],
  ['math', 'http://www.w3.org/1998/Math/MathML'],
]);
const XLINK = 'http://www.w3.org/1999/xlink';
const decode: Decode = referenceDecoder();

/** Text as HTML. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escapeValue = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * HTML with every address made absolute against `base`, tag by tag: names in lower case, attributes in alphabetical order and double
 * quotes, void elements closed as XHTML closes them, so that the same content gives the same string. Scripts, styles, comments and
 * event handlers are left out; a `<` that opens no tag is escaped.
 */
export function rewriteHtml(html: string, base: string | null): string {
  let result = '';
  let foreign = 0;
  for (const token of tokensOf(html, true)) {
    if (token.kind === 'text') result += token.literal ? escapeText(token.text) : token.text.replaceAll('<', '&lt;');
    else if (token.kind === 'close') {
      const name = nameIn(token.name, foreign > 0);
      if (FOREIGN.has(name) && foreign > 0) foreign--;
      if (!DROPPED.has(name) && !VOID.has(name)) result += `</${name}>`;
    } else if (token.kind === 'open') {
      if (FOREIGN.has(token.name.toLowerCase()) && !token.closed) foreign++;
      const name = nameIn(token.name, foreign > 0);
      if (!DROPPED.has(name)) result += startTag(name, attributesOf(token, foreign > 0), base);
    }
  }
  return result.trim();
}

const DROPPED = new Set(['script', 'style', 'html', 'head', 'body']);
const nameIn = (name: string, foreign: boolean): string => (foreign ? name : name.toLowerCase());

function attributesOf(tag: OpenTag, foreign: boolean): Map<string, string> {
  return new Map(tag.attributes.map(([name, value]) => [nameIn(name, foreign), decode(value)]));
}

/**
 * A start tag as `rewriteHtml` writes it. `attributes` are decoded; a foreign root names its namespace, and `xlink:` is declared where
 * it is used unless `declared` says that an element around it does so.
 */
export function startTag(
  name: string,
  attributes: ReadonlyMap<string, string>,
  base: string | null,
  declared = false,
): string {
  const namespace = FOREIGN.get(name);
  if (attributes.size === 0 && namespace === undefined) return VOID.has(name) ? `<${name} />` : `<${name}>`;
  const written = new Map(attributes);
  if (namespace !== undefined) written.set('xmlns', namespace);
  if (!declared && [...written.keys()].some((key) => key.startsWith('xlink:'))) written.set('xmlns:xlink', XLINK);
  const pairs = [...written]
    .filter(([key]) => !/^on/i.test(key) && key !== 'xml:base')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, value]) => ` ${key}="${escapeValue(ADDRESS_ATTRIBUTES.has(key) ? safeReference(base, value) : value)}"`,
    );
  return `<${name}${pairs.join('')}${VOID.has(name) ? ' />' : '>'}`;
}

/** What HTML says to a reader, on one line, without what is struck; emoji that are set as pictures are characters. */
export function plainText(html: string): string {
  let text = '';
  for (const token of tokensOf(withoutStruck(html), true)) {
    if (token.kind === 'text') text += token.literal ? token.text : decode(token.text);
    else if (token.kind === 'open' && token.name.toLowerCase() === 'img') text += emojiOf(token);
    else if (token.kind !== 'doctype' && BLOCK.test(token.name.toLowerCase())) text += ' ';
  }
  return text.replace(/\s+/g, ' ').trim();
}

function emojiOf({ attributes }: OpenTag): string {
  const alt = decode(attributes.find(([name]) => name.toLowerCase() === 'alt')?.[1] ?? '').trim();
  return isEmoji(alt) ? alt : '';
}

const HTML_NAMES = new Set(
  'a abbr acronym address area article aside audio b bdi bdo big blockquote br caption center cite code col dd del details dfn dir div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label legend li link mark meta nav noscript object ol option p param pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video wbr math picture'.split(
    ' ',
  ),
);

/**
 * Whether text that may be either is meant as HTML: it has an end tag, an empty element or a reference, and no tag that HTML does not
 * have ("the <blink> generation" is text, "a <b>bold</b> move" is HTML).
 */
export function looksLikeHtml(text: string): boolean {
  let marked = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/i.test(text);
  for (const token of tokensOf(text)) {
    if (token.kind !== 'open' && token.kind !== 'close') continue;
    const name = token.name.toLowerCase();
    if (!HTML_NAMES.has(name)) return false;
    marked ||= token.kind === 'close' || token.closed || VOID.has(name);
  }
  return marked;
}
