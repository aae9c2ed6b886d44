import type { Headers } from './exchange.ts';

const MOST_COOKIES = 30;
/** Characters, as much as a header may reasonably carry. */
const LONGEST = 4_096;
/** RFC 6265, 4.1.1, and what browsers take beyond it in values: spaces, commas, quotation marks. */
const PAIR = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*([\x20-\x3a\x3c-\x7e]*)(?:;|$)/;

/** The cookies that one fetch is given on its way, each sent back to the origin that set it; domains and paths are not looked at. */
export interface HopCookies {
  /** The `Cookie` header for an address, or null. */
  headerFor: (url: URL) => string | null;
  /** Takes what an answer sets. */
  take: (url: URL, headers: Headers) => void;
}

/**
 * Some sites set a cookie and send the reader back to the same address, for ever if it doesn't come back. Made for one fetch and forgotten with it, so that
 * no site can know Copydesk again.
 */
export function hopCookies(now = Date.now()): HopCookies {
  const origins = new Map<string, Map<string, string>>();
  const headerFor = ({ origin }: URL) => {
    const pairs = [...(origins.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? null : pairs.join('; ');
  };
  return {
    headerFor,
    take({ origin }, headers) {
      const cookies = origins.get(origin) ?? new Map<string, string>();
      origins.set(origin, cookies);
      for (const written of [headers['set-cookie'] ?? []].flat()) {
        const [, name = '', value = ''] = PAIR.exec(written) ?? [];
        if (name === '') continue;
        const before = cookies.get(name);
        cookies.delete(name);
        if (isOver(written, now)) continue;
        cookies.set(name, value.trim());
        const isTooMuch = cookies.size > MOST_COOKIES || (headerFor(new URL(origin)) ?? '').length > LONGEST;
        if (!isTooMuch) continue;
        cookies.delete(name);
        if (before !== undefined) cookies.set(name, before);
      }
    },
  };
}

/** Whether a cookie is set to be deleted. */
function isOver(written: string, now: number): boolean {
  const age = /;\s*max-age\s*=\s*"?(-?\d+)/i.exec(written)?.[1];
  if (age !== undefined) return Number(age) <= 0;
  return Date.parse(/;\s*expires\s*=\s*([^;]+)/i.exec(written)?.[1] ?? '') <= now;
}
