import { type RevisionRecord, revisionsOf } from '../../store/articles/articles.ts';
import { counted, momentOf } from '../desk-words.ts';
import { type Html, html } from '../html.ts';
import type { Page, Visit } from '../visit.ts';
import { articleOf, noArticle } from './article-page.ts';

const MOST_SHOWN = 20;

/** The versions of an article, newest first, each with what changed from the one before. */
export async function versionsAnswer(visit: Visit): Promise<Page> {
  const article = await articleOf(visit);
  if (!article) return noArticle();
  const versions = (await revisionsOf(visit.db, visit.workspace, article.id)).reverse();
  return {
    title: `Versions of “${article.title}”`,
    body: html`<h1>Versions</h1>
<p class="lead"><a href="/articles/${encodeURIComponent(article.id)}">${article.title}</a> has ${counted(versions.length, 'version')}.</p>
${versions.slice(0, MOST_SHOWN).map((version) => versionHtml(version, visit.zone))}
${versions.length > MOST_SHOWN ? html`<p class="small">${versions.length - MOST_SHOWN} older ones aren't shown.</p>` : null}`,
  };
}

function versionHtml({ number, title, added, changes }: RevisionRecord, zone: string): Html {
  const { removed = [], inserted = [], title: before = null } = changes ?? {};
  const nothing = changes !== null && removed.length + inserted.length === 0 && before === null;
  return html`<section><h2>Version ${number}</h2><p class="small">${title} · read ${momentOf(added, zone)}</p>
${changes === null ? html`<p>${number === 1 ? 'The first.' : 'What changed is not kept.'}</p>` : null}
${nothing ? html`<p>Nothing that can be read changed.</p>` : null}
${before === null ? null : html`<p>The headline was: <span class="removed">${before}</span></p>`}
${removed.map((text) => html`<p class="removed"><strong>Taken out:</strong> ${text}</p>`)}
${inserted.map((text) => html`<p class="inserted"><strong>Put in:</strong> ${text}</p>`)}</section>`;
}
