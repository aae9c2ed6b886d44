import type { Token } from './claim-tokens.ts';

/** What stands between a token and the one before it: marks and spaces. */
export function marksBefore(tokens: readonly Token[], at: number, text: string): string {
  return text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0);
}

/** Where the clause that a token stands in ends: the index of the first token behind the next mark. */
export function clauseEnd(tokens: readonly Token[], at: number, text: string): number {
  for (let i = at + 1; i < tokens.length; i += 1)
    if (/[,;:"()\u2013\u2014]/.test(marksBefore(tokens, i, text))) return i;
  return tokens.length;
}
