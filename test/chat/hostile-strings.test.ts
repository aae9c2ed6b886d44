import { describe, expect, test } from 'vitest';
import { renderDiscord } from '../../src/chat/platforms/discord/render.ts';
import { plainSlack, renderSlack } from '../../src/chat/platforms/slack/render.ts';
import type { Block, Reply, Source } from '../../src/reply/reply.ts';
import { textOf } from '../e2e/discord-edge/messages.ts';
import { refusal } from '../e2e/discord-edge/rules.ts';
import { problemsOf } from '../e2e/slack-limits.ts';

const ID = '123456789012345678';
/** What calls people, channels and commands, or makes a date or an emoji, on one platform or the other. */
const CALLS = [
  ...[
    '@everyone',
    '@here',
    '@Everyone',
    '@\u200deveryone',
    `<@${ID}>`,
    `<@!${ID}>`,
    `<@&${ID}>`,
    `@&${ID}`,
    `<#${ID}>`,
  ],
  ...[`</ask:${ID}>`, '<t:1:R>', '<t:1700000000>', `<:smile:${ID}>`, `<a:wave:${ID}>`, '<id:customize>', '<id:guide>'],
  ...['<!channel>', '<!here>', '<!everyone>', '<!here|here>', '<!subteam^S123ABC>', '<!subteam^S1|@desk>', '@channel'],
  ...['<@U123ABC>', '<@U123ABC|ada>', '<#C123ABC>', '<#C123ABC|news>', '<!date^1700000000^{date}|x>', ':tada:', ':+1:'],
  ...['&lt;!channel&gt;', '&amp;lt;@U1&amp;gt;', '<<!here>>', '<!here', '!channel>', '<\u200b!here>', '\\<@U1\\>'],
];
/** What formats a text or leads elsewhere. */
const MARKS = [
  ...['**bold**', '*bold*', '_slanted_', '__under__', '~~gone~~', '~gone~', '||hidden||', '`code`', '```js\nx\n```'],
  ...[
    '# big',
    '### big',
    '-# small',
    '> said',
    '>>> said',
    '- one',
    '+ one',
    '* one',
    '1. one',
    '1) one',
    '---',
    '***',
  ],
  ...[
    '[cnn.com](https://evil.example)',
    '<https://evil.example|cnn.com>',
    '<https://evil.example>',
    'https://evil.example',
  ],
  ...['[a](<https://evil.example>)', '![x](https://evil.example/x.png)', 'https:\\evil.example', 'javascript:alert(1)'],
  ...[
    '<mailto:a@evil.example|x>',
    '<tel:1|x>',
    'data:text/html,x',
    '//evil.example',
    '](https://evil.example)',
    '>)[x](',
  ],
];
/** What breaks programs that take text for anything else. */
const NAUGHTY = [
  ...[
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\0',
    'a\0b',
    '\u0007\u001b[31mred',
    '\b\b\bback',
  ],
  ...[
    '\u202eright to left',
    '\u2066apart\u2069',
    '\u061c',
    'e\u0301'.repeat(3),
    `Z${'\u0351'.repeat(80)}`,
    '\ud800',
    'x\udfff',
  ],
  ...['👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', 'Ω≈ç√∫˜µ', '田中さんにあげて下さい', 'ﷺ', 'اختبار', 'בְּרֵאשִׁית', 'ｆｕｌｌ', 'ℬ𝓸𝓵𝓭'],
  ...[
    'null',
    'undefined',
    'NaN',
    'true',
    '-1',
    '1e999',
    '0x0',
    '$100',
    '%s%n%d',
    '{{7*7}}',
    '$(7*7)',
    '<%= 7 %>',
    '{0}',
  ],
  ...[
    "'; drop table articles; --",
    '" or ""="',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '<img src=x onerror=x>',
  ],
  ...[
    '&nbsp;&#x41;&amp;',
    '<![CDATA[x]]>',
    '{"a":1}',
    '[1,2]',
    '\\',
    '\\\\n',
    '“”‘’«»',
    "'''",
    '"""',
    '(((',
    ')))',
    ']]]',
  ],
  ...[
    'x'.repeat(3_000),
    'word '.repeat(900),
    '\n'.repeat(500),
    '*'.repeat(400),
    '<'.repeat(400),
    '@everyone '.repeat(60),
  ],
];
const STRINGS = [...CALLS, ...MARKS, ...NAUGHTY, ...CALLS.map((call) => `“${call}” said ${call}\n${call} ok`)];

