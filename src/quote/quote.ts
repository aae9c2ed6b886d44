import type { Span } from '../text/span.ts';

/** A piece of the article's text together with its words: `text === article.text.slice(start, end)`. */
export interface Cut extends Span {
  text: string;
}

export interface Speaker {
  /** As fully as the article names them: "Jane Doe", "Harbour Authority spokesman", "statement". */
  name: string;
  kind: 'person' | 'organisation' | 'document' | 'unnamed';
  /** The words that prove who spoke, where they stand next to the quotation ("he", "the spokesman"). */
  mention: Cut;
  /** "chief engineer", "Harbour Authority spokesman"; null when the article gives none. */
  role: string | null;
}

/**
 * How the article puts words in marks. `said`: somebody said them. `reported`: by somebody else's account ("Hale said the minister had told
 * her"). The others were not said, as far as the article knows: `denied` ("never said", "denied calling it"), `alleged` ("was accused of
 * saying", "claimed that the mayor had said"), `hypothetical` ("if she says", "would say").
 */
export const STANCES = ['said', 'reported', 'denied', 'alleged', 'hypothetical'] as const;
export type Stance = (typeof STANCES)[number];

/** True where nobody may be shown as having said the words. */
export function isUnsaid(stance: Stance): boolean {
  return stance === 'denied' || stance === 'alleged' || stance === 'hypothetical';
}

/** What a reader is told of words that nobody said, in place of a speaker; null for words that were said. */
export function unsaidCredit(stance: Stance, imputedTo: string | null): string | null {
  if (stance === 'denied')
    return imputedTo === null ? 'denied in the article' : `${imputedTo} did not say this, or denies saying it`;
  if (stance === 'alleged')
    return imputedTo === null ? 'only alleged in the article' : `${imputedTo} is alleged to have said this`;
  if (stance === 'hypothetical')
    return imputedTo === null ? 'supposed words, not said' : `supposed words of ${imputedTo}, not said`;
  return null;
}

/** Who passed the words on, as a reader is told: words that are only "reportedly" somebody's say so too. */
export function carriers(stance: Stance, via: readonly string[]): string[] {
  return stance === 'reported' && via.length === 0 ? ['others’ accounts'] : [...via];
}

/**
 * What somebody said, cut from the article's text.
 * `direct`: whole words of somebody, in quotation marks. `partial`: some of their words inside a sentence of the reporter's.
 * `indirect`: the reporter's own words for what somebody said; never shown in quotation marks.
 * `term`: a title, nickname or scare quote; nobody's statement and never shown as one.
 */
export interface Quote extends Cut {
  kind: 'direct' | 'partial' | 'indirect' | 'term';
  /** Who said it. Null when the article does not say, when it is too unsure (a wrong speaker is worse than none), or when it was not said. */
  speaker: Speaker | null;
  stance: Stance;
  /** Who is said to have spoken, or denies it, where `stance` says that nobody did; null otherwise. */
  imputedTo: string | null;
  /** The words that carry the attribution ("said", "according to"). */
  cue: Cut | null;
  /** Who carried or reported it, nearest first ("Korean Central News Agency", "Associated Press"). */
  via: string[];
  /** Pieces of one utterance ("…," she said, "…") share a number; numbers count from 0 in text order. */
  utterance: number;
  /** Chance that `speaker`, or `imputedTo`, is right, 0 to 1; 0 when there is neither. */
  confidence: number;
}
