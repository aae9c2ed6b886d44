import type { ArticleDraft } from '../../article/article.ts';
import { textLanguage } from '../../text/language.ts';
import { parseWebDate } from '../../time/web-dates.ts';
import { decodeText } from '../encoding.ts';
import { readDateline } from '../plain-text/dateline.ts';
import { nextPage, sendsOnTo } from './addresses.ts';
import { personsAmong } from './authors.ts';
import { joinBrokenLines } from './broken-lines.ts';
import { type DomDocument, parseDocument } from './dom.ts';
import { quoteEmbeddedPosts } from './embedded-posts.ts';
import { markEntryHeadings } from './entry-headings.ts';
import { openFolded } from './folded.ts';
import { writeMarks } from './inline-marks.ts';
import { plainTitle } from './json-ld.ts';
import { joinLoneMarks } from './lone-marks.ts';
import { mainBlocks, prose } from './main-content.ts';
import { readMetadata } from './metadata.ts';
import { nameQuotations } from './named-quotations.ts';
import { writeOwnElements } from './own-elements.ts';
import { type Block, blocksOf } from './page-blocks.ts';
import { articleInData } from './page-data.ts';
import { pagesSaid } from './page-numbers.ts';
import { prune } from './prune.ts';
import { scanPage } from './scan.ts';
import { cleanSentences } from './sentence-parts.ts';
import { mendSplitSentences } from './split-sentences.ts';
import type { StoryFacts } from './story-blocks.ts';
import { isUnbroken, pageText } from './unbroken.ts';
import { articleKind, judge, type NoArticle, type Verdict, withoutPaywall } from './verdict.ts';
import { dateInPath, visibleDate } from './visible-date.ts';

/** A page's markup and the address it was fetched from, after redirects. */
export interface Page {
  html: string;
  url?: string | null;
  /** When it is read: a date that the page shows can't lie after it. */
  now?: Date;
}

/** A page as fetched: bytes, and the HTTP header that says what they are. */
export interface FetchedPage {
  bytes: Uint8Array;
  contentType: string | null;
  url?: string | null;
}

/** What a page holds. Whatever was found is in `draft`, the beginning of a paid article too; only an article should be stored. Serialisable by structured clone. */
export type Extracted = (
  | { kind: 'article'; draft: ArticleDraft }
  | { kind: NoArticle; reason: string; draft: ArticleDraft }
) & {
  /** The page that this one calls the next: the article's second, or another article. */
  next: string | null;
  /** Of how many pages this one says that it is the first; 1 when it says nothing. */
  pages: number;
  /** The address that the page sends its readers on to at once. */
  onTo: string | null;
};

/**
 * The article of a web page. Works on any input in bounded memory, but parsing is synchronous: run it where it can be killed.
 * Only the markup decides; there are no rules for single sites.
 */
export function extractArticle({ html, url = null, now = new Date() }: Page): Extracted {
  const { html: safe, jsonLd, data, heavy } = scanPage(html);
  const open = () => {
    const document = parseDocument(safe);
    writeMarks(document);
    return document;
  };
  const document = open();
  const page = blocksOf(document.body);
  const meta = readMetadata(document, page, { jsonLd, address: url, now });
  const next = nextPage(document, url);
  const onTo = sendsOnTo(document, url);
  const pictures = [...document.querySelectorAll('figure img, picture img')].length;
  const facts = { title: meta.title, byline: meta.byline };
  const shown = storyOf(document, facts, heavy) ?? storyOf(open(), facts, heavy, { byName: false }) ?? [];
  const { story: read, stops } = withoutPaywall(shown, page, meta);
  const shows = prose(read) >= LEAST_PROSE;
  const scripted = shows || meta.body.length > 0 ? null : articleInData(data, meta.title);
  const body = scripted?.paragraphs ?? meta.body;
  const story = !shows && body.length > 0 ? bodyBlocks(document, body) : read;
  const published =
    meta.published ??
    (scripted?.published ? parseWebDate(scripted.published, meta) : null) ??
    visibleDate(page, meta.title, { ...meta, now }) ??
    dateInPath(meta.url ?? url);
  const text = story.map((block) => block.text).join('\n\n');
  const draft: ArticleDraft = {
    title: meta.title,
    byline: meta.byline ?? personsAmong(scripted?.authors ?? []),
    dateline: datelineOf(story),
    publisher: meta.publisher,
    published: published?.instant ?? null,
    publishedZone: published?.zone ?? null,
    modified: meta.modified?.instant ?? null,
    language: textLanguage(text, meta.language),
    url: meta.url,
    image: meta.image,
    kind: stops ? 'beginning' : articleKind(meta.types, story, meta.url ?? url, pictures),
    text,
  };
  const verdict: Verdict = judge({
    story: story === read ? shown : story,
    isBeginning: stops && shows,
    page,
    title: meta.title,
    types: meta.types,
    // A front page may say when it was made.
    hasDate: published !== null && URL.parse(url ?? '')?.pathname !== '/',
    free: meta.free,
  });
  return { ...verdict, draft, next, pages: pagesSaid(page), onTo };
}

/** Less prose than this is not a story: then the class names led astray, and the page is read again without them. */
const LEAST_PROSE = 140;

/** The story's lines, each of which stands in the page in one piece; null when there is next to nothing or a line fell to pieces. Changes the document. */
function storyOf(document: DomDocument, facts: StoryFacts, heavy: boolean, { byName = true } = {}): Block[] | null {
  removeOtherStories(document, facts.title);
  openFolded(document);
  markEntryHeadings(document);
  mendSplitSentences(document);
  cleanSentences(document);
  joinLoneMarks(document);
  joinBrokenLines(document);
  quoteEmbeddedPosts(document);
  nameQuotations(document);
  const page = pageText(document);
  prune(document, { byName });
  writeOwnElements(document);
  const story = mainBlocks(document, facts, { heavy });
  const whole = story.filter((block) => isUnbroken(block, page));
  if (byName && (whole.length < story.length || prose(story) < LEAST_PROSE)) return null;
  return whole;
}

/** Takes out the stories that a page shows after its own: articles with a first-level heading of their own, beside the one that has the title. */
function removeOtherStories(document: DomDocument, title: string): void {
  const headed = [...document.querySelectorAll('article')].flatMap((article) => {
    const heading = article.querySelector('h1');
    return heading === null ? [] : [{ article, isOwn: plainTitle(heading.textContent ?? '') === plainTitle(title) }];
  });
  const own = headed.find(({ isOwn }) => isOwn)?.article;
  if (own === undefined) return;
  for (const { article, isOwn } of headed)
    if (!isOwn && !article.contains(own) && !own.contains(article)) article.remove();
}

/** The article of fetched bytes, decoded as the header, the document and the bytes themselves say. */
export function extractFetched({ bytes, contentType, url = null }: FetchedPage): Extracted {
  return extractArticle({ html: decodeText(bytes, contentType).text, url });
}

/** The text that the page gives to machines alone, as lines. */
function bodyBlocks({ body }: DomDocument, paragraphs: readonly string[]): Block[] {
  return paragraphs.map((text) => ({ text, tag: 'p', linked: 0, emphasised: 0, links: 0, element: body }));
}

function datelineOf(story: readonly Block[]): string | null {
  const first = story.find(({ text }) => text.length >= 60);
  return first === undefined ? null : (readDateline(first.text)?.place ?? null);
}
