import type { DropReason, Verdict, VerifiedClaim } from '../../model/claims.ts';
import {
  type DraftRequest,
  type Model,
  ModelUnavailable,
  type UnavailableReason,
  type Usage,
} from '../../model/model.ts';
import { visible } from '../verify/clean.ts';
import { verifyClaim } from '../verify/verify.ts';
import type { ModelContext } from './context.ts';
import { inPlace, isSame, leansBack } from './in-place.ts';
import { followUpsFit, missingFit } from './side-notes.ts';

/** A claim that code could not prove, and not refute either, with the sentences that stand in its place. */
export interface Undecided {
  claim: string;
  sentences: string[];
}

export interface DraftQuestion extends Omit<DraftRequest, 'articles'> {
  context: ModelContext;
  /** Whether sentences say what a claim says, as a second reader sees it; asked once an answer. Null: it could not be asked. */
  secondReader?: (claims: readonly Undecided[]) => Promise<boolean[] | null>;
  /** Called with each claim as soon as it may be read. */
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

/** What a draft came to, for counting. */
export interface DraftTally {
  verdicts: readonly { verdict: Verdict['kind']; reason: DropReason | 'none' }[];
}

export type Drafted =
  | {
      kind: 'drafted';
      status: 'answered' | 'partial' | 'not_found';
      claims: VerifiedClaim[];
      stopped: Stopped[];
      /** What was asked for and is not in the articles, as the model says. */
      missing: string | null;
      followUps: string[];
      verdicts: DraftTally['verdicts'];
      usage: Usage;
    }
  | { kind: 'failed'; reason: UnavailableReason; message: string; usage: Usage };

/** A claim's place in an answer. */
interface Entry {
  verdict: Verdict;
  worded: string;
  /** What stands in the answer; null when nothing does. */
  claim: VerifiedClaim | null;
}

/** A model's answer: its claims as far as the checks let them through, else the sentences they are about. Failures are values: the built-in answer follows. */
export async function draftVerified({ model }: { model: Model }, question: DraftQuestion): Promise<Drafted> {
  const { context, onClaim, secondReader, ...asked } = question;
  const entries: Entry[] = [];
  const shown = () => entries.flatMap(({ claim }) => claim ?? []);
  try {
    for await (const event of model.draftAnswer({ ...asked, articles: context.articles })) {
      if (event.kind === 'end') {
        if (event.status === 'refused') throw new ModelUnavailable('refused', 'by status', { usage: event.usage });
        if (secondReader) await readAgain(entries, context, secondReader);
        const claims = shown();
        return {
          kind: 'drafted',
          status: claims.length === 0 ? 'not_found' : event.status === 'not_found' ? 'partial' : event.status,
          claims,
          stopped: entries.flatMap(({ worded, verdict }) =>
            verdict.kind === 'shown' ? [] : [stoppedFor(worded, verdict)],
          ),
          missing: missingFit(event.missing, question.question, context),
          followUps: followUpsFit(event.followups, context),
          verdicts: entries.map(({ verdict }) => ({
            verdict: verdict.kind,
            reason: verdict.kind === 'shown' ? 'none' : verdict.reason,
          })),
          usage: event.usage,
        };
      }
      const { text, sentences } = event.claim;
      const named = sentences.flatMap((n) => context.placeOf(n) ?? []);
      const cites = [...new Set(named.map(({ articleId }) => articleId))];
      const verdict = verifyClaim({ text, cites, named }, context.passages, shown().at(-1) ?? null);
      const claim = verdict.kind === 'dropped' ? null : asRead(verdict, text, shown(), context);
      entries.push({ verdict, worded: text, claim });
      if (claim !== null) onClaim?.(claim);
    }
    throw new ModelUnavailable('bad-output', 'ended early');
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.plain, usage: error.usage };
  }
}

/** Puts the model's wording back where a second reader finds it in the sentences; what code refuted is not asked about. */
async function readAgain(
  entries: readonly Entry[],
  { passages }: ModelContext,
  secondReader: NonNullable<DraftQuestion['secondReader']>,
): Promise<void> {
  const open = entries.flatMap((entry) =>
    entry.verdict.kind === 'replaced' && !entry.verdict.refuted ? [{ entry, spans: entry.verdict.claim.spans }] : [],
  );
  if (open.length === 0) return;
  const asked = open.map(({ entry, spans }) => ({
    claim: entry.worded,
    sentences: spans.map(({ articleId, start, end }) => passages.get(articleId)?.text.slice(start, end) ?? ''),
  }));
  const supported = await secondReader(asked);
  for (const [i, { entry, spans }] of open.entries()) {
    if (supported?.[i] !== true) continue;
    entry.claim = { text: visible(entry.worded), spans };
    entry.verdict = { kind: 'shown', claim: entry.claim };
  }
}

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

const POINTS = /^["“]?(?:(?:And|But|So|Yet|Still),? )?(?:this|that|these|those)\b/i;

/**
 * A claim as it joins those above it. Of sentences that stand in its place only those that were not told yet; null when nothing is new, or
 * when its sentences stand above word for word. What begins with "that" in the model's words comes as in the article too, unless the claims
 * above tell what is meant.
 */
function asRead(
  verdict: Exclude<Verdict, { kind: 'dropped' }>,
  worded: string,
  above: readonly VerifiedClaim[],
  { passages }: ModelContext,
): VerifiedClaim | null {
  const { claim } = verdict;
  const printed = above.flatMap((other) => (other.printed ? other.spans : []));
  const isNew = ({ text, spans }: VerifiedClaim) =>
    above.every((other) => other.text !== text) && !spans.every((span) => printed.some((other) => isSame(span, other)));
  if (verdict.kind === 'shown' && visible(worded) !== '') {
    const standing = POINTS.test(claim.text) && leansBack(claim.text) ? inPlace(claim.spans, above, passages) : null;
    const read = standing !== null && standing.spans.length > claim.spans.length ? standing : claim;
    return isNew(read) ? read : null;
  }
  const cited = above.flatMap(({ spans }) => spans);
  const spans = claim.spans.filter((span) => !cited.some((other) => isSame(span, other)));
  const read = inPlace(spans, above, passages);
  return read !== null && isNew(read) ? read : null;
}
