/** How addresses carry the number of a page: in the query, or at the end of the path. */
const IN_QUERY = /^(?:page|paged|p|pg|pn|seite|pagina|strona|sida|side|artpage|page_?no|page_?number)$/i;
const IN_PATH =
  /(?:\/(?:(?:page|seite|pagina|strona|sida|side|p)[-/]?)?|[-_,.](?:(?:page|seite|p)[-_]?)?|(?<=[a-z]))(\d{1,2})(\.[a-z]{2,5})?$/i;
/** What a headline ends with on the second page. */
const IN_TITLE =
  /[\s([|:,·–—-]+(?:page|seite|página|pagina|strona|sida|side|pág\.?|p\.)\s*\d{1,2}(?:\s*(?:of|von|de|di|sur|av|z|\/)\s*\d{1,2})?[)\]]?$/i;

/** "Page 1 of 3", "Seite 1 von 3". */
const FIRST_OF =
  /^(?:page|seite|página|pagina|strona|sida|side)\s*1\s*(?:of|von|de|di|sur|av|z|van|\/)\s*(\d{1,2})(?!\d)/i;
const LONGEST_LABEL = 80;

/** Of how many pages a page says that it is the first; 1 when it says nothing. */
export function pagesSaid(lines: readonly { text: string }[]): number {
  const said = lines.map(({ text }) => (text.length <= LONGEST_LABEL ? FIRST_OF.exec(text)?.[1] : undefined));
  return Number(said.find((number) => number !== undefined) ?? 1);
}

/** An address as that of a page of an article: the article's without the number, and the number. */
interface NumberedPage {
  article: string;
  number: number;
}

/** Whether an address is an article's with a page number: "/wall/2" and "/wall?page=2" of "/wall", "/wall-2.html" of "/wall.html" or "/wall-1.html". */
export function isPageOf(address: string, article: string, number: number): boolean {
  const own = new Set([plainAddress(article), ...numbered(article, 1)]);
  return numbered(address, number).some((rest) => own.has(rest));
}

/** The first of some addresses that is the next page, by its number, of the article that a page's own address is of. */
export function nextByNumber(links: Iterable<string>, address: string): string | null {
  const next = (pagesAt(address).find(({ number }) => number <= MOST_PAGES)?.number ?? 1) + 1;
  const articles = new Set([plainAddress(address), ...numbered(address, next - 1)]);
  for (const link of links) if (/\d/.test(link) && numbered(link, next).some((rest) => articles.has(rest))) return link;
  return null;
}

/** A headline without the number of its page. */
export function withoutPageNumber(title: string): string {
  return title.replace(IN_TITLE, '').trim();
}

/** Higher numbers at the end of an address are an article's own. */
const MOST_PAGES = 20;

function numbered(address: string, number: number): string[] {
  return pagesAt(address)
    .filter((page) => page.number === number)
    .map((page) => page.article);
}

function pagesAt(address: string): NumberedPage[] {
  const url = URL.parse(address);
  if (url === null) return [];
  const found: NumberedPage[] = [];
  for (const [name, value] of url.searchParams) {
    if (!IN_QUERY.test(name) || !/^\d{1,2}$/.test(value)) continue;
    const rest = new URL(url);
    rest.searchParams.delete(name);
    found.push({ article: plainAddress(rest.href), number: Number(value) });
  }
  const path = url.pathname.replace(/\/$/, '');
  const at = IN_PATH.exec(path);
  if (at !== null) {
    const rest = new URL(url);
    rest.pathname = path.slice(0, at.index) + (at[2] ?? '');
    found.push({ article: plainAddress(rest.href), number: Number(at[1]) });
  }
  return found;
}

function plainAddress(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.origin}${url.pathname.replace(/\/$/, '')}${url.search}`;
}
