import type { ArticleId } from '../../article/article.ts';
import { UserError } from '../../errors.ts';
import { articlesById, type StoredArticle } from '../../store/articles/articles.ts';
import { CHECKED, correctQuote, type TrueSpeaker, type Verdict } from '../../store/quotes/corrections.ts';
import { quotesWithin, type StoredQuote } from '../../store/quotes/stored-quotes.ts';
import type { Span } from '../../text/span.ts';
import { counted, dayOf, dotted, inLanguageOf, momentOf } from '../desk-words.ts';
import { Html, html, outsideLink, pathTo } from '../html.ts';
import { tokenField } from '../layout.ts';
import { paragraphsOf, partsOf } from '../places-in-text.ts';
import type { Answer, Page, Visit } from '../visit.ts';

/** On one page: a text without paragraphs may be one part of any length. */
const MOST_QUOTES = 3_000;
const LONGEST_NAME = 200;

interface Numbered {
  number: number;
  quote: StoredQuote;
}

/** An article's text with its quotations marked where they stand, and beside each who said it, how sure that is, and how to correct it. */
export async function articleAnswer(visit: Visit): Promise<Page> {
  const article = await articleOf(visit);
  if (!article) return noArticle();
  const parts = partsOf(paragraphsOf(article.text));
  const at = Number(visit.query.get('at') ?? 0) || 0;
  const shown = Math.max(
    0,
    parts.findLastIndex(([first]) => first !== undefined && first.start <= at),
  );
  const part = parts[shown] ?? [];
  const span = { start: part[0]?.start ?? 0, end: part.at(-1)?.end ?? 0 };
  const { quotes, first, total } = await quotesWithin(visit.db, visit.workspace, article.id, span, MOST_QUOTES);
  const numbered = quotes.map((quote, i) => ({ quote, number: first + i }));
  return {
    title: article.title,
    body: html`<article>
${headHtml(article, total, visit.zone)}
${part.map((paragraph) => paragraphHtml(visit, article, paragraph, numbered))}
</article>
${partsNav(article.id, parts, shown)}`,
  };
}

/** Keeps what the visitor knows of who said a quotation, and shows it in its place. */
export async function correctAnswer({ db, form, params, workspace, now }: Visit): Promise<Answer> {
  const article = (params.id ?? '') as ArticleId;
  if ((await articlesById(db, workspace, [article])).length === 0) return noArticle();
  const [start, end] = [Number(form.get('start')), Number(form.get('end'))];
  const known =
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(end) &&
    (await correctQuote(db, { article, start, end }, verdictOf(form), now()));
  if (!known) throw new UserError('This quotation has changed since the page was shown. Go back and reload it.');
  return { goTo: `${pathTo(`/articles/${encodeURIComponent(article)}`, { at: start })}#n-${start}` };
}

function verdictOf(form: URLSearchParams): Verdict {
  const verdict = form.get('verdict');
  if (verdict === 'right' || verdict === 'wrong') return verdict;
  const name = (form.get('name') ?? '').replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw new UserError(`Write who said it, in at most ${LONGEST_NAME} characters.`);
  return { name, kind: KINDS.find(([kind]) => kind === form.get('kind'))?.[0] ?? 'person' };
}

const KINDS: readonly (readonly [TrueSpeaker['kind'], string])[] = [
  ['person', 'a person'],
  ['organisation', 'an organisation'],
  ['document', 'a document'],
];

export async function articleOf({ db, workspace, params }: Visit): Promise<StoredArticle | undefined> {
  const [article] = await articlesById(db, workspace, [params.id ?? '']);
  return article;
}

export function noArticle(): Page {
  return {
    title: 'No such article',
    status: 404,
    body: html`<h1>No such article</h1><p>It was removed, or this workspace doesn't see it. <a href="/">To the library</a></p>`,
  };
}

function headHtml(article: StoredArticle, quotes: number, zone: string): Html {
  const { publisher, byline, dateline, published, modified, url, gone } = article;
  return html`<h1${inLanguageOf(article)}>${article.title}</h1>
<p class="small">${dotted([publisher, byline, dateline, dayOf(published, zone), modified && html`changed ${momentOf(modified, zone)}`])}</p>
<p class="small">${dotted([
    counted(quotes, 'quotation'),
    html`<a href="/articles/${encodeURIComponent(article.id)}/versions">Versions</a>`,
    url === null ? 'pasted text' : outsideLink(url, 'The page it was read from'),
    article.kind === 'beginning' && 'only the beginning of the article',
    gone && html`its page is gone since ${dayOf(gone, zone)}`,
  ])}</p>`;
}

