import { createOutbox } from '../../src/chat/outbox.ts';
import { createPacer, SLACK_PACE } from '../../src/pacing/pacer.ts';
import type { Database } from '../../src/store/database.ts';

/** The real outbox and pacer of Slack on a store. */
export function slackSending(db: Database, log: { warn(fields: object, message: string): void } = { warn() {} }) {
  const pacer = createPacer(SLACK_PACE);
  return { pacer, outbox: createOutbox({ platform: 'slack', db, pacer, log }) };
}
