import { readFileSync } from 'node:fs';
import { attributionsIn, cuesIn } from '../src/answer/verify/attributions.ts';
import { readCited, type Sentence } from '../src/answer/verify/cited.ts';
import { type Token, tokensOf } from '../src/answer/verify/claim-tokens.ts';
import { evenMarks } from '../src/answer/verify/clean.ts';
import { verifyClaim } from '../src/answer/verify/verify.ts';
import { areOpposite } from '../src/answer/verify/vocabulary.ts';
import type { CitedPassage } from '../src/model/claims.ts';
import { HEDGES, INTENTIONS, NEGATIONS, QUALIFIERS } from '../src/text/lists/reservations.ts';
import { termOf } from '../src/text/terms.ts';
import { averageVector, cosine, rarityInEnglish } from '../src/vectors/word-vectors.ts';
import { seeded } from './attack-desk.ts';
import { alike, CAUSES, FOLDS, foldOf, madeFalse, readClaimKit, SHARES } from './claim-kit.ts';

/**
 * `node bench/claim-judge.ts <kit folder> [claims.jsonl]`: whether small learned trees could be a second opinion about the claims that code can
 * neither prove nor refute. Boosted over measures of claim and evidence, trained on honest claims, on false ones and on each honest claim made
 * false by one change, cross-validated by article. What it shows of the honest ones, for each share of lies that it lets through, and of claims in
 * a file of `{text, claim, honest}` that it never saw.
 */
interface Judged {
  article: string;
  claim: string;
  honest: boolean;
  kind: string;
}

interface Row extends Judged {
  row: number[];
  score: number;
}

const TREES = 150;
const RATE = 0.1;
const DEPTH = 3;
const LEAST = 12;
const CUTS = 12;
const random = seeded(3);
const kit = readClaimKit(process.argv[2] ?? '.');
const { passages } = kit;
const claims = kit.claims.filter(({ claim }) => claim !== undefined);
const given: Judged[] = claims.map((one) => ({ ...one, kind: one.style ?? `false: ${one.fault}` }));
const rows = [...given, ...given.filter(({ honest }) => honest).flatMap(liesFrom)].flatMap((one) =>
  undecided(one, passages),
);
for (let fold = 0; fold < FOLDS; fold += 1) {
  const judge = boosted(rows.filter(({ article }) => foldOf(article) !== fold));
  for (const row of rows) if (foldOf(row.article) === fold) row.score = judge(row.row);
}
const unseen = unseenRows(process.argv[3]);
const judge = boosted(rows);
for (const row of unseen) row.score = judge(row.row);
report();

function report(): void {
  const lies = rows.filter(({ honest }) => !honest);
  const free = rows.filter(({ kind }) => kind === 'free');
  const all = given.filter(({ kind }) => kind === 'free').length;
  console.log(`undecided: ${free.length} of ${all} free, ${lies.length} false`);
  console.log(`the judge tells honest from false in ${(100 * ranked(free, lies)).toFixed(1)} of 100 pairs`);
  for (const passed of [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]) {
    const least = lies.map(({ score }) => score).sort((a, b) => b - a)[Math.floor(passed * lies.length)] ?? 0;
    const above = (list: readonly Row[]) => list.filter(({ score }) => score > least).length;
    const kinds = [...new Set(lies.map(({ kind }) => kind))]
      .map((kind) => ({ kind, n: lies.filter((one) => one.kind === kind) }))
      .map(({ kind, n }) => ({ kind, share: above(n) / n.length }))
      .sort((a, b) => b.share - a.share);
    const [worst] = kinds;
    const own = (honest: boolean) => {
      const list = unseen.filter((one) => one.honest === honest);
      return `${above(list)} of ${list.length}`;
    };
    console.log(
      `lies passed ${(100 * passed).toFixed(1)} %: free shown ${((100 * above(free)) / all).toFixed(1)} %; worst kind ${worst?.kind} ${(100 * (worst?.share ?? 0)).toFixed(0)} %; unseen honest ${own(true)}, unseen false ${own(false)}`,
    );
  }
}

