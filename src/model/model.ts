import type { DraftClaim, DraftStatus } from './claims.ts';

/** An article as a model reads it: its sentences, or the best of them, numbered through all articles of a request. */
export interface ModelArticle {
  title: string;
  publisher: string | null;
  published: Date | null;
  /** What the article is about, where only a part of it is given: its stored key points. */
  summary?: readonly string[];
  sentences: readonly { n: number; text: string }[];
}

export interface DraftRequest {
  question: string;
  asOf: Date;
  /** IANA zone of the asker. */
  zone?: string;
  /** BCP 47 tag of the language that the asker's chat program is set to. */
  language?: string;
  articles: readonly ModelArticle[];
  history?: readonly { question: string; answer: string }[];
  /** Whose question it is: nothing is remembered from one workspace to another. */
  workspace?: string;
  signal?: AbortSignal;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

export type DraftEvent =
  | { kind: 'claim'; claim: DraftClaim }
  | { kind: 'end'; status: DraftStatus; missing: string | null; followups: readonly string[]; usage: Usage };

/** A language model, as much of one as Copydesk uses. It has no tools; what it returns is checked before anyone sees it. */
export interface Model {
  /** Claims one by one as each closes, then one `end`. Throws `ModelUnavailable`. */
  draftAnswer(request: DraftRequest): AsyncIterable<DraftEvent>;
  /** Key points of one article, unchecked. Throws `ModelUnavailable`. */
  summarise(request: {
    title: string;
    text: string;
    signal?: AbortSignal;
  }): Promise<{ points: string[]; usage: Usage }>;
  /** Whether each claim is said by its sentences, in order; a claim without a verdict counts as not. Throws `ModelUnavailable`. */
  check(request: {
    claims: readonly { claim: string; sentences: readonly string[] }[];
    signal?: AbortSignal;
  }): Promise<{ supported: boolean[]; usage: Usage }>;
  /** The largest number of tokens one request may cost, to be reserved before it is made. */
  largestCost(characters: number): number;
}

export type UnavailableReason =
  | 'unreachable'
  | 'timeout'
  | 'rate-limited'
  | 'bad-output'
  | 'cut-off'
  | 'too-long'
  | 'no-model'
  | 'no-access'
  | 'no-credit'
  | 'no-server'
  | 'refused'
  | 'over-budget'
  | 'cancelled';

const PLAIN: Record<UnavailableReason, string> = {
  unreachable: 'The language model could not be reached; this is the built-in answer.',
  timeout: 'The language model took too long; this is the built-in answer.',
  'rate-limited': 'The language model is busy; this is the built-in answer.',
  'bad-output': 'The language model gave no usable answer; this is the built-in answer.',
  'cut-off':
    "The language model's answer was longer than allowed (MODEL_MAX_OUTPUT_TOKENS); this is the built-in answer.",
  'too-long':
    'The articles are too long for the language model (MODEL_CONTEXT_CHARACTERS); this is the built-in answer.',
  'no-model': "The language model's server doesn't have this model (OPENAI_MODEL); this is the built-in answer.",
  'no-access': "The language model's server doesn't accept the key (OPENAI_API_KEY); this is the built-in answer.",
  'no-credit': "The language model's account has no credit left; this is the built-in answer.",
  'no-server':
    'The address of the language model is not one of a model server (OPENAI_BASE_URL, often ends in /v1); this is the built-in answer.',
  refused: 'The language model declined; this is the built-in answer.',
  'over-budget': "Today's budget for the language model is spent; this is the built-in answer.",
  cancelled: 'The question was cancelled.',
};

/** The model did not answer. `plain` is for people; the message and cause are for the log. */
export class ModelUnavailable extends Error {
  override name = 'ModelUnavailable';
  readonly reason: UnavailableReason;
  readonly plain: string;
  /** What it cost all the same, as far as known. */
  readonly usage: Usage;

  constructor(reason: UnavailableReason, detail: string, options: ErrorOptions & { usage?: Usage } = {}) {
    super(`${reason}: ${detail}`, options);
    this.usage = options.usage ?? { inputTokens: 0, outputTokens: 0 };
    this.reason = reason;
    this.plain = PLAIN[reason];
  }
}
