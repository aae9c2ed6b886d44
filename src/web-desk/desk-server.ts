import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { UserError } from '../errors.ts';
import { type Listening, listening } from '../listening.ts';
import {
  chooseWorkspace,
  type DeskSession,
  endSession,
  findSession,
  isSignInLink,
  SESSION_DAYS,
  signIn,
} from '../store/desk-sessions.ts';
import { TERMINAL, type WorkspaceId } from '../store/schema.ts';
import { listWorkspaces, workspaceExists, zoneOf } from '../store/workspaces.ts';
import {
  cookieHeader,
  cookieOf,
  DESK_HEADER,
  isFromHere,
  isOurHost,
  Refusal,
  readForm,
  send,
  sendOn,
} from './desk-requests.ts';
import { inDeskWords } from './desk-words.ts';
import { html } from './html.ts';
import { ICON_PATH, plainPage, signInPage, wholePage } from './layout.ts';
import { ROUTES } from './routes.ts';
import type { Answer, Page, Route, Visit, WebDeskDeps } from './visit.ts';

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
/** Named by its content, so that a browser may keep it for ever. */
const STYLE_PATH = `/style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
/** A closing quotation mark on paper, for the browser's tab. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="2" fill="#fbfaf7"/><path d="M3 4h4v4q0 3-3 5l-1-1q1.500-1 1.600-3H3zM9 4h4v4q0 3-3 5l-1-1q1.500-1 1.600-3H9z" fill="#1c1b19"/></svg>';
const MOST_CONNECTIONS = 200;
const REQUEST_MS = 30_000;
const HTML = 'text/html; charset=utf-8';

const routes = ROUTES.map((route) => ({ ...route, pattern: new URLPattern({ pathname: route.path }) }));

/**
 * Serves the desk until it is closed.
 * @throws UserError when the port can't be had.
 */
export async function serveDesk(
  options: WebDeskDeps & {
    port: number;
    host: string;
    /** Where browsers reach it, if that is another address. */
    publicUrl: string | null;
  },
): Promise<Listening> {
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: REQUEST_MS }, (request, response) => {
    answer(options, options.publicUrl, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof Refusal) sendRefusal(response, error);
      else {
        options.log.error({ err: error, path: request.url?.split('?')[0] }, 'a page of the desk failed');
        sendRefusal(response, new Refusal(500, 'Something went wrong. It has been logged.'));
      }
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  return listening(server, options).catch((error: Error) => {
    throw new UserError(
      `The desk can't be opened: ${error.message}. Set DESK_PORT to a free port or to 0 for none, and DESK_HOST to an address of this machine.`,
    );
  });
}

async function answer(
  parts: WebDeskDeps,
  publicUrl: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOurHost(request.headers.host, publicUrl))
    throw new Refusal(421, 'The desk is not served under this name. Set DESK_URL if it should be.');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== 'GET' && method !== 'POST') throw new Refusal(405, 'The desk takes GET and POST.');
  const url = URL.parse(request.url ?? '/', 'http://desk');
  if (!url) throw new Refusal(400, "That address can't be read.");
  if (url.pathname === STYLE_PATH) return sendFixed(response, 'text/css; charset=utf-8', STYLE);
  if (url.pathname === ICON_PATH) return sendFixed(response, 'image/svg+xml', ICON);
  if (method === 'POST' && !isFromHere(request, publicUrl))
    throw new Refusal(403, 'That form was not sent by a page of the desk.');
  const secure = publicUrl?.startsWith('https:') ?? false;
  if (url.pathname === '/sign-in' || url.pathname.startsWith('/sign-in/'))
    return answerSignIn(parts, url, method, secure, request, response);

  const cookie = cookieOf(request);
  const session = cookie === null ? null : await findSession(parts.db, cookie, parts.now());
  if (!session) return method === 'GET' && url.pathname === '/' ? sendOn(response, '/sign-in') : refuseStranger();
  const form = method === 'POST' ? await readForm(request) : new URLSearchParams();
  if (method === 'POST' && !isTokenOf(session, form.get('token')))
    throw new Refusal(403, 'This form is from an older page: go back, reload it and send it again.');

  if (method === 'POST' && url.pathname === '/sign-out') {
    await endSession(parts.db, session.token);
    return sendOn(response, '/sign-in', { 'set-cookie': cookieHeader(null, 0, secure) });
  }
  if (method === 'POST' && url.pathname === '/workspace') {
    const chosen = form.get('workspace') ?? '';
    if (await workspaceExists(parts.db, chosen)) await chooseWorkspace(parts.db, session.token, chosen as WorkspaceId);
    return sendOn(response, '/');
  }
  const found = routeOf(method, url);
  if (!found) throw new Refusal(404, "This page doesn't exist.");
  const visit = await visitOf(parts, session, url, found.params, form);
  const given = await answerOf(found.route, visit);
  if ('goTo' in given) return sendOn(response, given.goTo);
  const workspaces = await listWorkspaces(parts.db);
  const text = wholePage(given, { ...visit, path: url.pathname, workspaces, style: STYLE_PATH });
  send(response, { status: given.status ?? 200, type: HTML, text });
}

