import type { ArticleDraft } from '../../article/article.ts';
import { canonicalUrl } from '../../article/canonical-url.ts';
import { openingWords } from '../../article/opening-words.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { readByline, readDateLine } from './byline.ts';
import { readDateline } from './dateline.ts';
import { furnitureKind } from './furniture.ts';
import { paragraphsOf } from './paragraphs.ts';

/** What is known about a text from outside it; it wins over what the text says. */
export interface Given {
  title?: string | undefined;
  url?: string | undefined;
  published?: Date | undefined;
  publisher?: string | undefined;
  byline?: string | undefined;
}

export type PlainText =
  | { kind: 'article'; draft: ArticleDraft; dropped: string[] }
  | { kind: 'refused'; reason: 'empty' | 'binary' | 'too-long' | 'not-text'; message: string };

const LONGEST_HEADLINE = 220;
/** Lines above the story's first sentence; more than this and they are the story. */
const LONGEST_HEAD = 12;
const SENTENCE_END = /[.!?…。！？]["”’'»)\]]{0,4}$/;

/**
 * An article from plain text as a reader would paste it: headline, byline, date line and dateline are taken out of the text,
 * site furniture is dropped and listed in `dropped`, every sentence of the story stays. `maxChars` are UTF-16 code units.
 */
export function readPlainText(raw: string, given: Given = {}, { maxChars = 1_000_000 } = {}): PlainText {
  const refusal = refuse(raw, maxChars);
  if (refusal !== null) return refusal;
  const { story, dropped } = withoutFurniture(paragraphsOf(clean(raw)).map((paragraph) => paragraph.text));
  const front = readFront(story, given.title?.trim() || null);
  dropped.push(...front.dropped);
  const body = front.body;
  if (body.length === 0) {
    return {
      kind: 'refused',
      reason: 'empty',
      message: 'This text has no story, only a headline or the parts of a page around one.',
    };
  }
  const signed = takeDateline(body);
  const text = body.join('\n\n');
  const draft: ArticleDraft = {
    title: given.title?.trim() || front.title || openingWords(text),
    byline: given.byline?.trim() || front.byline,
    dateline: signed.place,
    publisher: given.publisher?.trim() || signed.agency,
    published: given.published ?? front.published,
    publishedZone: null,
    modified: null,
    language: null,
    url: given.url === undefined ? null : canonicalUrl(given.url),
    image: null,
    kind: 'article',
    text,
  };
  return { kind: 'article', draft, dropped };
}

function refuse(raw: string, maxChars: number): Extract<PlainText, { kind: 'refused' }> | null {
  if (raw.length > maxChars) {
    const message = `This text has ${raw.length.toLocaleString('en')} characters; the limit is ${maxChars.toLocaleString('en')}.`;
    return { kind: 'refused', reason: 'too-long', message };
  }
  const sizes = { control: 0, broken: 0, letter: 0, visible: 0, space: 0 };
  for (const character of raw) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0) return { kind: 'refused', reason: 'binary', message: 'This is a binary file, not text.' };
    if (/\s/.test(character)) {
      sizes.space += 1;
      continue;
    }
    sizes.visible += 1;
    if (code < 32 || (code >= 127 && code < 160)) sizes.control += 1;
    else if (code === 0xfffd || (code >= 0xd800 && code <= 0xdfff)) sizes.broken += 1;
    else if (/\p{L}/u.test(character)) sizes.letter += 1;
  }
  if (sizes.visible === sizes.broken + sizes.control && sizes.visible < 3) {
    return { kind: 'refused', reason: 'empty', message: 'This text is empty.' };
  }
  if (sizes.control / sizes.visible > 0.02 || sizes.broken / sizes.visible > 0.1 || raw.startsWith('%PDF-')) {
    return {
      kind: 'refused',
      reason: 'binary',
      message: 'This is a binary file, or text in an encoding that could not be read.',
    };
  }
  // Encoded data is one endless word in ASCII; Chinese and Japanese have no spaces either, but other letters.
  const endless = /[\w+/=-]{2000}/.test(raw) && sizes.space < sizes.visible / 50;
  if (sizes.letter / sizes.visible < 0.4 || endless) {
    return {
      kind: 'refused',
      reason: 'not-text',
      message: "This doesn't read like an article: it has hardly any words.",
    };
  }
  return null;
}

/** One kind of line break, no invisible or control characters, composed letters. */
function clean(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[[\p{Cc}--[\t\n]]\u00ad\u200b\u2060\ufeff]/gv, '')
    .normalize('NFC');
}

