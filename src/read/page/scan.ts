/** Limits of the scan. Real articles stay far below them; a page that exceeds them is cut, never refused. */
export const SCAN_LIMITS = {
  chars: 5_000_000,
  depth: 256,
  elements: 50_000,
  textChars: 1_000_000,
  attribute: 4000,
  jsonLdChars: 1_000_000,
  dataChars: 2_000_000,
};

/** Code units of text times their depth, and elements: more than twice what the largest of 400 news pages has. */
const HEAVY_EFFORT = 8_000_000;
const HEAVY_ELEMENTS = 15_000;

/** A page made safe to parse: well-formed, shallow, without scripts, styles, comments and attributes that nobody reads. */
export interface ScannedPage {
  /** A whole document for a DOM parser: what belongs into the head (meta, link, title) first, wherever it stood. */
  html: string;
  /** The texts of `<script type="application/ld+json">`. */
  jsonLd: string[];
  /** The texts of `<script type="application/json">`: what a page's own script shows. */
  data: string[];
  /** Whether a limit cut something off. */
  cut: boolean;
  /** Whether there are so many elements, or so much text so deep, that work on every level of the tree (as Readability's) would take seconds. */
  heavy: boolean;
}

const VOID = words('area base br col embed hr img input link meta param source track wbr keygen amp-pixel');
const RAW = words(
  'script style textarea title xmp iframe noembed noframes noscript template svg annotation annotation-xml select canvas object',
);
const HEAD = words('meta link title base');
const KEPT = words(
  'class id href src alt datetime content property name rel lang hidden aria-hidden aria-label aria-controls aria-expanded role itemprop itemtype itemscope style type title data-src data-testid data-component pubdate http-equiv dir shadowrootmode',
);
const INLINE = words(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var',
);
const CLOSES_P = words(
  'p div ul ol dl table section article aside header footer nav main h1 h2 h3 h4 h5 h6 blockquote pre figure form hr fieldset address details',
);
const SIBLINGS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', words('li')],
  ['dt', words('dt dd')],
  ['dd', words('dt dd')],
  ['td', words('td th')],
  ['th', words('td th')],
  ['tr', words('tr td th')],
  ['tbody', words('tbody thead tr td th')],
  ['option', words('option')],
]);

/** Reads markup once from front to back, in time and memory linear in it, and closes, drops and caps what a DOM must not see. */
export function scanPage(source: string, limits: Partial<typeof SCAN_LIMITS> = {}): ScannedPage {
  const { chars, depth, elements, textChars, attribute, jsonLdChars, dataChars } = { ...SCAN_LIMITS, ...limits };
  const html = source.length > chars ? source.slice(0, chars) : source;
  const head: string[] = [];
  const body: string[] = [];
  const jsonLd: string[] = [];
  const data: string[] = [];
  const open: string[] = [];
  const openCount = new Map<string, number>();
  const droppedCount = new Map<string, number>();
  const unclosed = new Set<string>();
  let root = '';
  let emitted = 0;
  let ldLength = 0;
  let dataLength = 0;
  let textLength = 0;
  let effort = 0;
  let cut = html.length < source.length;
  let at = 0;

  const pop = () => {
    const name = open.pop();
    if (name === undefined) return;
    openCount.set(name, (openCount.get(name) ?? 1) - 1);
    body.push(`</${name}>`);
  };

  while (at < html.length) {
    const lt = html.indexOf('<', at);
    if (lt < 0) {
      addText(at, html.length);
      break;
    }
    if (lt > at) addText(at, lt);
    const next = html.charCodeAt(lt + 1);
    if (next === 33 || next === 63) {
      at = afterDeclaration(html, lt);
      continue;
    }
    const closing = next === 47;
    const nameStart = closing ? lt + 2 : lt + 1;
    if (!isLetter(html.charCodeAt(nameStart))) {
      // A reference costs the parser more than a letter does, so it counts as twenty.
      if (!closing && textLength + 20 <= textChars) {
        body.push('&lt;');
        textLength += 20;
      }
      at = nameStart;
      continue;
    }
    let nameEnd = nameStart + 1;
    while (nameEnd < html.length && !endsName(html.charCodeAt(nameEnd))) nameEnd++;
    let name = tagName(html.slice(nameStart, Math.min(nameEnd, nameStart + 40)));
    if (closing) {
      const end = html.indexOf('>', nameEnd);
      at = end < 0 ? html.length : end + 1;
      // What is left of templates are the shadow trees that a browser shows.
      closeElement(name === 'template' ? 'div' : name);
      continue;
    }
    const tag = readAttributes(html, nameEnd, attribute);
    // A tag that the page ends in is dropped, as in browsers.
    if (tag === null) break;
    at = tag.end;
    if (name === 'template' && tag.text.includes(' shadowrootmode=')) name = 'div';
    if (name === 'html' || name === 'body' || name === 'head') {
      if (name === 'html' && root === '') root = tag.text;
      continue;
    }
    let raw = '';
    if (RAW.has(name)) {
      const content = unclosed.has(name) ? null : rawContent(html, name, at);
      if (content === null) {
        unclosed.add(name);
        if (name === 'script' || name === 'style') break;
        continue;
      }
      at = content.next;
      if (name === 'script' && /type="application\/(?:[\w.]+\+)?json"/i.test(tag.text)) {
        const isLinked = /type="[^"]*ld/i.test(tag.text);
        const length = content.end - content.start;
        if (isLinked) ldLength += length;
        else dataLength += length;
        if (isLinked ? ldLength <= jsonLdChars : dataLength <= dataChars)
          (isLinked ? jsonLd : data).push(html.slice(content.start, content.end));
      }
      if (name !== 'title') continue;
      raw = html.slice(content.start, Math.min(content.end, content.start + attribute)).replaceAll('<', '&lt;');
    }
    if (++emitted > elements) {
      cut = true;
      if (!VOID.has(name)) droppedCount.set(name, (droppedCount.get(name) ?? 0) + 1);
      // A break keeps words apart even where its element is dropped.
      if (CLOSES_P.has(name) && body.at(-1) !== ' ') body.push(' ');
      continue;
    }
    if (HEAD.has(name)) {
      head.push(`<${name}${tag.text}>`);
      if (name === 'title') head.push(raw, '</title>');
      continue;
    }
    closeImplied(name);
    if (VOID.has(name)) {
      body.push(`<${name}${tag.text}>`);
      continue;
    }
    if (open.length >= depth) {
      cut = true;
      droppedCount.set(name, (droppedCount.get(name) ?? 0) + 1);
      continue;
    }
    open.push(name);
    openCount.set(name, (openCount.get(name) ?? 0) + 1);
    body.push(`<${name}${tag.text}>`);
  }
  while (open.length > 0) pop();
  return {
    html: `<!DOCTYPE html><html${root}><head>${head.join('')}</head><body>${body.join('')}</body></html>`,
    jsonLd,
    data,
    cut,
    heavy: effort > HEAVY_EFFORT || emitted > HEAVY_ELEMENTS,
  };

  function addText(start: number, end: number): void {
    const allowed = Math.min(end, start + textChars - textLength);
    if (allowed < end) cut = true;
    if (allowed <= start) return;
    body.push(html.slice(start, allowed));
    textLength += allowed - start;
    effort += (allowed - start) * open.length;
  }

  function closeElement(name: string): void {
    const dropped = droppedCount.get(name) ?? 0;
    if (dropped > 0) {
      droppedCount.set(name, dropped - 1);
      return;
    }
    if ((openCount.get(name) ?? 0) === 0) return;
    const inline = INLINE.has(name);
    if (inline && open.at(-1) !== name) {
      // An inline end tag does not close the blocks that opened after its start tag.
      const from = open.lastIndexOf(name);
      for (let index = from + 1; index < open.length; index++) if (!INLINE.has(open[index] ?? '')) return;
    }
    while (open.length > 0) {
      const last = open.at(-1);
      pop();
      if (last === name) return;
    }
  }

  function closeImplied(name: string): void {
    const top = open.at(-1) ?? '';
    if (CLOSES_P.has(name) && (openCount.get('p') ?? 0) > 0) {
      const from = open.lastIndexOf('p');
      let inlineOnly = true;
      for (let index = from + 1; index < open.length; index++) inlineOnly &&= INLINE.has(open[index] ?? '');
      if (inlineOnly) while (open.length > from) pop();
      return;
    }
    if (name === 'a' && (openCount.get('a') ?? 0) > 0) closeElement('a');
    if (SIBLINGS.get(name)?.has(top)) while (SIBLINGS.get(name)?.has(open.at(-1) ?? '')) pop();
  }
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function endsName(code: number): boolean {
  return code === 62 || code === 47 || isSpace(code);
}

