import { expect, test } from 'vitest';
import { parseRobots, robotsAllow } from '../../../src/read/web/robots.ts';

const allows = (robots: string, path: string) =>
  robotsAllow(parseRobots(robots, 'Copydesk'), new URL(path, 'https://paper.example'));

test.each([
  ['nothing at all', '', '/a', true],
  ['a forbidden folder', 'User-agent: *\nDisallow: /private/', '/private/a', false],
  ['a folder beside it', 'User-agent: *\nDisallow: /private/', '/public', true],
  ['an empty Disallow', 'User-agent: *\nDisallow:', '/a', true],
  ['everything', 'User-agent: *\nDisallow: /', '/a?b', false],
  ['rules for others only', 'User-agent: otherbot\nDisallow: /', '/a', true],
  ['our own group before the common one', 'User-agent: *\nDisallow: /\n\nUser-agent: copydesk\nAllow: /', '/a', true],
  ['our name in another case, with a version', 'User-Agent: COPYDESK/2.0\nDisallow: /', '/a', false],
  ['two names over one group', 'User-agent: otherbot\nUser-agent: copydesk\nDisallow: /a', '/a', false],
  ['two groups for us', 'User-agent: copydesk\nDisallow: /a\n\nUser-agent: copydesk\nDisallow: /b', '/b', false],
  ['a name that ours only begins with', 'User-agent: copy\nDisallow: /', '/a', true],
  ['the longer rule wins', 'User-agent: *\nDisallow: /news/\nAllow: /news/today', '/news/today/1', true],
  ['of two as long, the one that allows', 'User-agent: *\nDisallow: /page\nAllow: /page', '/page', true],
  ['a wildcard', 'User-agent: *\nDisallow: /*/print', '/a/b/print?x', false],
  ['a wildcard and an end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
  ['an end that is not there', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', true],
  ['pieces that may not overlap', 'User-agent: *\nDisallow: /ab*ba$', '/aba', true],
  ['a query', 'User-agent: *\nDisallow: /*?sort=', '/a?sort=1', false],
  ['percent encoding of what needs none', 'User-agent: *\nDisallow: /%7euser', '/~user', false],
  ['bare letters beyond ASCII', 'User-agent: *\nDisallow: /größe', '/gr%c3%b6%C3%9fe', false],
  ['comments and blank ends', 'User-agent: * # all\nDisallow: /a # b', '/a', false],
  ['a byte order mark and old line ends', '\ufeffUser-agent: *\rDisallow: /a', '/a', false],
  ['a rule before any group', 'Disallow: /\nUser-agent: *\nDisallow: /b', '/a', true],
  ['the robots.txt itself', 'User-agent: *\nDisallow: /', '/robots.txt', true],
])('%s', (_what, robots, path, allowed) => {
  expect(allows(robots, path)).toBe(allowed);
});

test('a crawl delay is read from our group, in seconds, and kept under an hour', () => {
  expect(parseRobots('User-agent: *\nCrawl-delay: 2.5', 'copydesk').crawlDelay).toBe(2.5);
  expect(parseRobots('User-agent: *\nCrawl-delay: 1e9', 'copydesk').crawlDelay).toBe(3600);
  expect(parseRobots('User-agent: *\nCrawl-delay: soon', 'copydesk').crawlDelay).toBeNull();
});

test('a hostile file is kept small', () => {
  const flood = `User-agent: *\n${'Disallow: /*a*a*a*a*b\n'.repeat(100_000)}`;
  const { rules } = parseRobots(flood, 'copydesk');
  expect(rules.length).toBeLessThanOrEqual(2000);
  expect(allows(flood, `/${'a'.repeat(5000)}`)).toBe(true);
});
