import { expect, test } from 'vitest';
import { proseOf, textsIn } from './source-texts.ts';

const FOLDERS = ['src/chat', 'src/reply', 'src/answer', 'src/digest', 'src/intake', 'src/cli'];
/** Words that only a translation would put this way. */
const STILTED = /\b(?:is|are) no (?!longer|more)[a-z]+|\banew\b|\bas such\b|\bsuch that\b/i;

const prose = FOLDERS.flatMap(proseOf);

test('all texts that people may read stand on one page, so that they can be read in one go', async () => {
  const pages = prose.map(({ file, texts }) => `## ${file}\n\n${texts.map((text) => `- ${text}`).join('\n')}\n`);
  const head =
    '# What Copydesk says\n\nEvery text of two words and more, by file; `…` is where a value goes. Written by `vitest run test/chat/texts.test.ts -u`.\n';
  await expect([head, ...pages].join('\n')).toMatchFileSnapshot('../../docs/chat-texts.md');
});

test('no text is worded as nobody would say it', () => {
  const stilted = prose.flatMap(({ file, texts }) =>
    texts
      .filter((text) => STILTED.test(text.replace(/\b(?:there|here) (?:is|are) no\b/gi, '')))
      .map((text) => `${file}: ${text}`),
  );
  expect(stilted).toEqual([]);
});

test('texts are found in strings and templates, and not in comments or patterns', () => {
  const source = [
    '// "not this one"',
    "const a = 'Say it'; /* 'nor this' */",
    "const b = /'no match/.test(x) ? `All $" + '{n + `in $' + "{m}`} of them` : '';",
  ].join('\n');
  expect(textsIn(source)).toEqual(['Say it', 'All … of them', 'in …', '']);
});
