import { join } from 'node:path';
import type { Token } from '../src/answer/verify/claim-tokens.ts';
import type { CitedPassage } from '../src/model/claims.ts';
import { termOf } from '../src/text/terms.ts';
import { likeness, synonymsOf, wordNumber } from '../src/vectors/word-vectors.ts';
import { FALSE_CHANGES } from './false-changes.ts';
import { type LibraryArticle, readRows } from './memory-library.ts';

export interface KitClaim {
  article: string;
  claim: string;
  honest: boolean;
  style?: string;
  /** What is wrong with one that isn't honest. */
  fault?: string;
}

export interface ClaimKit {
  claims: KitClaim[];
  passages: Map<string, CitedPassage>;
}

/** The kit's claims, and the articles they cite by their ids. */
export function readClaimKit(folder: string): ClaimKit {
  const claims = readRows<KitClaim>(join(folder, 'plain', 'claims-dev.jsonl.gz'));
  const wanted = new Set(claims.map(({ article }) => article));
  const passages = new Map(
    readRows<LibraryArticle>(join(folder, 'news-qa', 'library.jsonl.gz'))
      .filter(({ id }) => wanted.has(id))
      .map(({ id, text }): [string, CitedPassage] => [id, { articleId: id, start: 0, end: text.length, text }]),
  );
  return { claims, passages };
}

export const CAUSES: ReadonlySet<string> = new Set(
  'because cause caused causes due led thanks forced prompted owing result reason since'.split(' '),
);
export const SHARES: ReadonlySet<string> = new Set(
  'all every only most none entire whole always never any each some several few nearly almost least up about'.split(
    ' ',
  ),
);

export const FOLDS = 5;

/** The part of a cross-validation that an article is left out in. */
export function foldOf(article: string): number {
  return [...article].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 0) % FOLDS;
}

/** A claim of an article made false by one change each, by the generators of the other benches. */
export function madeFalse(claim: string, text: string, random: () => number): { kind: string; claim: string }[] {
  const others = (text.match(/\p{Lu}[^.!?\n]{30,250}\./gu) ?? []).slice(0, 30);
  return Object.entries(FALSE_CHANGES).flatMap(([kind, change]) => {
    const changed = change(claim, random, others, text);
    return changed === null || changed === claim || /https?:|@|\n/.test(changed) ? [] : [{ kind, claim: changed }];
  });
}

/** How alike two words are: 0.95 for synonyms, else the cosine of their vectors. */
export function alike(word: Token, other: Token): number {
  const [a, b] = [wordNumber(termOf(word.lower)), wordNumber(termOf(other.lower))];
  if (other.kind === 'function' || a < 0 || b < 0) return 0;
  return synonymsOf(a).includes(b) || synonymsOf(b).includes(a) ? 0.95 : Math.max(0, likeness(a, b));
}
