import type { CitedPassage, DropReason, Verdict, VerifiedClaim } from '../../model/claims.ts';
import {
  type DraftRequest,
  type Model,
  ModelUnavailable,
  type UnavailableReason,
  type Usage,
} from '../../model/model.ts';
import { visible } from '../verify/clean.ts';
import { verifyClaim } from '../verify/verify.ts';

export interface DraftQuestion extends DraftRequest {
  /** The passages again, as the checks need them, by the ids the model is given. */
  cited: ReadonlyMap<string, CitedPassage>;
  /** Called with each claim as soon as it has passed. */
  onClaim?: (claim: VerifiedClaim) => void;
}

/** A claim that is not shown as the model worded it. */
export interface Stopped {
  text: string;
  /** Sentences of the articles stand in its place, or nothing does. */
  instead: 'sentences' | 'nothing';
  reason: DropReason;
  detail: string;
}

export type Drafted =
  | {
      kind: 'drafted';
      status: 'answered' | 'partial' | 'not_found';
      claims: VerifiedClaim[];
      stopped: Stopped[];
      usage: Usage;
    }
  | { kind: 'failed'; reason: UnavailableReason; message: string; usage: Usage };

/** What people may read about a stopped claim: never its links, mentions, markup or instructions. */
function stoppedFor(text: string, verdict: Exclude<Verdict, { kind: 'shown' }>): Stopped {
  const { kind, reason, detail } = verdict;
  const unfit = reason === 'markup' || reason === 'instruction' || reason === 'empty';
  const readable = (words: string) => visible(words).toWellFormed();
  return {
    text: unfit ? '(withheld)' : readable(text),
    instead: kind === 'replaced' ? 'sentences' : 'nothing',
    reason,
    detail: readable(detail),
  };
}

/** The replacing sentences that don't stand in the answer already; null when all of them do. */
function withoutRepeats(claim: VerifiedClaim, shown: readonly VerifiedClaim[]): VerifiedClaim | null {
  const known = shown.flatMap(({ spans }) => spans);
  const isNew = claim.spans.some(
    (span) => !known.some((other) => other.articleId === span.articleId && other.start === span.start),
  );
  return isNew ? claim : null;
}

/** A model's answer: its claims as far as the checks let them through, else the sentences they are about. Failures are values: the built-in answer follows. */
export async function draftVerified({ model }: { model: Model }, question: DraftQuestion): Promise<Drafted> {
  const claims: VerifiedClaim[] = [];
  const stopped: Stopped[] = [];
  try {
    for await (const event of model.draftAnswer(question)) {
      if (event.kind === 'end') {
        if (event.status === 'refused') throw new ModelUnavailable('refused', 'by status', { usage: event.usage });
        const status = claims.length === 0 || event.status === 'not_found' ? 'not_found' : event.status;
        const kept = status === 'not_found' ? [] : claims;
        return { kind: 'drafted', status, claims: kept, stopped, usage: event.usage };
      }
      const verdict = verifyClaim(event.claim, question.cited, claims.at(-1) ?? null);
      if (verdict.kind !== 'shown') stopped.push(stoppedFor(event.claim.text, verdict));
      const claim =
        verdict.kind === 'shown'
          ? verdict.claim
          : verdict.kind === 'replaced'
            ? withoutRepeats(verdict.claim, claims)
            : null;
      if (claim === null) continue;
      claims.push(claim);
      question.onClaim?.(claim);
    }
    throw new ModelUnavailable('bad-output', 'ended early');
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.plain, usage: error.usage };
  }
}
