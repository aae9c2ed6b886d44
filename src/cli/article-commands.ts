import { stripVTControlCharacters } from 'node:util';
import type { ArticleKind } from '../article/article.ts';
import { changesBetween } from '../article/changes.ts';
import { onlyBeginning, parseDay } from '../chat/handlers/article-handlers.ts';
import { inShellWords } from '../chat/shell-words.ts';
import { UserError } from '../errors.ts';
import type { AddressResult } from '../intake/read-address.ts';
import { addSamples, removeSamples } from '../intake/samples.ts';
import { deleteArticle, listArticles, revisionsOf } from '../store/articles/articles.ts';
import { MOST_QUOTES } from '../store/quotes/quote-rows.ts';
import { SHARED } from '../store/schema.ts';
import { openInput, peek, readLines, upToTheCut } from './jsonl.ts';
import { write, writeJson } from './output.ts';
import { namedWorkspace, withApp } from './run.ts';
import { addTextFile, type ImportReport, importArticles } from './stored-files.ts';
import { isExport, restoreExport, writeRestored } from './workspace-commands.ts';

interface AddOptions {
  title?: string;
  url?: string;
  published?: string;
  publisher?: string;
  byline?: string;
  workspace: string;
  json?: boolean;
}

/** What a text is where it is less than an article. */
const KINDS: Partial<Record<ArticleKind, string>> = {
  beginning: 'only the beginning',
  post: 'a post',
  notes: 'notes on a recording or release',
  teaser: 'only the teaser',
};
const MOST_LISTED = 1000;

export function addFiles(files: string[], options: AddOptions): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const given = {
      title: options.title,
      url: options.url,
      publisher: options.publisher,
      byline: options.byline,
      published: options.published ? parseDay(options.published) : undefined,
    };
    if (files.length > 1 && (options.title || options.url))
      throw new UserError('Use --title and --url with one file only.');
    for (const file of files) {
      const added = await addOne(file);
      if (added === null) continue;
      const limit =
        added.quotes > MOST_QUOTES ? `, of which the first ${MOST_QUOTES.toLocaleString('en')} are kept` : '';
      const quotes = `${added.quotes} ${added.quotes === 1 ? 'quotation' : 'quotations'}${limit}`;
      const said = {
        stored: `Stored “${added.title}” (${added.article}) with ${quotes}.`,
        revised: `“${added.title}” (${added.article}) has changed: stored its new version with ${quotes}.`,
        known: `“${added.title}” (${added.article}) is already stored; nothing has changed.`,
      };
      await (options.json ? writeJson({ ...added, id: added.article }) : write(`${said[added.kind]}\n`));
      if (added.unread && !options.json) await write(`  ${onlyBeginning(added.unread)}\n`);
    }

    /** Of several, one that fails is told by its name and stops none of the others. */
    async function addOne(file: string): Promise<AddressResult | null> {
      try {
        return /^https?:\/\//i.test(file)
          ? await app.readAddress(file, workspace)
          : await addTextFile(app, file, given, workspace);
      } catch (error) {
        if (!(error instanceof UserError) || files.length === 1) throw error;
        process.exitCode = 1;
        process.stderr.write(`${file}: ${inShellWords(error.message)}\n`);
        return null;
      }
    }
  });
}

/**
 * `copydesk import`: a library of articles, or an export of a workspace, told apart by the first line. Of a file that breaks off, what stands before is stored;
 * the command fails all the same.
 */
export function importFile(file: string, options: { workspace?: string; json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    let cut: { line: number; reason: string } | undefined;
    const whole = upToTheCut(readLines(openInput(file)), (found) => {
      cut = found;
    });
    const { first, lines } = await peek(whole);
    const named = options.workspace ? await namedWorkspace(app, options.workspace) : null;
    if (isExport(first)) await writeRestored(await restoreExport(app.db, lines, named), options.json === true);
    else {
      const result = await importArticles(app.db, lines, named ?? SHARED);
      if (result.stored + result.revised + result.known + result.skipped.length === 0 && cut === undefined)
        throw new UserError(`"${file}" has no articles: each line must be a JSON object with id, title and text.`);
      await (options.json ? writeJson(result) : writeImported(result));
    }
    if (cut === undefined) return;
    process.exitCode = 1;
    process.stderr.write(
      `I can read the file only up to line ${cut.line}; everything before it is stored. ${cut.reason}\n`,
    );
  });
}

