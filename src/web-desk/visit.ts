import type { Caller, Desk } from '../chat/request.ts';
import type { Database } from '../store/database.ts';
import type { WorkspaceId } from '../store/schema.ts';
import type { Html } from './html.ts';

/** What the desk works with; built in one place (app.ts). */
export interface WebDeskDeps {
  desk: Desk;
  db: Database;
  log: { error: (fields: Record<string, unknown>, message: string) => void };
  /** IANA zone of the terminal's workspace. */
  zone: string;
  now: () => Date;
}

/** A request of somebody who is signed in. */
export interface Visit extends WebDeskDeps {
  /** The parts of the path that its route names. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** What a form sent; empty for a page that is only read. */
  form: URLSearchParams;
  workspace: WorkspaceId;
  /** IANA zone of that workspace, in which times are shown. */
  zone: string;
  /** Who the commands of the chats take the visitor for: an admin of the workspace. */
  caller: Caller;
  /** What a form has to send along. */
  csrf: string;
}

export interface Page {
  title: string;
  body: Html;
  /** 200 unless given. */
  status?: number;
}

/** A page, or where the browser goes on to after a form. */
export type Answer = Page | { goTo: string };

export interface Route {
  method: 'GET' | 'POST';
  /** `/articles/:id` */
  path: string;
  answer: (visit: Visit) => Promise<Answer>;
}
