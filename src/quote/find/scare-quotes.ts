import type { Finding } from '../attribute/finding.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isNameWord, isPossessive, isWord } from '../grammar/name-words.ts';
import type { Sentence, Unit } from '../grammar/units.ts';

// Words that a title keeps in lower case.
const small = new Set(
  `a an the of in on at to for and or but nor with by from as is vs v de la le el du des di da und it into over up out not so than that
  per via y et`.split(/\s+/u),
);

const works = new Set(
  `book novel memoir film movie documentary show series sitcom drama comedy musical play opera song single album record track poem painting
  magazine newspaper column article editorial essay op-ed memo report study paper podcast game videogame exhibition commentary website blog headline
  chapter episode program programme ad advertisement commercial`.split(/\s+/u),
);

const naming = new Set(
  `titled entitled headlined named nicknamed dubbed called labelled labeled billed known so-called christened styled branded word words term
  terms phrase concept acronym hashtag category designation`.split(/\s+/u),
);

const callsNames = new Set('call calls called calling label labels labeled labelled dub dubs dubbed'.split(' '));

const languages = new Set(
  `latin greek hebrew arabic french german spanish italian portuguese russian chinese mandarin cantonese japanese korean hindi urdu
  turkish persian farsi swahili welsh irish gaelic dutch danish swedish norwegian polish czech hungarian ukrainian yiddish`.split(
    /\s+/u,
  ),
);

