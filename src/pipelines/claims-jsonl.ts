import { verifyClaim } from '../answer/verify/verify.ts';
import { quotesOf } from '../quote/quotes.ts';

/** One line of `copydesk claims --jsonl`: what becomes of a claim that cites one whole article. */
export interface ClaimsLine {
  id: unknown;
  verdict: 'shown' | 'replaced' | 'dropped';
  /** What reaches a reply; sentences that replace a claim stand one a line, as in the article. */
  text: string;
  /** Why it was not shown as worded. */
  why?: string;
}

export function claimsLine(line: { id: unknown; claim: string; text: string }): ClaimsLine {
  const quotes = quotesOf(line.text).map(({ text, speaker }) => ({ text, speaker: speaker?.name ?? null }));
  const article = { articleId: 'article', text: line.text, start: 0, end: line.text.length, quotes };
  const verdict = verifyClaim({ text: line.claim, cites: ['article'] }, new Map([['article', article]]));
  switch (verdict.kind) {
    case 'shown':
      return { id: line.id, verdict: 'shown', text: verdict.claim.text };
    case 'replaced':
      return {
        id: line.id,
        verdict: 'replaced',
        text: verdict.claim.spans.map(({ start, end }) => line.text.slice(start, end)).join('\n'),
        why: `${verdict.reason}: ${verdict.detail}`,
      };
    case 'dropped':
      return { id: line.id, verdict: 'dropped', text: '', why: `${verdict.reason}: ${verdict.detail}` };
  }
}
