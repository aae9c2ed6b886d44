import { describe, expect, test } from 'vitest';
import { atom03, atomEntry, entryIn, infoOf, rss, rssItem } from './documents.ts';

const old = (entry: string) => entryIn(atom03(`<entry>${entry}</entry>`));

describe('titles are plain text, and HTML where somebody wants it', () => {
  test.each([
    ['Ferry &amp; tide', 'Ferry & tide', 'Ferry &amp; tide'],
    ['Ferry &amp;amp; tide', 'Ferry & tide', 'Ferry &amp; tide'],
    ['<![CDATA[Ferry & tide]]>', 'Ferry & tide', 'Ferry &amp; tide'],
    ['<![CDATA[Ferry &amp; tide]]>', 'Ferry & tide', 'Ferry &amp; tide'],
    ['The &lt;em>Gull&lt;/em> returns', 'The Gull returns', 'The <em>Gull</em> returns'],
    ['<![CDATA[The <em>Gull</em> returns]]>', 'The Gull returns', 'The <em>Gull</em> returns'],
    ['The <em>Gull</em> returns', 'The Gull returns', 'The <em>Gull</em> returns'],
    ['1 &lt; 2', '1 < 2', '1 &lt; 2'],
    ['2 > 1', '2 > 1', '2 &gt; 1'],
    ['The &lt;blink> years', 'The <blink> years', 'The &lt;blink&gt; years'],
    ['Using &lt;b> well', 'Using <b> well', 'Using &lt;b&gt; well'],
    ['First&lt;br/>second', 'First second', 'First<br />second'],
    ['Gull &lt;s>sinks&lt;/s> returns', 'Gull returns', 'Gull <s>sinks</s> returns'],
    ['Dots&#8230; and &ldquo;marks&rdquo;', 'Dots… and “marks”', 'Dots… and “marks”'],
    ['  Wide\n   gaps ', 'Wide gaps', 'Wide\n   gaps'],
  ])('RSS title %j', (written, title, titleHtml) => {
    expect(rssItem(`<title>${written}</title>`)).toMatchObject({ title, titleHtml });
  });

  test.each([
    ['<title>a &lt;b&gt; c</title>', 'a <b> c'],
    ['<title type="text">a &lt;i>b&lt;/i></title>', 'a <i>b</i>'],
    ['<title type="html">a &lt;i>b&lt;/i> &amp;amp; c</title>', 'a b & c'],
    [
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <i>b</i> &amp; &lt;c&gt;</div></title>',
      'a b & <c>',
    ],
    ['<title type="application/octet-stream">RmVycnkgJmFtcDsgPGI+dGlkZTwvYj4=</title>', 'Ferry & tide'],
  ])('Atom 1.0 %j', (element, title) => expect(atomEntry(element).title).toBe(title));

  test.each([
    ['<title mode="escaped" type="text/html">a &lt;i>b&lt;/i></title>', 'a b'],
    ['<title mode="escaped" type="text/plain">a &lt;i>b&lt;/i></title>', 'a <i>b</i>'],
    ['<title mode="xml" type="application/xhtml+xml">a <i>b</i></title>', 'a b'],
    ['<title mode="base64" type="text/html">RmVycnkgJmFtcDsgPGI+dGlkZTwvYj4=</title>', 'Ferry & tide'],
  ])('Atom 0.3 %j', (element, title) => expect(old(element).title).toBe(title));
});

