import { UserError } from '../../errors.ts';
import { addArticle } from '../../intake/add-article.ts';
import type { UnreadPage } from '../../intake/next-pages.ts';
import type { AddressResult } from '../../intake/read-address.ts';
import { UnreadablePage } from '../../intake/read-page.ts';
import { readSource } from '../../intake/read-source.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { articlesById, listArticles, removeArticle, type StoredArticle } from '../../store/articles/articles.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { idIn, suggestionOf } from '../suggested.ts';
import { addFeed } from './feed-handlers.ts';

/** `/newsadmin article add`: reads an address, or stores pasted text for this workspace. */
export async function addArticleCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin article add'>,
): Promise<Reply> {
  if (options.text) {
    const published = options.published ? parseDay(options.published) : undefined;
    const given = { title: options.title, publisher: options.publisher, url: options.url, published };
    const read = await readSource(() => deps.feeds.parser, options.text, given, deps.config.ARTICLE_MAX_CHARACTERS);
    if (read.kind === 'refused') throw new UserError(read.message);
    return added(await addArticle(deps.db, read.draft, { workspace: caller.workspace, cameIn: 'paste' }));
  }
  if (!options.url) throw new UserError('Give me the address of the article (url:), or its text (text:).');
  try {
    return added(await deps.readAddress(options.url, caller.workspace));
  } catch (error) {
    if (!(error instanceof UnreadablePage) || error.reason !== 'feed') throw error;
    return addFeed(deps, caller, { url: options.url });
  }
}

/** `/newsadmin article remove` */
export async function removeArticleCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin article remove'>,
): Promise<Reply> {
  const article = await articleNamed(deps, caller.workspace, options.article);
  const removed = await deps.db.transaction().execute((tx) => removeArticle(tx, caller.workspace, article.id));
  if (!removed)
    throw new UserError(
      'This article is shared with all workspaces. Only whoever runs Copydesk can remove it, from the command line.',
    );
  return notice(`Removed “${article.title}” with its quotes and its summary.`);
}

const SHOWN = 3;

/** An article of a workspace by its suggestion, its id or words of its title. @throws UserError when there is none, or several. */
export async function articleNamed(deps: DeskDeps, workspace: WorkspaceId, typed: string): Promise<StoredArticle> {
  const [known] = await articlesById(deps.db, workspace, [idIn(typed)]);
  if (known) return known;
  const named = await listArticles(deps.db, workspace, { words: typed, limit: SHOWN + 1 });
  const shown = named.slice(0, SHOWN).map(({ title }) => `“${title}”`);
  if (named.length > 1)
    throw new UserError(
      `Several articles fit "${typed}": ${shown.join(', ')}${named.length > SHOWN ? ' and others' : ''}. Write more of the title.`,
    );
  const [article] = await articlesById(
    deps.db,
    workspace,
    named.map(({ id }) => id),
  );
  if (!article) throw new UserError(`I can't find an article "${typed}" here. Write some words of its title.`);
  return article;
}

/** A suggestion reads "title [id]", so that people recognise it and the command finds it. */
export function articleSuggestion(article: { id: string; title: string }): string {
  return suggestionOf(article.title, article.id);
}

/** What became of an article that was given. */
export function added(result: AddressResult): Reply {
  const unread = result.unread ? ` ${onlyBeginning(result.unread)}` : '';
  const quotes = `${result.quotes} ${result.quotes === 1 ? 'quotation' : 'quotations'}`;
  switch (result.kind) {
    case 'stored':
      return notice(`Stored “${result.title}” with ${quotes}.${unread}`);
    case 'revised':
      return notice(`“${result.title}” has changed since it was read: stored the new version with ${quotes}.${unread}`);
    case 'known':
      return notice(`“${result.title}” is already stored; nothing has changed.${unread}`);
  }
}

/** What to say of an article one of whose pages could not be read. */
export function onlyBeginning({ url, reason }: UnreadPage): string {
  return `This is only the beginning of the article. Its next page, ${url}, can’t be read: ${reason}`;
}

/**
 * Noon UTC of a date typed as YYYY-MM-DD, or the instant of a full ISO 8601 time.
 * @throws UserError when it is neither.
 */
export function parseDay(text: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? `${text.trim()}T12:00:00Z` : text.trim();
  const at = new Date(day);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text.trim())) {
    throw new UserError(`"${text}" isn't a date: write YYYY-MM-DD.`);
  }
  return at;
}
