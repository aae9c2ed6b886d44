import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { UserError } from '../../errors.ts';

/**
 * Addresses that are not the public web, from the IANA special-purpose registries (RFC 6890 and its successors), and two that are
 * public by number only: clouds answer there from inside the machine's own network.
 */
const FORBIDDEN_V4: readonly (readonly [range: string, what: string])[] = [
  ['0.0.0.0/8', 'this network (RFC 791)'],
  ['10.0.0.0/8', 'a private network (RFC 1918)'],
  ['100.64.0.0/10', 'carrier-grade NAT (RFC 6598)'],
  ['127.0.0.0/8', 'loopback (RFC 1122)'],
  ['168.63.129.16/32', 'the Azure host'],
  ['169.254.0.0/16', 'link-local (RFC 3927), where clouds serve metadata'],
  ['172.16.0.0/12', 'a private network (RFC 1918)'],
  ['192.0.0.0/24', 'protocol assignments (RFC 6890)'],
  ['192.0.2.0/24', 'documentation (RFC 5737)'],
  ['192.31.196.0/24', 'AS112 (RFC 7535)'],
  ['192.52.193.0/24', 'AMT (RFC 7450)'],
  ['192.88.99.0/24', '6to4 relays (RFC 7526)'],
  ['192.168.0.0/16', 'a private network (RFC 1918)'],
  ['192.175.48.0/24', 'AS112 (RFC 7534)'],
  ['198.18.0.0/15', 'benchmarking (RFC 2544)'],
  ['198.51.100.0/24', 'documentation (RFC 5737)'],
  ['203.0.113.0/24', 'documentation (RFC 5737)'],
  ['224.0.0.0/4', 'multicast (RFC 1112)'],
  ['240.0.0.0/4', 'reserved or broadcast (RFC 1112)'],
];

/** Of IPv6 only global unicast, 2000::/3, is the web; these are the parts of it that are not. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');
const FORBIDDEN_V6: readonly (readonly [range: string, what: string])[] = [
  ['2001::/23', 'protocol assignments, Teredo among them (RFC 2928, RFC 4380)'],
  ['2001:db8::/32', 'documentation (RFC 3849)'],
  ['2002::/16', '6to4 (RFC 3056)'],
  ['2620:4f:8000::/48', 'AS112 (RFC 7534)'],
  ['3ffe::/16', 'the former 6bone (RFC 3701)'],
  ['3fff::/20', 'documentation (RFC 9637)'],
];

const V4 = FORBIDDEN_V4.map(([range, what]) => ({ range: ipaddr.parseCIDR(range), what }));
const V6 = FORBIDDEN_V6.map(([range, what]) => ({ range: ipaddr.parseCIDR(range), what }));

/** Why an IP address is not the public web ("loopback (RFC 1122)"), or null when it is. What isn't an IP address is forbidden too. */
export function forbiddenAddress(address: string): string | null {
  if (isIP(address) === 0) return 'no address';
  const ip = ipaddr.parse(address);
  const found = (ip.kind() === 'ipv4' ? V4 : V6).find(({ range }) => ip.match(range));
  if (found !== undefined) return found.what;
  if (ip.kind() === 'ipv4') return null;
  if (!ip.match(GLOBAL_V6)) return 'not global unicast (RFC 4291)';
  return forbiddenIsatap(ip.toByteArray());
}

/** ISATAP (RFC 5214) puts an IPv4 address behind `0:5efe` in the interface part of any prefix. */
function forbiddenIsatap(bytes: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(8, 12);
  if ((a & 0xfd) !== 0 || b !== 0 || c !== 0x5e || d !== 0xfe) return null;
  return forbiddenAddress(bytes.slice(12).join('.')) === null ? null : 'ISATAP to a forbidden address (RFC 5214)';
}

/** What may be read although the guard forbids it: networks, and hosts by name (with everything their names resolve to). */
export interface AllowList {
  networks: { range: [ipaddr.IPv4 | ipaddr.IPv6, number]; port: string | null }[];
  hosts: { name: string; port: string | null }[];
}

