import { join } from 'node:path';
import type { WorkspaceId } from '../src/store/schema.ts';
import { type LibraryArticle, memoryLibrary, readRows } from './memory-library.ts';

export interface NewsQuestion {
  id: string;
  question: string;
  asOf: string;
  answer?: string;
  answerable?: boolean;
  support?: string[];
}

export const WORKSPACE = 'bench' as WorkspaceId;

/** The library and the questions of news-qa, from the folder given as argument or by COPYDESK_BENCH. */
export function readNews() {
  const folder = join(process.argv[2] ?? process.env.COPYDESK_BENCH ?? '.', 'news-qa');
  const articles = readRows<LibraryArticle>(join(folder, 'library.jsonl.gz'));
  return {
    articles,
    library: memoryLibrary(articles),
    questions: readRows<NewsQuestion>(join(folder, 'questions.jsonl')),
    unanswerable: readRows<NewsQuestion>(join(folder, 'unanswerable.jsonl')),
  };
}

/** Whether a text holds an answer, word for word but for case, accents, articles and punctuation. */
export function holdsAnswer(text: string, answer: string): boolean {
  const gold = plain(answer);
  return gold !== '' && ` ${plain(text)} `.includes(` ${gold} `);
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`]/gu, '')
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(\d)\.(?=\d)/g, '$1p')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:a|an|the) |\b(?:a|an|the)$/g, '')
    .trim();
}

const FOLDS = 6;

/** Questions of the same week go into the same fold, because they may ask the same. */
export function foldOf({ asOf }: NewsQuestion): number {
  return Math.floor((Date.parse(asOf) / 86_400_000 - 1) / 7) % FOLDS;
}

export const folds = Array.from({ length: FOLDS }, (_, fold) => fold);
