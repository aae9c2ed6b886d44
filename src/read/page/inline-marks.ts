import { isEmoji } from '../../text/emoji.ts';
import { collapse, type DomDocument, type DomElement, type DomNode, TEXT } from './dom.ts';
import { isInlineName } from './sentence-parts.ts';

const MOST = 2_000;
const STRUCK =
  's, strike, del, [style*="line-through"], .strikethrough, .strike-through, .line-through, span.strike, span.struck';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';
const FRACTIONS = new Map(
  '1/2 ½,1/3 ⅓,2/3 ⅔,1/4 ¼,3/4 ¾,1/5 ⅕,2/5 ⅖,3/5 ⅗,4/5 ⅘,1/6 ⅙,5/6 ⅚,1/8 ⅛,3/8 ⅜,5/8 ⅝,7/8 ⅞'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);
/** Words of three letters or more that take an exponent; shorter ones (m, km, ft, CO) may all be units or formulas. */
const UNIT =
  /^(?:(?:kilo|centi|milli|deci)?(?:met(?:er|re)s?|mètres?|metros?|metri)|feet|foot|inch(?:es)?|yards?|miles?|sec|min|mol|sin|cos|tan|log)$/iu;

/**
 * Writes in characters what only markup says within a line, so that the text alone says the same: struck words are gone (the page has taken
 * them back), raised digits are raised (10⁶), the numbers of notes gone, marks stand around quoted words, and how to read a word aloud doesn't
 * run into it, and an emoji that is set as a picture is a character.
 */
export function writeMarks(document: DomDocument): void {
  removeStruck(document);
  writeEmoji(document);
  for (const formula of [...document.querySelectorAll('math')].slice(0, MOST))
    formula.replaceWith(collapse(formulaText(formula)));
  // In brackets of the page's own it reads as a gloss; bare it would run into the word.
  for (const reading of [...document.querySelectorAll('ruby rt')].slice(0, MOST))
    if (reading.parentElement?.querySelector('rp') === null) reading.remove();
  writeFractions(document);
  for (const raised of [...document.querySelectorAll('sup')].slice(0, MOST)) writeRaised(raised);
  for (const lowered of [...document.querySelectorAll('sub')].slice(0, MOST)) {
    const digits = collapse(lowered.textContent ?? '');
    // After a letter it reads on as is usual ("CO2"); after a digit it would be another number.
    if (/^\d{1,4}$/.test(digits) && /\d$/.test(textBefore(lowered))) lowered.replaceWith(inDigits(digits, LOWERED));
  }
  writeQuotations(document);
}

/** Many sites show the emoji of a text as pictures. One that stands alone is an ornament. */
function writeEmoji(document: DomDocument): void {
  for (const picture of [...document.querySelectorAll('img[alt]')].slice(0, MOST)) {
    const alt = (picture.getAttribute('alt') ?? '').trim();
    if (!isEmoji(alt)) continue;
    let line = picture.parentElement;
    while (line?.parentElement && isInlineName(line.localName)) line = line.parentElement;
    if (/\p{L}/u.test(line?.textContent ?? '')) picture.replaceWith(alt);
  }
}

/** A formula of the page on one line: "10⁶", "3/4", and other parts in their order, a word and a number apart. */
function formulaText(part: DomElement): string {
  const { children, localName } = part;
  const inner = Array.from(children, formulaText);
  if (inner.length === 0) return part.textContent ?? '';
  const [first = '', second = ''] = inner.map(collapse);
  if (localName === 'mfrac') return ` ${first}/${second}`;
  if (localName === 'msup')
    return `${first}${/^[+−–-]?\d{1,4}$/.test(second) ? inDigits(second, RAISED) : `^${second}`}`;
  return inner.reduce(
    (text, next) => (/\d$/.test(text) && /^\s*\p{L}{2}/u.test(next) ? `${text} ${next}` : text + next),
    '',
  );
}

function removeStruck(document: DomDocument): void {
  const all = (document.body.textContent ?? '').length;
  for (const struck of [...document.querySelectorAll(STRUCK)].slice(0, MOST)) {
    // Hardly meant where it is most of the page: a mark that was never closed.
    if ((struck.textContent ?? '').length > all / 2) continue;
    const { previousSibling: before, nextSibling: after } = struck;
    struck.remove();
    if (before?.nodeType === TEXT && /^[.,;:!?)”’»]/.test(after?.textContent ?? ''))
      before.textContent = (before.textContent ?? '').trimEnd();
  }
}

