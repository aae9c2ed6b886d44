import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discordLink, escapeDiscord } from '../../../../src/chat/platforms/discord/markdown.ts';

/** What a headline or a quotation would need to call somebody, to link elsewhere, or to look like something of ours. */
const HOSTILE = fc.constantFrom(
  ...['@everyone', '@here', '<@123456789012345678>', '<@&123456789012345678>', '<#123456789012345678>', '<t:1:R>'],
  ...[
    '</ask:123456789012345678>',
    '<:smile:123456789012345678>',
    '[label](https://elsewhere.example)',
    '<https://a.b>',
  ],
  ...[
    'https://a.example/x',
    '# ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '1. ',
    '**',
    '__',
    '~~',
    '||',
    '`',
    '```js\n',
    '\\',
    '\n',
  ],
  ...['\u202e', '\u2066', '\u0000', 'plain words', ' ', '(', ')', '[', ']'],
);
const TEXT = fc.array(HOSTILE, { maxLength: 12 }).map((parts) => parts.join(''));

test('nothing in a text that is not ours formats, links or calls', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const shown = escapeDiscord(text);
      // What is left when every escaped character is taken out is what Discord would read as marks.
      const marks = shown.replace(/\\[\s\S]/g, '');
      expect(marks).not.toMatch(/[*_~`|>#[\]<]/);
      expect(shown).not.toMatch(/@(?:everyone|here|[&!]?\d)|:\/\/|[\u202a-\u202e\u2066-\u2069]/i);
      expect(shown).not.toMatch(/^\s*(?:[-+]|\d+\.)\s/m);
    }),
  );
});

test('whatever its label is, a link leads where the article stands', () => {
  fc.assert(
    fc.property(TEXT, (label) => {
      const targets = [...discordLink(label, 'https://vale.example/a').matchAll(/\]\(<([^>]*)>\)/g)];
      expect(targets.map(([, target]) => target)).toEqual(['https://vale.example/a']);
    }),
  );
});

test('an address that is none of the web is no link', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://vale.example'])
    expect(discordLink('Ferry', url)).toBe('Ferry');
});
