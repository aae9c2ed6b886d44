import { analyseQuestion } from '../../answer/question/question.ts';
import { searchPassages } from '../../answer/rank/search.ts';
import { type LibraryFilter, type LibraryRow, libraryPage, libraryRows } from '../../store/articles/library-pages.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { storedPassages } from '../../store/passages/passages.ts';
import { publishersNamed, suggestPublishers } from '../../store/quotes/quote-names.ts';
import { counted, dayOf, dotted, inLanguageOf } from '../desk-words.ts';
import { type Html, html, pathTo } from '../html.ts';
import type { Page, Visit } from '../visit.ts';

const ROWS = 20;
const PUBLISHERS_SUGGESTED = 12;
const LONGEST_WORDS = 200;

/** The articles that the workspace may see: the newest, or those that say some words best, of a publisher or a time. */
export async function libraryAnswer(visit: Visit): Promise<Page> {
  const { query, workspace, db } = visit;
  const words = (query.get('q') ?? '').trim().slice(0, LONGEST_WORDS);
  const given = { source: query.get('source') ?? '', since: query.get('since') ?? '', until: query.get('until') ?? '' };
  const time = timeOf(given);
  const [stored, publishers, list] = await Promise.all([
    articlesSearched(db, workspace),
    suggestPublishers(db, workspace, '', PUBLISHERS_SUGGESTED),
    words === '' ? newest(visit, time, given.source) : saying(visit, words, time, given.source),
  ]);
  const limited = words !== '' || Object.values(given).some(Boolean);
  return {
    title: words === '' ? 'Library' : `“${words}” in the library`,
    body: html`<h1>Library</h1>
<p class="lead">${counted(stored, 'article')}, every quotation word for word.</p>
${searchForm(words, given, publishers)}
${list.rows.length === 0 ? html`<p>${limited ? 'No article fits. Try fewer words or a longer time.' : nothingYet}</p>` : null}
<ol class="articles">${list.rows.map((row) => rowHtml(row, visit.zone))}</ol>
${pagesHtml({ q: words, ...given }, list)}`,
  };
}

const nothingYet = html`Nothing is stored yet. Follow a feed under <a href="/feeds">Feeds</a>, or add an article with <code>copydesk add</code>.`;

interface List {
  rows: LibraryRow[];
  /** What leads to the newer and the older ones. */
  newer: Record<string, string> | null;
  older: Record<string, string> | null;
}

type Time = Pick<LibraryFilter, 'since' | 'until'>;

async function newest({ query, db, workspace }: Visit, time: Time, source: string): Promise<List> {
  const publishers = source === '' ? undefined : await publishersNamed(db, workspace, source);
  const filter = { ...time, publishers };
  const after = placeIn(query.get('after'));
  const before = placeIn(query.get('before'));
  const { rows, more } = await libraryPage(db, workspace, filter, { after, before, limit: ROWS });
  const [first, last] = [rows[0], rows.at(-1)];
  const back = before !== undefined;
  return {
    rows,
    newer: first && (back ? more : after !== undefined) ? { before: String(first.revision) } : null,
    older: last && (back || more) ? { after: String(last.revision) } : null,
  };
}

function placeIn(text: string | null): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
}

/** The articles whose passages fit some words best, best first. */
async function saying({ query, db, workspace, now }: Visit, words: string, time: Time, source: string): Promise<List> {
  const { passages } = await searchPassages(storedPassages(db), {
    question: analyseQuestion(words),
    asOf: now(),
    workspace,
    ...time,
    publisher: source === '' ? undefined : source,
  });
  const ids = [...new Set(passages.map(({ passage }) => passage.article))];
  const page = Math.max(1, Math.min(100, Math.trunc(Number(query.get('page') ?? 1)) || 1));
  const rows = await libraryRows(db, workspace, ids.slice((page - 1) * ROWS, page * ROWS));
  return {
    rows,
    newer: page > 1 ? { page: String(page - 1) } : null,
    older: ids.length > page * ROWS ? { page: String(page + 1) } : null,
  };
}

function timeOf(given: { since: string; until: string }): Time {
  const until = dateOf(given.until);
  return {
    since: dateOf(given.since) ?? undefined,
    until: until ? new Date(until.getTime() + 86_400_000) : undefined,
  };
}

function dateOf(text: string): Date | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

function searchForm(
  words: string,
  { source, since, until }: { source: string; since: string; until: string },
  publishers: readonly string[],
): Html {
  return html`<form class="search" method="get" action="/" role="search">
  <p><label for="q">Words</label><input id="q" name="q" type="search" value="${words}" maxlength="${LONGEST_WORDS}"></p>
  <p><label for="source">Source</label><input id="source" name="source" value="${source}" list="sources" maxlength="200">
    <datalist id="sources">${publishers.map((name) => html`<option value="${name}"></option>`)}</datalist></p>
  <p><label for="since">From</label><input id="since" name="since" type="date" value="${since}"></p>
  <p><label for="until">To</label><input id="until" name="until" type="date" value="${until}"></p>
  <p><button>Search</button></p>
</form>`;
}

function rowHtml(row: LibraryRow, zone: string): Html {
  const language = inLanguageOf({ text: row.beginning, language: row.language });
  return html`<li><h2${language}><a href="/articles/${encodeURIComponent(row.id)}">${row.title}</a></h2>
  <p class="small">${dotted([
    row.publisher,
    row.byline,
    dayOf(row.published ?? row.at, zone),
    counted(row.quotes, 'quotation'),
    row.version > 1 ? `version ${row.version}` : null,
    row.gone ? 'its page is gone' : null,
  ])}</p>
  <p class="beginning"${language}>${row.beginning}${row.beginning.length >= 280 ? '…' : null}</p></li>`;
}

function pagesHtml(given: Record<string, string>, { newer, older }: List): Html {
  if (!newer && !older) return html``;
  const ranked = (given.q ?? '') !== '';
  return html`<nav class="pages" aria-label="More articles">
  ${newer ? html`<a rel="prev" href="${pathTo('/', { ...given, ...newer })}">${ranked ? 'Previous' : 'Newer'}</a>` : null}
  ${older ? html`<a rel="next" href="${pathTo('/', { ...given, ...older })}">${ranked ? 'More' : 'Older'}</a>` : null}
</nav>`;
}
