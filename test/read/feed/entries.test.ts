import { describe, expect, test } from 'vitest';
import { atom, atomEntry, entryIn, infoOf, rss, rssItem } from './documents.ts';

const day = new Date('2024-03-05T14:30:15Z');

describe('what an entry is called and where it is', () => {
  test('a guid is the link of an item that has none', () => {
    expect(rssItem('<guid>https://harbour.example/1</guid>').link).toBe('https://harbour.example/1');
    expect(rssItem('<guid isPermaLink="false">https://harbour.example/1</guid>').link).toBe('');
    expect(rssItem('<guid>https://harbour.example/g</guid><link>https://harbour.example/1</link>').link).toBe(
      'https://harbour.example/1',
    );
    expect(rssItem('<guid>2024-17</guid>')).toMatchObject({ id: '2024-17', link: '' });
  });
  test('the link is the id of an entry that has none', () => {
    expect(rssItem('<link>https://harbour.example/1</link>').id).toBe('https://harbour.example/1');
  });
  test('an identifier is kept as written', () => {
    for (const id of ['tag:harbour.example,2024:1', 'HTTP://Harbour.Example/%7Epell/../x', 'urn:uuid:60A76C80'])
      expect(atomEntry(`<id>${id}</id>`).id).toBe(id);
  });
  test('of several links the alternate page is taken', () => {
    const links = ['self', 'edit', 'enclosure', 'replies', 'via', 'hub'].map(
      (rel) => `<link rel="${rel}" href="https://harbour.example/${rel}"/>`,
    );
    expect(
      atomEntry(
        `${links.join('')}<link rel="alternate" type="application/pdf" href="https://harbour.example/pdf"/><link rel="alternate" type="text/html" href="https://harbour.example/page"/>`,
      ).link,
    ).toBe('https://harbour.example/page');
    expect(
      infoOf(
        rss(
          '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://harbour.example/feed"/><link>https://harbour.example/</link>',
        ),
      ).link,
    ).toBe('https://harbour.example/');
  });
  test('an address that runs code is none', () => {
    expect(rssItem('<link>javascript:alert(1)</link>').link).toBe('');
    expect(atomEntry('<link href=" Java&#10;Script:alert(1)"/>').link).toBe('');
  });
  test('title and link of an image or a text input are not those of the channel', () => {
    const inner = '<title>Inner</title><link>https://inner.example/</link><description>Inner</description>';
    const feed = infoOf(
      rss(
        `<image>${inner}</image><textInput>${inner}</textInput><title>Outer</title><link>https://outer.example/</link><description>Outer</description>`,
      ),
    );
    expect(feed).toMatchObject({ title: 'Outer', link: 'https://outer.example/', description: 'Outer' });
  });
  test("elements of other vocabularies do not pass for the feed's own", () => {
    const entry = entryIn(
      `<rss xmlns:x="urn:other"><channel><item><x:title>No</x:title><title>Yes</title><x:description>No</x:description><description>Yes</description><x:link>No</x:link></item></channel></rss>`,
    );
    expect(entry).toMatchObject({ title: 'Yes', summary: 'Yes', link: '' });
  });
  test('titles come from dc or media when there is no other', () => {
    expect(rssItem('<media:title>Media</media:title><dc:title>Core</dc:title>').title).toBe('Core');
    expect(rssItem('<dc:title>Core</dc:title><title>Own</title><media:title>Media</media:title>').title).toBe('Own');
  });
});

describe('authors', () => {
  test.each([
    ['<author>Ada Pell</author>', 'Ada Pell'],
    ['<author>ada@harbour.example</author>', 'ada@harbour.example'],
    ['<author>ada@harbour.example (Ada Pell)</author>', 'Ada Pell'],
    ['<author>Ada Pell (ada@harbour.example)</author>', 'Ada Pell'],
    ['<author>Ada Pell &lt;ada@harbour.example&gt;</author>', 'Ada Pell'],
    ['<author>"Ada Pell" &lt;ada@harbour.example&gt;</author>', 'Ada Pell'],
    ['<author>noreply@harbour.example</author><dc:creator>Ada Pell</dc:creator>', 'Ada Pell'],
    ['<dc:creator>Ada Pell</dc:creator><dc:creator>Bo Ray</dc:creator>', 'Ada Pell, Bo Ray'],
    ['<dc:creator><![CDATA[<a href="/ada">Ada Pell</a>]]></dc:creator>', 'Ada Pell'],
    ['<author><name>Ada Pell</name><email>ada@harbour.example</email></author>', 'Ada Pell'],
    ['<author><email>ada@harbour.example</email></author>', 'ada@harbour.example'],
    ['<itunes:author>Ada Pell</itunes:author>', 'Ada Pell'],
  ])('%s is by %s', (item, author) => expect(rssItem(item).author).toBe(author));
  test("an entry without an author has its source's, else the feed's", () => {
    const feed = (entry: string) => entryIn(atom(`<author><name>Feed</name></author><entry>${entry}</entry>`)).author;
    expect(feed('<source><author><name>Source</name></author></source>')).toBe('Source');
    expect(feed('<title>x</title>')).toBe('Feed');
  });
});

test('dates come from whichever element has them, and one that is none is passed over', () => {
  const iso = '2024-03-05T14:30:15Z';
  for (const name of ['pubDate', 'published', 'issued', 'dcterms:issued', 'created', 'dc:date'])
    expect(rssItem(`<${name}>${iso}</${name}>`).published).toEqual(day);
  for (const name of ['updated', 'modified', 'dcterms:modified'])
    expect(rssItem(`<${name}>${iso}</${name}>`).updated).toEqual(day);
  expect(rssItem(`<pubDate>soon</pubDate><dc:date>${iso}</dc:date>`).published).toEqual(day);
  expect(rssItem('<pubDate>soon</pubDate>').published).toBeNull();
});

test('the text of a link to a file is not the entry’s page, and a title of a made-up type is a title', () => {
  const link = '<link rel="enclosure">https://harbour.example/1.jpg</link><link>https://harbour.example/1</link>';
  expect(rssItem(link).link).toBe('https://harbour.example/1');
  expect(atomEntry('<title type="news/short">Ferry is back</title>').title).toBe('Ferry is back');
});

test('pictures come from media, enclosures or links, not from films', () => {
  const picture = 'https://harbour.example/1.jpg';
  for (const item of [
    `<media:thumbnail url="${picture}"/>`,
    `<media:content url="${picture}" medium="image"/>`,
    `<media:group><media:content url="https://harbour.example/1.mp4" type="video/mp4"/><media:thumbnail url="${picture}"/></media:group>`,
    `<media:content url="https://harbour.example/1.mp4" medium="video"><media:thumbnail url="${picture}"/></media:content>`,
    `<enclosure url="${picture}" type="image/jpeg"/>`,
    `<itunes:image href="${picture}"/>`,
    `<image><url>${picture}</url></image>`,
  ])
    expect(rssItem(item).image).toBe(picture);
  expect(rssItem('<enclosure url="https://harbour.example/1.mp3" type="audio/mpeg"/>').image).toBeNull();
});

test('of two descriptions the longer is the content', () => {
  expect(rssItem('<description>Short</description><summary>Rather longer</summary>')).toMatchObject({
    summary: 'Short',
    content: 'Rather longer',
  });
  expect(rssItem('<description>Short</description><content:encoded>Full</content:encoded>')).toMatchObject({
    summary: 'Short',
    content: 'Full',
  });
});
