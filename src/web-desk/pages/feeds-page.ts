import { healthOf, isFailing } from '../../chat/handlers/feed-handlers.ts';
import type { Reply } from '../../reply/reply.ts';
import { type FollowedFeed, listFeeds } from '../../store/feeds/feeds.ts';
import { counted, momentOf } from '../desk-words.ts';
import { type Html, html, outsideLink, pathTo } from '../html.ts';
import { tokenField } from '../layout.ts';
import { replyHtml } from '../reply-html.ts';
import type { Answer, Page, Visit } from '../visit.ts';
import { button } from './ask-page.ts';

const PER_PAGE = 50;

/** The feeds that the workspace follows and how they are doing, those that fail first. */
export function feedsAnswer(visit: Visit): Promise<Page> {
  return feedsPage(visit, null);
}

async function feedsPage(visit: Visit, said: Reply | null): Promise<Page> {
  const { db, query, workspace, zone } = visit;
  const feeds = (await listFeeds(db, workspace)).sort((a, b) => Number(isFailing(b)) - Number(isFailing(a)));
  const pages = Math.max(1, Math.ceil(feeds.length / PER_PAGE));
  const page = Math.max(1, Math.min(pages, Math.trunc(Number(query.get('page') ?? 1)) || 1));
  const failing = feeds.filter(isFailing).length;
  const link = (to: number, words: string, rel: string) =>
    html`<a rel="${rel}" href="${pathTo('/feeds', { page: to })}">${words}</a>`;
  return {
    title: 'Feeds',
    body: html`<h1>Feeds</h1>
<p class="lead">${counted(feeds.length, 'feed')} followed${failing > 0 ? `, ${failing} of them failing` : ''}.</p>
${said ? html`<div class="said">${replyHtml(said, { zone, button: (id, label) => button(visit, id, label) })}</div>` : null}
<form class="search" method="post" action="/feeds/add">${tokenField(visit)}
<p><label for="url">Follow another: the address of a feed, or of a page that links to one</label>
<input id="url" name="url" type="url" required maxlength="2000" placeholder="https://"></p><p><button>Look at it</button></p></form>
${
  feeds.length === 0
    ? null
    : html`<div class="scroll" role="region" aria-label="Feeds" tabindex="0"><table class="cards"><thead><tr><th scope="col">Feed</th><th scope="col">How it is doing</th><th scope="col">Last read</th><th scope="col">What to do</th></tr></thead>
<tbody>${feeds.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((feed) => rowHtml(visit, feed))}</tbody></table></div>`
}
<nav class="pages" aria-label="More feeds">${page > 1 ? link(page - 1, 'Previous', 'prev') : null}${page < pages ? link(page + 1, 'More', 'next') : null}</nav>`,
  };
}

function rowHtml(visit: Visit, feed: FollowedFeed): Html {
  const name = feed.name ?? feed.title;
  const form = (action: string, label: string) =>
    html`<form method="post" action="/feeds/${feed.id}/${action}">${tokenField(visit)}<button class="quiet">${label}<span class="hidden"> ${name}</span></button></form>`;
  return html`<tr><td><bdi>${name}</bdi><br><span class="small">${outsideLink(feed.url, feed.url)}</span></td>
  <td data-label="How it is doing"><span class="${isFailing(feed) ? 'bad' : ''}">${healthOf(feed, visit.now())}</span></td>
  <td data-label="Last read">${momentOf(feed.succeeded, visit.zone) ?? 'never'}</td>
  <td><div class="buttons">${form('pause', feed.active ? 'Pause' : 'Resume')}${form('remove', 'Stop following')}</div></td></tr>`;
}

/** Shows what is in a feed, with the button that follows it. */
export async function addFeedAnswer(visit: Visit): Promise<Answer> {
  const options = { url: (visit.form.get('url') ?? '').trim() };
  return feedsPage(
    visit,
    await visit.desk.handle({ kind: 'command', command: 'newsadmin feed add', options, caller: visit.caller }),
  );
}

/** Pauses or resumes a feed. */
export async function pauseFeedAnswer(visit: Visit): Promise<Answer> {
  const options = { feed: visit.params.id ?? '' };
  return feedsPage(
    visit,
    await visit.desk.handle({ kind: 'command', command: 'newsadmin feed pause', options, caller: visit.caller }),
  );
}

/** Stops following a feed, after a question. */
export async function removeFeedAnswer(visit: Visit): Promise<Answer> {
  const options = { feed: visit.params.id ?? '' };
  return feedsPage(
    visit,
    await visit.desk.handle({ kind: 'command', command: 'newsadmin feed remove', options, caller: visit.caller }),
  );
}