/**
 * Reads allow-list entries: `10.1.0.0/16`, `10.1.2.3`, `[fd00::1]:8080`, `wiki.example.org`, `*.intra.example.org`, `wiki.example.org:8081`.
 * A port in an entry opens that port, and only that one.
 * @throws UserError naming the entry that can't be read.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const list: AllowList = { networks: [], hosts: [] };
  for (const entry of entries) {
    const { name, port } = splitEntry(entry);
    const [address = '', prefix, more] = name.split('/');
    if (isIP(address) !== 0) {
      const ip = ipaddr.parse(address);
      const bits = ip.kind() === 'ipv4' ? 32 : 128;
      const length = prefix === undefined ? bits : Number(prefix);
      if (more !== undefined || !/^\d{1,3}$/.test(prefix ?? '0') || length > bits) throw unreadable(entry);
      list.networks.push({ range: [ip, length], port });
    } else if (/^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name)) list.hosts.push({ name, port });
    else throw unreadable(entry);
  }
  return list;
}

function splitEntry(entry: string): { name: string; port: string | null } {
  // Two colons and no brackets: an IPv6 address, which leaves no place for a port.
  if (entry.split(':').length > 2 && !entry.startsWith('[')) return { name: entry.toLowerCase(), port: null };
  const [, name = '', port = null] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry.toLowerCase()) ?? [];
  return { name: name.replace(/^\[([^\]]*)\]/, '$1'), port };
}

function unreadable(entry: string): UserError {
  return new UserError(
    `"${entry}" isn't an address to allow: write a network (10.1.0.0/16), an address (10.1.2.3) or a host (wiki.example.org), with :port if needed`,
  );
}

/** An address to connect to: `host` is a name or an IP address without brackets, `port` a decimal number. */
export interface Target {
  host: string;
  port: string;
}

export interface AddressRules {
  ports: readonly number[];
  allow: AllowList;
}

/** Whether the allow-list names this host, so that whatever it resolves to may be read. */
export function allowedHost({ host, port }: Target, { allow }: AddressRules): boolean {
  return allow.hosts.some(
    ({ name, port: only }) =>
      (only === null || only === port) && (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name),
  );
}

/** Why a connection to this IP address must not be opened, or null when it may. */
export function refusedAddress(address: string, port: string, { allow }: AddressRules): string | null {
  const why = forbiddenAddress(address);
  if (why === null || isIP(address) === 0) return why;
  const ip = ipaddr.parse(address);
  const allowed = allow.networks.some(
    ({ range, port: only }) => (only === null || only === port) && range[0].kind() === ip.kind() && ip.match(range),
  );
  return allowed ? null : why;
}

/** Whether a port may be used: one of the usual ones, or one that the allow-list opens for this host. */
export function allowedPort({ host, port }: Target, { ports, allow }: AddressRules): boolean {
  if (ports.includes(Number(port))) return true;
  if (allow.hosts.some((entry) => entry.port === port && allowedHost({ host, port }, { ports, allow }))) return true;
  return (
    isIP(host) !== 0 &&
    allow.networks.some(({ range, port: only }) => {
      const ip = ipaddr.parse(host);
      return only === port && range[0].kind() === ip.kind() && ip.match(range);
    })
  );
}

export type CheckedUrl =
  | { kind: 'allowed'; url: URL; target: Target }
  | { kind: 'refused'; reason: 'bad-address' | 'unsupported-scheme' | 'blocked-address'; detail: string };

const LONGEST_URL = 8192;

/**
 * What can be said of an address before any connection: its scheme, user name, port, and the address itself when it is a literal.
 * Read as browsers do (WHATWG URL Standard), so decimal, octal, hexadecimal, full-width and percent-encoded forms are the same address.
 */
export function checkUrl(address: string, rules: AddressRules, base?: URL): CheckedUrl {
  const url = address.length > LONGEST_URL ? null : URL.parse(address, base);
  if (url === null) return { kind: 'refused', reason: 'bad-address', detail: "it isn't a web address" };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { kind: 'refused', reason: 'unsupported-scheme', detail: url.protocol };
  if (url.username !== '' || url.password !== '')
    return { kind: 'refused', reason: 'bad-address', detail: 'it contains a user name' };
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '' || host.startsWith('.') || host.endsWith('.') || host.includes('..') || host.length > 253)
    return { kind: 'refused', reason: 'bad-address', detail: 'it has no host' };
  const target = { host, port: url.port || (url.protocol === 'https:' ? '443' : '80') };
  if (!allowedPort(target, rules))
    return { kind: 'refused', reason: 'blocked-address', detail: `port ${target.port} is blocked` };
  const why = isIP(host) === 0 || allowedHost(target, rules) ? null : refusedAddress(host, target.port, rules);
  if (why !== null) return { kind: 'refused', reason: 'blocked-address', detail: why };
  url.hash = '';
  return { kind: 'allowed', url, target };
}
