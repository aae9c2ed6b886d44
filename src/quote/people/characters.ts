import { isGivenName } from '../../text/given-names.ts';
import { isWord } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';

const works =
  'film films movie movies novel novels sequel prequel remake trailer sitcom biopic screenplay episode episodes series'.split(
    ' ',
  );
const invented = /^(?:hero|heroine|protagonist|antihero|villain|villainess|narrator|character|alter-ego)$/u;
const playing = /^(?:plays|portrays|voices|playing|portraying|voicing|played|portrayed|voiced)$/u;
const starring = /^(?:stars?|starred|starring|cast|returns?|returned|reprises|appears?|appearing)$/u;

/** True where an article speaks of films, series or novels, by the words it has used so far. */
export function isOnFiction(words: ReadonlySet<string>): boolean {
  return works.some((work) => words.has(work));
}

const telling = /^(?:says|tells|asks|replies|whispers|shouts|yells|screams|declares)$/u;

/** "In the film, Odo tells his wife", "says Odo in the novel": told in the present as happening in it. A documentary shows real people. */
export function speaksInside(units: Unit[], from: number, to: number, words: ReadonlySet<string>): boolean {
  if (words.has('documentary') || words.has('memoir') || words.has('docuseries')) return false;
  if (![units[from - 1], units[to], units[to + 1]].some((unit) => telling.test(unit?.lower ?? ''))) return false;
  return units.some(
    ({ lower }, at) =>
      /^(?:film|movie|novel|sequel|scene|episode|finale)$/u.test(lower) &&
      /^(?:the|a|one|another|this)$/u.test(units[at - 1]?.lower ?? '') &&
      units[at - 2]?.lower === 'in',
  );
}

/**
 * True where the words beside a name make it a character's: "the hero Odo", "stars as Odo", "the role of Odo", "Odo (Jane Doe)", "plays Odo",
 * "Odo, played by". To be asked in articles on fiction only: elsewhere people play others, too.
 */
export function isCharacter(units: Unit[], from: number, to: number): boolean {
  const [before, second] = [units[from - 1]?.lower ?? '', units[from - 2]?.lower ?? ''];
  if (invented.test(before) || playing.test(before)) return true;
  if (before === 'as' && starring.test(second)) return true;
  if (before === 'of' && /^(?:role|part)$/u.test(second)) return true;
  if (/^(?:follows?|stars?)$/u.test(before) && works.includes(second)) return true;
  const behind = units[to]?.text === ',' ? to + 1 : to;
  if (/^(?:played|portrayed|voiced)$/u.test(units[behind]?.lower ?? '') && units[behind + 1]?.lower === 'by')
    return true;
  return units[to]?.text === '(' && isActor(units, to + 1);
}

/** "(Jane Doe)", "(a miscast Jane Doe)" isn't told apart from other asides. */
function isActor(units: Unit[], from: number): boolean {
  let end = from;
  while (end < from + 3 && isWord(units[end]) && units[end]?.capital) end++;
  return end - from > 1 && isGivenName(units[from]?.text ?? '') && /^[),]$/u.test(units[end]?.text ?? '');
}
