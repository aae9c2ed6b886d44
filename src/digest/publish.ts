import { putOffPublication, takeUnpublished } from '../store/digests/deliveries.ts';
import type { DeliverDeps } from './deliver.ts';

const AT_A_TIME = 5;
/** Longer than the calls for one message take. */
const LEASE_SECONDS = 60;
const FAILED_MS = 30_000;

/**
 * Publishes posted messages to those who follow their channel, where the platform knows such channels: what is still to be published
 * stands in the store, so that neither a limit nor a restart leaves it out.
 */
export async function publishPosted(deps: DeliverDeps): Promise<void> {
  for (const one of await takeUnpublished(deps.db, AT_A_TIME, LEASE_SECONDS, deps.clock)) {
    const publish = deps.posterFor(one.place)?.publish;
    if (!publish) {
      await putOffPublication(deps.db, one, null, deps.clock);
      continue;
    }
    const busy = await deps.pace(one.place, 'post');
    const retryMs =
      busy > 0
        ? busy
        : await publish(one.place, one.messageId).catch((error: unknown) => {
            deps.log('a post could not be published', { err: error, digest: one.digest, slot: one.slot });
            return FAILED_MS;
          });
    await putOffPublication(deps.db, one, retryMs, deps.clock);
  }
}
