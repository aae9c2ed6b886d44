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
  /** Whether a key comes for the first time, also across restarts; true when nobody knows: answering twice is better than not at all. */
  first: (key: string) => Promise<boolean>;
  /** Told of all that is taken in, so that the process does not end before it is on record. */
  attend: (work: Promise<void>) => Promise<void>;
}

/**
 * What comes is acknowledged once its reply is on record, or after so long. Of what is not acknowledged Slack tells the person, or sends it
 * again, so that nothing is lost if the process ends before.
 */
const RECORDED_MS = 1_000;

/** Suggestions are the acknowledgement. */
const ANSWERED_LATER = new Set(['block_suggestion']);

/**
 * Takes in what Slack sends: acknowledges it, passes over what came before, hands the rest to Bolt. Never throws and never rejects: a
 * delivery that goes wrong is logged, and the next one is taken.
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
      if (!later) setTimeout(() => void answer().catch(() => {}), RECORDED_MS).unref();
      const key = keyOf(body);
      if (key !== null && !later && !(await options.first(key))) return await answer();
      const event: ReceiverEvent = {
        body,
        // Bolt acknowledges events before any listener.
        ack: body.type === 'event_callback' ? async () => {} : answer,
        customProperties: { recorded: () => answer() } satisfies Recorded,
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

/** Part of the context of every listener. */
export interface Recorded {
  /** Acknowledges what came, once it is on record. */
  recorded: () => Promise<void>;
}

/**
 * An event keeps its id when it is repeated; a command or a press has a trigger of its own. Messages are known by themselves (messages.ts):
 * noted here, one would be passed over when Slack sends it again because the process ended before its reply was on record.
 */
function keyOf(body: Record<string, unknown>): string | null {
  const { type } = (body.event ?? {}) as { type?: unknown };
  if (type === 'message' || type === 'app_mention') return null;
  const id = body.event_id ?? body.trigger_id;
  return typeof id === 'string' ? `slack/${id}` : null;
}
