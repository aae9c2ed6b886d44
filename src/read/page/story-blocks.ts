import { parseWebDate } from '../../time/web-dates.ts';
import { collapse, sizeOf } from './dom.ts';
import { isEntryHeading } from './entry-headings.ts';
import { endsAsSentence, isSalutation, namesSpeaker, opensAsLabel, runningWords } from './line-words.ts';
import { type Block, isHeading } from './page-blocks.ts';
import {
  aboutSender,
  asks,
  asksOrTells,
  dated,
  endsWithDuration,
  offersLetters,
  plain,
  readersSay,
  readOn,
  speaksOfSite,
  toMembers,
} from './site-phrases.ts';

export interface StoryFacts {
  title: string;
  byline: string | null;
}

/** The lines that belong to the story: headline, byline, dates, captions, calls and lists of links to other stories left out. */
export function storyBlocks(blocks: readonly Block[], facts: StoryFacts): Block[] {
  const story = withoutAnnounced(withoutReaders(blocks)).filter((block) => !isFurnitureLine(block));
  return trimEnd(withoutBoilerplate(trimStart(withoutLinkSections(story), facts)));
}

/** Drops what readers wrote, which a heading announces after the story. */
function withoutReaders(blocks: readonly Block[]): readonly Block[] {
  const heading = blocks.findIndex((block) => isHeading(block) && readersSay.test(plain(block.text)));
  const before = heading < 0 ? 0 : blocks.slice(0, heading).reduce((sum, { text }) => sum + sizeOf(text), 0);
  return before < LEAST_STORY ? blocks : blocks.slice(0, heading);
}

/** Anything shorter isn't a story that could have comments under it. */
const LEAST_STORY = 140;

