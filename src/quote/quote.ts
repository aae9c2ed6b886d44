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
 * What somebody said, cut from the article's text.
 * `direct`: whole words of somebody, in quotation marks. `partial`: some of their words inside a sentence of the reporter's.
 * `indirect`: the reporter's own words for what somebody said; never shown in quotation marks.
 * `term`: a title, nickname or scare quote; nobody's statement and never shown as one.
 */
export interface Quote extends Cut {
  kind: 'direct' | 'partial' | 'indirect' | 'term';
  /** Null when the article does not say, or when confidence is too low: a wrong speaker is worse than none. */
  speaker: Speaker | null;
  /** The words that carry the attribution ("said", "according to"). */
  cue: Cut | null;
  /** Who carried or reported it, nearest first ("Korean Central News Agency", "Associated Press"). */
  via: string[];
  /** Pieces of one utterance ("…," she said, "…") share a number; numbers count from 0 in text order. */
  utterance: number;
  /** Chance that `speaker` is right, 0 to 1; 0 when there is none. */
  confidence: number;
}
