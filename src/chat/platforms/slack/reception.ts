import type { App, ReceiverEvent } from '@slack/bolt';

/** Something that Slack sent, whichever way it came. */
export interface Delivery {
  body: Record<string, unknown>;
  /** Answers Slack; only the first call counts. */
  ack: (response?: unknown) => Promise<void>;
  retry: { number: number; reason: string } | null;
}

export interface ReceptionOptions {
  log: { warn(fields: object, message: string): void };
  /** Whether a key comes for the first time, also across restarts. */
  first: (key: string) => Promise<boolean>;
  /** Told of all that is taken in, so that the process does not end before it is on record. */
  attend: (work: Promise<void>) => Promise<void>;
}

/** A command is acknowledged once it is on record, or after so long: what Slack hears nothing of it tells the person about. */
const RECORDED_MS = 1_000;

/** These two answer Slack with what is wrong in a form, or with suggestions; everything else is acknowledged before any work. */
const ANSWERED_LATER = new Set(['view_submission', 'block_suggestion']);

/**
 * Takes in what Slack sends: acknowledges at once, passes over what came before, hands the rest to Bolt. Never throws and never
 * rejects: a delivery that goes wrong is logged, and the next one is taken.
 */
export function reception(app: App, options: ReceptionOptions): (delivery: Delivery) => Promise<void> {
  const take = async ({ body, ack, retry }: Delivery) => {
    let answered = false;
    const answer = async (response?: unknown) => {
      if (answered) return;
      answered = true;
      await ack(response);
    };
    try {
      const later = ANSWERED_LATER.has(String(body.type));
      if (typeof body.command === 'string') setTimeout(() => void answer().catch(() => {}), RECORDED_MS).unref();
      else if (!later) await answer();
      const key = keyOf(body);
      if (key !== null && !later && !(await isFirst(options, key))) return;
      const event: ReceiverEvent = {
        body,
        ack: answer,
        ...(retry ? { retryNum: retry.number, retryReason: retry.reason } : {}),
      };
      await app.processEvent(event);
    } catch (error) {
      options.log.warn({ err: error, type: body.type }, 'slack: could not handle a delivery');
    }
    // A form that nobody answered would say "We had some trouble connecting" for ever.
    await answer().catch(() => {});
  };
  return (delivery) => options.attend(take(delivery));
}

/** An event keeps its id when it is repeated; a command or a press has a trigger of its own. */
function keyOf(body: Record<string, unknown>): string | null {
  const id = body.event_id ?? body.trigger_id;
  return typeof id === 'string' ? `slack/${id}` : null;
}

/** Without the store an event is taken for a new one: answering twice is better than not at all. */
async function isFirst(options: ReceptionOptions, key: string): Promise<boolean> {
  return options.first(key).catch((error: unknown) => {
    options.log.warn({ err: error }, 'slack: cannot record events for now');
    return true;
  });
}
