import { Readability } from '@mozilla/readability';
import { isLeadName } from './class-words.ts';
import { type DomDocument, type DomElement, sizeOf } from './dom.ts';
import { isEntryHeading } from './entry-headings.ts';
import { type Block, blocksOf, isHeading } from './page-blocks.ts';
import { type StoryFacts, storyBlocks } from './story-blocks.ts';

/**
 * The story's lines: those that Readability takes, with what it left out between them and just before them, unless it took next to nothing
 * of the densest part of the page. Changes the document.
 */
export function mainBlocks(document: DomDocument, facts: StoryFacts, { heavy = false } = {}): Block[] {
  const page = blocksOf(document.body);
  const densest = densestBlocks(document, page);
  if (heavy) return storyBlocks(densest, facts);
  // Readability moves elements: what stands over what is asked before.
  const headings = new Set(page.filter((block, index) => isHeadingOver(block, page[index + 1])));
  const readable = readabilityBlocks(document);
  if (prose(readable) < 300 && prose(readable) * 2 < prose(densest)) return storyBlocks(densest, facts);
  return storyBlocks(filled(page, readable, { densest, headings, title: facts.title }), facts);
}

/** Whether a line is a heading without a link, over the next line in the same part of the page. */
function isHeadingOver({ tag, links, element }: Block, next: Block | undefined): boolean {
  if (next === undefined || !/^h[2-6]$/.test(tag) || isHeading(next) || links > 0) return false;
  return element.parentElement?.contains(next.element) === true;
}

/** Lines of which a part may be missing that are looked up. */
const MOST_GAPPED = 20;

/** Whether a line is another one of which Readability left out a part, for being kept from screen readers, say. */
function hasGap(line: string, whole: string): boolean {
  if (whole.length <= line.length || whole.length > line.length * 2) return false;
  let start = 0;
  while (start < line.length && line[start] === whole[start]) start++;
  let end = 0;
  while (end < line.length && line.at(-1 - end) === whole.at(-1 - end)) end++;
  // A space beside the part may be missing with it.
  return start + end >= line.length - 1;
}

/** The lines of `readable` with the paragraphs that it left out between its own, and with the lead and the opening before them. */
function filled(
  page: readonly Block[],
  readable: readonly Block[],
  { densest, headings, title }: { densest: readonly Block[]; headings: ReadonlySet<Block>; title: string },
): Block[] {
  const taken = new Map<string, number>();
  for (const { text } of readable) taken.set(text, (taken.get(text) ?? 0) + 1);
  const exact = page.map(({ text }) => {
    const left = taken.get(text) ?? 0;
    if (left > 0) taken.set(text, left - 1);
    return left > 0;
  });
  const gapped = [...taken]
    .flatMap(([text, left]) => (left > 0 && text.length >= 40 ? [text] : []))
    .slice(0, MOST_GAPPED);
  const vouched = page.map(
    (block, index) => exact[index] === true || (!isHeading(block) && gapped.some((line) => hasGap(line, block.text))),
  );
  const found = page.filter((_, index) => vouched[index]);
  if (prose(found) < prose(readable) * 0.7) return [...readable];
  const first = page.findIndex((block, index) => vouched[index] && proseWeight(block) > 0);
  const last = vouched.lastIndexOf(true);
  const dense = new Set(densest);
  const quoted = ({ element }: Block) => element.parentElement?.localName === 'blockquote';
  const between = page.filter(
    (block, index) => !vouched[index] && index > first && index < last && dense.has(block) && !quoted(block),
  );
  // Much of it is another story's text: a page of several stories, or comments.
  const fills = prose(between) < prose(found) * 0.3;
  // The opening, where the template sets it apart: what stands from the headline to the first line taken, unless that is one line (a
  // standfirst) or most of the page.
  const headline = page.findLastIndex(
    ({ tag, text }, index) => index < first && tag === 'h1' && text.startsWith(title.slice(0, 30)),
  );
  const opening = headline < 0 ? [] : page.slice(headline + 1, first).filter((block) => dense.has(block));
  const isMore = opening.filter((block) => proseWeight(block) > 0).length >= 2;
  const opens = new Set(isMore && prose(opening) < prose(found) * 2 ? opening : []);
  const heads = (block: Block, index: number) =>
    (index > first || isEntryHeading(block.element)) && headings.has(block) && vouched[index + 1] === true;
  return page.filter((block, index) => {
    if (vouched[index] || heads(block, index)) return true;
    if (proseWeight(block) < 60 || index > last) return opens.has(block) && /^h[2-4]$/.test(block.tag);
    if (index < first) return opens.has(block) || (index >= first - 12 && isLead(block));
    return (fills || quoted(block)) && dense.has(block);
  });
}

/** A lead, set apart from the body by its template: the first paragraph of the story in most of Europe and Latin America. */
function isLead({ element }: Block): boolean {
  let names = '';
  let at: DomElement | null = element;
  for (let step = 0; step < 3 && at !== null && at.localName !== 'body'; step++, at = at.parentElement)
    names += ` ${at.getAttribute('class') ?? ''}`;
  return isLeadName(names);
}

/** How much prose lines hold together. */
export function prose(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + proseWeight(block), 0);
}

/** The lines of the densest part of a pruned page: from the body down, as long as one child holds nearly all the prose. */
function densestBlocks(document: DomDocument, blocks: readonly Block[]): Block[] {
  const prose = new Map<DomElement, number>();
  let total = 0;
  for (const block of blocks) {
    const weight = proseWeight(block);
    if (weight === 0) continue;
    total += weight;
    for (let element: DomElement | null = block.element; element !== null; element = element.parentElement)
      prose.set(element, (prose.get(element) ?? 0) + weight);
  }
  if (total === 0) return [];
  const marked = [...document.querySelectorAll('[itemprop~=articleBody]')].filter(
    (element) => (prose.get(element) ?? 0) > total * 0.4,
  );
  let root = marked[0] ?? document.body;
  for (;;) {
    let best: DomElement | null = null;
    const { children } = root;
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (child !== undefined && (prose.get(child) ?? 0) > (best === null ? 0 : (prose.get(best) ?? 0))) best = child;
    }
    const here = prose.get(root) ?? 0;
    if (best === null || (prose.get(best) ?? 0) < here * (best.localName === 'article' ? 0.6 : 0.85)) break;
    if (best.localName === 'p') break;
    root = best;
  }
  return blocks.filter(({ element }) => root.contains(element));
}

/** The lines that Mozilla's Readability takes for the article. Changes the document. */
export function readabilityBlocks(document: DomDocument): Block[] {
  const reader = new Readability<DomElement>(document as never, {
    serializer: (node) => node as unknown as DomElement,
    disableJSONLD: true,
    keepClasses: true,
    charThreshold: 250,
  });
  try {
    const content = reader.parse()?.content;
    return content ? blocksOf(content) : [];
  } catch (error) {
    // Tens of thousands of siblings overflow the DOM library's argument lists when Readability starts over.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

const LETTER = /\p{L}/u;

/** How much a line counts as prose: its length when it is a sentence of some length outside of links. */
export function proseWeight({ text, linked }: Block): number {
  const share = text.length === 0 ? 0 : linked / text.length;
  const own = sizeOf(text) * (1 - share);
  return own >= 50 && share < 0.5 && LETTER.test(text) ? own : 0;
}
