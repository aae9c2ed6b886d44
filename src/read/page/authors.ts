import { registrableDomain } from '../../article/canonical-url.ts';
import { collapse, type DomDocument, type DomElement, isElement, TEXT } from './dom.ts';
import type { LinkedArticle } from './json-ld.ts';
import type { Block } from './page-blocks.ts';
import { clean, letters } from './page-headline.ts';

/** Names that stand where an author's would and are nobody's. */
const NOBODY =
  /^(?:admin(?:istrator)?|web ?master|redaktion.*|.*[- ]redaktion|redactie|redacci[oó]n.*|redazione.*|r[ée]daction.*|redakcja.*|editor(?:s|ial)?(?: (?:team|staff|board))?|staff(?: (?:writer|reporter)s?)?|news(?: ?desk| staff)?|nachrichten|(?:alle |all |our )?(?:authors|autoren|auteurs|autores)|著者一覧|guest|unknown|anonymous|agency|agencies|agencias?|agenturen?|twitter|facebook|instagram|linkedin|threads|bluesky|follow.*|folgen|teilen|share|subscribe|e-?mail|website|online|web ?desk|contributor|author|autor|none|null|undefined|post|press release)$/i;
/** Agencies by their letters: credited beside a person, they aren’t a second one. */
const AGENCY_LETTERS =
  /^(?:(?:dpa|afp|apa|ansa|efe|sda|epd|kna|pti|ani|ians|upi|tass|belga|anp|ntb|tt|stt|pap|ctk|čtk|mti|lusa|aap|cp|ap)(?:[-/ ](?:afx|infocom|international|news))?|reuters)$/i;
/** Agencies written out, which stay beside a person as the page credits them. */
const AGENCY =
  /^(?:(?:the )?associated press|agence france-?presse|thomson reuters|reuters staff|bloomberg(?: news)?|press association|pa media|united press international|(?:deutsche|austria|schweizerische) (?:presse-?agentur|depeschenagentur)|keystone-?sda|agencia efe|europa press|xinhua(?: news agency)?|kyodo(?: news)?|yonhap(?: news agency)?|anadolu(?: agency| ajansı)?|ritzau)$/i;
/** One word in small letters: a name to sign in with rather than one to sign with. */
const LOGIN = /^[a-z][a-z0-9._-]{2,30}$/;
const BY =
  /^\W*(?:(?:written|posted|submitted|reported|story|text|words|article) by|by|von|vom|par|por|di|da|door|av|af|przez|autor(?:in)?\/autor(?:in)?|autor(?:in|es?)?|auteurs?|aut(?:or|hor)s?|texte?|tekst|tekst av|foto und text|автор|авторы|текст|écrit par|escrito por|yazar|piše|pišu|napisal[ao]?|szerző|írta|oleh|penulis|na(?=\s\p{Lu})|mwandishi|tác giả|words|كتبت?|بقلم|تحرير|מאת|نویسنده|ავტორი|記者|文|執筆|取材|글|记者|作者|撰文|लेखक|โดย|লেখক)(?=[\s:：])[\s:：]*/iu;