describe('texts are HTML', () => {
  test('escaped, in CDATA or naked, RSS markup is the same', () => {
    const html = '<p>Back <b>again</b></p>';
    for (const written of [html.replaceAll('<', '&lt;'), `<![CDATA[${html}]]>`, html])
      expect(rssItem(`<description>${written}</description>`).summary).toBe(html);
  });
  test('Atom content is what its type says', () => {
    expect(atomEntry('<content type="html">a &amp;lt; &lt;b>c&lt;/b></content>').content).toBe('a &lt; <b>c</b>');
    expect(atomEntry('<content type="text">a &lt;b> c</content>').content).toBe('a &lt;b&gt; c');
    expect(atomEntry('<content type="text/plain">a &amp; b</content>').content).toBe('a &amp; b');
    expect(atomEntry('<content type="text/html">&lt;p>a&lt;/p></content>').content).toBe('<p>a</p>');
    expect(atomEntry('<content type="application/xml"><note><to>b</to></note></content>').content).toBe(
      '<note><to>b</to></note>',
    );
    expect(atomEntry(`<content type="application/octet-stream">${btoa('<p>a</p>')}</content>`).content).toBe(
      '<p>a</p>',
    );
  });
  test('content that is not text is left out', () => {
    expect(atomEntry('<content type="image/png">iVBORw0KGgo=</content>').content).toBe('');
    expect(atomEntry('<content type="video/mp4" src="https://harbour.example/1.mp4"/>').content).toBe('');
  });
  test('the div around XHTML is not part of it, unless it is one of several', () => {
    const xhtml = (inside: string) => atomEntry(`<content type="xhtml">${inside}</content>`).content;
    expect(xhtml('\n<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p>b</div>\n')).toBe('<p>a</p>b');
    expect(xhtml('<div>a</div><div>b</div>')).toBe('<div>a</div><div>b</div>');
    expect(xhtml('<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a</h:p></h:div>')).toBe('<p>a</p>');
    expect(old('<content type="application/xhtml+xml" mode="xml"><div>a</div></content>').content).toBe('<div>a</div>');
  });
  test('early feeds keep the article in a body, fullitem or content:encoded', () => {
    expect(rssItem('<body xmlns="http://www.w3.org/1999/xhtml"><p>a</p></body>').content).toBe('<p>a</p>');
    expect(rssItem('<fullitem>&lt;p>a&lt;/p></fullitem>').content).toBe('<p>a</p>');
    expect(rssItem('<content:encoded><![CDATA[<p>a</p>]]></content:encoded>').content).toBe('<p>a</p>');
  });
  test('the description of a feed may hold markup', () => {
    expect(infoOf(rss('<description>&lt;p>a&lt;/p></description>')).description).toBe('<p>a</p>');
    expect(infoOf(rss('<description/><itunes:summary>b</itunes:summary>')).description).toBe('b');
  });
});

describe('HTML is written one way', () => {
  const html = (written: string) => rssItem(`<description><![CDATA[${written}]]></description>`).summary;
  test.each([
    ['<IMG SRC="a.png" ALT=x>', '<img alt="x" src="a.png" />'],
    ['a<br>b<BR/>c', 'a<br />b<br />c'],
    ["<a title='\"q\"' href='x'>y</a>", '<a href="x" title="&quot;q&quot;">y</a>'],
    ['<a href=http://harbour.example/>x</a>', '<a href="http://harbour.example/">x</a>'],
    ['<a href=http://harbour.example/">x</a>', '<a href="http://harbour.example/">x</a>'],
    ['<img alt="a > b < c" src="x">', '<img alt="a > b &lt; c" src="x" />'],
    ['a <!-- hidden --> b', 'a  b'],
    ['a<script>if (1 < 2) alert("</p>")</script>b', 'ab'],
    ['<style>p > a {}</style>b', 'b'],
    ['<a onclick="x()" href="y">z</a>', '<a href="y">z</a>'],
    ['<a href="java\nscript:x()">z</a>', '<a href="">z</a>'],
    ['a < b <3 c', 'a &lt; b &lt;3 c'],
    [
      '<math><mi xlink:href="x">a</mi></math>',
      '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi xlink:href="x" xmlns:xlink="http://www.w3.org/1999/xlink">a</mi></math>',
    ],
    ['<!DOCTYPE html><p>a</p>', '<p>a</p>'],
    ["<!' <b>a</b>", "&lt;!' <b>a</b>"],
  ])('%j', (written, expected) => expect(html(written)).toBe(expected));
});