const SENTENCE = /[.!?…。！？؟»”"')]$/u;

function isProse({ text, linked }: Block): boolean {
  return sizeOf(text) >= 80 && linked < text.length * 0.6;
}

function isFurnitureLine(block: Block): boolean {
  const { text, linked, links } = block;
  if (isQuoted(text) || tells(block)) return false;
  const words = plain(text);
  if (text.length < 260 && readOn.test(words))
    return linked > text.length * 0.3 || text.length < 60 || /^[^:]{0,40}[:|]/.test(text);
  // A whole sentence that begins like a call and leads nowhere may be the story's own.
  if (asks.test(words)) return text.length < (links === 0 && SENTENCE.test(text) ? 90 : 220);
  // Headlines that lead to other stories end without a stop.
  if (links === 1 && linked >= text.length * 0.9 && block.tag === 'p' && text.length >= 20)
    return !/\s\S+\.$/.test(text);
  if (!/[\p{L}\p{N}_]/u.test(text)) return true;
  if (text.length < 320 && endsWithDuration.test(plain(text.slice(-40)))) return true;
  if (text.length < 60 && toMembers.test(text)) return true;
  return text.length < 300 && links > 0 && offersLetters.test(plain(text));
}

/** Never lose what somebody said. */
function isQuoted(text: string): boolean {
  return /^["“”„«‹»「『‘]/.test(text);
}

/** Whether a line that begins as a call or a label does is a sentence of the story's: it leads nowhere and doesn't speak of the site. */
function tells(block: Block): boolean {
  const { text, links } = block;
  if (links > 0 || isHeading(block) || !endsAsSentence(text)) return false;
  if (namesSpeaker(text)) return true;
  const words = plain(text);
  return (
    asksOrTells.test(words) &&
    runningWords(text).length >= 1 &&
    text.split(' ').length >= 4 &&
    !/^[^:]{0,40}[:|]/.test(text) &&
    // A question may begin with the word of a call ("Subscribe to that view, then?").
    !speaksOfSite.test(/[?？]$/.test(text) ? words.replace(/^[^\p{L}]*\p{L}+/u, '') : words)
  );
}

/** Drops the list of links that a line like "Read more" announces; the line itself is furniture anyhow. */
function withoutAnnounced(blocks: readonly Block[]): Block[] {
  let announced = false;
  return blocks.filter((block) => {
    if (
      readOn.test(plain(block.text)) &&
      block.text.length < 80 &&
      !tells(block) &&
      (isHeading(block) || isBold(block) || block.text.length < 40 || /:$/.test(block.text))
    )
      announced = true;
    else if (announced) announced = block.links > 0 && block.linked > block.text.length * 0.3;
    return !announced;
  });
}

function isBold({ text, emphasised }: Block): boolean {
  return emphasised > text.length * 0.8;
}

/** Drops what a press release says about its sender at the end, under a heading of its own. */
function withoutBoilerplate(blocks: Block[]): Block[] {
  const heading = blocks.findLastIndex(
    (block) =>
      block.text.length < 60 &&
      (isHeading(block) || isBold(block) || block.linked === 0) &&
      aboutSender.test(plain(block.text)) &&
      !/[.!?:;,]$/.test(block.text),
  );
  const isLast = heading >= blocks.length * 0.5 && blocks.length - heading <= 6;
  return isLast ? blocks.slice(0, heading) : blocks;
}

/** Drops runs of lines that are nothing but links, with the heading that announces them. */
function withoutLinkSections(blocks: readonly Block[]): Block[] {
  const remaining: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    let end = index;
    while (end < blocks.length && isLinkLine(blocks[end])) end++;
    const only = end - index === 1 ? blocks[index] : undefined;
    const run = only !== undefined && isLinkedSentence(only) ? 0 : end - index;
    const last = remaining.at(-1);
    const announced = last !== undefined && isHeading(last);
    if (run >= 3 || (run >= 1 && (announced || end === blocks.length))) {
      if (announced) remaining.pop();
      index = end;
      continue;
    }
    const block = blocks[index];
    if (block !== undefined) remaining.push(block);
    index++;
  }
  return remaining;
}

function isLinkLine(block: Block | undefined): boolean {
  return block !== undefined && block.linked >= block.text.length * 0.85 && block.text.length < 250;
}

/** A last paragraph that is one link and a whole sentence: headlines that lead to other stories end without a stop. */
function isLinkedSentence({ text, tag, links }: Block): boolean {
  return (
    tag === 'p' &&
    links === 1 &&
    /\p{L}[.]["”»]?$/u.test(text) &&
    runningWords(text).length >= 2 &&
    !asks.test(plain(text))
  );
}

/** A line that gives the date, perhaps with labels and names, and says nothing. What can't be told from a sentence is one. */
function isDateLine({ text, tag }: Block): boolean {
  if (text.length >= 120 || isQuoted(text) || parseWebDate(text) === null) return false;
  const words = runningWords(text).length;
  if (endsAsSentence(text)) return words === 0 && !/\p{Lo}{3}/u.test(text) && isLabelled(text);
  const most = tag === 'li' || !/\d{1,2}[:.h]\d\d|\s[|•·–—/]\s/.test(text) ? 0 : 1;
  return words <= most || dated.test(plain(text));
}

/** A day and no more, as over the parts of a chronology. */
function isDay(block: Block): boolean {
  return block.text.length < 30 && !/[|·•]|\d[:h]\d\d/.test(block.text) && isDateLine(block);
}

/** Whether a line says nothing but when, or begins by saying that a date follows: its first word is a day, a month, a number or a label. */
function isLabelled(text: string): boolean {
  return dated.test(plain(text)) || opensAsLabel(text);
}

const BY = /^(?:by|von|par|por|di|door|av|przez)(?!\p{L})/iu;

/** Whether a line before the story names who wrote it rather than telling something. */
function isByline({ text }: Block, words: string, byline: string): boolean {
  const named = byline !== '' && words.length < byline.length + 40 && words.includes(byline);
  if (isQuoted(text) || !(named || (BY.test(text) && text.length < 100))) return false;
  const running = runningWords(text).length;
  return endsAsSentence(text) ? running === 0 : named || running < MOST_RUNNING;
}

/** "By Ada Pike, our woman in Oslo" is a byline, "By the numbers: 40 boats, 3 divers, 1 crack" isn't. */
const MOST_RUNNING = 3;

function trimStart(blocks: Block[], { title, byline }: StoryFacts): Block[] {
  const first = blocks.findIndex(isProse);
  if (first < 0) return blocks;
  const titleWords = key(title);
  const bylineWords = byline === null ? '' : key(byline);
  // Dates that go on further down are the story's own.
  const isChronology = blocks.slice(first + 3).some((block) => !isHeading(block) && isDay(block));
  return blocks.filter((block, index) => {
    const words = key(block.text);
    if (words !== '' && (words === titleWords || (isHeading(block) && titleWords.includes(words) && words.length > 15)))
      return false;
    if (index < first + 3 && !isHeading(block) && isDateLine(block) && !(index > first && isChronology && isDay(block)))
      return false;
    if (index >= first) return true;
    if (isByline(block, words, bylineWords)) return false;
    if (isHeading(block)) return words.length > 12 || isEntryHeading(block.element);
    return (
      block.text.length >= 40 ||
      SENTENCE.test(block.text) ||
      block.tag === 'li' ||
      isSalutation(block.text) ||
      (block.tag === 'p' && block.links === 0 && runningWords(block.text).length >= 3)
    );
  });
}

/** Short lines after the last sentence (tags, credits, links) end with it; so do headings with nothing under them. */
function trimEnd(blocks: Block[]): Block[] {
  let end = blocks.length;
  while (end > 1) {
    const block = blocks[end - 1];
    if (block === undefined) break;
    const dangling =
      isHeading(block) ||
      (isLinkLine(block) && !isLinkedSentence(block)) ||
      (block.text.length < 40 &&
        !SENTENCE.test(block.text) &&
        !isClosingLine(block, blocks[end - 2]) &&
        block.tag !== 'li' &&
        block.tag !== 'tr' &&
        block.tag !== 'td');
    if (!dangling) break;
    end--;
  }
  return blocks.slice(0, end);
}

/** A last line of the story's own that has no stop, and the name under "Yours faithfully,". */
function isClosingLine({ text, tag, links }: Block, before: Block | undefined): boolean {
  if (tag !== 'p' || links > 0 || /[:|©]/.test(text)) return false;
  return runningWords(text).length >= 2 || isSalutation(text) || (before !== undefined && isSalutation(before.text));
}

function key(text: string): string {
  return collapse(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
