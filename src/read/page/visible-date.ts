import { parseWebDate, type WebDate } from '../../time/web-dates.ts';
import { isAmongProse, isNotThePages, isSentence, isToCome } from './date-lines.ts';
import { collapse } from './dom.ts';
import type { Block } from './page-blocks.ts';

/**
 * The date that a reader sees beside the headline, for pages that give none to machines: in a short line, three before to ten after
 * the title. A sentence that tells of a day is passed over, and so is a day after `now`.
 */
export function visibleDate(
  page: readonly Block[],
  title: string,
  { dayFirst, language, now }: { dayFirst: boolean; language: string | null; now: Date },
): WebDate | null {
  const start = collapse(title).slice(0, 40);
  const headline = page.findLastIndex(({ text, tag }) => start !== '' && text.startsWith(start) && tag !== 'li');
  if (headline < 0) return null;
  for (const line of [...page.slice(headline + 1, headline + 11), ...page.slice(Math.max(0, headline - 3), headline)]) {
    const { text, element } = line;
    const date = text.length < 120 ? parseWebDate(text, { dayFirst, language }) : null;
    if (date === null || isToCome(date, now) || isSentence(text)) continue;
    if (!isNotThePages(element) && !isAmongProse(line)) return date;
  }
  return null;
}

/** The day that the path of an address gives, as weblogs and papers write it: "/2026/11/17/". */
export function dateInPath(address: string | null): WebDate | null {
  const path = address === null ? '' : (URL.parse(address)?.pathname ?? '');
  const day = /[/-]((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-][^/])/.exec(path);
  return day === null ? null : parseWebDate(`${day[1]}-${day[2]}-${day[3]}`);
}
