import type { Token } from './claim-tokens.ts';

const SHORTEST = 3;
const LONGEST = 8;
const LINK = /^(?:of|and|for|the|on|in)$/;

/**
 * Acronyms of some texts with the names they stand for: explained in brackets ("World Health Organization (WHO)"), or the initials of
 * a run of names. One that could stand for two runs stands for neither.
 */
export function acronymsIn(texts: readonly { tokens: readonly Token[]; text: string }[]): Map<string, string[]> {
  const used = new Set(
    texts.flatMap(({ tokens }) =>
      tokens.flatMap((token) => (token.kind === 'name' && /^[\p{Lu}.]{2,8}$/u.test(token.word) ? [token.key] : [])),
    ),
  );
  const found = new Map<string, string[] | null>();
  const explained = new Map<string, string[]>();
  for (const { tokens, text } of texts) {
    for (const [at, token] of tokens.entries()) {
      if (token.kind !== 'name') continue;
      for (const { run, last } of runsFrom(tokens, at)) {
        const initials = run.map((name) => name.key.charAt(0)).join('');
        const next = tokens[last + 1];
        const keys = run.map((name) => name.key);
        if (next && text.slice(run.at(-1)?.end ?? 0, next.start).trim() === '(' && isShortFor(next.key, initials))
          explained.set(next.key, explained.get(next.key) ?? keys);
        if (initials.length < SHORTEST || !used.has(initials)) continue;
        const other = found.get(initials);
        found.set(initials, other === undefined || other?.join(' ') === keys.join(' ') ? keys : null);
      }
    }
  }
  return new Map([...[...found].flatMap(([short, keys]) => (keys ? [[short, keys] as const] : [])), ...explained]);
}

/** The runs of at least two names that begin at `at`; small words may stand between. */
function runsFrom(tokens: readonly Token[], at: number): { run: Token[]; last: number }[] {
  const runs: { run: Token[]; last: number }[] = [];
  const run: Token[] = [];
  for (let i = at; i < Math.min(tokens.length, at + LONGEST); i += 1) {
    const token = tokens[i];
    if (token?.kind === 'name') {
      run.push(token);
      if (run.length > 1) runs.push({ run: [...run], last: i });
    } else if (!LINK.test(token?.lower ?? '')) break;
  }
  return runs;
}

function isShortFor(acronym: string, initials: string): boolean {
  if (acronym.length < 2 || acronym.charAt(0) !== initials.charAt(0)) return false;
  let at = 0;
  for (const letter of initials) if (letter === acronym.charAt(at)) at += 1;
  return at === acronym.length;
}
