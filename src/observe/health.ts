import { createServer } from 'node:http';
import { UserError } from '../errors.ts';
import { type Listening, listening } from '../listening.ts';
import { VERSION } from '../version.ts';
import { withinTime } from '../within-time.ts';
import type { Metrics } from './metrics.ts';

/** Shorter than what watchers usually wait for. */
const CHECK_MS = 5_000;
const LAST_PORT = 65_535;

/**
 * Serves `/health` (200 when every check passes in time, else 503 with the parts that fail) and `/metrics`. Where another process has the
 * port, as when bot and worker run apart with the same settings, the next one is taken.
 * @throws UserError when neither port can be had.
 */
export async function serveHealth(options: {
  port: number;
  host: string;
  metrics: Metrics;
  checks: Record<string, () => Promise<void>>;
}): Promise<Listening> {
  const look = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(options.checks).map(async ([part, check]) => {
          const looked = withinTime(check(), CHECK_MS, 'late');
          return [
            part,
            await looked.then(
              () => true,
              () => false,
            ),
          ] as const;
        }),
      ),
    );
  options.metrics.sources.ready = look;
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url?.split('?')[0];
      if (path === '/metrics') {
        response.setHeader('content-type', options.metrics.registry.contentType);
        response.end(await options.metrics.page());
        return;
      }
      if (path !== '/health') {
        response.statusCode = 404;
        response.end();
        return;
      }
      const parts = Object.entries(await look());
      response.statusCode = parts.every(([, works]) => works) ? 200 : 503;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          version: VERSION,
          ...Object.fromEntries(parts.map(([part, works]) => [part, works ? 'ok' : 'not reachable'])),
        }),
      );
    })().catch(() => response.destroy());
  });
  return listening(server, options)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || options.port >= LAST_PORT) throw error;
      return listening(server, { ...options, port: options.port + 1 });
    })
    .catch((error: Error) => {
      throw new UserError(
        `The health port can't be opened: ${error.message}. Set HEALTH_PORT to a free port or to 0 for none, and HEALTH_HOST to an address of this machine.`,
      );
    });
}