function ranked(right: readonly Row[], wrong: readonly Row[]): number {
  let sum = 0;
  for (const a of right) for (const b of wrong) sum += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  return sum / (right.length * wrong.length);
}

function unseenRows(file: string | undefined): Row[] {
  if (file === undefined) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.flatMap((line, i) => {
    const { text, claim, honest } = JSON.parse(line) as { text: string; claim: string; honest: boolean };
    const passage = { articleId: `${i}`, start: 0, end: text.length, text };
    return undecided({ article: `${i}`, claim, honest, kind: 'unseen' }, new Map([[`${i}`, passage]]));
  });
}

function liesFrom(of: Judged): Judged[] {
  const text = passages.get(of.article)?.text ?? '';
  return madeFalse(of.claim, text, random).map(({ kind, claim }) => ({
    ...of,
    claim,
    honest: false,
    kind: `made: ${kind}`,
  }));
}

/** A claim with its measures where code leaves it open. */
function undecided(of: Judged, from: ReadonlyMap<string, CitedPassage>): Row[] {
  const passage = from.get(of.article);
  if (!passage) return [];
  const verdict = verifyClaim({ text: of.claim, cites: [of.article] }, from);
  if (verdict.kind !== 'replaced' || verdict.refuted) return [];
  const text = evenMarks(of.claim);
  const { sentences, known } = readCited(text, [passage]);
  const cited = sentences.filter(({ span }) => verdict.claim.spans.some(({ start }) => start === span.start));
  return [{ ...of, row: measures(tokensOf(text, known), text, cited), score: 0 }];
}

function measures(tokens: readonly Token[], text: string, cited: readonly Sentence[]): number[] {
  const there = cited.flatMap((sentence) => sentence.tokens);
  const has = (token: Token) => cited.some((sentence) => sentence.has(token));
  const isSaid = (token: Token) => tokens.some((other) => other.key === token.key);
  const words = tokens.filter(({ kind }) => kind === 'word');
  const rest = there.filter(({ kind }) => kind === 'word');
  const nearTo = (word: Token, list: readonly Token[]) => Math.max(0, ...list.map((other) => alike(word, other)));
  const near = words.map((word) => (has(word) ? 1 : nearTo(word, there)));
  const far = rest.map((word) => (isSaid(word) ? 1 : nearTo(word, words)));
  const rarity = (word: Token) => rarityInEnglish(termOf(word.lower));
  const uncovered = words.map((word, i) => rarity(word) * (1 - (near[i] ?? 0)));
  const left = rest.map((word, i) => rarity(word) * (1 - (far[i] ?? 0)));
  const sum = (list: readonly number[]) => list.reduce((all, value) => all + value, 0);
  const lacking = (kind: Token['kind']) => tokens.filter((token) => token.kind === kind && !has(token)).length;
  const spare = (kind: Token['kind']) => there.filter((token) => token.kind === kind && !isSaid(token)).length;
  const count = (list: readonly Token[], of: ReadonlySet<string>) => list.filter(({ lower }) => of.has(lower)).length;
  const vectorOf = (list: readonly Token[]) =>
    averageVector(list.map((word) => ({ term: termOf(word.lower), weight: rarity(word) })));
  const claimVector = vectorOf(words);
  const said = new Set(cited.flatMap((one) => attributionsIn(one.tokens, one.text).flatMap(({ names }) => names)));
  const speakers = attributionsIn(tokens, text).filter(({ pronoun }) => !pronoun);
  const places = tokens
    .flatMap((token) => (token.kind === 'name' ? [there.findIndex(({ key }) => key === token.key)] : []))
    .filter((at) => at !== -1);
  return [
    sum(uncovered),
    Math.max(0, ...uncovered),
    sum(near) / Math.max(1, near.length),
    Math.min(1, ...near),
    near.filter((value) => value < 0.3).length,
    sum(left),
    sum(left) / Math.max(1, left.length),
    lacking('number'),
    lacking('name'),
    spare('number'),
    spare('name'),
    ...[NEGATIONS, HEDGES, INTENTIONS, CAUSES, SHARES, QUALIFIERS].flatMap((of) => [
      count(tokens, of) - count(there, of),
      count(tokens, of),
    ]),
    words.filter((word) => !has(word) && there.some((other) => areOpposite(word.key, other.key))).length,
    speakers.filter(({ names }) => !said.has(names.at(-1) ?? '')).length,
    cuesIn(tokens, text).length - sum(cited.map((one) => cuesIn(one.tokens, one.text).length)),
    tokens.length / Math.max(1, there.length),
    cited.length,
    words.length,
    cosine(claimVector, vectorOf(rest)),
    Math.max(0, ...cited.map((one) => cosine(claimVector, vectorOf(one.tokens.filter(({ kind }) => kind === 'word'))))),
    cosine(vectorOf(words.filter((word) => !has(word))), vectorOf(rest.filter((word) => !isSaid(word)))),
    places.filter((at, i) => i > 0 && at < (places[i - 1] ?? 0)).length,
  ];
}

