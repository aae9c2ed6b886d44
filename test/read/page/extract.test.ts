import { expect, test } from 'vitest';
import { extractLine } from '../../../src/pipelines/extract-jsonl.ts';
import { extractArticle, extractFetched } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, pageWith, STORY } from './page.ts';

const url = 'https://post.example/news/ferry-line-reopens';
const textOf = (parts: Parameters<typeof pageWith>[0]) => extractArticle({ html: pageWith(parts), url }).draft.text;
const whole = PARAGRAPHS.join('\n\n');

test('the text is the paragraphs of the story, joined by blank lines', () => {
  expect(textOf({})).toBe(whole);
});

test.each([
  ['share bars', '<div class="share-buttons"><a href="#">Share</a><a href="#">Tweet</a></div>'],
  [
    'newsletter sign-ups',
    '<div class="newsletter-box"><h3>Morning mail</h3><p>Our best stories, every morning, in your inbox, for nothing at all.</p></div>',
  ],
  [
    'captions',
    '<figure><img src="/pier.jpg"><figcaption>The pier in October, after the storm had passed over it.</figcaption></figure>',
  ],
  [
    'author biographies',
    '<div class="author-bio"><p>Kim Berg writes about ships and the people who build them for the Post.</p></div>',
  ],
  [
    'comments',
    `<section id="comments"><h2>Comments</h2><p>${'I for one never liked the boat. '.repeat(8)}</p></section>`,
  ],
  [
    'cookie notices',
    '<div class="cookie-banner" role="dialog"><p>We use cookies to make this site better for you and for our partners.</p></div>',
  ],
  [
    'related links',
    '<h3>Related stories</h3><ul><li><a href="/a">Storm closes pier</a></li><li><a href="/b">Steel prices rise</a></li></ul>',
  ],
  [
    'hidden text',
    '<div style="display:none"><p>This paragraph is for the print edition and nobody sees it on the web.</p></div>',
  ],
])('%s are not part of the story', (_, furniture) => {
  expect(textOf({ after: furniture })).toBe(whole);
});

test.each([
  'Read more: ',
  'Lesen Sie auch: ',
  'Lire aussi : ',
  'Lea también: ',
  'Leia também: ',
  'Leggi anche: ',
  'Czytaj także: ',
])('a line that leads to another story is dropped from the middle: %s', (label) => {
  expect(
    textOf({ story: `${STORY}<p>${label}<a href="/x">Storm closes the pier</a></p><p>${PARAGRAPHS[0]}</p>` }),
  ).toBe(`${whole}\n\n${PARAGRAPHS[0]}`);
});

test('a paragraph that only mentions reading or sharing stays', () => {
  const paragraph =
    'Sharing the cost was the board’s idea, and residents can read the contract at the town hall until the end of the month, officials said on Tuesday evening, adding that nothing in it is secret and that everybody may comment.';
  expect(textOf({ story: `${STORY}<p>${paragraph}</p>${STORY}` })).toContain(paragraph);
});

test.each(['“Follow us,” the captain told the smaller boats.', '„Anzeige?“, fragte sie.', '«Siga», dijo el capitán.'])(
  'a line that opens with a quotation mark is never furniture: %s',
  (paragraph) => {
    expect(textOf({ story: `${STORY}<p>${paragraph}</p>${STORY}` })).toContain(paragraph);
  },
);

test('block elements and line breaks never glue words together', () => {
  expect(textOf({ story: `${STORY}<div>${PARAGRAPHS[0]}<br><br>${PARAGRAPHS[1]}</div>` })).toContain(
    `${PARAGRAPHS[0]}\n\n${PARAGRAPHS[1]}`,
  );
});

test('headings, lists, quotations and tables of the story are kept', () => {
  const text = textOf({
    story: `${STORY}<h2>What it costs</h2><ul><li>Adults pay nine crowns.</li><li>Children pay four crowns.</li></ul>
<blockquote><p>The sea does not care about our timetable, and nor do we.</p></blockquote>
<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>6</td></tr></table>${STORY}`,
  });
  for (const line of [
    'What it costs',
    'Adults pay nine crowns.',
    'The sea does not care about our timetable, and nor do we.',
    'Monday | 6',
  ])
    expect(text.split('\n\n')).toContain(line);
});

test('a lead that the template sets apart opens the text', () => {
  const lead =
    'After seven months without a boat, the islanders get their line back, and it will cost no more than it did before.';
  expect(textOf({ before: `<p class="article-lead">${lead}</p><p class="byline">By Kim Berg</p>` })).toBe(
    `${lead}\n\n${whole}`,
  );
});

