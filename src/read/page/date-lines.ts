import { monthNumber } from '../../text/lists/months.ts';
import type { WebDate } from '../../time/web-dates.ts';
import { collapse, type DomElement } from './dom.ts';
import { runningWords } from './line-words.ts';
import type { Block } from './page-blocks.ts';

const DAY_MS = 24 * 3_600_000;

/** Other people's words and other stories: a date in them is not the page's. */
const NOT_THE_PAGES =
  'blockquote, q, figcaption, nav, .fb-post, .fb-video, .twitter-tweet, .comments, .comment, #comments, [itemprop~=comment], [itemprop~=citation]';

/** What Vietnamese writes between the numbers of a date: day, month, year. */
const OF_DATES = /^(?:ngày|tháng|năm)$/i;

/** What pages write before a date of publication or change, in the languages that write it most. */
const LABEL =
  /^[^\p{L}]*(?:(?:first|last|zuletzt|originally) )?(?:publish|publi[cé]|publik|pubblic|posted|created|updated|modified|veröffentlicht|erstellt|aktualisiert|stand:|mis en ligne|mis à jour|modifié|actualizado|modificado|aggiornat|geplaatst|gepubliceerd|bijgewerkt|gewijzigd|opublikowano|zaktualizowano|dodano|publicerad|uppdaterad|oppdatert|julkaistu|опублик|обновлено|оновлено|dipublikasikan|yayın|güncelle)/iu;
const STOP = /[.!?…。！？।:;,]["'”’»›)\]\s]*$/u;
/** "9:30 a.m.", "2024 г.": these don't end a sentence. */
const ABBREVIATED = /(?:\b[ap]\.\s?m\.|\d\s+\p{L}{1,2}\.)$/iu;
const SEPARATOR = /\s[|·•–—]\s/;
/** Scripts without capitals. */
const UNCASED = /\p{Lo}/gu;
const MOST_WORDS = 3;
const LONGEST_UNCASED = 40;
const LEAST_PROSE = 80;

/**
 * Whether a line with a date in it is a sentence of the text or a caption, rather than a byline or a line of dates: it has words in small
 * letters that such lines don't have. In doubt it is: no date is better than the date of something else. Where the page marked the date as a
 * time (`marked`), only a line that ends as sentences do is one.
 */
export function isSentence(line: string, { marked = false } = {}): boolean {
  const stops = STOP.test(line) && !ABBREVIATED.test(line);
  if (marked && !stops) return false;
  if (/[“”„«»"]/.test(line)) return true;
  const words = runningWords(line).filter(
    (word) => monthNumber(word, { guess: true }) === null && !LABEL.test(word) && !OF_DATES.test(word),
  );
  if (LABEL.test(line)) return stops && words.length > MOST_WORDS;
  const uncased = (line.match(UNCASED) ?? []).length;
  if (uncased > (stops ? LONGEST_UNCASED / 2 : LONGEST_UNCASED)) return true;
  return stops ? words.length > 0 : words.length > 1 && !SEPARATOR.test(line);
}

/** Whether an element is, or stands in, a quotation, an embedded post, a caption, a comment or a menu. */
export function isNotThePages(element: DomElement): boolean {
  for (let at: DomElement | null = element; at !== null && at.localName !== 'body'; at = at.parentElement)
    if (at.matches(NOT_THE_PAGES)) return true;
  return false;
}

/**
 * Whether a line stands between paragraphs of a text, as the dates of a chronology do: a heading between two, or any line with two before it,
 * as a line of dates may follow the lead.
 */
export function isAmongProse({ element }: Pick<Block, 'element'>): boolean {
  const before = element.previousElementSibling;
  const isHeading = /^h[2-6]$/.test(element.localName);
  return (
    isParagraph(element.nextElementSibling) &&
    isParagraph(before) &&
    (isHeading || isParagraph(before?.previousElementSibling))
  );
}

function isParagraph(element: DomElement | null | undefined): boolean {
  return element?.localName === 'p' && collapse(element.textContent ?? '').length >= LEAST_PROSE;
}

/** Whether a date lies after the day that is now anywhere on Earth: nothing was published then. */
export function isToCome({ instant }: WebDate, now: Date): boolean {
  return instant.getTime() > now.getTime() + DAY_MS;
}
