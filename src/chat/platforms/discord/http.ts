import { STATUS_CODES } from 'node:http';
import type { RESTOptions } from 'discord.js';
import { Agent } from 'undici';

const NO_BODY = new Set([204, 205, 304]);

/**
 * How a client's REST sends its requests: over at most so many connections. Left alone, it opens one for each of 200 people who ask at
 * the same moment, and 200 handshakes keep a small machine busy for longer than Discord waits for an acknowledgement
 * (docs/benchmarks-notes.md).
 */
export function overConnections(connections: number): RESTOptions['makeRequest'] {
  const agent = new Agent({ connections, allowH2: false });
  return async (url, { method, headers, body, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method: (method ?? 'GET') as 'GET',
      headers: headers as Record<string, string>,
      body: (body ?? null) as string | null,
      signal: signal ?? null,
    });
    // Read also where nobody wants it: an unread body keeps its connection.
    const bytes = await answer.body.arrayBuffer();
    return new Response(NO_BODY.has(answer.statusCode) ? null : bytes, {
      status: answer.statusCode,
      statusText: STATUS_CODES[answer.statusCode] ?? '',
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
    });
  };
}
