import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { acknowledgements } from '../../../../src/chat/platforms/discord/acknowledgements.ts';
import { overConnections } from '../../../../src/chat/platforms/discord/http.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

test('many requests at once share a few connections, also where answers are errors that nobody reads', async () => {
  let connections = 0;
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    requests += 1;
    response.writeHead(requests % 3 === 0 ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: String(requests) }));
  });
  server.on('connection', () => {
    connections += 1;
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const rest = new REST({ api: `http://127.0.0.1:${port}`, makeRequest: overConnections(4), retries: 0 }).setToken('t');
  const asked = Array.from({ length: 60 }, (_, i) =>
    rest.post(`/interactions/1000000000000000${i + 10}/token/callback`, { body: { type: 5 }, auth: false }),
  );
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
  expect(connections).toBe(4);
});

test('answers wait until the acknowledgements of others are out', async () => {
  const gate = acknowledgements();
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const other = gate.send(() => slow.promise).then(() => order.push('acknowledged'));
  const answer = gate.sent().then(() => order.push('answered'));
  slow.resolve();
  await Promise.all([other, answer]);
  expect(order).toEqual(['acknowledged', 'answered']);
});

test('an acknowledgement that never comes back or fails holds up nobody for good', async () => {
  const gate = acknowledgements();
  void gate.send(() => new Promise(() => {}));
  await expect(gate.send(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await gate.sent();
});