const URL = 'https://vale.example/a';

/** A reply in which a text stands wherever one from outside can. */
function replyWith(text: string): Reply {
  const name = text.slice(0, 100);
  const source: Source = { number: 1, title: text, publisher: name, published: new Date('2026-11-10'), url: URL };
  const blocks: Block[] = [
    { kind: 'asked', text: text.slice(0, 500), by: null },
    { kind: 'heading', text: name },
    { kind: 'claim', text, cites: [1], links: [URL] },
    { kind: 'quote', text, speaker: name, role: name, via: [name], source, context: text.slice(0, 900), note: name },
    { kind: 'story', title: text.slice(0, 300), url: URL, sentence: text, publisher: name, published: null },
    { kind: 'list', items: [{ text: name, url: URL, detail: name }] },
    { kind: 'picture', url: 'https://vale.example/a.jpg', alt: text.slice(0, 900) || 'A picture' },
    { kind: 'sources', sources: [source] },
    { kind: 'notice', text: text.slice(0, 900) },
    { kind: 'buttons', buttons: [{ id: 'v1:why:1', label: name.trim().slice(0, 60) || 'Why' }] },
  ];
  return { blocks, private: false };
}

const UNSEEN = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

describe('whatever stands in an article or a question, on Discord', () => {
  test.each(['plain', 'components'] as const)(
    'it calls nobody, formats nothing and leads nowhere else: %s',
    (layout) => {
      for (const text of STRINGS)
        for (const message of renderDiscord(replyWith(text), layout)) {
          expect(message.allowed_mentions, text).toEqual({ parse: [] });
          expect(refusal({ ...message }), text).toBeNull();
          // Our own links and rows, then what is escaped, are taken out; what is left is what Discord would read.
          const shown = textOf({ content: message.content ?? '', components: message.components });
          const read = shown.replaceAll(/\]\(<https:\/\/vale\.example[^>]*>\)/g, ']()').replace(/\\[\s\S]/g, '');
          expect(read, text).not.toMatch(/<|`|~|\|/);
          expect(shown, text).not.toMatch(/@(?:everyone|here|[&!]?\d)/i);
          expect(read, text).not.toMatch(/https?:\/\/|\]\((?!\))/i);
          expect(shown, text).not.toMatch(UNSEEN);
        }
    },
  );
});

interface Node {
  type?: string;
  text?: string | Node;
  url?: string;
  image_url?: string;
  elements?: Node[];
  [key: string]: unknown;
}

/** Every object in a message that has a type of Slack's. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return ['type' in value ? [value as Node] : [], Object.values(value).flatMap(nodesOf)].flat();
}

describe('whatever stands in an article or a question, on Slack', () => {
  test('it calls nobody, formats nothing and leads nowhere else', () => {
    for (const text of STRINGS)
      for (const message of [...renderSlack(replyWith(text)), ...plainSlack(replyWith(text))]) {
        expect(problemsOf('chat.postMessage', { ...message }), text).toBeNull();
        expect(message.text, text).not.toMatch(/[<>]/);
        expect(message.text, text).not.toMatch(UNSEEN);
        for (const node of nodesOf(message.blocks)) {
          expect(['user', 'usergroup', 'broadcast', 'channel', 'emoji'], text).not.toContain(node.type);
          for (const address of [node.url, node.image_url])
            if (address !== undefined) expect(address, text).toMatch(/^https:\/\/vale\.example\//);
          if (node.type === 'mrkdwn') {
            const read = String(node.text).replaceAll(/<https:\/\/vale\.example\/a[^|>]*\|[^<>]*>/g, '');
            expect(read, text).not.toMatch(/[<>]|:[\w+-]+:/);
          }
          if (typeof node.text === 'string') expect(node.text, text).not.toMatch(UNSEEN);
          if (node.type === 'plain_text' && 'emoji' in node) expect(node.emoji, text).toBe(false);
        }
      }
  });
});
