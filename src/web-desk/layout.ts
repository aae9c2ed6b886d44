import type { WorkspaceListing } from '../store/workspaces.ts';
import { Html, html } from './html.ts';
import type { Page, Visit } from './visit.ts';

/** Where the picture for the browser's tab is. */
export const ICON_PATH = '/icon.svg';

const SECTIONS = [
  ['/', 'Library'],
  ['/quotes', 'Quotes'],
  ['/ask', 'Ask'],
  ['/digests', 'Digests'],
  ['/deliveries', 'Deliveries'],
  ['/feeds', 'Feeds'],
  ['/corrections', 'Corrections'],
  ['/status', 'Status'],
] as const;

type Shown = Visit & { path: string; workspaces: readonly WorkspaceListing[]; style: string };

/** A page of the desk with its head, its way to the other pages, and whose news it shows. */
export function wholePage({ title, body }: Page, visit: Shown): string {
  const here = sectionOf(visit.path);
  return frame(
    `${title} · Copydesk`,
    visit.style,
    html`<a class="skip" href="#main">Skip to the page</a>
<header class="masthead">
  <p class="name"><a href="/">Copydesk</a></p>
  <nav aria-label="Pages"><ul>${SECTIONS.map(
    ([path, name]) =>
      html`<li><a href="${path}"${path === here ? new Html(' aria-current="page"') : null}>${name}</a></li>`,
  )}</ul></nav>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer>
  ${workspaceForm(visit)}
  <form method="post" action="/sign-out">${tokenField(visit)}<button class="quiet">Sign out</button></form>
</footer>`,
  );
}

/** The token that a form of the desk sends along. */
export function tokenField({ csrf }: Pick<Visit, 'csrf'>): Html {
  return html`<input type="hidden" name="token" value="${csrf}">`;
}

function workspaceForm(visit: Shown): Html {
  const chosen = (id: string) => (id === visit.workspace ? new Html(' selected') : null);
  return html`<form method="post" action="/workspace">${tokenField(visit)}
    <label for="workspace">News of</label>
    <select id="workspace" name="workspace">${visit.workspaces.map(
      ({ id, name }) => html`<option value="${id}"${chosen(id)}>${name}${name === id ? '' : ` (${id})`}</option>`,
    )}</select>
    <button class="quiet">Show</button>
  </form>`;
}

function sectionOf(path: string): string {
  if (path.startsWith('/articles')) return '/';
  const found = SECTIONS.find(([start]) => start !== '/' && (path === start || path.startsWith(`${start}/`)));
  return found?.[0] ?? '/';
}

/** The page of somebody who isn't signed in: with the button of a link, or how to get one. */
export function signInPage(link: string | null, used: boolean, style: string): string {
  return door(
    style,
    html`${used ? html`<p>This link was used before, or it is more than ten minutes old.</p>` : null}
${
  link === null
    ? html`<p>To sign in, run <code>copydesk desk</code> on the machine that Copydesk runs on and open the link that it prints.</p>
      <p><a href="/">To the desk</a></p>`
    : html`<p>This link works once. It signs this browser in for a week.</p>
      <form method="post" action="/sign-in"><input type="hidden" name="link" value="${link}"><button>Sign in</button></form>`
}`,
  );
}

/** A page that says one thing, to anybody: what went wrong. */
export function plainPage(message: string, style: string): string {
  return door(
    style,
    html`<p>${message}</p>
<p><a href="/">To the desk</a></p>`,
  );
}

function door(style: string, inside: Html): string {
  return frame(
    'Copydesk',
    style,
    html`<main id="main" class="door"><h1>Copydesk</h1>
${inside}</main>`,
  );
}

function frame(title: string, style: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${ICON_PATH}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
</head>
<body>
${body}
</body>
</html>
`.markup;
}
