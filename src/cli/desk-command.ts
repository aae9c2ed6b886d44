import { once } from 'node:events';
import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { LINK_MINUTES, makeSignInLink } from '../store/desk-sessions.ts';
import { correctionLines } from '../store/quotes/correction-lines.ts';
import { addressOfDesk, isDeskAt } from '../web-desk/address.ts';
import { serveDesk } from '../web-desk/desk-server.ts';
import { jsonOf, writeOut } from './jsonl.ts';
import { write } from './output.ts';
import { namedWorkspace, withApp } from './run.ts';

/**
 * `copydesk desk`: prints a link that signs one browser in at the desk that the bot serves. Where none is served, this command serves it until
 * it is stopped.
 */
export function deskCommand(options: { workspace: string }): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const { DESK_PORT: port, DESK_HOST: host, DESK_URL: publicUrl } = app.config;
    const served = port !== 0 && (await isDeskAt(addressOfDesk(host, port, null)));
    const own = served ? null : await serveHere(app);
    try {
      const token = await makeSignInLink(app.db, workspace, new Date());
      const address = addressOfDesk(host, own?.port ?? port, publicUrl);
      await write(`Open this link within ${LINK_MINUTES} minutes. It works once:\n\n  ${address}/sign-in/${token}\n\n`);
      if (!own) return;
      await write('The desk is served from here until you press Ctrl-C. With DESK_PORT set, the bot serves it.\n');
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    } finally {
      await own?.close();
    }
  });
}

async function serveHere(app: App) {
  const { DESK_PORT: port, DESK_HOST: host, DESK_URL: publicUrl } = app.config;
  try {
    return await serveDesk({ ...app, now: () => new Date(), port, host, publicUrl });
  } catch (error) {
    if (error instanceof UserError && /EADDRINUSE/.test(error.message))
      throw new UserError(`Another program uses port ${port}. Set DESK_PORT to a free one.`);
    throw error;
  }
}

/** `copydesk corrections`: what people corrected in who said what, as JSONL, to a file (gzipped when its name says so) or standard output. */
export function correctionsCommand(path: string): Promise<void> {
  return withApp(async (app) => {
    const lines = await writeOut(path, jsonOf(correctionLines(app.db)));
    if (path !== '-') await write(`${lines} ${lines === 1 ? 'correction is' : 'corrections are'} in ${path}.\n`);
  });
}
