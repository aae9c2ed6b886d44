import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { STATE_ABBREVIATIONS } from '../../src/text/lists/abbreviations.ts';
import { MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS } from '../../src/text/lists/calendar.ts';
import {
  AUXILIARIES,
  INDEFINITE_PRONOUNS,
  PREPOSITIONS,
  QUANTIFIERS,
  REFLEXIVES,
  SUBORDINATORS,
} from '../../src/text/lists/function-words.ts';
import { NUMBER_WORDS } from '../../src/text/lists/number-words.ts';
import { SPEECH_VERBS } from '../../src/text/lists/speech-verbs.ts';
import { FUNCTION_WORDS } from '../../src/text/lists/stop-words.ts';
import { IRREGULAR_PASTS } from '../../src/text/lists/verb-forms.ts';
import { ZONES } from '../../src/text/lists/zones.ts';

const SRC = new URL('../../src/', import.meta.url).pathname;

/** Past forms of the verbs that report a statement: what a list of speech verbs would name first. */
const REPORTED = SPEECH_VERBS.filter(({ reports }) => reports).flatMap(({ forms }) =>
  forms.filter((form) => form.endsWith('ed')),
);

/** Facts about language that have one home, and how many of a fact's words in one file's strings and patterns are a second list. */
const FACTS: Record<string, { words: readonly string[]; allowed: number }> = {
  months: { words: MONTHS.filter((month) => month !== 'may' && month !== 'march'), allowed: 3 },
  weekdays: { words: WEEKDAYS, allowed: 3 },
  'months cut short': { words: SHORT_MONTHS.filter((month) => !/^(?:mar|dec)$/.test(month)), allowed: 3 },
  'weekdays cut short': { words: SHORT_WEEKDAYS.filter((day) => !/^(?:mon|wed|sat|sun)$/.test(day)), allowed: 3 },
  'number words': { words: NUMBER_WORDS, allowed: 9 },
  'verbs of speech': { words: REPORTED, allowed: 6 },
  'verb forms': {
    words: IRREGULAR_PASTS.filter(
      (form) => !/^(?:felt|found|left|made|paid|read|said|sent|thought|told|took|built|kept|saw)$/.test(form),
    ),
    allowed: 9,
  },
  'titles before names': {
    words: ['mr', 'mrs', 'dr', 'sen', 'rep', 'gov', 'rev', 'prof', 'capt', 'sgt', 'adm'],
    allowed: 4,
  },
  'states of the US': { words: STATE_ABBREVIATIONS, allowed: 12 },
  'zones of time': {
    words: Object.keys(ZONES).filter((zone) => /^[a-z]{3,4}$/.test(zone) && zone !== 'west'),
    allowed: 3,
  },
};

/** What stands in a file's strings and regular expressions, in lower case. */
function literalsOf(source: string): string {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const literal =
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[=(,:[!&|?{};\n]\s*)\/(?![/*])(?:[^/\\\n]|\\.)+\//g;
  return (code.match(literal) ?? []).join(' ').toLowerCase();
}

function secondLists(file: string, source: string): string[] {
  const words = new Set(literalsOf(source).match(/\p{L}+/gu) ?? []);
  return Object.entries(FACTS).flatMap(([fact, list]) => {
    const found = list.words.filter((word) => words.has(word));
    return found.length > list.allowed ? [`${file} lists ${fact}: ${found.slice(0, 8).join(' ')}`] : [];
  });
}

function filesOutsideLists(): { file: string; source: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join('src', name))
    .filter((name) => !name.startsWith('src/text/lists/'))
    .map((file) => ({ file, source: readFileSync(join(SRC, '..', file), 'utf8') }));
}

test('a fact about language has one home, in src/text/lists', () => {
  const found = filesOutsideLists().flatMap(({ file, source }) => secondLists(file, source));
  expect(found).toEqual([]);
});

test.each(Object.entries(FACTS))(
  'a planted second list of %s is found, and a few of the words are none',
  (fact, { words, allowed }) => {
    const few = words.slice(0, allowed);
    const list = words.slice(0, allowed + 1);
    const found = [`x.ts lists ${fact}: ${list.slice(0, 8).join(' ')}`];
    expect(secondLists('x.ts', `const A = '${list.join(' ')}'.split(' ');`)).toEqual(found);
    expect(secondLists('x.ts', `const B = /\\b(?:${list.join('|')})\\b/;`)).toEqual(found);
    expect(secondLists('x.ts', `const C = ['${list.join("', '")}'];`)).toEqual(found);
    expect(secondLists('x.ts', `const D = ['${few.join("', '")}'];`)).toEqual([]);
    expect(secondLists('x.ts', `// ${list.join(' ')}`)).toEqual([]);
  },
);

const SMALL_WORDS = new Set([
  ...FUNCTION_WORDS,
  ...PREPOSITIONS,
  ...AUXILIARIES,
  ...SUBORDINATORS,
  ...REFLEXIVES,
  ...INDEFINITE_PRONOUNS,
  ...QUANTIFIERS,
]);
/** So many small words in a row are a list of their class; a pattern that needs some of them has fewer. */
const MOST_IN_A_ROW = 30;

/** The longest row of small words in a file's strings and patterns, with nothing but a space or a bar between them. */
function longestRow(source: string): string[] {
  let longest: string[] = [];
  for (const [row] of literalsOf(source).matchAll(/[a-z]+(?:['’][a-z]+)?(?:[\s|]+[a-z]+(?:['’][a-z]+)?)*/g)) {
    let run: string[] = [];
    for (const word of row.split(/[\s|]+/)) {
      run = SMALL_WORDS.has(word) ? [...run, word] : [];
      if (run.length > longest.length) longest = run;
    }
  }
  return longest;
}

test('the small words of English have one home, src/text/lists/function-words.ts', () => {
  const found = filesOutsideLists().flatMap(({ file, source }) => {
    const row = longestRow(source);
    return row.length > MOST_IN_A_ROW ? [`${file} lists small words: ${row.slice(0, 12).join(' ')}`] : [];
  });
  expect(found).toEqual([]);
});

test('a planted list of small words is found, in a string or a pattern', () => {
  const list = FUNCTION_WORDS.filter((word) => word.length > 1).slice(0, MOST_IN_A_ROW + 1);
  expect(longestRow(`const A = '${list.join(' ')}';`)).toEqual(list);
  expect(longestRow(`const B = /^(?:${list.join('|')})$/;`)).toEqual(list);
  expect(longestRow("const C = 'the wall of the town';").length).toBe(2);
});
