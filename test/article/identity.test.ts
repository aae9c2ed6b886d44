import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, canonicalUrl, registrableDomain } from '../../src/article/canonical-url.ts';
import { copyKeys, fingerprint, isNearCopy, similarity } from '../../src/article/fingerprint.ts';
import { publisherFamily } from '../../src/article/publisher.ts';

describe('canonical addresses', () => {
  test.each([
    ['HTTPS://Post.Example:443/World/Pier', 'https://post.example/World/Pier'],
    ['https://post.example/pier/', 'https://post.example/pier'],
    ['https://post.example/pier/index.html', 'https://post.example/pier'],
    ['https://post.example', 'https://post.example/'],
    ['https://post.example/pier#comments', 'https://post.example/pier'],
    ['https://post.example/pier?utm_source=x&fbclid=1&id=7', 'https://post.example/pier?id=7'],
    ['https://post.example/pier?b=2&a=1', 'https://post.example/pier?a=1&b=2'],
    ['https://me:secret@post.example/pier', 'https://post.example/pier'],
    ['https://m.post.example/pier', 'https://www.post.example/pier'],
    ['https://en.m.post.example/pier', 'https://en.post.example/pier'],
    ['https://amp.post.co.uk/pier', 'https://www.post.co.uk/pier'],
    ['https://post.example/pier/amp/', 'https://post.example/pier'],
    ['https://post.example/amp/pier', 'https://post.example/pier'],
    ['https://post.example/pier.amp.html', 'https://post.example/pier.html'],
    ['https://post.example/pier?outputType=amp', 'https://post.example/pier'],
    ['https://post.example//world///pier', 'https://post.example/world/pier'],
    ['https://post.example/%7epier%20one', 'https://post.example/~pier%20one'],
    ['https://www.google.com/amp/s/m.post.example/pier/', 'https://www.post.example/pier'],
    ['https://post-example.cdn.ampproject.org/c/s/post.example/pier', 'https://post.example/pier'],
    ['https://www.google.com/url?q=https%3A%2F%2Fpost.example%2Fpier&sa=D', 'https://post.example/pier'],
  ])('%s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  test.each(['ftp://post.example/pier', 'javascript:alert(1)', 'not an address', ''])('%j has none', (url) => {
    expect(canonicalUrl(url)).toBeNull();
  });

  test('different articles keep different addresses', () => {
    const urls = [
      'https://post.example/?p=1',
      'https://post.example/?p=2',
      'https://post.example/amp',
      'https://post.example/',
      'https://post.example/Pier',
      'https://post.example/pier',
    ];
    expect(new Set(urls.map(canonicalUrl)).size).toBe(urls.length);
  });

  test('the canonical address of a canonical address is itself', () => {
    const host = fc.constantFrom(
      'post.example',
      'm.post.example',
      'amp.m.post.example',
      'www.google.com',
      'a.cdn.ampproject.org',
      'l.facebook.com',
      'm.post.co.uk',
      '127.0.0.1:80',
      'm.m',
    );
    const part = fc.constantFrom(
      'amp',
      'index.html',
      '',
      '.',
      '..',
      's',
      'c',
      'url',
      'post.example',
      'x.amp',
      '%7e',
      '%2F',
      ';jsessionid=1',
      'pier',
      'default.asp',
      '%E2%82',
      'é',
    );
    const query = fc.constantFrom(
      '',
      '?',
      '?utm_x=1',
      '?b&a=%20',
      '?q=https://m.post.example/amp/',
      '?u=http://x/',
      '?amp',
      '?a=+&a=',
      '?%ff',
    );
    const built = fc
      .tuple(
        fc.constantFrom('http://', 'HTTPS://u@', 'https://'),
        host,
        fc.array(part, { maxLength: 6 }),
        query,
        fc.constantFrom('', '#a', '#!b'),
      )
      .map(([scheme, host, parts, query, hash]) => `${scheme}${host}/${parts.join('/')}${query}${hash}`);
    fc.assert(
      fc.property(fc.oneof(built, fc.webUrl({ withQueryParameters: true, withFragments: true })), (url) => {
        const canonical = canonicalUrl(url);
        if (canonical !== null) expect(canonicalUrl(canonical)).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  test('scheme and www do not matter for looking an address up', () => {
    expect(addressKey('http://www.post.example/pier/')).toBe(addressKey('https://post.example/pier'));
  });

  test('the registrable domain knows second-level suffixes of countries', () => {
    expect(['a.b.post.example', 'news.post.co.uk', 'post.com.au'].map(registrableDomain)).toEqual([
      'post.example',
      'post.co.uk',
      'post.com.au',
    ]);
  });
});

describe('fingerprints', () => {
  const story = Array.from(
    { length: 60 },
    (_, index) => `Sentence ${index} tells what ferry number ${index * 7} did at pier ${index * 3}.`,
  ).join(' ');

  test('case, marks and white space do not change the hash', () => {
    expect(fingerprint('“The pier’s gone,” she said.').hash).toBe(fingerprint("the  PIER's gone - she said").hash);
  });

  test('a text with small edits is a near copy', () => {
    const edited = story.replace('ferry number 21', 'boat number 21').replace('Sentence 40', 'Sentence forty');
    expect(isNearCopy(fingerprint(story), fingerprint(edited))).toBe(true);
    expect(fingerprint(story).hash).not.toBe(fingerprint(edited).hash);
  });

  test('near copies share a key', () => {
    const [a, b] = [copyKeys(fingerprint(story)), copyKeys(fingerprint(`OSLO (AP) — ${story} More to come.`))];
    expect(a).toHaveLength(8);
    expect(a.filter((key) => b.includes(key)).length).toBeGreaterThan(0);
  });

  test('another text about the same thing is not a copy', () => {
    const other = Array.from(
      { length: 60 },
      (_, index) => `At pier ${index * 3} ferry number ${index * 7} did what sentence ${index} tells.`,
    ).join(' ');
    expect(isNearCopy(fingerprint(story), fingerprint(other))).toBe(false);
  });

  test('similarity is symmetric, between 0 and 1, and 1 for the same text', () => {
    const text = fc.array(fc.constantFrom('pier', 'ferry', 'storm', '橋', '😀', '.')).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [fingerprint(a), fingerprint(b)];
        expect(similarity(x, x)).toBe(1);
        expect(similarity(x, y)).toBe(similarity(y, x));
        expect(similarity(x, y)).toBeGreaterThanOrEqual(0);
        expect(similarity(x, y)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('publisher families', () => {
  test.each([
    ['The Associated Press', 'AP', 'https://apnews.com/article/1', 'hosted.ap.org'],
    ['Harbour Post', 'the harbour post', 'https://www.harbourpost.co.uk/pier', 'news.harbourpost.com'],
    ['BBC News', 'https://www.bbc.co.uk/news/1', 'bbc.com', 'BBC'],
  ])('%s', (...names) => {
    expect(new Set(names.map(publisherFamily)).size).toBe(1);
  });

  test('two blogs of one host are two publishers', () => {
    expect(publisherFamily('https://piers.substack.com/p/1')).not.toBe(
      publisherFamily('https://boats.substack.com/p/1'),
    );
  });
});