/** What a page can't do is said on a page. */
async function answerOf(route: Route, visit: Visit): Promise<Answer> {
  try {
    return await route.answer(visit);
  } catch (error) {
    if (error instanceof UserError) return problemPage(400, error.message);
    throw error;
  }
}

function problemPage(status: number, message: string): Page {
  return { title: 'That did not work', status, body: html`<h1>That did not work</h1><p>${inDeskWords(message)}</p>` };
}

/** The page behind a link asks before it uses the link up: programs that look at links beforehand only get this page. */
async function answerSignIn(
  { db, now }: WebDeskDeps,
  url: URL,
  method: 'GET' | 'POST',
  secure: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const show = (status: number, link: string | null, used: boolean) =>
    send(response, {
      status,
      type: HTML,
      text: signInPage(link, used, STYLE_PATH),
      headers: { [DESK_HEADER]: 'desk' },
    });
  if (method === 'GET') {
    const link = url.pathname.slice('/sign-in/'.length);
    if (link === '') return show(200, null, false);
    const usable = await isSignInLink(db, link, now());
    return usable ? show(200, link, false) : show(410, null, true);
  }
  const session = await signIn(db, (await readForm(request)).get('link') ?? '', now());
  if (!session) return show(410, null, true);
  sendOn(response, '/', { 'set-cookie': cookieHeader(session.token, SESSION_DAYS * 86_400, secure) });
}

function refuseStranger(): never {
  throw new Refusal(401, 'You are not signed in. Run “copydesk desk” on the machine that Copydesk runs on for a link.');
}

/** What the forms of a session send along: nobody who doesn't know its cookie knows it. */
function tokenOf({ token }: DeskSession): string {
  return createHash('sha256').update(`form\n${token}`).digest('base64url');
}

function isTokenOf(session: DeskSession, given: string | null): boolean {
  const [expected, got] = [tokenOf(session), given ?? ''].map((text) => createHash('sha256').update(text).digest());
  return expected !== undefined && got !== undefined && timingSafeEqual(expected, got);
}

function routeOf(method: 'GET' | 'POST', url: URL): { route: Route; params: Record<string, string> } | null {
  for (const { pattern, ...route } of routes) {
    if (route.method !== method) continue;
    const match = pattern.exec({ pathname: url.pathname });
    if (!match) continue;
    const params = Object.entries(match.pathname.groups).map(([name, value]) => [name, decoded(value ?? '')]);
    return { route, params: Object.fromEntries(params) };
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).toWellFormed().replaceAll('\0', '');
  } catch {
    throw new Refusal(400, "That address can't be read.");
  }
}

async function visitOf(
  parts: WebDeskDeps,
  session: DeskSession,
  url: URL,
  params: Record<string, string>,
  form: URLSearchParams,
): Promise<Visit> {
  const { workspace } = session;
  const zone = workspace === TERMINAL ? parts.zone : await zoneOf(parts.db, workspace);
  return {
    ...parts,
    zone,
    params,
    query: cleaned(url.searchParams),
    form: cleaned(form),
    workspace,
    csrf: tokenOf(session),
    caller: {
      workspace,
      // A conversation for each session.
      place: `desk/${createHash('sha256').update(`place\n${session.token}`).digest('hex').slice(0, 16)}`,
      user: 'operator',
      admin: true,
      zone,
    },
  };
}

/** The database keeps no zero character and no half of a character. */
function cleaned(given: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...given].map(([name, value]) => [name, value.toWellFormed().replaceAll('\0', '')]));
}

/** What is the same for everybody, as long as its name is. */
function sendFixed(response: ServerResponse, type: string, text: string): void {
  send(response, { status: 200, type, text, headers: { 'cache-control': 'private, max-age=31536000, immutable' } });
}

function sendRefusal(response: ServerResponse, { status, message }: Refusal): void {
  send(response, { status, type: HTML, text: plainPage(message, STYLE_PATH) });
}
