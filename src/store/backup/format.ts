import { z } from 'zod';
import { ARTICLE_KINDS } from '../../article/article.ts';
import { STANCES } from '../../quote/quote.ts';

/** The first line of an export names what follows; a change that older programs can't read gets a new number. */
export const EXPORT_VERSION = 3;

const instant = z.iso.datetime();
const offset = z.int().min(0);
const text = z.string();
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();

export const headerLine = z.strictObject({
  copydesk: z.literal('export'),
  version: z.int(),
  workspace: z.strictObject({
    id: text.min(1).max(200),
    platform: z.enum(['discord', 'slack', 'terminal', 'shared']),
    name: text.max(500),
    zone: text.max(100),
  }),
});

const quote = z.strictObject({
  start: offset,
  end: offset,
  text,
  kind: z.enum(['direct', 'partial', 'indirect', 'term']),
  speaker: maybe(
    z.strictObject({
      name: text,
      kind: z.enum(['person', 'organisation', 'document', 'unnamed']),
      role: maybe(text),
      mention: z.strictObject({ start: offset, end: offset, text }),
    }),
  ),
  cue: maybe(text),
  via: z.array(text).max(100),
  utterance: z.int().min(0),
  confidence: z.number().min(0).max(1),
  // Missing in exports of earlier versions.
  stance: z.enum(STANCES).default('said'),
  imputedTo: maybe(text).default(null),
});

const summary = z.strictObject({
  method: z.enum(['extractive', 'model']),
  headline: text,
  keyPoints: z.array(z.strictObject({ text, start: offset, end: offset })).max(100),
  model: maybe(text),
  prompt: maybe(text),
});

const revision = z.strictObject({
  number: z.int().min(1),
  url: maybe(text),
  title: text,
  byline: maybe(text),
  dateline: maybe(text),
  publisher: maybe(text),
  published: maybe(instant),
  publishedZone: maybe(text),
  modified: maybe(instant),
  language: maybe(text),
  image: maybe(z.strictObject({ url: text, alt: maybe(text) })),
  kind: z.enum(ARTICLE_KINDS),
  text: text.min(1),
  added: instant,
  changes: maybe(z.strictObject({ title: maybe(text), removed: z.array(text), inserted: z.array(text) })).default(null),
  quotes: z.array(quote),
  summaries: z.array(summary).max(2),
});

/** Who said some words of the article, as a person knows it. */
const correction = z.strictObject({
  text: text.min(1),
  occurrence: offset,
  speaker: maybe(
    z.strictObject({
      name: text.min(1),
      kind: z.enum(['person', 'organisation', 'document', 'unnamed']),
      role: maybe(text),
    }),
  ),
  read: z.strictObject({ speaker: maybe(text), stance: z.enum(STANCES), confidence: z.number().min(0).max(1) }),
  /** The number of the revision that it was made in, and where the words stand there. */
  revision: maybe(z.int().min(1)),
  start: offset,
  end: offset,
  corrected: instant,
});

export const articleLine = z.strictObject({
  type: z.literal('article'),
  id: text.min(1).max(64),
  /** Read from the public web for everybody, or the workspace's own. */
  shared: z.boolean(),
  cameIn: z.enum(['paste', 'file', 'url', 'feed', 'import', 'sample']),
  story: maybe(text.max(64)),
  added: instant,
  gone: maybe(instant).default(null),
  lookAt: maybe(instant).default(null),
  looks: z.int().min(0).default(0),
  addresses: z.array(text).max(1_000),
  /** Since when the workspace sees it; `all`: since when everybody does. */
  seen: z.strictObject({ workspace: maybe(instant), all: maybe(instant) }),
  revisions: z.array(revision).min(1).max(10_000),
  // Missing in exports of earlier versions.
  corrections: z.array(correction).max(10_000).default([]),
});

export const feedLine = z.strictObject({
  type: z.literal('feed'),
  url: text.min(1).max(2_000),
  title: text,
  pageUrl: maybe(text),
  etag: maybe(text),
  lastModified: maybe(text),
  everyMinutes: z.int().min(1),
  nextPoll: instant,
  polled: maybe(instant),
  succeeded: maybe(instant),
  failures: z.int().min(0),
  problem: maybe(text),
  ended: maybe(instant).default(null),
  added: instant,
  follower: z.strictObject({
    name: maybe(text),
    active: z.boolean(),
    place: maybe(text),
    told: maybe(instant),
    added: instant,
  }),
});

export const entryLine = z.strictObject({
  type: z.literal('entry'),
  feed: text,
  entry: text,
  url: maybe(text),
  state: z.enum(['waiting', 'read', 'failed', 'skipped']),
  old: z.boolean(),
  tries: z.int().min(0),
  retryAt: instant,
  draft: z.unknown(),
  problem: maybe(text),
  article: maybe(text),
  seen: instant,
  version: maybe(text).default(null),
  ownText: z.boolean().default(false),
});

export const digestLine = z.strictObject({
  type: z.literal('digest'),
  id: text.min(1).max(64),
  place: text,
  at: text.regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  zone: text,
  topic: maybe(text),
  items: z.int().min(1).max(10),
  catchUpMinutes: z.int().min(0),
  active: z.boolean(),
  pausedReason: maybe(text),
  nextDate: z.iso.date(),
  nextDue: instant,
  coveredTo: maybe(instant),
  added: instant,
  nextSlot: text.optional(),
  settings: z.unknown().optional(),
  setBy: maybe(text).optional(),
  setIn: maybe(text).optional(),
});

/**
 * A slot as it may go on elsewhere: what nobody has tried to post is due again and is composed again there; what may have reached its
 * channel is over. Messages are not part of an export: they are made from the articles.
 */
export const slotLine = z.strictObject({
  type: z.literal('slot'),
  digest: text,
  slot: text.regex(/^(\d{4}-\d\d-\d\d(\.\d{1,2})?(\+\d{1,4})?|article-[0-9a-z]{1,32})$/),
  due: instant,
  state: z.enum(['due', 'posted', 'empty', 'late-skipped', 'failed']),
  coversFrom: maybe(instant),
  coversTo: maybe(instant),
  note: maybe(text),
  added: instant,
  deliveries: z
    .array(
      z.strictObject({
        part: z.int().min(0),
        place: text,
        nonce: text.max(25),
        state: z.enum(['posted', 'failed']),
        attempted: maybe(instant),
        messageId: maybe(text),
        reason: maybe(text),
        changed: instant,
      }),
    )
    .max(1_000),
  stories: z
    .array(z.strictObject({ article: text, story: text, position: maybe(z.int().min(1)), sent: instant }))
    .max(10_000),
});

export const exportLine = z.discriminatedUnion('type', [articleLine, feedLine, entryLine, digestLine, slotLine]);

export type HeaderLine = z.infer<typeof headerLine>;
export type ArticleLine = z.infer<typeof articleLine>;
export type FeedLine = z.infer<typeof feedLine>;
export type EntryLine = z.infer<typeof entryLine>;
export type DigestLine = z.infer<typeof digestLine>;
export type SlotLine = z.infer<typeof slotLine>;
export type ExportLine = z.infer<typeof exportLine>;
