import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { createFetcher, type Fetcher, type FetchOptions } from '../../../src/read/web/fetch.ts';

export interface TestServer {
  port: number;
  /** "http://127.0.0.1:1234" */
  origin: string;
  /** Connections accepted so far. */
  connections: () => number;
  /** Paths asked for so far. */
  asked: string[];
  close: () => Promise<void>;
}

const DEADLINE = { robots: false, userAgent: 'Copydesk/0.0 (test)', firstByteMs: 1_200, totalMs: 2_400 };

/** A fetcher for servers on loopback, with short times. It asks no robots.txt unless told. */
export function fetcherFor(servers: readonly TestServer[], options: Partial<FetchOptions> = {}): Fetcher {
  return createFetcher({ ...DEADLINE, allow: servers.map(({ port }) => `127.0.0.1:${port}`), ...options });
}

/** An HTTP server that answers as told. */
export async function httpServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  return listening(server, asked);
}

/** A server that writes whatever it likes to the socket once a request has arrived. */
export async function rawServer(misbehave: (socket: Socket) => void): Promise<TestServer> {
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      asked.push(data.toString().split(' ')[1] ?? '');
      misbehave(socket);
    });
  });
  return listening(server, asked);
}

/** Writes a piece every few milliseconds for as long as the other side listens. */
export function drip(socket: Socket | ServerResponse, piece: () => string | Uint8Array, everyMs = 20): void {
  const timer = setInterval(() => (socket.writable ? socket.write(piece()) : clearInterval(timer)), everyMs);
  socket.once('close', () => clearInterval(timer));
}

async function listening(server: Server | TcpServer, asked: string[]): Promise<TestServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    connections: () => connections,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