async function writeImported({ stored, revised, known, skipped, notJson, undated }: ImportReport): Promise<void> {
  await write(`Stored ${stored}, new versions ${revised}, already known ${known}, skipped ${skipped.length}.\n`);
  for (const { id, reason } of skipped.slice(0, 10)) await write(`  skipped ${id || '(no id)'}: ${reason}\n`);
  if (undated.count > 0)
    await write(
      `${undated.count === 1 ? "1 article has a date that I can't read and was" : `${undated.count} articles have dates that I can't read and were`} stored without one.\n`,
    );
  for (const { line, id, published } of undated.first) await write(`  line ${line}, ${id}: ${visible(published)}\n`);
  if (notJson.count === 0) return;
  const more = notJson.count > notJson.lines.length ? ' …' : '';
  process.stderr.write(
    `${notJson.count} ${notJson.count === 1 ? "line isn't a JSON object and was" : "lines aren't JSON objects and were"} skipped: ${notJson.lines.join(', ')}${more}\n`,
  );
}

export function listStored(
  words: string[],
  options: { limit: string; workspace: string; json?: boolean },
): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
      throw new UserError(`--limit must be a number from 1 to ${MOST_LISTED}, not "${options.limit}".`);
    const found = await listArticles(app.db, workspace, { words: words.join(' '), limit });
    if (options.json) return writeJson(found);
    if (found.length === 0) return write('No matching articles.\n');
    for (const article of found) {
      const facts = [
        article.publisher,
        article.published?.toISOString().slice(0, 10),
        KINDS[article.kind],
        article.gone ? `its page has been gone since ${article.gone.toISOString().slice(0, 10)}` : null,
      ]
        .filter(Boolean)
        .join(', ');
      await write(`${article.id}  ${article.title}${facts ? ` (${facts})` : ''}\n`);
    }
  });
}

export function removeStored(id: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const title = await app.db.transaction().execute((tx) => deleteArticle(tx, id));
    if (title === null) throw new UserError(`I can't find an article "${id}". copydesk articles lists them.`);
    await (options.json
      ? writeJson({ removed: id, title })
      : write(`Removed “${title}” with its quotes and its summary.\n`));
  });
}

export function samples(action: string, options: { json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    if (action !== 'add' && action !== 'remove') throw new UserError('Write samples add or samples remove.');
    const n = action === 'add' ? await addSamples(app.db) : await removeSamples(app.db);
    const said = `${action === 'add' ? 'Added' : 'Removed'} ${n} sample ${n === 1 ? 'story' : 'stories'}.`;
    await (options.json ? writeJson({ [action === 'add' ? 'added' : 'removed']: n }) : write(`${said}\n`));
  });
}

/** `copydesk article`: its versions, and what changed from each to the next. */
export function showVersions(id: string, options: { workspace: string; json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const revisions = await revisionsOf(app.db, await namedWorkspace(app, options.workspace), id);
    if (revisions.length === 0) throw new UserError(`I can't find an article "${id}". copydesk articles lists them.`);
    const versions = revisions.map((revision, i) => {
      const before = revisions[i - 1];
      return { ...revision, changes: before ? changesBetween(before.text, revision.text) : null };
    });
    if (options.json) return writeJson(versions);
    for (const { number, title, url, added, text, changes } of versions) {
      await write(
        `Version ${number}, stored ${added.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${visible(title)}, ${text.length} characters${url ? `, ${visible(url)}` : ''}\n`,
      );
      for (const sentence of changes?.removed ?? []) await write(`  - ${visible(sentence)}\n`);
      for (const sentence of changes?.inserted ?? []) await write(`  + ${visible(sentence)}\n`);
    }
  });
}

/** Stored text never moves the cursor of a terminal. */
function visible(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}/gu, ' ');
}