test('bytes are decoded before they are read', () => {
  const bytes = Uint8Array.from(
    pageWith({ story: STORY.replaceAll('“', '"').replaceAll('”', '"').replace('crowns', 'Kron\xe4') }),
    (letter) => letter.charCodeAt(0),
  );
  expect(extractFetched({ bytes, contentType: 'text/html; charset=iso-8859-1', url }).draft.text).toContain(
    '4.2 million Kronä',
  );
});

test('what is extracted survives a structured clone, as between a worker and its parent', () => {
  const extracted = extractArticle({ html: pageWith({}), url });
  expect(structuredClone(extracted)).toEqual(extracted);
});

test.each([
  [
    'consent',
    '<h1>Before you continue</h1><p>We and our 200 partners store cookies on your device. Accept all cookies or manage consent.</p>',
  ],
  ['empty', '<div id="root"></div><p>Please enable JavaScript to run this app.</p>'],
  ['empty', ''],
  ['not-found', '<h1>Page not found</h1><p>Try the search.</p>'],
  [
    'not-an-article',
    `<main>${Array.from({ length: 20 }, (_, n) => `<div><h3><a href="/n${n}">Harbour story number ${n} has a long headline</a></h3><p>Teaser number ${n} of the day.</p></div>`).join('')}</main>`,
  ],
])('a page that is no article says what it is: %s', (kind, body) => {
  expect(extractArticle({ html: `<html><body>${body}</body></html>`, url: 'https://post.example/' }).kind).toBe(kind);
});

test('an article cut off by a subscription is a paywall, with the beginning as text', () => {
  const extracted = extractArticle({
    html: pageWith({ story: `<p>${PARAGRAPHS[0]}</p><p>Subscribe to continue reading.</p>` }),
    url,
  });
  expect(extracted.kind).toBe('paywall');
  expect(extracted.draft.text).toBe(PARAGRAPHS[0]);
});

test('a short free article with a cookie notice and a subscription link in its header is an article', () => {
  const before = '<div class="cookie-banner">We use cookies. Accept all cookies.</div>';
  expect(
    extractArticle({
      html: pageWith({ before, story: `<p>${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[2]}</p><p>${PARAGRAPHS[3]}</p>` }),
      url,
    }).kind,
  ).toBe('article');
});

test('a live blog is recognised by its times or its type, a gallery by its type', () => {
  const entries = Array.from({ length: 6 }, (_, n) => `<h3>1${n}:05</h3><p>${PARAGRAPHS[n % 5]}</p>`).join('');
  const typed = (type: string) =>
    `<script type="application/ld+json">{"@type":"${type}","headline":"Ferry line reopens"}</script>`;
  const kindOf = (parts: Parameters<typeof pageWith>[0]) => extractArticle({ html: pageWith(parts), url }).draft.kind;
  expect(kindOf({})).toBe('article');
  expect(kindOf({ story: entries })).toBe('live-blog');
  expect(kindOf({ head: typed('LiveBlogPosting') })).toBe('live-blog');
  expect(kindOf({ head: typed('ImageGallery') })).toBe('gallery');
});

test('the line for machines carries every field', () => {
  expect(
    extractLine({
      id: 'a1',
      url,
      html: pageWith({ head: '<meta property="article:published_time" content="2024-03-05T09:30:00+09:00">' }),
    }),
  ).toMatchObject({
    id: 'a1',
    kind: 'article',
    title: 'Ferry line reopens',
    text: whole,
    published: '2024-03-05T00:30:00.000Z',
    publishedZone: '+09:00',
    language: 'en',
    canonicalUrl: url,
  });
});

const said = 'said Lena Ortiz, who chairs the board and has used the line for thirty years';

test.each([
  [
    'a tagged name',
    `“I want <a class="auto-tag" href="/t">Eastmoor</a> to lose,” ${said}.`,
    `“I want Eastmoor to lose,” ${said}.`,
  ],
  [
    'a name tagged by its id',
    `“<a id="auto-tag_vale" href="/v">Vale United</a> will lose,” ${said}.`,
    `“Vale United will lose,” ${said}.`,
  ],
  [
    'a dateline',
    `<span class="dateline">CAIRO — </span>“The boat sails again,” ${said}.`,
    `CAIRO — “The boat sails again,” ${said}.`,
  ],
  [
    'a word that explains itself',
    `“We want our <button class="tooltip">ferry</button> back,” ${said}.`,
    `“We want our ferry back,” ${said}.`,
  ],
  [
    'a name beside emphasis alone',
    `<em>“We have met, and we have written, and it was all in vain,” said</em> <a class="tag" href="/l">Lena Ortiz</a>`,
    '“We have met, and we have written, and it was all in vain,” said Lena Ortiz',
  ],
])('%s in the middle of a sentence stays', (_, html, text) => {
  expect(textOf({ story: `${STORY}<p>${html}</p>${STORY}` })).toContain(text);
});

