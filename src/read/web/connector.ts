import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressRules, allowedHost, refusedAddress, type Target } from './address-guard.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Every address of a name, as the system's resolver gives them. Rejects when there is none. */
export type Lookup = (name: string) => Promise<ResolvedAddress[]>;

/** A connection that was refused because of where it would have led; the message says what is there ("loopback (RFC 1122)"). */
export class BlockedAddressError extends Error {
  override name = 'BlockedAddressError';
  readonly code = 'ERR_BLOCKED_ADDRESS';
}

const lookupAll: Lookup = (name) =>
  new Promise((resolve, reject) => {
    systemLookup(name, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/**
 * An undici connector that opens a socket to nothing but allowed addresses. A literal is checked before anything happens (Node calls no
 * lookup for it); a name is looked up once, every address of the answer is checked, and the socket can only use that answer, so a second
 * answer (DNS rebinding) is never asked for; the peer of the open socket is checked once more before a byte is sent.
 */
export function guardedConnector(
  rules: AddressRules,
  { lookup = lookupAll, timeoutMs }: { lookup?: Lookup | undefined; timeoutMs: number },
): buildConnector.connector {
  return (options, callback) => {
    const target: Target = { host: options.hostname.replace(/^\[|\]$/g, '').toLowerCase(), port: portOf(options) };
    const free = allowedHost(target, rules);
    const refused = (address: string) => (free ? null : refusedAddress(address, target.port, rules));
    const literal = isIP(target.host) === 0 ? null : refused(target.host);
    if (literal !== null) return callback(new BlockedAddressError(literal), null);
    const connect = buildConnector({
      allowH2: false,
      timeout: timeoutMs,
      maxCachedSessions: 0,
      lookup: checkedLookup(lookup, refused),
    });
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const why = refused(socket.remoteAddress ?? '');
      if (why === null) return callback(null, socket);
      socket.destroy();
      callback(new BlockedAddressError(why), null);
    });
  };
}

/** A lookup for one socket: fails when any address of the answer is refused. */
function checkedLookup(lookup: Lookup, refused: (address: string) => string | null): LookupFunction {
  return (name, options, done) => {
    lookup(name).then(
      (found) => {
        const bad = found.map(({ address }) => refused(address)).find((why) => why !== null);
        const [first] = found;
        if (bad !== undefined) done(new BlockedAddressError(bad), []);
        else if (first === undefined)
          done(Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' }), []);
        else if (options.all) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}

function portOf({ port, protocol }: buildConnector.Options): string {
  return port || (protocol === 'https:' ? '443' : '80');
}
