import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { type AddressRules, checkUrl, forbiddenAddress, parseAllowList } from '../../../src/read/web/address-guard.ts';

const rules = (...allow: string[]): AddressRules => ({ ports: [80, 443, 8080], allow: parseAllowList(allow) });
const verdict = (address: string, ...allow: string[]) => {
  const checked = checkUrl(address, rules(...allow));
  return checked.kind === 'refused' ? checked.reason : 'allowed';
};

test.each([
  ['this network', '0.0.0.0', '0.255.0.1'],
  ['private, class A', '10.0.0.0', '10.255.255.255'],
  ['carrier-grade NAT', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.1', '127.255.255.254'],
  ['the Azure host', '168.63.129.16', '168.63.129.16'],
  ['link-local and cloud metadata', '169.254.0.1', '169.254.169.254'],
  ['private, class B', '172.16.0.0', '172.31.255.255'],
  ['protocol assignments', '192.0.0.1', '192.0.0.192'],
  ['documentation', '192.0.2.1', '203.0.113.9'],
  ['6to4 relays', '192.88.99.1', '192.88.99.254'],
  ['private, class C', '192.168.0.1', '192.168.255.255'],
  ['benchmarking', '198.18.0.1', '198.19.255.255'],
  ['multicast', '224.0.0.1', '239.255.255.255'],
  ['reserved and broadcast', '240.0.0.1', '255.255.255.255'],
  ['IPv6 loopback and unspecified', '::1', '::'],
  ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1', '::a00:1'],
  ['IPv4-translated', '::ffff:0:7f00:1', '::ffff:0:808:808'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b:1::a9fe:a9fe'],
  ['6to4', '2002:7f00:1::', '2002:a00:1::1'],
  ['Teredo', '2001:0:7f00:1::', '2001::1'],
  ['unique local and cloud metadata', 'fc00::1', 'fd00:ec2::254'],
  ['link-local and site-local', 'fe80::1', 'fec0::1'],
  ['ISATAP', 'fe80::5efe:7f00:1', '2600:1::200:5efe:a00:1'],
  ['multicast v6', 'ff02::1', 'ff0e::1'],
  ['documentation v6', '2001:db8::1', '3fff::1'],
  ['discard, segment routing and unassigned', '100::1', '5f00::1'],
])('%s (%s, %s) is not the public web', (_name, first, last) => {
  expect(forbiddenAddress(first)).not.toBeNull();
  expect(forbiddenAddress(last)).not.toBeNull();
});

test.each([
  '8.8.8.8',
  '9.255.255.255',
  '100.63.255.255',
  '100.128.0.0',
  '168.63.129.15',
  '172.32.0.0',
  '223.255.255.255',
  '2600::1',
  '2a00:1450:4001::1',
  '2600:1::5efe:808:808',
])('%s is the public web', (address) => {
  expect(forbiddenAddress(address)).toBeNull();
});

test.each(['', 'localhost', '1.2.3', '[::1]', '::1%lo', '300.1.1.1', '8.8.8.8 '])(
  '"%s", which is not a plain address, is refused',
  (text) => {
    expect(forbiddenAddress(text) === null).toBe(false);
  },
);

/** Every way to write 127.0.0.1 or 10.0.0.1 in an address that the WHATWG URL Standard, and so Node, understands. */
test.each([
  ['dotted decimal', 'http://127.0.0.1/'],
  ['one decimal number', 'http://2130706433/'],
  ['one octal number', 'http://017700000001/'],
  ['one hexadecimal number', 'http://0x7f000001/'],
  ['octal parts', 'http://0177.0.0.01/'],
  ['padded octal parts', 'http://0000177.0000.0000.00001/'],
  ['hexadecimal parts', 'http://0x7f.0x0.0x0.0x1/'],
  ['mixed parts', 'http://0x7f.00.1/'],
  ['three parts', 'http://127.0.1/'],
  ['two parts', 'http://127.1/'],
  ['a trailing dot', 'http://127.0.0.1./'],
  ['full-width digits', 'http://１２７.０.０.１/'],
  ['ideographic full stops', 'http://127。0。0。1/'],
  ['circled digits', 'http://①②⑦.⓪.⓪.①/'],
  ['percent encoding', 'http://%31%32%37.0.0.%31/'],
  ['a soft hyphen inside', 'http://127.0.0\u00ad.1/'],
  ['zero', 'http://0/'],
  ['no slashes', 'http:127.0.0.1'],
  ['backslashes', 'http:\\\\127.0.0.1\\'],
  ['too many slashes', 'http:////127.0.0.1/'],
  ['a leading tab', '\thttp://127.0.0.1/'],
  ['a line break in the scheme', 'ht\ntp://127.0.0.1/'],
  ['capitals', 'HTTP://127.0.0.1/'],
  ['a backslash before an at sign', 'http://10.0.0.1\\@paper.example/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['IPv6 loopback in full', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/'],
  ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
  ['IPv4-mapped in hexadecimal', 'http://[::ffff:7f00:1]/'],
  ['IPv4-compatible', 'http://[::127.0.0.1]/'],
  ['NAT64', 'http://[64:ff9b::10.0.0.1]/'],
])('a loopback or private address written as %s is blocked before anything is opened', (_form, address) => {
  expect(verdict(address)).toBe('blocked-address');
});

test.each([
  ['a user name', 'http://paper.example@127.0.0.1/', 'bad-address'],
  ['a user name and a password', 'http://paper.example:80@127.0.0.1/', 'bad-address'],
  ['an empty user name with a password', 'http://:secret@paper.example/', 'bad-address'],
  ['no host', 'http://', 'bad-address'],
  ['two trailing dots', 'http://paper.example../', 'bad-address'],
  ['an empty label', 'http://paper..example/', 'bad-address'],
  ['a zone', 'http://[fe80::1%25lo]/', 'bad-address'],
  ['too many numbers', 'http://1.2.3.4.5/', 'bad-address'],
  ['a number out of range', 'http://127.0.0.256/', 'bad-address'],
  ['no scheme', '//127.0.0.1/', 'bad-address'],
  ['no end', `http://paper.example/${'a'.repeat(9000)}`, 'bad-address'],
  ['another port', 'http://paper.example:6379/', 'blocked-address'],
  ['a file', 'file:///etc/passwd', 'unsupported-scheme'],
  ['FTP', 'ftp://paper.example/', 'unsupported-scheme'],
  ['gopher', 'gopher://127.0.0.1:6379/_INFO', 'unsupported-scheme'],
  ['data', 'data:text/html,x', 'unsupported-scheme'],
  ['script', 'javascript:alert(1)', 'unsupported-scheme'],
])('an address with %s is refused', (_what, address, reason) => {
  expect(verdict(address)).toBe(reason);
});

test('a public address passes, without its fragment and its trailing dot', () => {
  const checked = checkUrl('https://Paper.example.:443/a?b=c#@127.0.0.1/', rules());
  expect(checked.kind === 'allowed' && checked.url.href).toBe('https://paper.example/a?b=c');
});

test.each([
  ['a network', '10.1.0.0/16', 'http://10.1.2.3/', 'http://10.2.0.1/'],
  ['an address', '10.1.2.3', 'http://10.1.2.3/', 'http://10.1.2.4/'],
  ['an address and a port', '127.0.0.1:9000', 'http://127.0.0.1:9000/', 'http://127.0.0.1:80/'],
  ['an IPv6 network', 'fd12::/16', 'http://[fd12::1]/', 'http://[fd13::1]/'],
  ['an IPv6 address and a port', '[::1]:9000', 'http://[::1]:9000/', 'http://[::1]/'],
  ['a host and a port', 'wiki.example:9000', 'http://wiki.example:9000/', 'http://paper.example:9000/'],
  [
    'all hosts of a domain and a port',
    '*.intra.example:9000',
    'http://a.b.intra.example:9000/',
    'http://intra.example:9000/',
  ],
])('%s on the allow-list opens what it says and nothing beside it', (_what, entry, open, shut) => {
  expect(verdict(open, entry)).toBe('allowed');
  expect(verdict(shut, entry)).toBe('blocked-address');
});

test('a private address is not allowed by its IPv4-mapped twin', () => {
  expect(verdict('http://[::ffff:10.1.2.3]/', '10.1.2.3')).toBe('blocked-address');
});

test.each(['10.0.0.0/33', 'http://wiki.example/', '10.0.0.0/8/8', '', 'a b', '*', '0.0.0.0/-1', 'wiki.example:port'])(
  'the allow-list entry "%s" is refused in words',
  (entry) => {
    expect(() => parseAllowList([entry])).toThrow(UserError);
  },
);

test('whatever text is given, no address that passes is a forbidden one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.string()), (host) => {
      const checked = checkUrl(`http://${host.includes(':') ? `[${host}]` : host}/`, rules());
      if (checked.kind !== 'allowed' || !/^[\d.]+$|:/.test(checked.target.host)) return true;
      return forbiddenAddress(checked.target.host) === null;
    }),
    { numRuns: 2000 },
  );
});
