import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { proseOf, textsIn } from './source-texts.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const FOLDERS = ['src/chat', 'src/reply', 'src/answer', 'src/digest', 'src/intake', 'src/cli'];
/** Words that only a translation would put this way. */
const STILTED = /\b(?:is|are) no (?!longer|more|better|larger|use\b)[a-z]+|\banew\b|\bas such\b|\bsuch that\b/i;

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

test('comments, prompts and docs are worded as somebody would say it too', () => {
  const files = ['src', 'jobs', 'prompts', 'docs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|md)$/.test(name) && name !== 'chat-texts.md')
      .map((name) => `${folder}/${name}`),
  );
  const stilted = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...files].flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      // A pattern may look for such words.
      .filter((line) => !/^\s*(?:\/\^|\/|`\^|new RegExp)/.test(line) || /^\s*\/[/*]/.test(line))
      .filter((line) => STILTED.test(line.replace(/\b(?:there|here)(?:['’]s| is| are) no\b/gi, '')))
      .map((line) => `${file}: ${line.trim().slice(0, 120)}`),
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
