import { collapse, type DomDocument, type DomElement, isElement, TEXT } from './dom.ts';
import { CLOSERS, isLoneMark } from './lone-marks.ts';
import { isInlineName } from './sentence-parts.ts';

const ENDS = /[.!?…:;。！？]["”»’)\]]*$/u;
const SENTENCE = /[.!?…。！？]["“”»’)\]]*$/u;
const GOES_ON = /^["“„«‘(]?\p{Ll}/u;
const OPENS = /^["“„«‘「『]/u;
/** Small words that never end a line of verse, a list or an address: what follows goes on, whatever its first letter. */
const LEADS_ON =
  /(?<![\p{L}’'-])(?:a|an|the|and|or|of|to|in|on|at|by|for|from|with|until|into|than|as|that|which|who|whose|der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|von|vom|zu|zum|zur|mit|im|am|dass|bei|für|aus|le|la|les|un|une|des|du|de|et|ou|que|qui|par|pour|avec|dans|sur|el|los|las|una|y|con|por|para|en|del|il|lo|gli|di|e|che|per|da|van|het|een|en|met|voor|av|och|och|som|på|med|i|w|z|na|do|и|в|на|с|по)$/u;
const BOLD = new Set(['b', 'strong']);
/** Scripts that part no words. */
const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。、「」『』]$/u;
/** What a mark that closes, or that stands for inches, follows without a space; where no spaces part words, one that opens may as well. */
const BEHIND = /(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}.!?…)\]]$/u;
/** A line all in bold that a line of text goes with. */
const LABEL = /^[\p{Lu}\p{N}][^.!?;,]{0,59}$/u;
/** Copy is set in lines of about this width where an editor's own line breaks were kept. */
const WIDTH = { least: 30, most: 130 };

/**
 * Joins what a line break in the middle of a sentence or of a quotation parts, so that each stays in one piece. Verse, lists and lines that
 * are whole sentences keep their breaks. Linear.
 */
export function joinBrokenLines(document: DomDocument): void {
  let lines = [''];
  /** What of each line isn't bold. */
  let plain = [''];
  let breaks: DomElement[] = [];

  const end = () => {
    const isBold = (text: string, index: number) => text !== '' && plain[index]?.trim() === '';
    if (breaks.length > 0)
      joinRun(
        lines.map((line, index) => ({ text: collapse(line), bold: isBold(line, index) })),
        breaks,
      );
    lines = [''];
    plain = [''];
    breaks = [];
  };

  const visit = (element: DomElement, inBold: boolean): void => {
    if (element.localName === 'pre') return;
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === TEXT) {
        lines[lines.length - 1] += child.textContent ?? '';
        if (!inBold) plain[plain.length - 1] += child.textContent ?? '';
      } else if (!isElement(child)) continue;
      else if (child.localName === 'br') {
        breaks.push(child);
        lines.push('');
        plain.push('');
      } else if (isInlineName(child.localName)) visit(child, inBold || BOLD.has(child.localName));
      else {
        end();
        visit(child, false);
        end();
      }
    }
  };
  visit(document.body, false);
  end();
}

interface Line {
  text: string;
  /** Whether all of it is bold. */
  bold: boolean;
}

/** Lines of one block, parted by breaks; empty lines part paragraphs. */
function joinRun(lines: readonly Line[], breaks: readonly DomElement[]): void {
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && lines[end]?.text !== '') end++;
    const paragraph = lines.slice(start, end);
    const texts = paragraph.map(({ text }) => text);
    const labels = labelsIn(paragraph);
    const through = quotedThrough(texts);
    for (const index of new Set([...joinsIn(texts).filter((gap) => !labels.has(gap)), ...through])) {
      const isMark = [texts[index], texts[index + 1]].some((line) => isLoneMark(line ?? ''));
      breaks[start + index]?.replaceWith(isMark || UNPARTED.test(texts[index] ?? '') ? '' : ' ');
    }
    start = end + 1;
  }
}

/** The lines of a paragraph that stand over others as their label: bold, in a paragraph that isn't bold as a whole, and not amid a sentence. */
function labelsIn(lines: readonly Line[]): Set<number> {
  if (lines.every(({ bold }) => bold)) return new Set();
  return new Set(
    lines.flatMap(({ text, bold }, index) =>
      bold && LABEL.test(text) && (index === 0 || ENDS.test(lines[index - 1]?.text ?? '')) ? [index] : [],
    ),
  );
}

/** After which of a paragraph's lines the next goes on. */
function joinsIn(lines: readonly string[]): number[] {
  if (lines.length < 2 || !SENTENCE.test(lines.at(-1) ?? '')) return [];
  const gaps = lines.slice(0, -1).map((_, index) => index);
  const next = (index: number) => lines[index + 1] ?? '';
  const lower = gaps.filter((index) => !ENDS.test(lines[index] ?? '') && GOES_ON.test(next(index)));
  const leading = gaps.filter((index) => LEADS_ON.test(lines[index] ?? ''));
  const isVerse = lines.every((line) => line.length < SHORTEST_WRAPPED);
  const wrapped =
    (!isVerse || leading.length > 0) &&
    new Set([...lower, ...leading]).size >= gaps.length / 2 &&
    gaps.every((index) => inRange(lines[index] ?? '')) &&
    next(gaps.length - 1).length <= WIDTH.most;
  if (wrapped) return gaps;
  const verse = lines.length > 2 && isVerse && lines.every((line) => !/[.!?] \S/.test(line));
  return verse ? [] : [...lower, ...leading];
}

/** Lines that are all shorter are verse or a list rather than copy that was wrapped. */
const SHORTEST_WRAPPED = 40;

function inRange({ length }: string): boolean {
  return length >= WIDTH.least && length <= WIDTH.most;
}

/** After which lines a quotation is open that a later line of the paragraph closes. */
function quotedThrough(lines: readonly string[]): Set<number> {
  const through = new Set<number>();
  let open: { closers: string; line: number } | null = null;
  for (const [line, text] of lines.entries()) {
    for (const { 0: mark, index: at } of text.matchAll(/["“”„«»「」『』]/gu)) {
      if (open === null && /["”»]/.test(mark) && BEHIND.test(text.slice(0, at))) continue;
      if (open === null) open = { closers: CLOSERS.get(mark) ?? mark, line };
      else if (open.closers.includes(mark)) {
        for (let index = open.line; index < line; index++) if (!OPENS.test(lines[index + 1] ?? '')) through.add(index);
        open = null;
      }
    }
  }
  return through;
}
