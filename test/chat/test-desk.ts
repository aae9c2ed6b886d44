import type { DeskDeps } from '../../src/chat/deps.ts';
import { createDesk } from '../../src/chat/desk.ts';
import { createOutbox, type Outbox } from '../../src/chat/outbox.ts';
import type { Desk } from '../../src/chat/request.ts';
import { newsSource } from '../../src/digest/news-source.ts';
import type { Poster } from '../../src/digest/poster.ts';
import { UserError } from '../../src/errors.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { createPacer, DISCORD_PACE } from '../../src/pacing/pacer.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import { parseConfig } from '../../src/settings/config.ts';
import type { Database } from '../../src/store/database.ts';
import type { SlotKey } from '../../src/store/digests/slots.ts';
import { SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { testDatabase } from '../store/test-database.ts';

export const HARBOUR = `Harbour wall to be raised by a metre

PORT VALE — The harbour wall will be raised by one metre, the town council decided on Tuesday after a third flood in four years.

“We have had three floods in four years,” said Mayor Ada Lindqvist. “A fourth would sink the market.”

Work starts in March and takes two summers. The wall costs 14 million crowns, council treasurer Emil Sand said.

“I voted against it because a wall only moves the water,” said Rosa Timm, who leads the opposition. “The river needs room.”

“My stall was under water for nine days,” fishmonger Karl Oberg said. “Nine days without a single customer.”

Oberg added: “I would build the wall myself if they let me.”`;

export interface TestDesk {
  desk: Desk;
  /** The outbox of Discord. */
  outbox: Outbox;
  db: Database;
  url: string;
  errors: unknown[];
  started: SlotKey[];
  /** Another core on the same store, as after a restart. */
  restart: () => Desk;
}

/** The real core on a real store that holds one article which everybody sees. */
export async function testDesk(
  options: {
    posterFor?: (place: string) => Poster | null;
    now?: () => Date;
    env?: Record<string, string>;
    model?: DeskDeps['model'];
    meaning?: DeskDeps['meaning'];
    feeds?: DeskDeps['feeds'] | ((db: Database) => DeskDeps['feeds']);
    checks?: DeskDeps['checks'];
    onAnswer?: DeskDeps['onAnswer'];
  } = {},
): Promise<TestDesk> {
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const errors: unknown[] = [];
  const started: SlotKey[] = [];
  const deps: DeskDeps = {
    db,
    config: parseConfig(options.env ?? {}),
    now: options.now ?? (() => new Date()),
    log: { error: (fields) => errors.push(fields) },
    model: options.model ?? null,
    meaning: options.meaning ?? null,
    startSlot: async (key) => {
      started.push(key);
    },
    posterFor: options.posterFor ?? (() => null),
    news: newsSource(db),
    readAddress: async () => {
      throw new UserError('no addresses in this test');
    },
    feeds: typeof options.feeds === 'function' ? options.feeds(db) : (options.feeds ?? ({ db } as DeskDeps['feeds'])),
    checks: options.checks ?? {},
    queueCounts: async () => ({}),
    ...(options.onAnswer ? { onAnswer: options.onAnswer } : {}),
  };
  const outbox = createOutbox({
    platform: 'discord',
    // With a name, what was opened since the start is nobody else's to recover.
    instance: 'test',
    db,
    pacer: createPacer(DISCORD_PACE),
    log: { warn: (fields, message) => errors.push({ ...fields, message }) },
  });
  return { desk: createDesk(deps), outbox, db, url, errors, started, restart: () => createDesk(deps) };
}

export async function addText(
  db: Database,
  text: string,
  workspace: WorkspaceId,
  publisher = 'Vale Courier',
): Promise<string> {
  const read = readPlainText(text, { publisher, published: new Date('2026-11-10T12:00:00Z') });
  if (read.kind === 'refused') throw new Error(read.message);
  return (await addArticle(db, read.draft, { workspace, cameIn: 'file' })).article;
}
