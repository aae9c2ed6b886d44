import { type IncomingHttpHeaders, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { makeSignInLink } from '../../src/store/desk-sessions.ts';
import { TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { serveDesk } from '../../src/web-desk/desk-server.ts';
import { type TestDesk, testDesk } from '../chat/test-desk.ts';

export interface Response {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** What a browser without scripts does at the desk: it keeps a cookie, opens pages and sends the forms that stand on them. */
export interface WebDesk extends TestDesk {
  port: number;
  cookie: string;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** Sends a form as it is, without the token that a page gives it. */
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  /** Opens a page and sends its first form with that action, with these fields changed. */
  submit: (page: string, action: string, fields?: Record<string, string>) => Promise<Response>;
  signIn: (workspace?: WorkspaceId) => Promise<void>;
}

/** The real desk on the web over the real core and a real store, with somebody signed in. */
export async function webDesk(
  options: Parameters<typeof testDesk>[0] & { publicUrl?: string; workspace?: WorkspaceId } = {},
): Promise<WebDesk> {
  const core = await testDesk(options);
  const served = await serveDesk({
    desk: core.desk,
    db: core.db,
    log: { error: (fields) => core.errors.push(fields) },
    now: options.now ?? (() => new Date()),
    zone: 'UTC',
    port: 0,
    host: '127.0.0.1',
    publicUrl: options.publicUrl ?? null,
  });
  onTestFinished(() => served.close());
  const send = (method: string, path: string, headers: Record<string, string>, body: string): Promise<Response> => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const given = { ...(web.cookie ? { cookie: web.cookie } : {}), ...headers };
    const sent = request({ port: served.port, host: '127.0.0.1', method, path, headers: given }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
    return promise;
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const web: WebDesk = {
    ...core,
    port: served.port,
    cookie: '',
    get: (path, headers = {}) => send('GET', path, headers, ''),
    post: (path, fields, headers = {}) =>
      send('POST', path, { ...form, ...headers }, new URLSearchParams(fields).toString()),
    submit: async (page, action, fields = {}) => {
      const { text } = await web.get(page);
      const found = fieldsOf(text, action);
      if (!found) throw new Error(`${page} has no form that goes to ${action}`);
      return web.post(action, { ...found, ...fields });
    },
    signIn: async (workspace = TERMINAL) => {
      const link = await makeSignInLink(core.db, workspace, options.now?.() ?? new Date());
      const { headers } = await web.post('/sign-in', { link });
      web.cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    },
  };
  await web.signIn(options.workspace);
  return web;
}

/** The hidden fields of the first form with an action. */
function fieldsOf(page: string, action: string): Record<string, string> | null {
  for (const [, attributes = '', inside = ''] of page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    if (!attributes.includes(`action="${action}"`)) continue;
    return Object.fromEntries(
      [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
        name,
        plain(value ?? ''),
      ]),
    );
  }
  return null;
}

/** The text of markup, its tags left out. */
export function textOf(markup: string): string {
  return plain(markup.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

function plain(text: string): string {
  const names: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (name) => names[name] ?? name);
}
