import { attributionsIn, cuesIn } from '../src/answer/verify/attributions.ts';
import { readCited, type Sentence } from '../src/answer/verify/cited.ts';
import { type Token, tokensOf } from '../src/answer/verify/claim-tokens.ts';
import { evenMarks } from '../src/answer/verify/clean.ts';
import { evidenceFor } from '../src/answer/verify/evidence.ts';
import { verifyClaim } from '../src/answer/verify/verify.ts';
import { areOpposite } from '../src/answer/verify/vocabulary.ts';
import { HEDGES, INTENTIONS, NEGATIONS } from '../src/text/lists/reservations.ts';
import { termOf } from '../src/text/terms.ts';
import { rarityInEnglish } from '../src/vectors/word-vectors.ts';
import { seeded } from './attack-desk.ts';
import { alike, CAUSES, FOLDS, foldOf, type KitClaim, madeFalse, readClaimKit, SHARES } from './claim-kit.ts';
import { dot, fitLogistic } from './learn.ts';

/**
 * `node bench/claim-wording.ts <kit folder>`: how many claims in free words could be shown where so many false ones are stopped, by a score
 * over how a claim differs from its evidence; cross-validated by article. Once with weights of the sign that makes sense, once without. Then
 * honest claims in free words are made false by one change each: what the checks show of them, and what the second score would.
 */
interface Row extends KitClaim {
  row: number[];
}

const { claims, passages } = readClaimKit(process.argv[2] ?? '.');
const random = seeded(3);
const rows = claims.flatMap(withMeasures);
const lies = claims.filter(({ style }) => style === 'free').flatMap(liesFrom);
const signs = [0, -1, -1, 1, ...new Array<number>(10).fill(-1)];
report('with the sign that makes sense', signs);
report('any sign', []);
const shown = lies.filter(
  ({ article, claim }) => verifyClaim({ text: claim, cites: [article] }, passages).kind === 'shown',
);
console.log(`${lies.length} claims in free words made false: the checks show ${shown.length}`);
for (const { claim } of shown.slice(0, 5)) console.log(`  ${claim}`);

/** What a score shows at each share of false claims stopped, and at 98.5 what it shows of the free claims that were made false. */
function report(name: string, allowed: readonly number[]): void {
  const scored = rows.map((one) => ({ ...one, score: 0, fold: foldOf(one.article) }));
  const made = lies.flatMap(withMeasures).map((one) => ({ ...one, score: 0, fold: foldOf(one.article) }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const training = scored.filter((one) => one.fold !== fold).map(({ row, honest }) => ({ row, right: honest }));
    const weights = fitLogistic(training, 0.01, allowed);
    for (const one of [...scored, ...made]) if (one.fold === fold) one.score = dot(one.row, weights);
  }
  const lied = scored
    .filter(({ honest }) => !honest)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const above = (list: readonly { score: number }[], least: number) =>
    `${((100 * list.filter(({ score }) => score > least).length) / Math.max(1, list.length)).toFixed(1)} %`;
  for (const stopped of [0.995, 0.99, 0.985, 0.98, 0.95, 0.9]) {
    const least = lied[Math.floor((1 - stopped) * lied.length)] ?? 0;
    const of = (style: string) =>
      above(
        scored.filter((one) => one.style === style),
        least,
      );
    console.log(
      `${name}: ${100 * stopped} % stopped: free ${of('free')}, close ${of('close')}, made false ${above(made, least)}`,
    );
  }
}

function liesFrom(of: KitClaim): KitClaim[] {
  const text = passages.get(of.article)?.text ?? '';
  return madeFalse(of.claim, text, random).map(({ claim }) => ({ ...of, claim, honest: false }));
}

/** How a claim differs from the sentences that it would be replaced by. */
function withMeasures(of: KitClaim): Row[] {
  const passage = passages.get(of.article);
  if (!passage) return [];
  const text = evenMarks(of.claim);
  const { sentences, known } = readCited(text, [passage]);
  const tokens = tokensOf(text, known);
  const evidence = evidenceFor(tokens, sentences);
  if (evidence === null) return [];
  const cited = sentences.filter(({ span }) => evidence.spans.some(({ start }) => start === span.start));
  return [{ ...of, row: measures(tokens, text, cited) }];
}

function measures(tokens: readonly Token[], text: string, cited: readonly Sentence[]): number[] {
  const there = cited.flatMap((sentence) => sentence.tokens);
  const has = (token: Token) => cited.some((sentence) => sentence.has(token));
  const words = tokens.filter(({ kind }) => kind === 'word');
  const near = words.map((word) => (has(word) ? 1 : Math.max(0, ...there.map((other) => alike(word, other)))));
  const uncovered = words.map((word, i) => rarityInEnglish(termOf(word.lower)) * (1 - (near[i] ?? 0)));
  const lacking = (kind: Token['kind']) => tokens.filter((token) => token.kind === kind && !has(token)).length;
  const count = (list: readonly Token[], of: ReadonlySet<string>) => list.filter(({ lower }) => of.has(lower)).length;
  const differ = (of: ReadonlySet<string>) => Math.abs(count(tokens, of) - count(there, of));
  const said = new Set(
    cited.flatMap((sentence) => attributionsIn(sentence.tokens, sentence.text).flatMap(({ names }) => names)),
  );
  const cues = cited.reduce((sum, sentence) => sum + cuesIn(sentence.tokens, sentence.text).length, 0);
  const speakers = attributionsIn(tokens, text).filter(({ pronoun }) => !pronoun);
  return [
    1,
    uncovered.reduce((sum, value) => sum + value, 0),
    Math.max(0, ...uncovered),
    near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length),
    lacking('number'),
    lacking('name'),
    differ(NEGATIONS),
    differ(HEDGES),
    differ(INTENTIONS),
    differ(CAUSES),
    differ(SHARES),
    words.filter((word) => there.some((other) => areOpposite(word.key, other.key)) && !has(word)).length,
    speakers.filter(({ names }) => !said.has(names.at(-1) ?? '')).length,
    Math.abs(cues - cuesIn(tokens, text).length),
  ];
}
