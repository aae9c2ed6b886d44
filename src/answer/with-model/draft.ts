import type { CitedPassage, DropReason, VerifiedClaim } from '../../model/claims.ts';
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

export interface Dropped {
  text: string;
  reason: DropReason;
  detail: string;
}

export type Drafted =
  | {
      kind: 'drafted';
      status: 'answered' | 'partial' | 'not_found';
      claims: VerifiedClaim[];
      dropped: Dropped[];
      usage: Usage;
    }
  | { kind: 'failed'; reason: UnavailableReason; message: string; usage: Usage };

/** What people may read about a dropped claim: never its links, mentions, markup or instructions. */
function toldOf(text: string, { reason, detail }: { reason: DropReason; detail: string }): Dropped {
  const unfit = reason === 'markup' || reason === 'instruction' || reason === 'empty';
  const readable = (words: string) => visible(words).toWellFormed();
  return { text: unfit ? '(withheld)' : readable(text), reason, detail: readable(detail) };
}

/** A model's answer, of which only claims that passed every check are left. Failures are values: the built-in answer follows. */
export async function draftVerified({ model }: { model: Model }, question: DraftQuestion): Promise<Drafted> {
  const claims: VerifiedClaim[] = [];
  const dropped: Dropped[] = [];
  try {
    for await (const event of model.draftAnswer(question)) {
      if (event.kind === 'end') {
        if (event.status === 'refused') throw new ModelUnavailable('refused', 'by status', { usage: event.usage });
        const status = claims.length === 0 || event.status === 'not_found' ? 'not_found' : event.status;
        const kept = status === 'not_found' ? [] : claims;
        return { kind: 'drafted', status, claims: kept, dropped, usage: event.usage };
      }
      const verdict = verifyClaim(event.claim, question.cited, claims.at(-1) ?? null);
      if (verdict.ok) {
        claims.push(verdict.claim);
        question.onClaim?.(verdict.claim);
      } else dropped.push(toldOf(event.claim.text, verdict));
    }
    throw new ModelUnavailable('bad-output', 'ended early');
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.plain, usage: error.usage };
  }
}
