import { UserError } from '../../errors.ts';
import { readArticleAgain } from '../../intake/read-again.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { type CorrectionRecord, listCorrections, removeCorrection, verdictOf } from '../../store/quotes/corrections.ts';
import { momentOf } from '../desk-words.ts';
import { type Html, html, pathTo } from '../html.ts';
import { tokenField } from '../layout.ts';
import { quotePath } from '../places-in-text.ts';
import type { Answer, Page, Visit } from '../visit.ts';

const PER_PAGE = 25;

/** What people corrected in who said what, newest first. A correction counts in every workspace that sees the article. */
export async function correctionsAnswer(visit: Visit): Promise<Page> {
  const { db, query, workspace, zone } = visit;
  const before = Number(query.get('before') ?? '') || undefined;
  const found = await listCorrections(db, { before, limit: PER_PAGE + 1 });
  const shown = found.slice(0, PER_PAGE);
  const seen = new Set(
    (
      await articlesById(
        db,
        workspace,
        shown.map(({ article }) => article),
      )
    ).map(({ id }) => id),
  );
  const last = shown.at(-1);
  return {
    title: 'Corrections',
    body: html`<h1>Corrections</h1>
<p class="lead">Who said what, as people know it. Corrections count at once, and after every further reading of the article.
<code>copydesk corrections FILE</code> writes them as training data.</p>
${
  shown.length === 0
    ? html`<p>Nothing is corrected yet. Open an article and choose “Correct the speaker” beside a quotation.</p>`
    : html`<div class="scroll" role="region" aria-label="Corrections" tabindex="0"><table class="cards"><thead><tr><th scope="col">Quotation</th><th scope="col">Was read as</th><th scope="col">Is</th><th scope="col">Corrected</th><th scope="col">Take back</th></tr></thead>
  <tbody>${shown.map((one) => rowHtml(visit, one, seen.has(one.article), zone))}</tbody></table></div>`
}
${found.length > PER_PAGE && last ? html`<nav class="pages" aria-label="More corrections"><a rel="next" href="${pathTo('/corrections', { before: last.id })}">Older</a></nav>` : null}`,
  };
}

function rowHtml(visit: Visit, one: CorrectionRecord, seen: boolean, zone: string): Html {
  const verdict = verdictOf(one);
  const place = seen ? html`<a href="${quotePath(one)}">${one.title}</a>` : html`${one.title}`;
  return html`<tr><td>“${one.words}”<br><span class="small">${place}</span></td>
  <td data-label="Was read as"><bdi>${one.readSpeaker ?? 'unattributed'}</bdi> <span class="small">${
    one.readSpeaker === null ? null : `${Math.round(one.readConfidence * 100)}% sure`
  }</span></td>
  <td data-label="Is"><bdi>${verdict === 'right' ? 'right' : verdict === 'wrong' ? 'wrong, unknown who' : one.speaker}</bdi></td>
  <td data-label="Corrected">${momentOf(one.corrected, zone)}</td>
  <td><form method="post" action="/corrections/${one.id}/remove">${tokenField(visit)}<button class="quiet">Take back<span class="hidden"> the correction of “${one.words}”</span></button></form></td></tr>`;
}

/** Takes a correction back: the article is read again, and what the reader reads counts. */
export async function removeCorrectionAnswer({ db, params }: Visit): Promise<Answer> {
  const id = Number(params.id);
  const found = await db.transaction().execute(async (tx) => {
    const article = Number.isSafeInteger(id) ? await removeCorrection(tx, id) : null;
    if (article) await readArticleAgain(tx, article);
    return article;
  });
  if (!found) throw new UserError('This correction was taken back already.');
  return { goTo: '/corrections' };
}