function withoutFurniture(paragraphs: readonly string[]): { story: string[]; dropped: string[] } {
  const story: string[] = [];
  const dropped: string[] = [];
  let links = 0;
  for (const paragraph of paragraphs) {
    const kind = furnitureKind(paragraph);
    if (kind === 'links') links = 12;
    const isLink = links > 0 && kind === null && isTitleLike(paragraph) && readDateline(paragraph) === null;
    if (kind === null && !isLink) {
      links = 0;
      story.push(paragraph);
    } else {
      if (isLink) links -= 1;
      dropped.push(paragraph);
    }
  }
  return { story, dropped };
}

/** Short, and without the stop that ends a sentence. */
function isTitleLike(line: string): boolean {
  return line.length <= LONGEST_HEADLINE && !SENTENCE_END.test(line) && /\p{L}/u.test(line);
}

interface Front {
  title: string | null;
  byline: string | null;
  published: Date | null;
  body: string[];
  dropped: string[];
}

/** Takes headline, byline and date from the lines before the story's first sentence. */
function readFront(paragraphs: readonly string[], givenTitle: string | null): Front {
  const front: Front = { title: null, byline: null, published: null, body: [], dropped: [] };
  const first = paragraphs.findIndex((line) => isStory(line) && readDateLine(line) === null);
  const head = paragraphs.slice(0, Math.min(first === -1 ? paragraphs.length : first, LONGEST_HEAD));
  const rest: string[] = [];
  for (const line of head) {
    const byline = readByline(line);
    const date = readDateLine(line);
    if (byline !== null) front.byline ??= byline;
    else if (date !== null) front.published ??= date;
    else if (isToken(line)) front.dropped.push(line);
    else rest.push(line);
  }
  const body = paragraphs.slice(head.length);
  // A headline may itself be a question or an exclamation; then it stands alone before more text.
  const opening = body[0];
  if (
    rest.length === 0 &&
    givenTitle === null &&
    opening !== undefined &&
    body.length > 1 &&
    isAskedHeadline(opening)
  ) {
    rest.push(opening);
    body.shift();
    takeLeadingMeta(body, front);
  }
  const title = givenTitle ?? headlineOf(rest);
  if (title === null) return { ...front, body };
  // A section's name stands above the headline, a standfirst below it.
  const headline = rest.findIndex((line) => sameTitle(line, title));
  front.dropped.push(...rest.slice(0, Math.max(0, headline)));
  const below = rest.slice(headline + 1).filter((line) => !sameTitle(line, title));
  const story = body.filter((line, index) => index > 2 || !sameTitle(line, title));
  return { ...front, title, body: below.concat(story) };
}

/** A sentence, a paragraph with a dateline, or more than a headline holds. */
function isStory(line: string): boolean {
  return SENTENCE_END.test(line) || readDateline(line) !== null || line.length > LONGEST_HEADLINE;
}

/** "Can the harbour be saved?" in front of the byline. */
function isAskedHeadline(line: string): boolean {
  return line.length <= 140 && /[?!]["”’']?$/.test(line) && sentencesOf(line).length === 1;
}

function takeLeadingMeta(body: string[], front: Front): void {
  for (let line = body[0]; line !== undefined; line = body[0]) {
    const byline = readByline(line);
    const date = readDateLine(line);
    if (byline === null && date === null) return;
    front.byline ??= byline;
    front.published ??= date;
    body.shift();
  }
}

/** The first line of four words or more; else the first. Shorter lines above a headline name the section. */
function headlineOf(head: readonly string[]): string | null {
  return head.find((line) => line.split(' ').length >= 4) ?? head[0] ?? null;
}

/** A word that a page's scripts left behind: one token in lower case, or an identifier. */
function isToken(line: string): boolean {
  return /^[a-z0-9._-]{2,40}$/.test(line);
}

/** Whether a line is the title, or the title without the name of the site behind it. */
function sameTitle(line: string, title: string): boolean {
  const [a, b] = [comparable(line), comparable(title)];
  return (
    a === b ||
    (a.length > 20 && b.startsWith(`${a} `) && b.length - a.length <= 40) ||
    (b.length > 20 && a.startsWith(`${b} `) && a.length - b.length <= 40)
  );
}

function comparable(line: string): string {
  return line
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Takes the dateline off the first of the opening paragraphs that has one; changes `body`. */
function takeDateline(body: string[]): { place: string | null; agency: string | null } {
  for (const [index, paragraph] of body.slice(0, 4).entries()) {
    const dateline = readDateline(paragraph);
    if (dateline === null) continue;
    body[index] = paragraph.slice(dateline.length);
    return dateline;
  }
  return { place: null, agency: null };
}