function tagName(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9-]/g, '-');
}

function afterDeclaration(html: string, lt: number): number {
  const comment = html.startsWith('<!--', lt);
  const end = comment ? html.indexOf('-->', lt + 2) : html.indexOf('>', lt);
  if (end < 0) return html.length;
  return end + (comment ? 3 : 1);
}

/** Where the text of a raw element ends and where to go on; null when it is never closed. */
function rawContent(html: string, name: string, start: number): { start: number; end: number; next: number } | null {
  const closer = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  closer.lastIndex = start;
  const found = closer.exec(html);
  if (found === null) return null;
  const end = html.indexOf('>', found.index);
  return { start, end: found.index, next: end < 0 ? html.length : end + 1 };
}

function readAttributes(html: string, start: number, longest: number): { text: string; end: number } | null {
  let text = '';
  let at = start;
  const seen = new Set<string>();
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code === 62) return { text, end: at + 1 };
    if (isSpace(code) || code === 47) {
      at++;
      continue;
    }
    const nameStart = at++;
    while (at < html.length && html.charCodeAt(at) !== 61 && !endsName(html.charCodeAt(at))) at++;
    const name = at - nameStart <= 20 ? html.slice(nameStart, at).toLowerCase() : '';
    let valueAt = at;
    while (isSpace(html.charCodeAt(valueAt))) valueAt++;
    let value = '';
    if (html.charCodeAt(valueAt) === 61) {
      at = valueAt + 1;
      while (isSpace(html.charCodeAt(at))) at++;
      const quote = html.charCodeAt(at);
      let end: number;
      if (quote === 34 || quote === 39) {
        at++;
        end = html.indexOf(quote === 34 ? '"' : "'", at);
        if (end < 0) end = html.length;
        value = KEPT.has(name) ? html.slice(at, Math.min(end, at + longest)) : '';
        at = end + 1;
      } else {
        end = at;
        while (end < html.length && html.charCodeAt(end) !== 62 && !isSpace(html.charCodeAt(end))) end++;
        value = KEPT.has(name) ? html.slice(at, Math.min(end, at + longest)) : '';
        at = end;
      }
    }
    if (!KEPT.has(name) || seen.has(name)) continue;
    seen.add(name);
    text += ` ${name}="${value.replaceAll('"', '&quot;')}"`;
  }
  return null;
}
