import { DELIVERY_STATES, type DeliveryListing, listDeliveries } from '../../store/digests/listings.ts';
import { momentOf } from '../desk-words.ts';
import { Html, html, pathTo } from '../html.ts';
import type { Page, Visit } from '../visit.ts';

const PER_PAGE = 50;
const MOST_PAGES = 200;

/** The messages of the digests and what became of each, those that changed last first. */
export async function deliveriesAnswer({ db, query, workspace, zone }: Visit): Promise<Page> {
  const state = DELIVERY_STATES.find((one) => one === query.get('state'));
  const page = Math.max(1, Math.min(MOST_PAGES, Math.trunc(Number(query.get('page') ?? 1)) || 1));
  const found = await listDeliveries(db, workspace, { state, limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE });
  const link = (to: number, words: string, rel: string) =>
    html`<a rel="${rel}" href="${pathTo('/deliveries', { state, page: to })}">${words}</a>`;
  return {
    title: 'Deliveries',
    body: html`<h1>Deliveries</h1>
<form class="search" method="get" action="/deliveries"><p><label for="state">State</label><select id="state" name="state">
<option value="">all</option>${DELIVERY_STATES.map(
      (one) => html`<option value="${one}"${one === state ? new Html(' selected') : null}>${WORDS[one]}</option>`,
    )}</select></p><p><button>Show</button></p></form>
${
  found.length === 0
    ? html`<p>No message ${state ? 'is in that state' : 'was planned yet'}.</p>`
    : html`<div class="scroll" role="region" aria-label="Deliveries" tabindex="0"><table class="cards"><thead><tr><th scope="col">Digest</th><th scope="col">Due</th><th scope="col">Where</th><th scope="col">State</th><th scope="col">Changed</th></tr></thead>
<tbody>${found.slice(0, PER_PAGE).map((one) => rowHtml(one, zone))}</tbody></table></div>`
}
<nav class="pages" aria-label="More deliveries">${page > 1 ? link(page - 1, 'Newer', 'prev') : null}${
      found.length > PER_PAGE && page < MOST_PAGES ? link(page + 1, 'Older', 'next') : null
    }</nav>`,
  };
}

const WORDS: Readonly<Record<DeliveryListing['state'], string>> = {
  planned: 'waiting',
  claimed: 'being sent',
  posted: 'posted',
  unknown: 'not sure: looked for before another try',
  failed: 'given up',
};

function rowHtml(one: DeliveryListing, zone: string): Html {
  const look = one.state === 'posted' ? 'good' : one.state === 'failed' ? 'bad' : '';
  return html`<tr><td><a href="/digests/${encodeURIComponent(one.digest)}">${one.digest}</a><br><span class="small">${one.slot}, message ${one.part + 1}</span></td>
  <td data-label="Due">${momentOf(one.due, zone)}</td>
  <td data-label="Where">${one.place}${one.inThread ? html`<br><span class="small">in the thread</span>` : null}</td>
  <td data-label="State"><span class="${look}">${WORDS[one.state]}</span>${one.reason ? html`<br><span class="small">${one.reason}</span>` : null}${
    one.retryAt && one.state === 'planned'
      ? html`<br><span class="small">next try ${momentOf(one.retryAt, zone)}</span>`
      : null
  }</td>
  <td data-label="Changed">${momentOf(one.changed, zone)}</td></tr>`;
}
