import { randomBytes } from 'node:crypto';
import { saidQuestion } from '../../answer/question/said-by.ts';
import { UserError } from '../../errors.ts';
import { type Block, type Button, notice, type Reply } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import type { Queries } from '../../store/database.ts';
import { type FoundQuotes, findQuotes, type QuoteQuery } from '../../store/quotes/quote-lookup.ts';
import { findQuoteSearch, saveQuoteSearch } from '../../store/quotes/quote-searches.ts';
import { quoteById, type StoredQuote } from '../../store/quotes/stored-quotes.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { buttonId } from '../buttons.ts';
import { zoneOfCaller } from '../caller-zone.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parseSince, parseUntil } from '../options.ts';
import type { Caller } from '../request.ts';
import { contextOf, foundBlocks, needsContext, storedBlock } from './quote-blocks.ts';

const QUOTES_PER_PAGE = 5;
/** Quotations that a search can show, page by page. */
export const MOST_PAGES = 200;

/** `/quote`: verbatim quotations, best first, five a page. */
export async function quote(deps: DeskDeps, caller: Caller, options: OptionsOf<'quote'>): Promise<Reply> {
  const query = quoteQuery(options, deps.now(), await zoneOfCaller(deps.db, caller));
  const id = randomBytes(8).toString('hex');
  const reply = await quotePage(deps, caller, id, query, 0);
  const turns = reply.blocks.some(
    (block) => block.kind === 'buttons' && block.buttons.some(({ label }) => label === 'More'),
  );
  if (turns) await saveQuoteSearch(deps.db, caller.workspace, id, query);
  return { ...reply, private: reply.private || options.private === true };
}

/** "Who said “we will rebuild”?" asks for the words. */
const WHO_SAID = /^who (?:ever )?(?:said|says|wrote|tweeted|uttered)[\s:,]+(?=\S)/iu;

const SAID_WORDS = /^(?<speaker>[^"“”„«»]{2,60}?) (?:said|says|wrote|tweeted)[,:]? (?<about>["“„«].+)$/iu;

/** `Jane Doe said “we will rebuild”`: her words. */
function saidWords(text: string): { speaker: string; about: string } | null {
  const { speaker = '', about = '' } = SAID_WORDS.exec(text.trim())?.groups ?? {};
  return speaker === '' || /^who(?: ever)?$/iu.test(speaker) ? null : { speaker, about };
}

/**
 * What a look-up asks for. A question typed into it ("What did Jane Doe say about the bridge?") asks for the speaker's words on the subject.
 * @throws UserError when nothing was given, and for a time that can't be read.
 */
export function quoteQuery(
  options: { [name in 'text' | 'speaker' | 'source' | 'since' | 'until']?: string | undefined },
  now: Date,
  zone: string,
): QuoteQuery {
  const { text, speaker, source } = options;
  if (!text && !speaker && !source && !options.since && !options.until)
    throw new UserError('Tell me what to look for: words from the quotation, a speaker, a source or a time.');
  const asked = text && !speaker ? (saidQuestion(text) ?? saidWords(text)) : null;
  return {
    text: asked ? asked.about || undefined : text?.replace(WHO_SAID, ''),
    speaker: asked ? asked.speaker : speaker,
    source,
    since: options.since ? parseSince(options.since, now, zone) : undefined,
    until: options.until ? parseUntil(options.until, now, zone) : undefined,
  };
}

/** The button below a page of quotations. */
export async function morequotes(deps: DeskDeps, caller: Caller, id: string, page: number): Promise<Reply> {
  const query = await findQuoteSearch(deps.db, caller.workspace, id);
  if (!query || !Number.isInteger(page) || page < 0 || page >= MOST_PAGES)
    return notice('This button is from an older message: use /quote again.');
  return { ...(await quotePage(deps, caller, id, query, page)), replaces: true };
}

/** "Show context": a quotation with the sentences around it, cut from the stored article, under the number that it had in the list. */
export async function showContext(deps: DeskDeps, caller: Caller, id: string, number: number): Promise<Reply> {
  const stored = await quoteById(deps.db, caller.workspace, Number(id));
  const [article] = stored ? await articlesById(deps.db, caller.workspace, [stored.article]) : [];
  if (!stored || !article) return notice('I no longer have this quotation: its article was changed or removed.');
  return {
    blocks: [
      storedBlock(stored, Number.isInteger(number) && number > 0 ? number : 1, {
        context: contextOf(article.text, stored),
      }),
    ],
    private: true,
  };
}

/**
 * A page of what a look-up finds, the first being 0, and the sentences around its quotations by their numbers: around those that mislead
 * alone, or around each.
 */
export async function quotesOnPage(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  page: number,
  contextOfEach = false,
) {
  const offset = page * QUOTES_PER_PAGE;
  const found = await findQuotes(db, workspace, query, { limit: QUOTES_PER_PAGE, offset });
  const contexts = await contextsOf(db, workspace, contextOfEach ? found.quotes : found.quotes.filter(needsContext));
  return { found, contexts, offset, pages: Math.ceil(found.total / QUOTES_PER_PAGE) };
}