test.each([
  ['for screen readers', '<span class="sr-only">, opens in a new tab</span>'],
  ['that nobody sees', '<span style="display: none">, see the report</span>'],
  [
    'that opens over a name',
    '<span class="rollover-people"><span class="rollover-people-block">More about the board</span></span>',
  ],
])('a note %s is not part of the sentence', (_, note) => {
  expect(
    textOf({ story: `${STORY}<p>The report <a href="/r">by the board${note}</a> names ${said} again.</p>` }),
  ).toContain(`The report by the board names ${said} again.`);
});

test('a hidden colon keeps the words before and after it apart', () => {
  const html = `<h2>Ferry line<span class="visually-hidden">: </span>what comes next</h2><p>${PARAGRAPHS[0]}</p>`;
  expect(textOf({ story: `${STORY}${html}` })).toContain('Ferry line: what comes next');
});

test.each(['sidebar-grid', 'article-widget-text', 'slideshow-intro-content'])(
  'paragraphs in a box with the class %s are the story all the same',
  (name) => {
    const boxes = PARAGRAPHS.map(
      (text) => `<div class="${name}"><p>${text}</p><p>${text.replace('the', 'that')}</p></div>`,
    );
    expect(textOf({ story: boxes.join('') })).toContain(PARAGRAPHS[4]);
  },
);

test('an embedded post is its author’s words in quotation marks, on one line', () => {
  const post =
    '<div class="social-embed"><blockquote class="twitter-tweet"><p lang="en">The wall will be built.<br>No more letters. <a href="https://t.co/x">pic.twitter.com/x</a></p>&mdash; Greta Holm (@gholm) <a href="/1">May 9, 2026</a></blockquote></div>';
  expect(textOf({ story: `${STORY}${post}${STORY}` })).toContain(
    '\n\n“The wall will be built. No more letters.” — Greta Holm (@gholm) May 9, 2026\n\n',
  );
});

test('a post with quotation marks of its own stands between other marks', () => {
  const post =
    '<blockquote class="mastodon-embed"><p>They call it “progress”.</p><p>— Greta Holm (@gholm@town.example)</p></blockquote>';
  expect(textOf({ story: `${STORY}${post}${STORY}` })).toContain(
    '«They call it “progress”.» — Greta Holm (@gholm@town.example)',
  );
});

test('a story in an aside is read, and not the cookie notice beside it', () => {
  const cookies = `<div class="cc"><p>We use cookies to make this site work, to measure how it is used and to show you what fits you.</p><p>${'You can change your mind at the foot of each page. '.repeat(5)}</p></div>`;
  const html = `<html><title>Ferry</title><body><aside class="content"><h1>Ferry</h1>${STORY}${STORY}</aside>${cookies}</body></html>`;
  const { draft } = extractArticle({ html, url });
  expect(draft.text).toContain(PARAGRAPHS[0]);
  expect(draft.text).not.toContain('cookies');
});

const BRIEF =
  '<p>The pass is closed after 70 centimetres of snow fell during the night, the road office said on Saturday.</p><p>The crews hope to open one lane on Sunday. Buses turn at the chapel.</p>';
const DATED = '<meta property="article:published_time" content="2026-11-28T07:00:00Z">';

test.each([
  ['a cookie notice', '<div id="cmp"><h2>We value your privacy</h2><p>We and our partners use cookies.</p></div>'],
  ['a line for subscribers', '<div class="promo"><p>Already a subscriber? Log in</p></div>'],
])('short news beside %s is an article', (_, after) => {
  expect(extractArticle({ html: pageWith({ head: DATED, story: BRIEF, after }), url }).kind).toBe('article');
});

test('the beginning of a paid article is marked, without the lines about paying', () => {
  const wall = '<p>Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.</p>';
  const read = extractArticle({ html: pageWith({ head: DATED, story: `${STORY}${STORY}${wall}` }), url });
  expect(read.draft.kind).toBe('beginning');
  expect(read.draft.text).not.toContain('abonnés');
});