/** "Door onze redacteur Piet de Boer". */
const OUR = /^(?:our|unsere[mrn]?|onze|notre|nuestr[oa]|nostr[oa]|vår)\s\p{Ll}+(?:\s\p{Ll}+)?\s(?=\p{Lu})/u;
const AFTER =
  /\s*(?:[|•·]|\d+ min(?:ute)?s? read|\d+ min\b|\bis (?:[^,]{0,60} )?(?:editor|writer|reporter|correspondent|columnist|journalist)|(?<=\p{Ll})Staff (?:Writer|Reporter)\b|\bspecial to\b|(?<=\p{L}{2})\s(?:in|from|aus)\s\p{Lu}[\p{L}. -]{1,30}$|,\s(?:\p{L}+[ -]){0,4}(?:correspondent|reporter|editor|writer|columnist|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|correspondante?|corresponsal|redactora?|corrispondente|verslaggever)$|\b(?:updated|published|posted)\b|(?<=\S)\s*기자(?![가-힣])|\s*記者$|\s+skrifa(?:r|ði)$|\s*\(?@\w).*$/isu;
const NAMED_ELEMENTS =
  '[rel~=author], [itemprop~=author], .byline, .author, .author-name, .authorname, .firma, .signature, .writer, .reporter, .autor, .autores, .auteur, .verfasser, [class*=byline], [class*=author], [class*=Author], a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], a[href*="/auteur/"]';
/** Whose names these are: commenters', or people in boxes about other things. */
const ELSEWHERE = /comment|komment|teaser|related|sidebar|share|social|follow|widget|recommend/i;
const FOOTER = /footer/i;
const MOST_ELEMENTS = 30;
const MOST_AUTHORS = 12;

export interface AuthorFacts {
  linked: LinkedArticle | null;
  /** What meta elements name as author, in their order. */
  metas: readonly string[];
  publisher: string | null;
  /** The host that the page came from. */
  host: string;
  title: string;
  /** The lines of the whole page. */
  page: readonly Block[];
}

/** The persons among names as written, as a byline; null when there is none. */
export function personsAmong(names: readonly string[]): string | null {
  return personsIn(names).join(', ') || null;
}

function personsIn(names: readonly string[]): string[] {
  const found = names
    .filter((name) => !PICTURES.test(name))
    .flatMap((name) => name.split(/\s+\/\s+/))
    .map(nameOf)
    .flatMap(apart)
    .filter(isPerson);
  return [...new Set(found)].slice(0, MOST_AUTHORS);
}

/** Who took the pictures wrote nothing. */
const PICTURES =
  /^\W*(?:foto(?:s|grafie|graf)?|photo(?:s|graphy|graphs?)?|bild(?:er)?|pictures?|images?|video|illustrations?|grafik)\s*(?:by\b|von\b|[:：])/i;

/** "Ines Kolb and Wim Aster" are two, where each has a name of two words. */
function apart(name: string): string[] {
  // "Ana Souza — Marlow": where she wrote it.
  const [person = '', place] = name.split(/\s+[—–]\s+/);
  if (place !== undefined && FULL_NAME.test(person)) return [person];
  const parts = name.split(/\s*(?:,|\s(?:and|und|et|y|og|och|&)\s)\s*/u);
  return parts.length > 1 && parts.every((part) => FULL_NAME.test(part)) ? parts : [name];
}

const FULL_NAME = /^\p{Lu}[\p{L}’'.-]*(?:\s(?:\p{Lu}[\p{L}’'.-]*|de|da|di|van|von|der|den|la|le|el|al|bin)){1,4}$/u;

/** The authors as the page names them, without "By"; null when it names none or only itself. */
export function bylineOf(
  document: DomDocument,
  { linked, metas, publisher, host, title, page }: AuthorFacts,
): string | null {
  const own = [publisher ?? '', host, registrableDomain(host).split('.')[0] ?? '', linked?.section ?? ''].map(letters);
  const persons = (names: readonly string[]) => personsIn(names).filter((name) => !own.includes(letters(name)));
  // Where nobody else is named, an agency or a login at least says where it is from.
  const others: string[] = [];
  for (const names of [linked?.authors ?? [], metas.map((name) => clean(name) ?? '')]) {
    const found = persons(names);
    const people = found.filter((name) => !AGENCY_LETTERS.test(name));
    if (people.some((name) => !LOGIN.test(name) && !AGENCY.test(name))) return people.join(', ');
    others.push(...found);
  }
  return shownByline(document, { title, page }, persons) ?? ([...new Set(others)].join(', ') || null);
}

