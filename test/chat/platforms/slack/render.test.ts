import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainSlack, renderSlack, TEXT_LIMIT } from '../../../../src/chat/platforms/slack/render.ts';
import type { Block, Reply } from '../../../../src/reply/reply.ts';
import { problemsOf } from '../../../e2e/slack-limits.ts';

const short = fc.string({ unit: 'grapheme', maxLength: 12 });
const nasty = fc.oneof(
  short,
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '&&&&&&&',
    'bbc.co.uk',
    'https://evil.example/x',
    '*bold* `code`',
    '\u202Eabc',
  ),
  // Long ones are made of short ones: what fails is then quickly made small.
  fc.tuple(short, fc.integer({ min: 100, max: 600 })).map(([text, times]) => `${text} `.repeat(times)),
);
/** Names come from the store, which keeps them short. */
const name = fc.oneof(short, fc.constantFrom('<!here>', 'bbc.co.uk', '\u202Eabc'));
const source = fc.record({
  number: fc.integer({ min: 1, max: 5 }),
  title: nasty,
  publisher: fc.option(name),
  published: fc.constant(new Date('2026-11-10')),
  url: fc.option(fc.constant('https://vale.example/a?b=1&c=2')),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: nasty }),
  fc.record({ kind: fc.constant('heading' as const), text: nasty }),
  fc.record({ kind: fc.constant('notice' as const), text: nasty }),
  fc.record({
    kind: fc.constant('claim' as const),
    text: nasty,
    cites: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('quote' as const),
    text: nasty,
    speaker: fc.option(name),
    role: fc.option(name),
    via: fc.array(name, { maxLength: 2 }),
    source,
  }),
  fc.record({ kind: fc.constant('sources' as const), sources: fc.array(source, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(fc.record({ id: fc.constantFrom('v1:context:1', 'v1:why:2'), label: nasty }), { maxLength: 6 }),
  }),
);

