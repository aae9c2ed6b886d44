import type { Server } from 'node:http';

/** A server that takes requests. */
export interface Listening {
  port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Has a server listen; port 0 takes a free one.
 * @throws the system's error when the port can't be had.
 */
export async function listening(server: Server, { port, host }: { port: number; host: string }): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  await promise.finally(() => server.removeListener('error', reject).removeListener('listening', resolve));
  // A connection that can't be taken, with too many files open, must not end the process.
  server.on('error', () => {});
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : port,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
