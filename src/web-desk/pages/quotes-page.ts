import { zoneOfCaller } from '../../chat/caller-zone.ts';
import { nothingFound, quoteQuery, summary } from '../../chat/handlers/quote-handler.ts';
import { carriers } from '../../quote/quote.ts';
import type { FoundQuote, Printed } from '../../store/quotes/quote-copies.ts';
import { findQuotes } from '../../store/quotes/quote-lookup.ts';
import { suggestSpeakers } from '../../store/quotes/quote-names.ts';
import { dayOf, dotted } from '../desk-words.ts';
import { type Html, html, pathTo } from '../html.ts';
import { quotePath } from '../places-in-text.ts';
import type { Page, Visit } from '../visit.ts';

const PER_PAGE = 10;
const MOST_PAGES = 100;
const SPEAKERS_SUGGESTED = 50;
const FIELDS = ['text', 'speaker', 'source', 'since', 'until'] as const;

/** Quotations by their words, speaker, source and time, as `/quote` finds them. */
export async function quotesAnswer(visit: Visit): Promise<Page> {
  const { db, query, workspace } = visit;
  const given = Object.fromEntries(
    FIELDS.map((name) => [name, (query.get(name) ?? '').trim().slice(0, 200)]),
  ) as Record<(typeof FIELDS)[number], string>;
  const speakers = await suggestSpeakers(db, workspace, '', SPEAKERS_SUGGESTED);
  const looked = given.text !== '' || given.speaker !== '' || given.source !== '';
  return {
    title: 'Quotes',
    body: html`<h1>Quotes</h1>
<p class="lead">Word for word from the articles.</p>
${searchForm(given, speakers)}
${looked ? await foundHtml(visit, given) : html`<p>Look for words of a quotation, for who said it, or for where it was printed.</p>`}`,
  };
}

async function foundHtml(visit: Visit, given: Record<(typeof FIELDS)[number], string>): Promise<Html> {
  const { db, query, workspace, caller } = visit;
  const page = Math.max(1, Math.min(MOST_PAGES, Math.trunc(Number(query.get('page') ?? 1)) || 1));
  const asked = Object.fromEntries(FIELDS.map((name) => [name, given[name] === '' ? undefined : given[name]]));
  const search = quoteQuery(asked, visit.now(), await zoneOfCaller(db, caller));
  const found = await findQuotes(db, workspace, search, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  if (found.quotes.length === 0) return html`<p>${nothingFound(found, search)}</p>`;
  const pages = Math.ceil(found.total / PER_PAGE);
  const link = (to: number, words: string, rel: string) =>
    html`<a rel="${rel}" href="${pathTo('/quotes', { ...given, page: to })}">${words}</a>`;
  return html`${summary(found, page, pages)
    .split('\n')
    .map((line) => html`<p class="small">${line}</p>`)}
${found.quotes.map((quote) => quoteHtml(quote, visit.zone))}
<nav class="pages" aria-label="More quotations">${page > 1 ? link(page - 1, 'Previous', 'prev') : null}${
    page < pages || found.more ? link(page + 1, 'More', 'next') : null
  }</nav>`;
}

function quoteHtml(quote: FoundQuote, zone: string): Html {
  const others = quote.otherWordings.map(
    (other) => html`<p class="small">Another wording: “${other.text}” ${printHtml(other, zone)}</p>`,
  );
  return html`<figure class="quote"><blockquote><p>“${quote.text}”</p></blockquote>
  <figcaption><bdi>${dotted([creditOf(quote), quote.role, carriedBy(quote)])}</bdi> — ${printHtml(quote, zone)}</figcaption>
  ${quote.pieces.map((piece) => html`<p class="small">In the same statement: “${piece}”</p>`)}
  ${
    quote.also.length > 0
      ? html`<p class="small">Also in ${quote.also.map((copy, i) => html`${i > 0 ? ', ' : ''}${printHtml(copy, zone)}`)}${
          quote.alsoMore > 0 ? ` and ${quote.alsoMore} more` : ''
        }</p>`
      : null
  }
  ${others}</figure>`;
}

/** Words that nobody said are never shown under a name alone. */
function creditOf({ speaker, stance, imputedTo }: Printed): string {
  const by = imputedTo ?? 'somebody';
  if (stance === 'denied') return `${by} did not say this, or denies it`;
  if (stance === 'alleged') return `${by} is alleged to have said this`;
  if (stance === 'hypothetical') return `supposed words of ${by}, not said`;
  return speaker ?? 'unattributed';
}

function carriedBy({ stance, via }: Printed): string | null {
  const all = carriers(stance, via);
  return all.length > 0 ? `via ${all.join(', ')}` : null;
}

function printHtml(
  print: Pick<Printed, 'article' | 'start' | 'title' | 'publisher' | 'published'>,
  zone: string,
): Html {
  return html`<a href="${quotePath(print)}">${print.title}</a> ${dotted([print.publisher, dayOf(print.published, zone)])}`;
}

function searchForm(given: Record<(typeof FIELDS)[number], string>, speakers: readonly string[]): Html {
  return html`<form class="search" method="get" action="/quotes" role="search">
  <p><label for="text">Words</label><input id="text" name="text" type="search" value="${given.text}" maxlength="200"></p>
  <p><label for="speaker">Speaker</label><input id="speaker" name="speaker" value="${given.speaker}" list="speakers" maxlength="100">
    <datalist id="speakers">${speakers.map((name) => html`<option value="${name}"></option>`)}</datalist></p>
  <p><label for="source">Source</label><input id="source" name="source" value="${given.source}" maxlength="100"></p>
  <p><label for="since">Since</label><input id="since" name="since" value="${given.since}" placeholder="7d, last week" maxlength="20"></p>
  <p><label for="until">Until</label><input id="until" name="until" value="${given.until}" placeholder="2026-11-30" maxlength="20"></p>
  <p><button>Find</button></p>
</form>`;
}
