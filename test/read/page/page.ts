/** Paragraphs of invented news, long enough to be taken for prose. */
export const PARAGRAPHS = [
  'The harbour board voted on Tuesday to reopen the northern ferry line, which had been closed since a storm damaged its pier in October.',
  '“We have waited long enough for this ship,” said Lena Ortiz, who chairs the board and has used the line for thirty years.',
  'Repairs cost 4.2 million crowns, a little less than planned, because the steel was bought before prices rose in the spring.',
  'The first crossing is planned for the second of May. Tickets will cost the same as before the storm, the board said in a statement.',
  'Fishermen on the island, who had lost their quickest way to market, welcomed the vote but asked for a later evening boat.',
];

export const STORY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n');

/** A page of the usual kind: head, header, story and footer. */
export function pageWith({
  head = '',
  before = '',
  story = STORY,
  after = '',
}: {
  head?: string;
  before?: string;
  story?: string;
  after?: string;
}): string {
  return `<!doctype html><html lang="en"><head><title>Ferry line reopens - Harbour Post</title>${head}</head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>Ferry line reopens</h1>${before}<div class="text">${story}</div>${after}</article></main>
<footer>Harbour Post, all rights reserved</footer></body></html>`;
}
