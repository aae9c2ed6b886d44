import type { Change } from './verify-drafts.ts';

const SMALL = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Claims as a model that keeps to the prompt writes them: the words of the source, shortened or joined. */
export const COPIED: Record<string, Change> = {
  verbatim: (sentence) => sentence,
  'says for said': (sentence) => outside(sentence, (text) => text.replace(/\bsaid\b/, 'says')),
  'without a leading adjunct': (sentence) => {
    const rest = /^(?:On|In|At|During|Since) [^,"“]{3,40}, (?=(?:the|a|an|it|he|she|they) )(.+)$/.exec(sentence)?.[1];
    return rest === undefined ? null : capital(rest);
  },
  'without an apposition': (sentence) =>
    outside(sentence, (text) =>
      text.replace(/(?<=\p{Lu}\p{Ll}+), (?:a|an|the) [^,"“]{5,60}, (?=(?:said|says|told|was|is|has)\b)/u, ' '),
    ),
  'numbers written otherwise': (sentence) =>
    outside(sentence, (text) =>
      text
        .replace(/ (two|three|four|five|six|seven|eight) /, (word) => ` ${SMALL.indexOf(word.trim()) + 2} `)
        .replace(/\bpercent\b/, '%'),
    ),
  merged: (sentence, _random, [other = '']) =>
    other === '' ||
    /["“”]/.test(other + sentence) ||
    /^(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those)\b/.test(other)
      ? null
      : `${sentence.replace(/\.$/, '')}; ${other}`,
};

/** Claims in words of their own that say the same: made passive, shortened, joined, with words and names in another form. */
export const REWORDED: Record<string, Change> = {
  'active made passive': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        /^(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2}) (sued|bought|acquired|arrested|founded|launched|defeated|killed|signed|rejected|approved) ((?:the |a |an )?(?:\p{L}+ ){0,2}\p{L}+)(?=\.| (?:on|in) (?:\p{Lu}|\d))/u,
        (_, doer: string, verb: string, what: string) => `${capital(what)} was ${verb} by ${doer}`,
      ),
    ),
  'passive made active': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        /^((?:The |A |An )?(?:\p{L}+ ){0,3}\p{L}+) (?:was|were) (\p{L}+ed) by ((?:the |a |an )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2})(?=[.,]| (?:on|in) )/u,
        (_, what: string, verb: string, doer: string) => `${capital(doer)} ${verb} ${lowered(what)}`,
      ),
    ),
  'a synonym of a verb': (sentence) => outside(sentence, (text) => swapped(text, VERBS)),
  'a synonym of a noun or adjective': (sentence) => outside(sentence, (text) => swapped(text, NOUNS)),
  'without a trailing clause': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        /^(.{40,}?\p{Ll}), (?:which|where|as well as|including|according) [^,"“”]{10,}\.$/u,
        (whole, kept: string) => (/accord|said|\b(?:not|if)\b/.test(whole.slice(kept.length)) ? whole : `${kept}.`),
      ),
    ),
  'without a middle clause': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        /(?<=\p{Ll}), (?:which|who|where) [^,"“”]{8,80}, (?=(?:is|was|are|were|has|had|have|will|did|also|said|told)\b)/u,
        ' ',
      ),
    ),
  'without an adverb': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        / (?:also|recently|quickly|later|already|currently|formally|publicly|immediately|previously)(?= \p{Ll})/u,
        '',
      ),
    ),
  'surname alone': (sentence) =>
    outside(sentence, (text) =>
      text.replace(/^\p{Lu}\p{Ll}+ (\p{Lu}\p{Ll}{3,})(?= (?:said|told|was|is|has|had|will)\b)/u, '$1'),
    ),
  'a pronoun resolved': (sentence, _random, _others, passage) => {
    const at = passage.indexOf(sentence);
    const before =
      passage
        .slice(0, Math.max(0, at))
        .trim()
        .split(/(?<=[.!?]) /)
        .at(-1) ?? '';
    const name = /^(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}{2,}) (?:said|told|was|is|has|had|also)\b/u.exec(before)?.[1];
    if (
      name === undefined ||
      /["“”]|\n/.test(before + sentence) ||
      (before.match(/\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/gu)?.length ?? 0) > 1
    )
      return null;
    return /^(?:He|She) /.test(sentence) ? sentence.replace(/^(?:He|She)/, name) : null;
  },
  'the speaker in front': (sentence) => {
    const found = /^([^"“”]{30,}), ((?:\p{Lu}\p{Ll}+ ){1,2}\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+) said\.$/u.exec(sentence);
    return found?.[1] && found[2]
      ? `${found[2]} said ${/^(?:The|A|An|It|He|She|They|There|This)\b/.test(found[1]) ? lowered(found[1]) : found[1]}.`
      : null;
  },
  'the speaker behind': (sentence) => {
    const found = /^((?:\p{Lu}\p{Ll}+ ){1,2}\p{Lu}\p{Ll}+) said (?:that )?([^"“”,]{30,})\.$/u.exec(sentence);
    return found?.[1] && found[2] ? `${capital(found[2])}, ${found[1]} said.` : null;
  },
  'according to': (sentence) => {
    const found = /^((?:\p{Lu}\p{Ll}+ ){1,2}\p{Lu}\p{Ll}+) said (?:that )?([^"“”,]{30,})\.$/u.exec(sentence);
    return found?.[1] && found[2] ? `According to ${found[1]}, ${found[2]}.` : null;
  },
  'time moved to the front': (sentence) => {
    const found = /^([^"“”,]{30,}) (on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in (?:19|20)\d\d)\.$/.exec(sentence);
    return found?.[1] && found[2] ? `${capital(found[2])}, ${lowered(found[1])}.` : null;
  },
  'the present perfect': (sentence) =>
    outside(sentence, (text) =>
      text.replace(
        /^(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?) (announced|approved|rejected|launched|signed|opened)\b/u,
        '$1 has $2',
      ),
    ),
  'an acronym the article explains': (sentence, _random, _others, passage) => {
    const found = /((?:\p{Lu}\p{Ll}+ ){1,4}\p{Lu}\p{Ll}+) \((\p{Lu}{2,6})\)/u.exec(passage);
    if (!found?.[1] || !found[2] || sentence.includes('(')) return null;
    if (sentence.includes(found[1])) return sentence.replace(found[1], found[2]);
    return new RegExp(`\\b${found[2]}\\b`).test(sentence) ? sentence.replace(found[2], found[1]) : null;
  },
  'figures in another form': (sentence) =>
    outside(sentence, (text) =>
      text
        .replace(/\$(\d+(?:\.\d+)?) (million|billion)/, '$1 $2 dollars')
        .replace(/\b(\d{1,3}),000,000\b/, '$1 million')
        .replace(/\b(\d+) ?%/, '$1 per cent')
        .replace(/\b(January|February|August|September|October|November|December) (\d{1,2})\b(?!,? \d)/, '$2 $1'),
    ),
};

const VERBS: [RegExp, string][] = [
  [/\bbought\b/, 'purchased'],
  [/\bbegan\b/, 'started'],
  [/\bobtained\b/, 'got'],
  [/\bassisted\b/, 'helped'],
  [/\bshowed\b/, 'revealed'],
  [/\bwas named\b/, 'was appointed'],
  [/\bdied\b/, 'passed away'],
  [/\brose\b/, 'climbed'],
  [/\bfell\b/, 'dropped'],
  [/\bincreased\b/, 'rose'],
  [/\bended\b/, 'finished'],
  [/\bannounced\b/, 'declared'],
  [/\bstepped down\b/, 'resigned'],
  [/\brequires\b/, 'demands'],
  [/\bpurchased\b/, 'bought'],
];
const NOUNS: [RegExp, string][] = [
  [/\blarge\b/, 'big'],
  [/\bcar\b/, 'vehicle'],
  [/\bchildren\b/, 'kids'],
  [/\bfilm\b/, 'movie'],
  [/\bcompany\b/, 'firm'],
  [/\battorney\b/, 'lawyer'],
  [/\bphysician\b/, 'doctor'],
  [/\bcops\b/, 'police officers'],
  [/\bhome\b/, 'house'],
  [/\bpercent\b/, 'per cent'],
  [/\bUnited States\b/, 'U.S.'],
  [/\bU\.S\./, 'American'],
  [/\bjob\b/, 'post'],
  [/\bcash\b/, 'money'],
];

/** A text with a verb or a noun put in another word; unchanged where none is known. */
export function inOtherWords(text: string): string {
  const verb = swapped(text, VERBS);
  return verb === text ? swapped(text, NOUNS) : verb;
}

function swapped(text: string, pairs: readonly [RegExp, string][]): string {
  const pair = pairs.find(([word]) => word.test(text));
  return pair === undefined ? text : text.replace(pair[0], pair[1]);
}

/** The sentence with a change outside its quotations; null when nothing changed. */
export function outside(sentence: string, change: (text: string) => string): string | null {
  const pieces = sentence.split(/(["“][^"”]*["”])/);
  for (const [i, piece] of pieces.entries()) {
    if (i % 2 === 1) continue;
    const after = change(piece);
    if (after !== piece) return [...pieces.slice(0, i), after, ...pieces.slice(i + 1)].join('');
  }
  return null;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With a small first letter, unless the first word is a name by its looks. */
export function lowered(text: string): string {
  return /^(?:The|A|An|It|He|She|They|There|This|These|His|Her|Its|Their|Some|Many|Most|Two|Three|More)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
