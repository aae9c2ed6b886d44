import { expect, test } from 'vitest';
import { entryText } from '../../src/intake/entry-text.ts';
import { entriesOf } from '../../src/intake/feed-entry.ts';
import { feedIn, rss } from '../read/feed/documents.ts';

test.each([
  ['<p>She will <s>not</s> resign.</p>', 'She will resign.'],
  ['<p>It opens on <strike>Monday</strike> Tuesday.</p>', 'It opens on Tuesday.'],
  ['<p>Four boats <del datetime="2026-11-28">sank</del>, one is lost.</p>', 'Four boats, one is lost.'],
  ['<p>He is <span style="text-decoration: line-through">un</span>hurt.</p>', 'He is hurt.'],
  ['<p>He is <span class="strikethrough">a <span>rich</span> man and</span> poor.</p>', 'He is poor.'],
  [
    '<p>All is well.</p><del><p>Two are dead.</p><p>One is lost.</p></del><p>Nobody is hurt.</p>',
    'All is well.\n\nNobody is hurt.',
  ],
  ['<p>One <del>two <s>three</s> four</del> five.</p>', 'One five.'],
  ['<p>A mark <s>that nobody closed.</p><p>More.</p>', 'A mark that nobody closed.\n\nMore.'],
  ['<p>No <strong>strong</strong> <section>section</section> is struck.</p>', 'No strong\n\nsection\n\nis struck.'],
])('struck words of a feed are not told: %s', (html, text) => {
  expect(entryText(html)).toBe(text);
});

test('an emoji that is set as a picture in a feed is a character, and another picture isn’t', () => {
  const html = '<p>We <img alt="&#x2764;" class="emoji" src="/h.png"> this ship.<img alt="A ship" src="/s.jpg"></p>';
  expect(entryText(html)).toBe('We ❤ this ship.');
});

test('a feed of nothing but struck tags is read in one go', () => {
  expect(entryText('<s>'.repeat(200_000))).toBe('');
  expect(entryText(`${'<s>'.repeat(100_000)}x${'</s>'.repeat(100_000)}`)).toBe('');
});

test('an entry in which a word is struck later is another version of it, and one with other markup is not', () => {
  const versionOf = (words: string) => {
    const { feed, entries } = feedIn(
      rss(`<item><guid>a</guid><title>Gull</title><description><![CDATA[<p>${words}</p>]]></description></item>`),
    );
    return entriesOf(feed, entries, new Date())[0]?.version;
  };
  expect(versionOf('She will <s>not</s> resign.')).not.toBe(versionOf('She will not resign.'));
  expect(versionOf('She will<b> not </b>resign.')).toBe(versionOf('She will not resign.'));
});
