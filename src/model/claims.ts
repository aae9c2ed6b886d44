import { z } from 'zod';
import type { Span } from '../text/span.ts';

/** One statement of a model's draft, with the numbers of the sentences it says it rests on. Without text: these sentences as they stand. */
export const claimSchema = z.object({
  text: z.string().max(2_000),
  sentences: z.array(z.number().int()).max(12),
});

/** What a model returns for a question. `status` comes first, so that it is known early in a stream. */
export const answerSchema = z.object({
  status: z.enum(['answered', 'partial', 'not_found', 'refused']),
  claims: z.array(claimSchema).max(20),
  missing: z.string().nullable(),
  followups: z.array(z.string()),
});

/** What a model returns for an article: points in its own words, to be checked against the text. */
export const summarySchema = z.object({ points: z.array(z.string().max(1_000)).max(8) });

/** What a second reader returns: whether the sentences say what each claim says. */
export const checkSchema = z.object({
  verdicts: z.array(z.object({ n: z.number().int(), supported: z.boolean() })).max(40),
});

export type DraftClaim = z.infer<typeof claimSchema>;
export type DraftStatus = z.infer<typeof answerSchema>['status'];

/** A claim as it is checked: what it says, and the passages it cites. */
export interface CitingClaim {
  text: string;
  cites: readonly string[];
  /** The sentences that it names, to be printed in its place first. */
  named?: readonly ClaimSpan[];
}

/** A cited passage as the checks need it. `start` and `end` are its place in the article's text. */
export interface CitedPassage extends Span {
  text: string;
  articleId: string;
  /** Statements of the article whose speaker is known. */
  quotes?: readonly { text: string; speaker: string | null }[];
}

export interface ClaimSpan extends Span {
  articleId: string;
}

/** A claim that may be read: plain text, and the sentences of the articles that say it. */
export interface VerifiedClaim {
  text: string;
  spans: ClaimSpan[];
}

export type DropReason =
  | 'empty'
  | 'markup'
  | 'instruction'
  | 'citation'
  | 'quotation'
  | 'speaker'
  | 'number'
  | 'name'
  | 'polarity'
  | 'roles'
  | 'omission'
  | 'speech'
  | 'support';

/** What becomes of a model's claim; see `verifyClaim`. */
export type Verdict =
  | { kind: 'shown'; claim: VerifiedClaim }
  /** `refuted`: code is sure that the wording is wrong, so nobody may overrule it. */
  | { kind: 'replaced'; claim: VerifiedClaim; reason: DropReason; detail: string; refuted: boolean }
  | { kind: 'dropped'; reason: DropReason; detail: string };