/** The authors that the page shows, beside its headline or in an element that is called so. */
function shownByline(
  document: DomDocument,
  { title, page }: Pick<AuthorFacts, 'title' | 'page'>,
  persons: (names: readonly string[]) => string[],
): string | null {
  let looked = 0;
  for (const element of document.querySelectorAll(NAMED_ELEMENTS)) {
    if (++looked > MOST_ELEMENTS) break;
    if (isElsewhere(element)) continue;
    // Where the page itself marks an author, a paper's lower-case initials are one too.
    const marked = /(?:^|\s)author(?:\s|$)/.test(element.getAttribute('itemprop') ?? '');
    const names = marked ? namesIn(element).flatMap((name) => name.split(/\s*;\s*/)) : namesIn(element);
    const found = persons(names.filter((name) => looksLikeName(name) || (marked && INITIALS.test(name))));
    if (found.length > 0) return found.join(', ');
  }
  for (const { text, element } of linesAtHeadline(page, title)) {
    if (text.length > LONGEST_LABELLED || isElsewhere(element)) continue;
    const parts = text.split(PARTS);
    const reporter = parts
      .map((part) => (REPORTER.exec(part) ?? WROTE.exec(part))?.[1])
      .find((name) => name !== undefined);
    if (reporter !== undefined) return reporter;
    const labelled = parts.find((part) => LABELLED.test(part) || LABELLED_ELSEWHERE.test(part));
    if (labelled === undefined) continue;
    const names = labelled.replace(LABELLED, '').replace(LABELLED_ELSEWHERE, '').replace(OUR, '').replace(DATED, '');
    const found = persons(names.split(BETWEEN_NAMES).filter(looksLikeName));
    if (found.length > 0) return found.join(', ');
  }
  return null;
}

const BETWEEN_NAMES = /\s*(?:[,;、，]|\s(?:and|und|et|y|e|og|och|i|en|ve)\s)\s*/u;
/** What follows the names in such a line: an agency that helped, and when it came out. */
const DATED =
  /[.]?\s*(?:,\s*)?(?:\b(?:pictures?|photos?|fotos?|bild(?:er)?|video)\s*[:：]|\b(?:avec|with|mit|con|com|met)\s+\p{Lu}|\b(?:publi|updated|veröffentlicht|on\s|le\s\d|am\s\d)|(?:\p{L}+day,?\s)?\p{L}{3,9}\.?\s\d{1,2},?\s(?:19|20)\d\d|\d{1,2}[.\s]).*$/isu;

/** A line that says who wrote: "By: Ida Brandt", "Autorin/Autor Ida Brandt". */
const LABELLED =
  /^\W*(?:(?:written|submitted|posted|reported|words|text|story) by|by|von|par|por|di|da|door|av|af|przez|autor(?:in)?(?:\/-?(?:autor)?(?:in)?)?|author|auteur|autore|yazar|piše|pišu|napisal[ao]?|szerző|írta|oleh|penulis|na|mwandishi|tác giả|автор|著者|執筆|(?:words|text|текст)(?=\s*:))(?:\s*[:：]\s*|\s+)(?=\p{Lu}|\p{Lo})/iu;
/** The same in scripts without capitals, where a colon or a space follows. */
const LABELLED_ELSEWHERE =
  /^\W*(?:كتبت?|بقلم|تحرير|מאת|نویسنده|ავტორი|記者|文(?:・写真)?|執筆|取材|記事|글|记者|作者|撰文|लेखक|โดย|লেখক)\s*[:：\s=＝]\s*(?=\p{Lo}|\p{sc=Georgian})/u;
/** "Jón Jónsson skrifar": the name before what it did. */
const WROTE = /^(\p{Lu}[\p{L}.-]*(?:\s\p{Lu}[\p{L}.-]*){1,3})\s+skrifa(?:r|ði)(?!\p{L})/u;
/** "김민수 기자", "山田花子 記者": what the name is followed by. */
const REPORTER = /^(\p{Lo}{2,5})(?<![部局課室班팀부])\s(?:기자|특파원|記者|记者)(?!\p{L})/u;
const PARTS = /\s*[|•·]\s*|\s+(?=(?:作者|记者|撰文|文|記者)\s*[:：])/u;
const LONGEST_LABELLED = 120;
/** "srf/hosb", "kesm". */
const INITIALS = /^\p{Ll}{2,5}(?:\/\p{Ll}{2,5}){0,3}$/u;

