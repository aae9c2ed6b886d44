import { foreignBitsOf, is } from '../../quote/grammar/lexicon.ts';
import { type Token, tokensOf } from '../verify/claim-tokens.ts';
import { evenMarks, unfit, visible } from '../verify/clean.ts';
import type { ModelContext } from './context.ts';

const LONGEST_MISSING = 200;
/** What a button can hold on every platform. */
const LONGEST_FOLLOW_UP = 75;
/** "Why?" asks nothing by itself. */
const SHORTEST_FOLLOW_UP = 12;
const MOST_FOLLOW_UPS = 3;

/** What a model says is missing, fit to be read: plain words, with no name or number that neither the question nor the articles have. */
export function missingFit(missing: string | null, question: string, context: ModelContext): string | null {
  const text = visible(missing ?? '').replace(/^not in the articles:?\s*/i, '');
  return isFit(text, LONGEST_MISSING, [question, ...textsOf(context)]) ? text.replace(/[\s.]+$/, '') : null;
}

/** The questions to go on with that may stand on buttons: short, and about nobody and nothing that the articles don't name. */
export function followUpsFit(followUps: readonly string[], context: ModelContext): string[] {
  const texts = textsOf(context);
  const fit = followUps
    .map(visible)
    .filter((text) => text.endsWith('?') && text.length >= SHORTEST_FOLLOW_UP && isFit(text, LONGEST_FOLLOW_UP, texts));
  const lower = fit.map((text) => text.toLowerCase());
  return fit.filter((_, at) => lower.indexOf(lower[at] ?? '') === at).slice(0, MOST_FOLLOW_UPS);
}

function textsOf({ articles }: ModelContext): string[] {
  return articles.flatMap(({ title, sentences }) => [title, ...sentences.map(({ text }) => text)]);
}

/** These are the only words of a model that no sentence proves, so they may claim as little as possible: no quotation, no new name or figure. */
function isFit(text: string, longest: number, sources: readonly string[]): boolean {
  if (text === '' || text.length > longest || unfit(text) !== null || /["“”«»]/.test(text)) return false;
  const plain = { names: new Set<string>(), acronyms: new Map<string, string[]>() };
  const known = new Set(sources.flatMap((source) => tokensOf(evenMarks(source), plain).map(({ lower }) => lower)));
  const tokens = tokensOf(evenMarks(text), plain);
  return tokens.every(
    ({ kind, lower }, at) => (kind !== 'name' && kind !== 'number') || known.has(lower) || isGermanNoun(tokens, at),
  );
}

/** "beim", "zur" have an article in them. */
const WITH_ARTICLE = /^(?:am|ans|beim|im|ins|vom|zum|zur|welche[mnrs]?|viele?n?|wieviele?|mehr|weitere[nr]?)$/;
/** "die genaue Höhe", "den neuen Preis". */
const ENDING = /^\p{Ll}{2,}e[mnrs]?$/u;

/** German writes every noun with a capital; people's names have no article: "die Höhe der Kosten", "wie viele Anwohner und Helfer". */
function isGermanNoun(tokens: readonly Token[], at: number): boolean {
  const noun = tokens[at];
  if (noun?.kind !== 'name' || noun.word === noun.word.toUpperCase()) return false;
  if ((foreignBitsOf(noun.lower, 'de') & is.time) !== 0) return false;
  let before = at - 1;
  if (/^(?:und|oder|sowie)$/.test(tokens[before]?.lower ?? '')) return isGermanNoun(tokens, before - 1);
  if (!opensNoun(tokens[before]) && ENDING.test(tokens[before]?.word ?? '')) before -= 1;
  return opensNoun(tokens[before]);
}

function opensNoun(token: Token | undefined): boolean {
  const lower = token?.lower ?? '';
  return WITH_ARTICLE.test(lower) || (foreignBitsOf(lower, 'de') & (is.determiner | is.possessive)) !== 0;
}
