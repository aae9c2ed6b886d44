import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { App } from '../app.ts';
import type { ArticleDraft, ArticleId } from '../article/article.ts';
import { UserError } from '../errors.ts';
import { addArticle, type IntakeResult } from '../intake/add-article.ts';
import { newsSince } from '../intake/news-since.ts';
import { readSource } from '../intake/read-source.ts';
import type { Given } from '../read/plain-text/plain-text.ts';
import type { Database } from '../store/database.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { feedDate } from '../time/feed-dates.ts';
import { parseObject, unreadable } from './jsonl.ts';

/**
 * Reads a text file or a saved web page (standard input for `-`) and stores it as an article.
 * @throws UserError when there is no such file, or when it holds no article text; nothing is stored then.
 */
export async function addTextFile(
  { db, config, feeds }: Pick<App, 'db' | 'config' | 'feeds'>,
  path: string,
  given: Given,
  workspace: WorkspaceId,
): Promise<IntakeResult> {
  const bytes = path === '-' ? await buffer(process.stdin) : await readBytes(path);
  const source = decodeText(bytes, path);
  const read = await readSource(() => feeds.parser, source, given, config.ARTICLE_MAX_CHARACTERS);
  if (read.kind === 'refused') throw new UserError(`${path === '-' ? 'The text' : path}: ${read.message}`);
  return addArticle(db, read.draft, { workspace, cameIn: path === '-' ? 'paste' : 'file' });
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(unreadable(path, error));
  }
}

function decodeText(bytes: Buffer, path: string): string {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new UserError(
      `${path === '-' ? 'The input' : `"${path}"`} is a PDF file, which I can't read. Copy the text that you need from it and give me that: copydesk add -`,
    );
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(
      `${path === '-' ? 'The input' : `"${path}"`} is not UTF-8 text: convert it, or give me the address of the article.`,
    );
  }
}

export interface ImportReport {
  stored: number;
  revised: number;
  known: number;
  skipped: { id: string; reason: string }[];
  /** Lines that aren't JSON objects, and articles whose date can't be read: how many, and the first of them. */
  notJson: { count: number; lines: number[] };
  undated: { count: number; first: { line: number; id: string; published: string }[] };
}

const MOST_NAMED = 10;

/**
 * Loads articles with their given ids from JSONL: `{id, url, title, text, published, publisher, byline?}` a line. Their text stays as it is; one whose
 * date can't be read is stored without a date.
 */
export async function importArticles(
  db: Database,
  lines: AsyncIterable<string>,
  workspace: WorkspaceId,
): Promise<ImportReport> {
  const report: ImportReport = {
    stored: 0,
    revised: 0,
    known: 0,
    skipped: [],
    notJson: { count: 0, lines: [] },
    undated: { count: 0, first: [] },
  };
  const now = new Date();
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text.trim() === '') continue;
    const line = parseObject(text);
    if (line === null) {
      if (report.notJson.count++ < MOST_NAMED) report.notJson.lines.push(number);
      continue;
    }
    const draft = draftOf(line);
    if (typeof draft === 'string') {
      report.skipped.push({ id: String(line.id ?? ''), reason: draft });
      continue;
    }
    const id = String(line.id) as ArticleId;
    if (draft.published === null && writtenDate(line) !== '' && report.undated.count++ < MOST_NAMED)
      report.undated.first.push({ line: number, id, published: writtenDate(line).slice(0, 40) });
    // A library of years is not news of today.
    const seenSince = newsSince(draft.published, now);
    try {
      report[(await addArticle(db, draft, { workspace, cameIn: 'import', id, seenSince })).kind]++;
    } catch (error) {
      report.skipped.push({ id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return report;
}

/** What a line says of its date, or nothing. */
function writtenDate({ published }: Record<string, unknown>): string {
  if (published === undefined || published === null) return '';
  return typeof published === 'string' ? published.trim() : JSON.stringify(published);
}

function draftOf(line: Record<string, unknown>): ArticleDraft | string {
  const text = (key: string) => (typeof line[key] === 'string' && line[key].trim() !== '' ? line[key] : null);
  const id = line.id === undefined || line.id === null ? '' : String(line.id);
  if (id === '' || id.length > 64) return 'it has no id of 1 to 64 characters';
  const body = text('text');
  if (body === null) return 'it has no text';
  return {
    title: text('title') ?? '',
    byline: text('byline'),
    dateline: null,
    publisher: text('publisher'),
    published: feedDate(writtenDate(line)),
    publishedZone: null,
    modified: null,
    language: text('language'),
    url: text('url'),
    image: null,
    kind: 'article',
    text: body,
  };
}
