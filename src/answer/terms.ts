/** Words that say little about what a text is about. */
const STOP_WORDS = new Set(
  (
    'a an the of to in and or but for on at by with from as is are was were be been being it its this that these those there here he him his she her hers they them ' +
    'their theirs we us our you your i me my who whom whose which what when where why how do does did done doing have has had having will would can could shall should ' +
    'may might must not no nor so than then too very just also about into over after before during between out up down off again once if because while until against ' +
    'any each few more most other some such only own same s t d ll m re ve many much one per'
  ).split(' '),
);

export interface Token {
  term: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{N}]+(?:[.,]\d+|['’][\p{L}]+)*/gu;

/** The words of a text as search terms (accents and case folded, stemmed) with their offsets in UTF-16 code units. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD))
    tokens.push({ term: termOf(match[0]), start: match.index, end: match.index + match[0].length });
  return tokens;
}

/** A word as a search term. */
export function termOf(word: string): string {
  const folded = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?$|['’](?=\p{L})/gu, '')
    .replace(/(\d),(?=\d{3})/g, '$1');
  return stem(folded);
}

export function isStopWord(term: string): boolean {
  return STOP_WORDS.has(term);
}

/** A light stemmer: plurals, -ed, -ing, -ly and the -e that they drop, so that forms of a word meet. After Porter (1980), steps 1a to 1c. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let w = word;
  if (w.endsWith('sses')) w = w.slice(0, -2);
  else if (w.endsWith('ies')) w = w.length > 4 ? `${w.slice(0, -3)}y` : w.slice(0, -1);
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1);
  if (w.endsWith('ied') && w.length > 4) w = `${w.slice(0, -3)}y`;
  else if (w.endsWith('eed')) w = w.slice(0, -1);
  else {
    const bare = /^(.*[aeiouy].*)(?:ed|ing)$/.exec(w)?.[1];
    if (bare && bare.length > 2) w = /([^aeioulsz])\1$/.test(bare) ? bare.slice(0, -1) : bare;
  }
  if (w.endsWith('ly') && w.length > 5) w = w.slice(0, -2);
  return w.length > 3 && w.endsWith('e') ? w.slice(0, -1) : w;
}