test('text that a page gives to machines alone is read when it shows none', () => {
  const body = JSON.stringify(PARAGRAPHS.slice(0, 3).join('\n\n'));
  const html = `<html><title>Ferry</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","articleBody":${body}}</script><body><div id="root"></div></body></html>`;
  expect(extractArticle({ html, url })).toMatchObject({
    kind: 'article',
    draft: { text: PARAGRAPHS.slice(0, 3).join('\n\n') },
  });
});

test('a Japanese report of short paragraphs is an article', () => {
  const lines = [
    '市は木曜日、新しい橋が一月一日に車に開放されると発表した。工事は二年三か月かかり、予定より早く終わった。',
    '市長は記者会見で「皆さんは長く待ちました。もう開ける時です」と述べた。',
    '橋の費用は六十億円だった。半分を県が、残りを市が払い、住民の負担はない。',
  ];
  const html = `<html lang="ja"><title>新しい橋</title><body><article><h1>新しい橋、一月に開通</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</article></body></html>`;
  expect(extractArticle({ html, url })).toMatchObject({ kind: 'article', draft: { text: lines.join('\n\n') } });
});

test.each([
  [
    'a place for content from elsewhere',
    '<p>An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.</p>',
  ],
  ['the length of a film', '<p>How the storm broke the pier, told by those who saw it that night. | 3:18 min</p>'],
  ['a newsletter', '<p>The harbour in your inbox every Friday: <a href="/n">subscribe to our newsletter</a> now.</p>'],
  ['an offer to members', '<p>この記事は会員限定です。会員登録すると最後まで読めます。</p>'],
  [
    'a teaser of another story',
    '<div class="teaser"><a href="/x"><img src="x.jpg"><h3>Crane falls</h3></a><p>The largest crane of the harbour fell over on Monday night, and nobody knows why it did.</p></div>',
  ],
])('%s is left out of the story', (_, after) => {
  const { draft } = extractArticle({ html: pageWith({ story: STORY + after }) });
  expect(draft.text).toBe(PARAGRAPHS.join('\n\n'));
});

test('a first letter that is set large is joined with its word, and a word of one letter is not', () => {
  const opening = (rest: string) =>
    `<p><span class="outer"><span class="initial-letter">A</span></span>\n<span>${rest} and the harbour board was told of it only on Tuesday morning.</span></p>`;
  const textOf = (rest: string) => extractArticle({ html: pageWith({ story: opening(rest) + STORY }) }).draft.text;
  expect(textOf('gain the ferry is late')).toContain('Again the ferry is late');
  expect(textOf(' <b>Ferry</b> is late')).toContain('A Ferry is late');
});

test('an opening that the template sets apart from the rest belongs to the story', () => {
  const first =
    'Nobody on the island had seen the ferry for five months when its horn was heard again on Monday, shortly before nine.';
  const html = `<!doctype html><html lang="en"><title>Ferry line reopens</title><body><div class="page"><div class="con"><div><h1>Ferry line reopens</h1></div></div><div class="con"><div><p>${first}</p></div></div><div class="con"><div class="article-body"><div>${STORY}${STORY.replaceAll('The', 'Then the')}</div></div></div></div></body></html>`;
  expect(extractArticle({ html }).draft.text).toContain(first);
});

test.each([
  '<span class="rollover-people"><a class="rollover-people-link" href="/p/7">Ida Brandt</a><span class="rollover-people-block"><span class="rollover-block"><img src="b.jpg"><a href="/p/7">Ida Brandt</a><a href="/n/1">Board splits again</a></span></span></span>',
  '<a href="/p/7">Ida Brandt<span class="tooltip">Member of the board since 2019</span></a>',
  '<span class="tooltip">Ida Brandt<span class="tooltip-text">Member of the board since 2019</span></span>',
])('what opens over a name in a sentence goes, and the name stays: %s', (name) => {
  const sentence = (who: string) => `The vote was put off at the request of ${who}, who had asked for time to read it.`;
  const html = pageWith({ story: `${STORY}<p><span>${sentence(name)}</span></p>` });
  expect(extractArticle({ html }).draft.text).toContain(sentence('Ida Brandt'));
});

test('what readers wrote under a heading of its own is not the paper’s', () => {
  const readers = Array.from(
    { length: 4 },
    (_, i) =>
      `<div class="xc"><p>reader${i}</p><p>“The whole board should go,” I say, and reader ${i} will say so again until somebody on the island listens.</p></div>`,
  ).join('');
  expect(textOf({ story: `${STORY}<div><h3>What readers say</h3>${readers}</div>` })).toBe(whole);
});
