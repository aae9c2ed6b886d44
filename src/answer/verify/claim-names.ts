import type { SourceSentence, Token } from './claim-tokens.ts';
import { marksBefore } from './clause-marks.ts';

export interface Run {
  from: number;
  keys: string[];
}

/**
 * A run of names of the claim that is not a run of the source, or null: "Ann Brown" where the source has Ann Lee and Bob Brown. Two whole
 * runs may come together ("Ostby mayor" and the name); a part of a run may stand for it.
 */
export function nameFault(claim: readonly Token[], source: SourceSentence): string | null {
  const here = runsOf(source.tokens);
  const earlier = source.before.flatMap((tokens) => runsOf(tokens));
  for (const run of runsOf(claim)) {
    if (run.keys.length < 2) continue;
    if ([...here, ...earlier].some((known) => isPart(run.keys, known.keys))) continue;
    if (isPart(run.keys, source.fullNames.get(run.keys.at(-1) ?? '') ?? [])) continue;
    if (!isMadeOfWholeRuns(run.keys, here)) return run.keys.join(' ');
  }
  return null;
}

/** The runs of names that stand without a word between them; where their text is given, without a comma or a mark either. */
export function runsOf(tokens: readonly Token[], text = ''): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'name' || /[,;:"()]/.test(marksBefore(tokens, at, text))) open = null;
    if (token.kind !== 'name') continue;
    if (open) open.keys.push(token.key);
    else {
      open = { from: at, keys: [token.key] };
      runs.push(open);
    }
  }
  return runs;
}

/** Whether the keys stand in the run in their order; names in the middle may be left out. */
export function isPart(keys: readonly string[], run: readonly string[]): boolean {
  let at = 0;
  for (const key of run) if (key === keys[at]) at += 1;
  return at === keys.length;
}

function isMadeOfWholeRuns(keys: readonly string[], runs: readonly Run[]): boolean {
  return runs.some(
    (first) =>
      first.keys.length < keys.length &&
      first.keys.every((key, i) => key === keys[i]) &&
      runs.some(
        (second) =>
          second.from !== first.from &&
          second.keys.length === keys.length - first.keys.length &&
          second.keys.every((key, i) => key === keys[first.keys.length + i]),
      ),
  );
}