/** The lines about the headline, where pages without any mark for machines name who wrote; and those that open with a label of their own. */
function linesAtHeadline(page: readonly Block[], title: string): Block[] {
  const start = collapse(title).slice(0, 40);
  const headline = page.findLastIndex(
    ({ text, tag }) => start !== '' && ((/^h\d$/.test(tag) && text.startsWith(start)) || text === collapse(title)),
  );
  const near = headline < 0 ? [] : page.slice(Math.max(0, headline - 3), headline + 12);
  return [
    ...near,
    ...page.filter(({ text }) => /^(?:autor|author|auteur|written by|автор|著者)/iu.test(text)).slice(0, MOST_ELEMENTS),
  ];
}

function isElsewhere(element: DomElement): boolean {
  let inFooter = false;
  let at: DomElement | null = element;
  for (let step = 0; step < 8 && at !== null && at.localName !== 'body'; step++, at = at.parentElement) {
    const names = `${at.getAttribute('class') ?? ''} ${at.getAttribute('id') ?? ''}`;
    if (ELSEWHERE.test(names)) return true;
    // The foot of the story names who wrote it, the foot of the page who runs the site.
    if (at.localName === 'article' || /Article|Posting/.test(at.getAttribute('itemtype') ?? '')) return false;
    inFooter ||= at.localName === 'footer' || FOOTER.test(names);
  }
  return inFooter;
}

function isPerson(name: string): boolean {
  return (
    name.length < 100 &&
    name.length > 1 &&
    /\p{L}/u.test(name) &&
    !/https?:|@|www\.|\S\.(?:com|org|net|de|at|ch|fr|es|it|nl|pl|ru|ua|uk|info|is|tr|br|vn|lt)\b/i.test(name) &&
    !/^\p{N}/u.test(name) &&
    !NOBODY.test(name)
  );
}

/** A visible line that can be names alone: capitals where the script has them, and no sentence. */
function looksLikeName(line: string): boolean {
  const name = nameOf(line);
  return (
    name.length > 2 &&
    name.length < 80 &&
    /^[\p{Lu}\p{Lo}\p{sc=Georgian}]/u.test(name) &&
    !/\d{2}|[.!?:]\s*$/.test(name) &&
    name.split(/\s+/).length <= 12 &&
    // In scripts with capitals all words of a name have one but for short ones ("de la", "und"); Georgian writes without them.
    !/(?<![\p{L}’'-])(?!\p{sc=Georgian})\p{Ll}{4,}/u.test(name)
  );
}

function nameOf(written: string): string {
  return collapse(written.replace(BY, '').replace(OUR, '').replace(AFTER, ''))
    .replace(/^(?:by|von|par|por)\s+/i, '')
    .replace(/\s*[|,;/–—-]\s*$/, '');
}

/** The names in an element, apart where elements part them. */
function namesIn(element: DomElement): string[] {
  const named = element.querySelector('[itemprop~=name]');
  const parts: string[] = [];
  let line = '';
  const visit = (at: DomElement, depth: number): void => {
    for (let child = at.firstChild; child !== null && parts.length < MOST_AUTHORS; child = child.nextSibling) {
      if (child.nodeType === TEXT) line += child.textContent ?? '';
      else if (isElement(child) && depth < 12) {
        flush();
        visit(child, depth + 1);
        flush();
      }
    }
  };
  const flush = () => {
    const text = collapse(line);
    line = '';
    // A lone "By" or "and" between two elements.
    if (text.length > 4 || /^\p{Lo}{2,}$/u.test(text)) parts.push(text);
  };
  visit(named ?? element, 0);
  flush();
  return parts;
}