async function quotePage(deps: DeskDeps, caller: Caller, id: string, query: QuoteQuery, page: number): Promise<Reply> {
  const { found, contexts, offset, pages } = await quotesOnPage(deps.db, caller.workspace, query, page);
  if (found.quotes.length === 0) return notice([nothingFound(found, query), ...namesTip(query, caller)].join(' '));
  const single = found.quotes.length === 1;
  const buttons: Button[] = [
    ...(single
      ? found.quotes.map((one) => ({ id: buttonId('context', one.id, offset + 1), label: 'Show context' }))
      : []),
    ...(page > 0 ? [{ id: buttonId('quotes', id, page - 1), label: 'Previous' }] : []),
    ...(page + 1 < pages || found.more ? [{ id: buttonId('quotes', id, page + 1), label: 'More' }] : []),
  ];
  const blocks: Block[] = found.quotes.flatMap((one, i) => foundBlocks(one, offset + i + 1, contexts.get(one.id)));
  const choices = found.quotes.map((one, i) => ({
    id: buttonId('context', one.id, offset + i + 1),
    label: choiceLabel(one, offset + i + 1),
  }));
  blocks.push(
    { kind: 'notice', text: summary(found, page + 1, pages) },
    ...(single ? [] : [{ kind: 'menu' as const, label: 'Show the context of …', choices }]),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  );
  return { blocks, private: false };
}

const CHOICE_LENGTH = 70;

/** A quotation as a choice of a menu, by who said it where; its words stand above, and are never cut. */
function choiceLabel({ speaker, publisher, title }: FoundQuotes['quotes'][number], number: number): string {
  const label = `${number}. ${speaker ?? 'unattributed'}, ${publisher ?? title}`.replace(/\s+/g, ' ');
  return label.length <= CHOICE_LENGTH ? label : `${label.slice(0, CHOICE_LENGTH)}…`.toWellFormed();
}

/** Why a page is empty: nothing fits, or there are fewer pages. */
export function nothingFound({ total, otherwise }: FoundQuotes, { speaker }: QuoteQuery): string {
  const pages = Math.ceil(total / QUOTES_PER_PAGE);
  if (pages > 0) return `There ${pages === 1 ? 'is 1 page' : `are ${pages} pages`} of quotations like that.`;
  if (otherwise > 0) {
    const many = otherwise === 1 ? 'another one' : 'others';
    return `I found no quotation by “${speaker}” with these words, but ${many} without them: leave the words out to see ${otherwise === 1 ? 'it' : 'them'}.`;
  }
  return 'I found no quotation like that. Try fewer words, part of a name or a longer time.';
}

/** Where commands are typed, a name of several words may have been cut: what was looked for, and how to write the name. */
function namesTip({ text, speaker, source }: QuoteQuery, { workspace }: Caller): string[] {
  const [key, name] = speaker ? ['speaker', speaker] : ['source', source];
  if (!text || !name || /\s/.test(name) || workspace.startsWith('discord/')) return [];
  const next = text.split(/\s+/)[0] ?? '';
  return [
    `I looked for “${text}” with the ${key} “${name}”. A name of several words goes in quotation marks, such as ${key}:"${name} ${next}".`,
  ];
}

/** The sentences that some quotations stand in, by their numbers. */
async function contextsOf(
  db: Queries,
  workspace: WorkspaceId,
  quotes: readonly StoredQuote[],
): Promise<Map<number, string>> {
  const articles = await articlesById(db, workspace, [...new Set(quotes.map((one) => one.article as string))]);
  const texts = new Map(articles.map((article) => [article.id, article.text]));
  return new Map(
    quotes.flatMap((one) => {
      const text = texts.get(one.article);
      return text === undefined ? [] : [[one.id, contextOf(text, one)]];
    }),
  );
}

/** What was found, in a line, and how what was typed was understood. */
export function summary(found: FoundQuotes, page: number, pages: number): string {
  const count = `${found.total}${found.more ? ' or more' : ''}`;
  return [
    ...understoodAs(found),
    ...(found.nearest ? ['No quotation has all of these words. These are missing one.'] : []),
    `${count} ${found.total === 1 && !found.more ? 'quotation' : 'quotations'}, page ${page} of ${pages}${found.more ? ' or more' : ''}. Word for word from the articles.`,
  ].join('\n');
}

function understoodAs({ named, respelled, namesakes }: FoundQuotes): string[] {
  if (respelled && named !== null)
    return ['No quotation has these words, and no one by that name is quoted. Showing similar spellings.'];
  if (respelled) return ['No one by that name is quoted. Showing similar spellings.'];
  if (named !== null) return [`Said by “${named}”. For quotations with the word in them, put it in quotation marks.`];
  if (namesakes.length === 0) return [];
  return [`To see what ${namesakes.join(', ')} said, use the speaker option.`];
}