function paragraphHtml(visit: Visit, article: StoredArticle, paragraph: Span, quotes: readonly Numbered[]): Html {
  const inside = quotes.filter(({ quote }) => quote.start < paragraph.end && quote.end > paragraph.start);
  const beginning = inside.filter(({ quote }) => quote.start >= paragraph.start);
  return html`<div class="paragraph"><p id="p-${paragraph.start}"${inLanguageOf(article)}>${markedText(article.text, paragraph, inside)}</p>
${
  beginning.length > 0
    ? html`<ol class="notes" aria-label="Quotations of this paragraph">${beginning.map((one) => noteHtml(visit, article.id, one))}</ol>`
    : null
}</div>`;
}

/** The text of a paragraph with its quotations marked. Of two that overlap, the first is marked. */
function markedText(text: string, { start, end }: Span, quotes: readonly Numbered[]): Html {
  const parts: Html[] = [];
  let done = start;
  for (const { quote, number } of quotes) {
    const from = Math.max(quote.start, start);
    const to = Math.min(quote.end, end);
    if (from < done) continue;
    const id = quote.start >= start ? new Html(` id="q-${quote.start}"`) : null;
    const unsure = quote.speaker === null ? new Html(' class="unsure"') : null;
    parts.push(
      html`${text.slice(done, from)}<mark${id}${unsure}>${text.slice(from, to)}<sup><a href="#n-${quote.start}" aria-label="Note ${number}">${number}</a></sup></mark>`,
    );
    done = to;
  }
  return html`${parts}${text.slice(done, end)}`;
}

function noteHtml(visit: Visit, article: ArticleId, { quote, number }: Numbered): Html {
  const { speaker, role, imputedTo, via, kind, stance, confidence } = quote;
  const named = speaker ?? imputedTo;
  const sure =
    confidence === CHECKED ? 'checked by a person' : named === null ? null : `${Math.round(confidence * 100)}% sure`;
  return html`<li id="n-${quote.start}"><p><a class="number" href="#q-${quote.start}" aria-label="Quotation ${number}">${number}</a>
  <bdi class="speaker">${speaker === null ? 'unattributed' : html`<a href="${pathTo('/quotes', { speaker })}">${speaker}</a>`}</bdi>${
    role ? html`, <bdi>${role}</bdi>` : null
  }</p>
  <p class="facts">${dotted([
    STANCES[stance],
    imputedTo && html`put to <bdi>${imputedTo}</bdi>`,
    kind === 'partial' ? 'some of their words' : null,
    via.length > 0 && `via ${via.join(', ')}`,
    sure,
  ])}</p>
  ${correctionForms(visit, article, quote, number)}</li>`;
}

const STANCES: Readonly<Record<StoredQuote['stance'], string>> = {
  said: 'said',
  reported: "reported by somebody else's account",
  denied: 'denied',
  alleged: 'alleged',
  hypothetical: 'supposed, not said',
};

function correctionForms(visit: Visit, article: ArticleId, quote: StoredQuote, number: number): Html {
  const action = `/articles/${encodeURIComponent(article)}/corrections`;
  const place = html`${tokenField(visit)}<input type="hidden" name="start" value="${quote.start}"><input type="hidden" name="end" value="${quote.end}">`;
  const named = quote.speaker !== null || quote.imputedTo !== null;
  return html`<details><summary>Correct the speaker<span class="hidden"> of quotation ${number}</span></summary>
  ${
    named
      ? html`<form method="post" action="${action}">${place}
    ${quote.speaker === null ? null : html`<button class="quiet" name="verdict" value="right">Right<span class="hidden">: ${quote.speaker} said quotation ${number}</span></button>`}
    <button class="quiet" name="verdict" value="wrong">Wrong<span class="hidden">: somebody else said quotation ${number}</span></button></form>`
      : null
  }
  <form method="post" action="${action}">${place}<input type="hidden" name="verdict" value="named">
    <p><label for="name-${quote.start}">It is really</label><input id="name-${quote.start}" name="name" required maxlength="${LONGEST_NAME}" autocomplete="off"></p>
    <p><label for="kind-${quote.start}">which is</label><select id="kind-${quote.start}" name="kind">${KINDS.map(
      ([kind, words]) => html`<option value="${kind}">${words}</option>`,
    )}</select></p>
    <button class="quiet">Save</button></form></details>`;
}

function partsNav(article: ArticleId, parts: readonly Span[][], shown: number): Html {
  if (parts.length < 2) return html``;
  const link = (part: number, words: string, rel: string) => {
    const start = parts[part]?.[0]?.start;
    return start === undefined
      ? null
      : html`<a rel="${rel}" href="${pathTo(`/articles/${encodeURIComponent(article)}`, { at: start })}">${words}</a>`;
  };
  return html`<nav class="pages" aria-label="Parts of the text">${link(shown - 1, 'The part before', 'prev')}
  <span>Part ${shown + 1} of ${parts.length}</span>${link(shown + 1, 'Read on', 'next')}</nav>`;
}
