import { parseButton } from '../../chat/buttons.ts';
import { QUESTION_LENGTH } from '../../chat/commands.ts';
import { UserError } from '../../errors.ts';
import type { Reply } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { findTurn } from '../../store/conversations.ts';
import { dotted } from '../desk-words.ts';
import { type Html, html } from '../html.ts';
import { tokenField } from '../layout.ts';
import { placeIn } from '../places-in-text.ts';
import { replyHtml } from '../reply-html.ts';
import type { Answer, Page, Visit } from '../visit.ts';

const MOST_EVIDENCE = 20;

/** The box for a question. */
export async function askPage(visit: Visit): Promise<Page> {
  return {
    title: 'Ask',
    body: html`<h1>Ask</h1>
<p class="lead">Answered from the stored articles and nothing else, as in the chats.</p>
${askForm(visit, '')}`,
  };
}

/** Answers a question, with what it was answered from. */
export async function askAnswer(visit: Visit): Promise<Answer> {
  const question = (visit.form.get('question') ?? '').trim();
  if (question === '') return { goTo: '/ask' };
  const reply = await visit.desk.handle({ kind: 'question', text: question, caller: visit.caller });
  return {
    title: question,
    body: html`<h1>Ask</h1>
${askForm(visit, '')}
<p class="said">You asked: ${question}</p>
${replyHtml(reply, { zone: visit.zone, button: (id, label) => button(visit, id, label) })}
${await evidenceHtml(visit, reply)}`,
  };
}

/** Does what a button of an answer does, as in the chats. */
export async function pressAnswer(visit: Visit): Promise<Answer> {
  const id = visit.form.get('button') ?? '';
  if (!parseButton(id)) throw new UserError('This button is from an older page: ask again.');
  const reply = await visit.desk.handle({ kind: 'press', button: id, caller: visit.caller });
  return {
    title: 'Answer',
    body: html`<h1>Ask</h1>
${replyHtml(reply, { zone: visit.zone, button: (given, label) => button(visit, given, label) })}
${askForm(visit, '')}`,
  };
}

function askForm(visit: Visit, question: string): Html {
  return html`<form class="ask" method="post" action="/ask">${tokenField(visit)}
  <p><label for="question">Your question</label>
  <textarea id="question" name="question" required maxlength="${QUESTION_LENGTH.max}">${question}</textarea></p>
  <p><button>Ask</button></p></form>`;
}

/** A follow-up is a question in the box, and why is said below: the other buttons are forms. */
export function button(visit: Visit, id: string, label: string): Html | null {
  const kind = parseButton(id)?.kind;
  if (kind === undefined || kind === 'followup' || kind === 'why' || kind === 'digestask') return null;
  return html`<form method="post" action="/press">${tokenField(visit)}<input type="hidden" name="button" value="${id}"><button class="quiet">${label}</button></form>`;
}

/** "Why this answer?", with the sentences that it was answered from, each leading to its place. */
async function evidenceHtml(visit: Visit, reply: Reply): Promise<Html | null> {
  const id = reply.blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .map((one) => one.id)
    .find((one) => parseButton(one)?.kind === 'why');
  if (id === undefined) return null;
  const why = await visit.desk.handle({ kind: 'press', button: id, caller: visit.caller });
  const turn = await findTurn(visit.db, visit.workspace, Number(parseButton(id)?.id));
  const spans = (turn?.answer.claims ?? []).flatMap((claim) => claim.spans).slice(0, MOST_EVIDENCE);
  const articles = await articlesById(visit.db, visit.workspace, [...new Set(spans.map(({ article }) => article))]);
  const sentences = spans.flatMap(({ article: id, revision, start, end }) => {
    const article = articles.find((one) => one.id === id && one.revision === revision);
    if (!article) return [];
    const { title, publisher, text } = article;
    const place = html`<a href="${placeIn(id, text, start)}">${title}</a>`;
    return [html`<li>“${text.slice(start, end)}” <span class="small">${dotted([place, publisher])}</span></li>`];
  });
  return html`<details open class="evidence"><summary>Why this answer?</summary>
${sentences.length > 0 ? html`<h2>The evidence</h2><ul>${sentences}</ul>` : null}
${replyHtml(why, { zone: visit.zone, button: () => null })}</details>`;
}
