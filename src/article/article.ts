declare const brand: unique symbol;
export type ArticleId = string & { readonly [brand]: 'ArticleId' };
export type RevisionId = number & { readonly [brand]: 'RevisionId' };

/**
 * What a text is. `beginning`: only that much of a paid article could be read. `post`, `notes` and `teaser` are a feed's own words where the page
 * behind the link gave nothing: a post of a network, notes on a recording or a release, the lines that announce an article.
 */
export const ARTICLE_KINDS = ['article', 'live-blog', 'gallery', 'beginning', 'post', 'notes', 'teaser'] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

/** What reading an address, a feed entry or a pasted text gives, before the store has seen it. */
export interface ArticleDraft {
  title: string;
  byline: string | null;
  /** The place named before the first paragraph's dash ("TOKYO"), without the dash. */
  dateline: string | null;
  publisher: string | null;
  /** A UTC instant. A date without a time is noon UTC, which is the same date in almost every zone. */
  published: Date | null;
  /** The IANA zone or offset (`+09:00`) that `published` was written in, when the source said so. */
  publishedZone: string | null;
  modified: Date | null;
  /** BCP 47, lower case primary subtag ("en"), or null when unknown. */
  language: string | null;
  /** Canonical address, or null for pasted text. */
  url: string | null;
  image: { url: string; alt: string } | null;
  kind: ArticleKind;
  /** Paragraphs joined by a blank line (`\n\n`). Never changed once stored: every quote is cut from it. */
  text: string;
}

/** A stored article in the revision that is current, or that was asked for. */
export interface Article extends ArticleDraft {
  id: ArticleId;
  revision: RevisionId;
  added: Date;
}
