import { randomBytes } from 'node:crypto';
import { citedUrl } from '../../answer/citation.ts';
import { UserError } from '../../errors.ts';
import { type FoundQuote, findQuotes, type QuoteQuery } from '../../store/quote-lookup.ts';
import { findQuoteSearch, saveQuoteSearch } from '../../store/quote-searches.ts';
import { buttonId } from '../buttons.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { parseSince } from '../options.ts';
import { type Block, notice, type Reply } from '../reply.ts';
import type { Caller } from '../request.ts';
import { zoneOfCaller } from '../zone.ts';

export const QUOTES_PER_PAGE = 5;

/** `/quote`: verbatim quotations, best first, five a page. */
export async function quote(deps: DeskDeps, caller: Caller, options: OptionsOf<'quote'>): Promise<Reply> {
  if (!options.text && !options.speaker && !options.source) {
    throw new UserError('Tell me what to look for: words of the quotation, a speaker, or a source.');
  }
  const since = options.since ? parseSince(options.since, deps.now(), await zoneOfCaller(deps.db, caller)) : undefined;
  const query: QuoteQuery = { text: options.text, speaker: options.speaker, source: options.source, since };
  const id = randomBytes(8).toString('hex');
  const reply = await quotePage(deps, caller, id, query, 0);
  if (reply.blocks.some((block) => block.kind === 'buttons'))
    await saveQuoteSearch(deps.db, caller.workspace, id, query);
  return { ...reply, private: reply.private || options.private === true };
}

/** The button below a page of quotations. */
export async function morequotes(deps: DeskDeps, caller: Caller, id: string, page: number): Promise<Reply> {
  const query = await findQuoteSearch(deps.db, caller.workspace, id);
  if (!query || !Number.isInteger(page) || page < 0)
    return notice('This button is from an older message: use /quote again.');
  return { ...(await quotePage(deps, caller, id, query, page)), replaces: true };
}

async function quotePage(deps: DeskDeps, caller: Caller, id: string, query: QuoteQuery, page: number): Promise<Reply> {
  const { quotes, total } = await findQuotes(deps.db, caller.workspace, query, {
    limit: QUOTES_PER_PAGE,
    offset: page * QUOTES_PER_PAGE,
  });
  if (quotes.length === 0) {
    return notice('No stored quotation fits that. Try fewer words, part of a name, or a longer time.');
  }
  const pages = Math.ceil(total / QUOTES_PER_PAGE);
  const buttons = [
    ...(page > 0 ? [{ id: buttonId('quotes', id, page - 1), label: 'Previous' }] : []),
    ...(page + 1 < pages ? [{ id: buttonId('quotes', id, page + 1), label: 'More' }] : []),
  ];
  const blocks: Block[] = quotes.map((found, i) => quoteBlock(found, page * QUOTES_PER_PAGE + i + 1));
  blocks.push({
    kind: 'notice',
    text: `${total} ${total === 1 ? 'quotation' : 'quotations'}, page ${page + 1} of ${pages}. Word for word from the articles.`,
  });
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { blocks, private: false };
}

/** A found quotation as a reply shows it. */
export function quoteBlock(found: FoundQuote, number: number): Block {
  return {
    kind: 'quote',
    text: found.text,
    speaker: found.speaker,
    role: found.role,
    via: found.via,
    source: {
      number,
      title: found.title,
      publisher: found.publisher,
      published: found.published,
      url: citedUrl(found.url, found.text),
    },
  };
}
