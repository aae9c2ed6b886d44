import type { Span } from '../article/article.ts';
import type { Attribution } from './attribution.ts';
import type { Finding } from './finding.ts';
import { is } from './lexicon.ts';
import { has, isWord, phraseStartingAt } from './phrases.ts';
import type { Sentence, Unit } from './sentences.ts';

const fewestWords = 4;
const reportingVerbs =
  /^(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|announc\w+|argu\w+|claim\w*|conced\w+|conclud\w+|confirm\w*|den(?:y|ies|ied)|explain\w*|insist\w*|not(?:e|es|ed|ing)|report\w*|stat(?:ed|es|ing)|warn\w*|writ\w+|wrote|acknowledg\w+|according|according|admi\w+|allege\w*|believ\w+|contend\w*|declar\w+|maintain\w*|predict\w*|promis\w+|pledg\w+|suggest\w*|vow\w*|estimat\w+|reiterat\w+|stress\w*)$/u;

/** What a sentence without quotation marks reports somebody to have said: the words of the statement and who made it, or null. */
export function statementIn(
  sentence: Sentence,
  attributions: Attribution[],
): { content: Span; finding: Finding } | null {
  const { units } = sentence;
  if (units.some((unit) => unit.kind === 'quotation')) return null;
  const main = attributions.find(
    (a) =>
      a.strong &&
      !a.minor &&
      !a.relative &&
      !a.embedded &&
      a.subject !== null &&
      reportingVerbs.test(units[a.from]?.lower ?? ''),
  );
  if (main?.subject == null) return null;
  const content = contentOf(units, main);
  if (content === null) return null;
  const words = units.slice(content.from, content.to);
  if (words.filter(isWord).length < fewestWords) return null;
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? start;
  const rule =
    main.form === 'according'
      ? 'according'
      : main.form === 'inverted'
        ? 'inverted'
        : main.to >= content.to
          ? 'after'
          : 'before';
  return {
    content: { start, end },
    finding: { sentence, subject: main.subject, cue: { from: main.from, to: main.to }, rule },
  };
}

function contentOf(units: Unit[], { from, to, form, subject }: Attribution): { from: number; to: number } | null {
  const end = withoutEnd(units);
  const first = Math.min(from, subject?.from ?? from);
  const closing = units.length - to < 10 && first > fewestWords && units[first - 1]?.text === ',';
  if (closing || form === 'inverted') return first > 1 ? { from: 0, to: first - 1 } : null;
  if (form === 'according') {
    const comma = units.findIndex((unit, index) => index >= to && unit.text === ',');
    return from < 2 && comma > 0
      ? { from: comma + 1, to: end }
      : { from: 0, to: units[from - 1]?.text === ',' ? from - 1 : from };
  }
  return { from: contentStart(units, to), to: end };
}

/** After "that" if one follows within a few words, else after whom it was told to and when. */
function contentStart(units: Unit[], verb: number): number {
  for (let at = verb; at < verb + 8 && isWord(units[at]); at++) {
    if (units[at]?.lower === 'that') return at + 1;
    if (has(units[at], is.pronoun) && units[at]?.lower !== 'them' && units[at]?.lower !== 'him') break;
  }
  let at = verb;
  if (/^t(?:old|ells?|elling)$/u.test(units[verb - 1]?.lower ?? '')) at = phraseStartingAt(units, verb)?.to ?? verb;
  while (
    isWord(units[at]) &&
    (has(units[at], is.time) || (has(units[at], is.preposition) && has(units[at + 1], is.time)))
  )
    at++;
  return at;
}

function withoutEnd(units: Unit[]): number {
  let end = units.length;
  while (end > 0 && units[end - 1]?.kind === 'point') end--;
  return end;
}
