import { isIPv6 } from 'node:net';
import { DESK_HEADER } from './desk-requests.ts';

const LOOK_MS = 3_000;

/** Where a browser on this machine, or by its public address, reaches the desk; without a slash at the end. */
export function addressOfDesk(host: string, port: number, publicUrl: string | null): string {
  if (publicUrl !== null) return new URL(publicUrl).origin;
  // What listens everywhere is reached at home too.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Whether a desk answers there. */
export async function isDeskAt(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/sign-in`, { redirect: 'manual', signal: AbortSignal.timeout(LOOK_MS) });
    return response.headers.get(DESK_HEADER) === 'desk';
  } catch {
    return false;
  }
}
