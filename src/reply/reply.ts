/** An article as a reply cites it. Everything comes from the store, never from a model. */
export interface Source {
  /** 1, 2, 3 … in order of first use. */
  number: number;
  title: string;
  publisher: string | null;
  published: Date | string | null;
  /** With a text fragment to the passage where the page is on the web; null for pasted text. */
  url: string | null;
}

export interface Button {
  /** `v1:<kind>:<id>[:arg]`, at most 100 characters; see buttons.ts. */
  id: string;
  label: string;
}

/** What the bot says, before any platform's markup. Renderers escape, may split, and never shorten. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** One checked statement with the numbers of its sources. */
  | {
      kind: 'claim';
      text: string;
      cites: number[];
      /** Where each of the numbers leads: its passage; null where the article has no address. */
      links?: readonly (string | null)[];
      /** The words of the text that answer, in UTF-16 units, half-open: shown in bold. */
      bold?: { start: number; end: number };
    }
  /** Verbatim words of somebody, shown in quotation marks or as a block quotation. `speaker` null: "unattributed". */
  | {
      kind: 'quote';
      text: string;
      speaker: string | null;
      role: string | null;
      via: string[];
      /** Stands in the speaker's place where nobody said the words: "Jane Doe is alleged to have said this". */
      credit?: string;
      source: Source;
      /** Words around it, when asked for. */
      context?: string;
      note?: string;
    }
  /** A story of a digest or of the latest news. */
  | {
      kind: 'story';
      title: string;
      url: string | null;
      sentence: string | null;
      publisher: string | null;
      published: Date | string | null;
      note?: string;
      /** It is the only one: it needs no number. */
      alone?: true;
    }
  /** A picture of an article, by its address; `alt` says what it shows. */
  | { kind: 'picture'; url: string; alt: string }
  /** Calls a role (Discord) or a user group (Slack), by its id. Nothing else in a reply ever calls anybody. */
  | { kind: 'ping'; role: string }
  | { kind: 'sources'; sources: Source[] }
  /** `numbered`: an item can be pointed at by its number. */
  | { kind: 'list'; numbered?: boolean; items: ListItem[] }
  /** What was asked, for others who read the answer; `by` is the id of a user of the platform. */
  | { kind: 'asked'; text: string; by: string | null }
  /** Small print: what was searched, warnings, how to go on. */
  | { kind: 'notice'; text: string }
  /** An instant that the platform shows in the reader's zone. */
  | { kind: 'time'; label: string; at: Date | string }
  | { kind: 'buttons'; buttons: Button[] }
  /** A list to choose from: choosing is pressing the button of that id. At most 25 choices. */
  | { kind: 'menu'; label: string; choices: Button[] };

export interface ListItem {
  text: string;
  url?: string | null;
  /** A place whose channel is named after the text, as the platform names channels. */
  place?: string;
  /** A role that is named after the text, by its id; naming it calls nobody. */
  role?: string;
  /** Commands after the text, by their full names; they can be clicked where the platform has that. */
  commands?: readonly string[];
  /** After a colon. */
  detail?: string;
  /** An instant after the detail, in the reader's zone where the platform knows it. */
  at?: Date | string;
}

export interface Reply {
  blocks: Block[];
  /** Shown to the asker alone where the platform can. */
  private: boolean;
  /** The id of the digest or wire that was set or changed. */
  subject?: string;
  /** Nothing is posted: what was overheard was not for us. */
  silent?: boolean;
  /** What was asked for could not be done; the text says why. */
  failed?: boolean;
  /** A pressed button replaces the message it stands on (a page of quotes), instead of adding one. */
  replaces?: boolean;
}

/** The reply to what wasn't for us, was answered already, or can't be answered any more. */
export const UNSAID: Reply = { blocks: [], private: false, silent: true };

/** A reply of one small-print line: errors, confirmations. Private. */
export function notice(text: string): Reply {
  return { blocks: [{ kind: 'notice', text }], private: true };
}

/** Cuts text into chunks of at most `limit` UTF-16 units, at line, sentence or word ends where possible; joined they are the input. */
export function splitText(text: string, limit: number): string[] {
  if (limit < 2) throw new RangeError('limit must be at least 2');
  const chunks: string[] = [];
  let from = 0;
  while (text.length - from > limit) {
    const to = cutPoint(text, from, limit);
    chunks.push(text.slice(from, to));
    from = to;
  }
  chunks.push(text.slice(from));
  return chunks;
}

function cutPoint(text: string, from: number, limit: number): number {
  const end = from + limit;
  for (const mark of ['\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, end - mark.length);
    if (at > from + limit / 2) return at + mark.length;
  }
  // A surrogate pair is one character.
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
