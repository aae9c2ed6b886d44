import type { CommandName } from '../../chat/commands.ts';
import { ownDigest } from '../../chat/handlers/digest-handlers.ts';
import { filterWords, scheduleWords, slotWords } from '../../chat/handlers/digest-options.ts';
import type { Reply } from '../../reply/reply.ts';
import { type Digest, listDigests, scheduleOf } from '../../store/digests/digests.ts';
import { recentSlots } from '../../store/digests/slots.ts';
import { dotted, momentOf } from '../desk-words.ts';
import { type Html, html } from '../html.ts';
import { tokenField } from '../layout.ts';
import { replyHtml } from '../reply-html.ts';
import type { Answer, Page, Visit } from '../visit.ts';
import { button } from './ask-page.ts';
import { calendarHtml } from './digest-calendar.ts';

const SLOTS_SHOWN = 20;
const MOST_LISTED = 100;

/** The digests of the workspace: when they come, the next post and what became of the last. */
export async function digestsAnswer(visit: Visit): Promise<Page> {
  const digests = await listDigests(visit.db, visit.workspace);
  const rows = await Promise.all(digests.slice(0, MOST_LISTED).map((digest) => rowHtml(visit, digest)));
  return {
    title: 'Digests',
    body: html`<h1>Digests</h1>
${
  rows.length === 0
    ? html`<p>No digests here yet. Set one with <code>copydesk digest set</code>, or with <code>/newsadmin digest set</code> in a chat.</p>`
    : html`<div class="scroll" role="region" aria-label="Digests" tabindex="0"><table class="cards"><thead><tr><th scope="col">Digest</th><th scope="col">When</th><th scope="col">Next post</th><th scope="col">Last post</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}
${digests.length > MOST_LISTED ? html`<p class="small">${digests.length - MOST_LISTED} more aren't shown.</p>` : null}`,
  };
}

async function rowHtml({ db, now }: Visit, digest: Digest): Promise<Html> {
  const [last] = await recentSlots(db, digest.id, 1);
  const filters = filterWords(digest);
  return html`<tr><td><a href="/digests/${encodeURIComponent(digest.id)}">${digest.topic ?? 'All news'}</a><br>
    <span class="small">${digest.id} in ${placeWords(digest)}</span></td>
  <td data-label="When">${scheduleWords(scheduleOf(digest), now())}${filters ? html`<br><span class="small">${filters}</span>` : null}</td>
  <td data-label="Next post">${nextHtml(digest)}</td>
  <td data-label="Last post">${last ? html`${momentOf(last.due, digest.zone)}<br><span class="small">${slotWords(last)}</span>` : 'not due yet'}</td></tr>`;
}

function nextHtml(digest: Digest): Html {
  if (digest.active) return html`${momentOf(digest.next.due, digest.zone)}`;
  return html`<span class="bad">paused</span>${digest.pausedReason ? html` <span class="small">${digest.pausedReason}</span>` : null}`;
}

/** Direct messages are their reader's own. */
function placeWords({ settings, place }: Digest): string {
  return settings.reader ? 'the messages of one reader' : place;
}

/** One digest: its rules, a calendar of its posts, what became of the last ones, and what can be done. */
export async function digestAnswer(visit: Visit): Promise<Page> {
  return digestPage(visit, await ownDigest(visit, visit.workspace, visit.params.id ?? ''), null);
}

async function digestPage(visit: Visit, digest: Digest, said: Reply | null): Promise<Page> {
  const { db, now, zone } = visit;
  const [slots, calendar] = await Promise.all([
    recentSlots(db, digest.id, SLOTS_SHOWN),
    calendarHtml(visit, digest, visit.query.get('month')),
  ]);
  const path = `/digests/${encodeURIComponent(digest.id)}`;
  return {
    title: `Digest ${digest.id}`,
    body: html`<h1>${digest.topic ?? 'All news'}</h1>
<p class="small">${dotted([`Digest ${digest.id}`, placeWords(digest), scheduleWords(scheduleOf(digest), now()), filterWords(digest)])}</p>
${said ? html`<div class="said">${replyHtml(said, { zone, button: () => null })}</div>` : null}
<p>Next post: ${nextHtml(digest)}</p>
<div class="buttons"><a href="${path}/preview">What it would post now</a>
${actionForm(visit, path, digest.active ? 'pause' : 'resume', digest.active ? 'Pause' : 'Resume')}
${actionForm(visit, path, 'run', 'Post it now')}</div>
${calendar}
<h2>The last posts</h2>
${
  slots.length === 0
    ? html`<p>It hasn't been due yet.</p>`
    : html`<ul>${slots.map(
        (slot) =>
          html`<li>${momentOf(slot.due, digest.zone)}: ${slotWords(slot)}. <a href="${path}/why?date=${encodeURIComponent(slot.slot.slice(0, 10))}" aria-label="Why, ${slot.slot}">Why?</a></li>`,
      )}</ul>`
}`,
  };
}

function actionForm(visit: Visit, path: string, action: keyof typeof ACTIONS, label: string): Html {
  return html`<form method="post" action="${path}/${action}">${tokenField(visit)}<button class="quiet">${label}</button></form>`;
}

const ACTIONS = {
  pause: 'newsadmin digest pause',
  resume: 'newsadmin digest resume',
  run: 'newsadmin digest run',
} as const satisfies Record<string, CommandName>;

/** Pauses, resumes or runs a digest, as the chats' command does, and says what came of it. */
export function digestAction(action: keyof typeof ACTIONS): (visit: Visit) => Promise<Answer> {
  return async (visit) => {
    const { id } = await ownDigest(visit, visit.workspace, visit.params.id ?? '');
    const said = await visit.desk.handle({
      kind: 'command',
      command: ACTIONS[action],
      options: { digest: id },
      caller: visit.caller,
    });
    return digestPage(visit, await ownDigest(visit, visit.workspace, id), said);
  };
}

/** What a digest would post, or would have posted on a day. */
export async function previewAnswer(visit: Visit): Promise<Page> {
  const digest = await ownDigest(visit, visit.workspace, visit.params.id ?? '');
  const date = visit.query.get('date') ?? '';
  const reply = await commandReply(visit, 'newsadmin digest preview', digest, date);
  return {
    title: `Preview of digest ${digest.id}`,
    body: html`<h1>Preview</h1>
<p class="small">${dotted([html`<a href="/digests/${encodeURIComponent(digest.id)}">Digest ${digest.id}</a>`, date || 'as of now', 'nothing is posted'])}</p>
<form class="search" method="get" action="/digests/${encodeURIComponent(digest.id)}/preview">
<p><label for="date">As on this day</label><input id="date" name="date" type="date" value="${date}"></p><p><button>Show</button></p></form>
${replyHtml(reply, { zone: digest.zone, button: (id, label) => button(visit, id, label) })}`,
  };
}

/** What happened to a post, and why its stories were chosen. */
export async function whyAnswer(visit: Visit): Promise<Page> {
  const digest = await ownDigest(visit, visit.workspace, visit.params.id ?? '');
  const reply = await commandReply(visit, 'newsadmin digest why', digest, visit.query.get('date') ?? '');
  return {
    title: `Why digest ${digest.id}`,
    body: html`<p class="small"><a href="/digests/${encodeURIComponent(digest.id)}">Digest ${digest.id}</a></p>
<h1>What happened, and why</h1>
${replyHtml(reply, { zone: digest.zone, button: () => null })}`,
  };
}

function commandReply({ desk, caller }: Visit, command: CommandName, digest: Digest, date: string): Promise<Reply> {
  const options = { digest: digest.id as string, ...(date === '' ? {} : { date }) };
  return desk.handle({ kind: 'command', command, options, caller });
}
