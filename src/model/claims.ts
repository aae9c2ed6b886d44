import { z } from 'zod';
import type { Span } from '../text/span.ts';

const MOST_CLAIMS = 20;
const MOST_SENTENCES = 12;

/** One statement of a model's draft, with the numbers of the sentences it says it rests on. Without text: these sentences as they stand. */
export const claimSchema = z.object({
  text: z.string().max(2_000),
  sentences: z.array(z.number().int()).max(MOST_SENTENCES),
});

/** What a model returns for a question. `status` comes first, so that it is known early in a stream. */
export const answerSchema = z.object({
  status: z.enum(['answered', 'partial', 'not_found', 'refused']),
  claims: z.array(claimSchema).max(MOST_CLAIMS),
  missing: z.string().nullable(),
  followups: z.array(z.string()),
});

/**
 * A claim or an answer of a model that nothing holds to the schema, read as it is meant: numbers in quotation marks, one number for a list,
 * what is left out or null, too many of something, a list alone. What can't be read as a claim is left out of an answer. Anything else stays as it is.
 */
export function readLoosely(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const whole = value.find((one) => typeof one === 'object' && one !== null && 'claims' in one);
    return readLoosely(whole ?? { claims: value });
  }
  if ('claims' in value && Array.isArray(value.claims)) {
    const { status, missing, followups } = value as Record<string, unknown>;
    const claims = value.claims.map(readLoosely).filter((claim) => claimSchema.safeParse(claim).success);
    return {
      status: typeof status === 'string' ? status.toLowerCase().replace(/[\s-]+/g, '_') : 'answered',
      claims: claims.slice(0, MOST_CLAIMS),
      missing: typeof missing === 'string' ? missing : null,
      followups: Array.isArray(followups) ? followups.filter((text) => typeof text === 'string') : [],
    };
  }
  if (!('sentences' in value)) return value;
  const numbers = [value.sentences].flat().map((one) => Number(String(one).replace(/^\D+|\D+$/g, '') || Number.NaN));
  return { ...value, sentences: numbers.filter(Number.isInteger).slice(0, MOST_SENTENCES) };
}

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
  /** It is made of the articles' sentences word for word, not of a model's words. */
  printed?: true;
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
  | 'language'
  | 'support';

/** What becomes of a model's claim; see `verifyClaim`. */
export type Verdict =
  | { kind: 'shown'; claim: VerifiedClaim }
  /** `refuted`: code is sure that the wording is wrong, so nobody may overrule it. */
  | { kind: 'replaced'; claim: VerifiedClaim; reason: DropReason; detail: string; refuted: boolean }
  | { kind: 'dropped'; reason: DropReason; detail: string };
