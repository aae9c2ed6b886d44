import { isWithoutCase, isWithoutStops } from './other-scripts.ts';

const STATEMENT_END = /[.!…:。！।۔][)\]"”’'»」』）]*$/;
/** Names, numbers and addresses alone say nothing. */
const SMALL_WORD = /(?:^|[\s“"(])\p{Ll}{2,}(?=[\s,;:!…”"’)—–-]|\.(?!\p{L})|$)/u;
const TEASER =
  /^(?:►|▶|•\s*)?(?:More|More on this|Related|Read more|Keep reading|Keep scrolling|A deeper look|A closer look|Go deeper|See also|Watch|Live updates|What to know|Editor['’]s note)\b ?:/i;

/** "Storm warnings:All schools stay closed.": a label and the headline that it links to, run together. */
const GLUED_LINK = /^[^.:!?\n]{2,60}(?<!\b[Rr]e)[\p{L}\p{N}?’'”"]:["“‘']?\p{L}(?!.{100})/u;

/** "Sign up for our newsletter.", "A version of this story first appeared in …", "For our latest coverage, see …". */
const OF_THE_PUBLISHER =
  /^(?:please )?(?:(?:sign up|subscribe|register|bookmark|follow (?:us|along)|download|get|use) [^.]{0,80}\b(?:newsletters?|lite site|apps?|inbox|alerts?|podcasts?)\b|an? (?:earlier |shorter )?version of this (?:story|article|piece|column|essay) (?:first |originally |also )?(?:appeared|ran|was published)|for (?:our|the) latest (?:coverage|updates|news)\b|for more (?:coverage|news|stories)\b|(?:see|view|read|check out) (?:the|our|a) (?:full|complete|entire) (?:list|schedule|results?|story|article|report)\b)/i;

/** "Correction: An earlier version of this article said …": what it tells first is what was wrong. */
const OF_A_CORRECTION =
  /^(?:corrections?|clarifications?)\b[^.:]{0,30}:|^(?:an?|the) (?:earlier|previous|prior|original) version of (?:this|the) (?:story|article|report|piece|column|headline|post)\b|^this (?:story|article|report|piece|post) (?:has been|was) (?:updated|corrected|amended)\b/i;

/** A line that leads to other articles, or the editors' or publisher's word about the page or an error in it. */
export function isTeaser(text: string): boolean {
  return TEASER.test(text) || GLUED_LINK.test(text) || OF_THE_PUBLISHER.test(text) || OF_A_CORRECTION.test(text);
}

/** A whole sentence that says something: a headline, a dateline, a contact line, a link to another article and a question do not. */
export function isStatement(text: string): boolean {
  const isWhole = STATEMENT_END.test(text) || (isWithoutStops(text) && !text.endsWith('?'));
  return isWhole && (SMALL_WORD.test(text) || isWithoutCase(text)) && !isTeaser(text);
}
