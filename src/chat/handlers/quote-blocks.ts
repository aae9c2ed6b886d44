import { citedUrl } from '../../answer/citation.ts';
import { carriers, unsaidCredit } from '../../quote/quote.ts';
import type { Block } from '../../reply/reply.ts';
import { type FoundQuote, type Printed, speakersAgree } from '../../store/quotes/quote-copies.ts';
import type { StoredQuote } from '../../store/quotes/stored-quotes.ts';
import { sentencesOf } from '../../text/sentences.ts';
import type { Span } from '../../text/span.ts';

/** Characters looked at on each side of a quotation for the sentences around it. */
const NEAR = 2_000;

/** A found quotation as a reply shows it: its words, who else prints them, and every other wording with who prints that. */
export function foundBlocks(found: FoundQuote, number: number, context?: string): Block[] {
  const note = [
    ...found.pieces.map((piece) => `In the same statement: “${piece}”`),
    ...(found.otherWordings.length > 0
      ? [`Other outlets word this differently; this version is from ${printers(found)}.`]
      : []),
  ].join('\n');
  const blocks: Block[] = [
    storedBlock(found, number, { ...(context ? { context } : {}), ...(note ? { note } : {}) }, found.before),
    ...alsoIn(found, 'Also in'),
  ];
  for (const other of found.otherWordings) {
    blocks.push(storedBlock(other, number, { note: `Another wording of ${number}, from ${printers(other)}.` }));
    blocks.push(...alsoIn(other, 'Same wording in'));
  }
  if (found.otherWordingsMore > 0)
    blocks.push({ kind: 'notice', text: `${found.otherWordingsMore} more wordings of ${number} are stored.` });
  return blocks;
}

const FEW_WORDS = 6;

/** A fragment, or words that nobody said, mislead without the sentence that they stand in. */
export function needsContext({ kind, text, stance }: StoredQuote): boolean {
  return (stance !== 'said' && stance !== 'reported') || (kind === 'partial' && text.split(/\s+/).length < FEW_WORDS);
}

/** A stored quotation as a reply shows it. */
export function storedBlock(
  stored: StoredQuote,
  number: number,
  extra: { context?: string; note?: string } = {},
  before = '',
): Block {
  return {
    kind: 'quote',
    text: stored.text,
    speaker: stored.speaker,
    role: stored.role,
    via: carriers(stored.stance, stored.via),
    ...creditOf(stored),
    source: {
      number,
      title: stored.title,
      publisher: printedBy(stored),
      published: stored.published,
      url: citedUrl(stored.url, stored.text, before),
    },
    ...extra,
  };
}

const PAGE_GONE = 'page no longer online';

/** The publisher as shown beside a quotation, with a note when its page has gone. */
export function printedBy({ publisher, gone }: Pick<StoredQuote, 'publisher' | 'gone'>): string | null {
  return gone === null ? publisher : [publisher, PAGE_GONE].filter(Boolean).join(', ');
}

/** Words that nobody said are never shown under a name alone. */
function creditOf({ stance, imputedTo }: StoredQuote): { credit?: string } {
  const credit = unsaidCredit(stance, imputedTo);
  return credit === null ? {} : { credit };
}

function alsoIn(printed: Printed, label: string): Block[] {
  if (printed.also.length === 0) return [];
  return [
    {
      kind: 'list',
      items: [
        ...printed.also.map((copy) => ({
          text: `${label} ${nameOf(copy)}${day(copy.published)}${attribution(printed, copy)}`,
          url: citedUrl(copy.url, copy.text),
        })),
        ...(printed.alsoMore > 0 ? [{ text: `and in ${printed.alsoMore} more` }] : []),
      ],
    },
  ];
}

/** Said only where a copy names somebody else, so that nobody takes one for the other. */
function attribution(printed: Printed, copy: StoredQuote): string {
  if (copy.speaker === null || printed.speaker === null || speakersAgree(copy.speaker, printed.speaker)) return '';
  return ` (which attributes it to ${copy.speaker})`;
}

function printers(printed: Printed): string {
  const names = [...new Set([printed, ...printed.also].map(nameOf))];
  const more = names.length - 3 + printed.alsoMore;
  return more > 0 ? `${names.slice(0, 3).join(', ')} and ${more} more` : names.join(', ');
}

function nameOf(stored: StoredQuote): string {
  return stored.publisher ?? `“${stored.title}”`;
}

function day(at: Date | null): string {
  if (at === null) return '';
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `, ${format.format(at)}`;
}

/**
 * The sentences that a quotation stands in, with the one before and the one after inside the paragraph, word for word from the text;
 * the paragraphs next to it where it is a paragraph of its own.
 */
export function contextOf(text: string, quote: Span): string {
  const from = Math.max(0, quote.start - NEAR);
  const to = Math.min(text.length, quote.end + NEAR);
  const sentences = sentencesOf(text.slice(from, to)).map(({ start, end }) => ({
    start: from + start,
    end: from + end,
  }));
  const first = sentences.findIndex((sentence) => sentence.end > quote.start);
  const last = sentences.findLastIndex((sentence) => sentence.start < quote.end);
  const before = sentences[first - 1];
  const after = sentences[last + 1];
  const start = sentences[first]?.start ?? quote.start;
  const end = sentences[last]?.end ?? quote.end;
  return text.slice(Math.min(before?.start ?? start, quote.start), Math.max(after?.end ?? end, quote.end));
}