/** "5½", written with a raised and a lowered digit. */
function writeFractions(document: DomDocument): void {
  for (const upper of [...document.querySelectorAll('sup')].slice(0, MOST)) {
    const stroke = upper.nextSibling;
    const lower = upper.nextElementSibling;
    if (stroke?.nodeType !== TEXT || lower?.localName !== 'sub' || stroke.nextSibling !== lower) continue;
    if (!/^\s*[/⁄∕]\s*$/.test(stroke.textContent ?? '')) continue;
    const written = fraction(`${collapse(upper.textContent ?? '')}/${collapse(lower.textContent ?? '')}`, upper);
    if (written === null) continue;
    stroke.textContent = '';
    lower.remove();
    upper.replaceWith(written);
  }
}

function fraction(written: string, at: DomElement): string | null {
  const plain = written.replace(/[⁄∕]/, '/');
  if (!/^\d{1,4}\/\d{1,4}$/.test(plain)) return null;
  return FRACTIONS.get(plain) ?? (/\d$/.test(textBefore(at)) ? ` ${plain}` : plain);
}

const NOTE = /^(?:\[\d{1,3}\]|\d{1,3}(?: ?[,–-] ?\d{1,3})*)$/;

function writeRaised(raised: DomElement): void {
  const parent = raised.parentElement;
  const text = collapse(raised.textContent ?? '');
  // A raised link is the number of a note, which the sentence loses elsewhere.
  if (raised.querySelector('a') !== null || (parent?.localName === 'a' && collapse(parent.textContent ?? '') === text))
    return;
  // "$4" and raised "99" are four dollars 99.
  const isCents = /^\d\d$/.test(text) && /[$€£]\s?\d{1,6}$/.test(textBefore(raised));
  const written = isCents ? `.${text}` : fraction(text, raised);
  if (written !== null) raised.replaceWith(written);
  else if (NOTE.test(text) && isNote(text, textBefore(raised))) raised.remove();
  else if (/^[+−–-]?\d{1,4}[+−–-]?$/.test(text)) raised.replaceWith(inDigits(text, RAISED));
}

/** Whether a raised number is a note's rather than an exponent: after a word that isn't a unit, or after a sentence. */
function isNote(number: string, before: string): boolean {
  if (!/^\d+$/.test(number)) return true;
  // A year, not a power.
  if (number.length <= 2 && /(?<![\p{N}.,])(?:1[5-9]|20)\d\d$/u.test(before)) return true;
  if (/[\p{L}\d][.!?,;:»”"’]+$/u.test(before)) return true;
  const word = /\p{L}+$/u.exec(before)?.[0] ?? '';
  return (
    word.length >= 3 && !UNIT.test(word) && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]$/u.test(word)
  );
}

function inDigits(text: string, digits: string): string {
  return text
    .replace(/\d/g, (digit) => digits[Number(digit)] ?? digit)
    .replace(/[−–-]/g, '⁻')
    .replace('+', '⁺');
}

/** The end of the text that stands before an element in its line. */
function textBefore(element: DomElement): string {
  let at: DomElement = element;
  while (at.previousSibling === null && at.parentElement !== null && isInlineName(at.parentElement.localName))
    at = at.parentElement;
  let text = '';
  for (let node: DomNode | null = at.previousSibling; node !== null && text.length < 30; node = node.previousSibling)
    text = `${node.textContent ?? ''}${text}`;
  return text.slice(-60);
}

/** Writes the marks that a browser sets around quoted words; within others they are single. */
function writeQuotations(document: DomDocument): void {
  for (const quotation of [...document.querySelectorAll('q')].slice(0, MOST).reverse()) {
    const text = (quotation.textContent ?? '').trim();
    if (text === '') continue;
    const parts = [...quotation.childNodes];
    const has = /^["“„«‘»]/.test(text) || /["“„«‘»]$/.test(textBefore(quotation));
    const nested = quotation.parentElement?.matches('q, q *') === true;
    if (has) quotation.replaceWith(...parts);
    else if (nested) quotation.replaceWith('‘', ...parts, '’');
    else {
      const [open, close] = marksFor(text);
      quotation.replaceWith(open, ...parts, close);
    }
  }
}

/** Quotation marks for words that may have marks of their own, which would end them early. */
export function marksFor(words: string): [string, string] {
  return /["“”„]/.test(words) ? ['«', '»'] : ['“', '”'];
}
