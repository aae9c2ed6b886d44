/** Markup that may be sent as it is: made by `html` alone, which escapes whatever is put into it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What can stand in a template; null and false leave nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template of markup. Texts are escaped wherever they stand: between tags, and in attributes in double quotes. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(template.map((text, i) => text + markupOf(parts[i])).join(''));
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeHtml(String(part));
}

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// HTML allows no control characters but white space.
const CONTROL = /(?![\t\n\f\r])\p{Cc}/gu;

function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, '\ufffd')
    .replace(/[&<>"']/g, (character) => NAMES[character] ?? character);
}

/** A link to a page elsewhere; the label alone where the address is none that a browser may be led to. */
export function outsideLink(url: string | null, label: Part): Html {
  const scheme = url === null ? null : URL.parse(url)?.protocol;
  if (url === null || (scheme !== 'https:' && scheme !== 'http:')) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer external">${label}</a>`;
}

/** A path of the desk with its query; what is empty or null is left out. */
export function pathTo(path: string, query: Readonly<Record<string, string | number | null | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}