/** True when words in quotation marks are a title, a name or a term: nobody's statement. `at` is the unit index of the quotation, `single` whether its marks are. */
export function isTerm(
  sentence: Sentence,
  at: number,
  words: string,
  single: boolean,
  finding: Finding | null,
): boolean {
  const { units } = sentence;
  if (single && isHeading(sentence, at, words, finding)) return true;
  const spoken = finding !== null && isSpokenHere(finding, sentence, at);
  const count = words.split(/\s+/u).length;
  if (count <= mostNicknameWords && /[\p{L}\p{N}]$/u.test(words) && betweenNames(units, at)) return true;
  const before = units[at - 1];
  const named = isWord(before) && (naming.has(before.lower) || works.has(before.lower));
  if (!spoken && (isBylined(units, at, words) || isDated(units, at) || isTranslation(units, at))) return true;
  const work = before?.text === ',' ? units[at - 2] : before;
  const headed = /^[\p{Lu}\p{N}‘'[¿¡]/u.test(words) && count < 15;
  if (!spoken && headed && work?.kind === 'word' && works.has(work.lower)) return true;
  // "Get out!" and "That is Jane Doe." as sentences of their own are speech, in whatever letters.
  const alone = units.every(({ kind }) => kind !== 'word');
  const exclaimed = alone && /[.!?]$/u.test(words) && (count < 5 || isClause.test(words));
  if (isAttributive(units, at, words, count) || isCalledSo(units, at, spoken, count)) return true;
  const title = !exclaimed && isTitle(words, alone);
  if (title) return named || !spoken || /^(?:told|tells?)$/u.test(before?.lower ?? '');
  if (
    named &&
    before !== undefined &&
    /^(?:so-called|nicknamed|dubbed|named|known|word|words|term|terms|phrase|titled|entitled|hashtag|acronym)$/u.test(
      before.lower,
    )
  ) {
    return count <= 6;
  }
  // A word or two in a sentence without any verb of speech is the reporter's own irony.
  const unspoken = finding === null || finding.cue === null || (finding.sentence !== sentence && !alone);
  return count <= 3 && unspoken && /^[\p{Ll}\d]/u.test(words);
}

const closed =
  is.determiner | is.possessive | is.pronoun | is.preposition | is.subordinator | is.coordinator | is.auxiliary;

/** "the “Night Mail!” legends", "good at “Night Mail!” now": what stands in the middle of a phrase in capitals is a title. */
function isAttributive(units: Unit[], at: number, words: string, count: number): boolean {
  if (!/^\p{Lu}/u.test(words) || count > 4 || !words.split(/\s+/u).every((word) => /^[\p{Lu}\d&]/u.test(word)))
    return false;
  if (!/[\p{L}\d!?]$/u.test(words)) return false;
  const [before, after] = [units[at - 1], units[at + 1]];
  const noun = isWord(after) && !after.capital && !has(after, closed | is.speech | is.verb | is.adverb);
  return noun && (before === undefined || isWord(before));
}

/** "known as “the legs man”", "dubbed the “Denby Three,”": a name that is nobody's statement. */
function isCalledSo(units: Unit[], at: number, spoken: boolean, count: number): boolean {
  if (spoken || count > 6) return false;
  const verb = units[has(units[at - 1], is.determiner) ? at - 2 : at - 1]?.lower ?? '';
  if (/^(?:dubbed|nicknamed|branded|termed)$/u.test(verb)) return true;
  return (
    units[at - 1]?.lower === 'as' &&
    /^(?:known|billed|referred)$/u.test(units[units[at - 2]?.lower === 'to' ? at - 3 : at - 2]?.lower ?? '')
  );
}

const mostNicknameWords = 4;
const isClause =
  /^(?:I|We|You|He|She|They|It|That|This|There|Who|What)(?:['’](?:s|m|re|d|ll)|\s(?:is|was|are|were|will|has|have))\s/u;

/** "“Night Trains,” by Jane Doe" is a work, however its title is spelled. */
function isBylined(units: Unit[], at: number, words: string): boolean {
  if (units[at + 1]?.lower !== 'by' || !/^[\p{Lu}\p{N}‘'[¿¡]/u.test(words)) return false;
  if (!/[,!?’']$/u.test(words)) return false;
  return isNameWord(units, at + 2) || (units[at + 2]?.lower === 'the' && isNameWord(units, at + 3));
}

/** "“Night Trains” (1987)": what has a year is a work, a poster or a song. */
function isDated(units: Unit[], at: number): boolean {
  if (units[at + 1]?.text !== '(') return false;
  const close = units.slice(at + 2, at + 9).findIndex(({ text }) => text === ')');
  return close > 0 && /^(?:1[89]|20)\d\d$/u.test(units[at + 1 + close]?.text ?? '');
}

/** "Latin for “…”", "which means “…”": what words mean is nobody's statement. */
function isTranslation(units: Unit[], at: number): boolean {
  const [before, earlier] = [units[at - 1], units[at - 2]];
  if (/^(?:meaning|translates|translated|translating)$/u.test(before?.lower ?? '')) return true;
  if (before?.lower === 'means') return has(earlier, is.relative) || earlier?.kind === 'quotation';
  if (/^(?:as|to|roughly|literally)$/u.test(before?.lower ?? ''))
    return /^translat(?:es|ed|ing)$/u.test(earlier?.lower ?? '');
  return (
    before?.lower === 'for' && (languages.has(earlier?.lower ?? '') || /^(?:short|stands)$/u.test(earlier?.lower ?? ''))
  );
}

/** A heading has single marks and no full stop outside them; what it quotes is shortened and stands whole in the text below it. */
function isHeading(sentence: Sentence, at: number, words: string, finding: Finding | null): boolean {
  const { units, paragraph } = sentence;
  // Headlines are written in the present.
  if (
    finding !== null &&
    finding.cue !== null &&
    finding.sentence.paragraph === paragraph &&
    /(?:ed|said|told|wrote)$/u.test(finding.sentence.units[finding.cue.from]?.lower ?? '')
  )
    return false;
  const count = countWords(units);
  // A whole statement that is a paragraph of its own is speech.
  if (count === 0 && sentence.alone && paragraph > 0 && /[.!?…]$/u.test(words) && words.split(/\s+/u).length > 5)
    return false;
  const last = units.at(-1);
  const stop = /^[.!?…]$/u.test(last?.text ?? '') || (last?.kind === 'quotation' && at > 0 && /[.!?…]$/u.test(words));
  if (paragraph === 0 && count < 24) return true;
  return !stop && sentence.alone && count < 24;
}

function countWords(units: Unit[]): number {
  return units.filter((unit) => unit.kind === 'word').length;
}

/** A verb of speech stands right before or right after, as with what people say. */
function isSpokenHere(finding: Finding, sentence: Sentence, at: number): boolean {
  const { cue, rule } = finding;
  if (finding.sentence !== sentence || cue === null) return false;
  const verb = sentence.units[cue.from];
  // "On “Good Evening Norland,” the mayor said": after a preposition it is where, not what, she said.
  const before = sentence.units[at - 1];
  if (has(before, is.preposition | is.possessive) || (isWord(before) && isPossessive(before))) return false;
  if (rule === 'after' || rule === 'inverted' || rule === 'dash') return has(verb, is.speech) || rule === 'dash';
  if (rule === 'colon') return sentence.units[at - 1]?.text === ':' && sentence.units.length > at + 1;
  if (rule === 'continued') return true;
  if (cue.from > at) return false;
  const gap = sentence.units.slice(cue.to, at);
  // "called Olsen “the Mother of Bridges”": what somebody is called is an opinion, what a thing is called is its name.
  if (callsNames.has(verb?.lower ?? '') && gap.length > 0 && gap.length < 5) {
    return gap.every((unit, index) => isNameWord(sentence.units, cue.to + index) || has(unit, is.pronoun | is.title));
  }
  return (
    has(verb, is.speech) &&
    !naming.has(verb?.lower ?? '') &&
    gap.length <= 1 &&
    gap.every((unit) => unit.kind === 'point' || unit.lower === 'that')
  );
}

/** Every word but the small ones starts with a capital: "The Long Way Home". */
function isTitle(words: string, alone: boolean): boolean {
  if (words.length > 160) return false;
  const found = words.match(/[\p{L}\p{N}@#$][\p{L}\p{N}'’.&-]*/gu) ?? [];
  if (found.length === 0 || found.length > 16) return false;
  let capitals = 0;
  for (const [index, word] of found.entries()) {
    const first = word.charAt(0);
    const capital = first !== first.toLowerCase() || /[\d@#$]/u.test(first);
    if (capital) capitals++;
    else if (index === 0 || !small.has(word.toLowerCase())) return false;
  }
  return capitals > 0 && (found.length > 1 || (!alone && words.endsWith('.')) || !/[.!?]$/u.test(words));
}

/** Dwayne “The Rock” Johnson. */
function betweenNames(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  return isWord(before) && isNameWord(units, at - 1) && isNameWord(units, at + 1) && !/['’]s?$/u.test(before.text);
}