type Judge = (row: readonly number[]) => number;

/** Trees boosted on the logistic loss (Friedman 2001); honest and false claims weigh the same in sum. */
function boosted(training: readonly Row[]): Judge {
  const honest = training.filter((one) => one.honest).length;
  const weight = training.map(
    (one) => (one.honest ? 0.5 / honest : 0.5 / (training.length - honest)) * training.length,
  );
  const scores = training.map(() => 0);
  const trees: Judge[] = [];
  for (let i = 0; i < TREES; i += 1) {
    const rest = training.map((one, at) => (one.honest ? 1 : 0) - 1 / (1 + Math.exp(-(scores[at] ?? 0))));
    const tree = grown(
      training.map((_, at) => at),
      0,
      training,
      rest,
      weight,
    );
    trees.push(tree);
    for (const [at, { row }] of training.entries()) scores[at] = (scores[at] ?? 0) + RATE * tree(row);
  }
  return (row) => trees.reduce((sum, tree) => sum + RATE * tree(row), 0);
}

function grown(
  at: readonly number[],
  depth: number,
  training: readonly Row[],
  rest: readonly number[],
  weight: readonly number[],
): Judge {
  const total = (list: readonly number[]) => list.reduce((sum, i) => sum + (rest[i] ?? 0) * (weight[i] ?? 0), 0);
  const heavy = (list: readonly number[]) => list.reduce((sum, i) => sum + (weight[i] ?? 0), 0);
  const value = total(at) / (heavy(at) * 0.25 + 1);
  let best: { gain: number; feature: number; cut: number; low: number[]; high: number[] } | null = null;
  for (let feature = 0; depth < DEPTH && feature < (training[0]?.row.length ?? 0); feature += 1) {
    const of = (i: number) => training[i]?.row[feature] ?? 0;
    const values = at.map(of).sort((a, b) => a - b);
    const cuts = new Set(
      Array.from({ length: CUTS }, (_, k) => values[Math.floor(((k + 1) * values.length) / (CUTS + 1))] ?? 0),
    );
    for (const cut of cuts) {
      const low = at.filter((i) => of(i) <= cut);
      const high = at.filter((i) => of(i) > cut);
      if (low.length < LEAST || high.length < LEAST) continue;
      const gain = total(low) ** 2 / (heavy(low) + 1) + total(high) ** 2 / (heavy(high) + 1);
      if (gain > (best?.gain ?? 0)) best = { gain, feature, cut, low, high };
    }
  }
  if (best === null) return () => value;
  const { feature, cut } = best;
  const low = grown(best.low, depth + 1, training, rest, weight);
  const high = grown(best.high, depth + 1, training, rest, weight);
  return (row) => ((row[feature] ?? 0) <= cut ? low(row) : high(row));
}
