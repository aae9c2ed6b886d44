import { join } from 'node:path';
import { readRows } from './memory-library.ts';

/** A question of the plain kit: `gold` any of which an answer has, `evidence` the sentences that answer; none of both when `unanswerable`. */
export interface PlainQuestion {
  id: string;
  article: string;
  question: string;
  asOf: string;
  kind?: string;
  style?: string;
  gold?: string[];
  evidence?: string[];
  unanswerable?: boolean;
}

/** The questions for a fact, and the near misses, from the folder given as argument or by COPYDESK_BENCH. */
export function readPlain(): PlainQuestion[] {
  const folder = process.argv[2] ?? process.env.COPYDESK_BENCH ?? '.';
  return readRows<PlainQuestion>(join(folder, 'plain', 'questions-dev.jsonl.gz')).filter(
    ({ kind }) => kind !== 'summary',
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/\s+/g, ' ');
}

/** Whether a text has a gold string, and not as part of a longer number. */
export function hasGold(text: string, gold: readonly string[]): boolean {
  const read = plain(text);
  return gold.some((one) => {
    const wanted = plain(one).trim();
    for (let at = read.indexOf(wanted); at >= 0; at = read.indexOf(wanted, at + 1)) {
      const before = /^\d/.test(wanted) && /\d/.test(read[at - 1] ?? '');
      const after = /\d$/.test(wanted) && /\d/.test(read[at + wanted.length] ?? '');
      if (!before && !after) return true;
    }
    return false;
  });
}

/** Whether a sentence is one of the evidence, or the most of one. */
export function isEvidence(text: string, evidence: readonly string[]): boolean {
  const read = plain(text);
  return evidence.some((one) => {
    const wanted = plain(one).trim();
    return wanted.includes(read) || read.includes(wanted);
  });
}

const FOLDS = 6;

/** Questions on one article go into one fold. */
export function foldOfArticle(article: string): number {
  let sum = 0;
  for (const letter of article) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % FOLDS;
}