test('whatever a reply is made of, its messages keep every limit of Slack, with blocks and without', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const reply: Reply = { blocks, private: false };
      for (const message of [...renderSlack(reply), ...plainSlack(reply)]) {
        expect(problemsOf('chat.update', { ...message })).toBeNull();
        expect(message.text).not.toMatch(/<[!@#]/);
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

const quotation = (text: string, number: number): Block => ({
  kind: 'quote',
  text,
  speaker: 'Ada Lindqvist',
  role: null,
  via: [],
  source: { number, title: `Story ${number}`, publisher: null, published: null, url: null },
});

test('no line ends in a blank where a speaker has no role', () => {
  const source = { number: 1, title: 'Wall', publisher: null, published: null, url: null };
  const quote = { kind: 'quote' as const, text: 'It holds.', speaker: 'Ada', role: null, via: [], source };
  for (const { text } of renderSlack({ blocks: [quote], private: false })) expect(text).not.toMatch(/ $/m);
});

test('a quotation, who said it and its source are never parted', () => {
  const blocks = Array.from({ length: 5 }, (_, i) => quotation(`${i} ${'so many words '.repeat(340)}`, i + 1));
  const messages = renderSlack({ blocks, private: false });
  expect(messages.length).toBeGreaterThan(1);
  for (const { blocks } of messages) {
    const words = JSON.stringify(blocks);
    for (let n = 1; n <= 5; n++) expect(words.includes(`${n - 1} so many`)).toBe(words.includes(`Story ${n}`));
  }
});

test('a line stands between quotations, as long as all fit one message', () => {
  const linesIn = (count: number) => {
    const messages = renderSlack({
      blocks: Array.from({ length: count }, () => quotation('Nine days.', 1)),
      private: false,
    });
    return messages.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'divider')).length;
  };
  expect(linesIn(1)).toBe(0);
  expect(linesIn(5)).toBe(4);
  expect(linesIn(12)).toBe(0);
});

test('the words for notifications are cut where Slack cuts, and the blocks are not', () => {
  const [message] = renderSlack({ blocks: [{ kind: 'text', text: '&'.repeat(2_900) }], private: false });
  expect(message?.text.length).toBeLessThanOrEqual(TEXT_LIMIT);
  expect(message?.text).toMatch(/^(?:&amp;)+ …$/);
  expect(JSON.stringify(message?.blocks)).toContain('&'.repeat(2_900));
});

const labelled = (title: string) =>
  JSON.stringify(
    renderSlack({
      blocks: [
        { kind: 'story', title, url: 'https://www.vale.example/a', sentence: null, publisher: null, published: null },
      ],
      private: false,
    })[0]?.blocks,
  );

test('a headline that looks like the address of another site is not the label of a link', () => {
  expect(labelled('bbc.co.uk reports a flood')).toContain('"text":"(vale.example)"');
  expect(labelled('www.bbc.co.uk/news')).toContain('"text":"(vale.example)"');
  expect(labelled('Flood in the U.S. vale.example says')).toContain('"text":"Flood in the U.S. vale.example says"');
});

test('stories are numbered, so that they can be pointed at; one that is alone needs no number', () => {
  const story = (title: string) =>
    ({ kind: 'story', title, url: null, sentence: null, publisher: null, published: null }) as const;
  const texts = (blocks: Reply['blocks']) => renderSlack({ blocks, private: false }).map(({ text }) => text);
  expect(texts([story('Wall'), { kind: 'text', text: 'More to read:' }, story('Ferry')])).toEqual([
    '1. Wall\nMore to read:\n2. Ferry',
  ]);
  expect(texts([{ ...story('Wall'), alone: true }])).toEqual(['Wall']);
});

test('the number of a source opens its article', () => {
  const source = { number: 1, title: 'Wall', publisher: null, published: null, url: 'https://vale.example/a' };
  const [message] = renderSlack({
    blocks: [
      { kind: 'claim', text: 'It costs 14 million.', cites: [1] },
      { kind: 'sources', sources: [source] },
    ],
    private: false,
  });
  expect(JSON.stringify(message?.blocks)).toContain('{"type":"link","url":"https://vale.example/a","text":"[1]"}');
});

test('sources are small print with links, and in ordinary size where a headline could be read as marks', () => {
  const sourced = (title: string, publisher = 'Vale Courier') => {
    const sources = [{ number: 1, title, publisher, published: null, url: 'https://vale.example/a?b=1&c=2' }];
    const [message] = renderSlack({ blocks: [{ kind: 'sources', sources }], private: false });
    return message?.blocks.at(-1);
  };
  expect(sourced('Wall & harbour: 14 million | more')).toMatchObject({ type: 'rich_text' });
  expect(sourced('Wall & harbour: 14 million')).toEqual({
    type: 'context',
    elements: [
      {
        type: 'mrkdwn',
        text: '1. <https://vale.example/a?b=1&amp;c=2|Wall &amp; harbour: 14 million> – Vale Courier',
        verbatim: true,
      },
    ],
  });
  for (const hostile of ['*bold*', '_a_', '~a~', '`a`', ':smile:', '<!here>', '<@U1>', '&lt;!here&gt; <b>'])
    expect(sourced(hostile), hostile).toMatchObject({ type: 'rich_text' });
  expect(sourced('Wall', '<!channel>')).toMatchObject({ type: 'rich_text' });
});

test('whatever stands in the small print, Slack reads one link in it and no mark', () => {
  fc.assert(
    fc.property(nasty, name, (title, publisher) => {
      const sources = [{ number: 1, title, publisher, published: null, url: 'https://vale.example/a' }];
      const blocks = renderSlack({ blocks: [{ kind: 'sources', sources }], private: false }).flatMap(
        (one) => one.blocks,
      );
      for (const block of blocks)
        for (const element of block.type === 'context' ? block.elements : []) {
          if (element.type !== 'mrkdwn') continue;
          const rest = element.text.replace(/<https:\/\/vale\.example\/a\|[^<>|]*>/, '');
          expect(rest).not.toMatch(/[<>*_~`]|&(?!amp;)/);
        }
    }),
  );
});
