import { createHash } from 'node:crypto';
import type { Reply } from '../reply/reply.ts';
import { type Digest, findDigest } from '../store/digests/digests.ts';
import { putNoticeBack, takeNotices } from '../store/digests/failure-notes.ts';
import type { DeliverDeps } from './deliver.ts';

/** Tells whoever set a digest that it failed or was paused, once for each reason: where it was set, else in a direct message. */
export async function tellOfFailures(deps: DeliverDeps): Promise<void> {
  for (const { digest: id, reason } of await takeNotices(deps.db, deps.clock)) {
    const digest = await findDigest(deps.db, id);
    if (!digest) continue;
    const arrived = await tell(deps, digest, reason).catch((error: unknown) => {
      deps.log('a digest failed and the notice could not be delivered', { err: error, digest: digest.id });
      return true;
    });
    if (!arrived) await putNoticeBack(deps.db, digest.id, reason);
  }
}

/** What whoever set the digest is told. */
export function failureNotice(digest: Pick<Digest, 'id' | 'place' | 'active' | 'settings'>, reason: string): Reply {
  if (digest.settings.reader) return readerNotice(digest.active, reason);
  const what = digest.active ? 'could not be posted' : 'is paused';
  const kind = digest.settings.wire ? 'wire' : 'digest';
  const resume = kind === 'wire' ? 'wire pause' : 'digest resume';
  const next = digest.active
    ? 'The next one will be posted as planned.'
    : `When that is fixed, resume it with /newsadmin ${resume} ${digest.id}`;
  return {
    blocks: [
      { kind: 'text', text: `${kind === 'wire' ? 'Wire' : 'Digest'} ${digest.id} ${what}: ${reason}.` },
      { kind: 'notice', text: next },
    ],
    private: true,
  };
}

function readerNotice(active: boolean, reason: string): Reply {
  const next = active
    ? "I'll try again with the next one. Change it with /news subscribe, stop it with /news unsubscribe."
    : 'Start it again with /news subscribe, stop it for good with /news unsubscribe.';
  return {
    blocks: [
      { kind: 'text', text: `Your digest ${active ? 'could not be sent' : 'is paused'}: ${reason}.` },
      { kind: 'notice', text: next },
    ],
    private: true,
  };
}

async function tell(deps: DeliverDeps, digest: Digest, reason: string): Promise<boolean> {
  deps.log('a digest failed', { digest: digest.id, place: digest.place, reason, paused: !digest.active });
  const poster = deps.posterFor(digest.place);
  if (!poster || digest.setBy === null) return true;
  // A personal digest is nobody else's business.
  const places = !digest.settings.reader && digest.setIn && digest.setIn !== digest.place ? [digest.setIn] : [];
  const marker = `notice-${createHash('sha256').update(`${digest.id}/${reason}/${deps.now().toISOString()}`).digest('hex').slice(0, 10)}`;
  const [first] = poster.messages(failureNotice(digest, reason), marker);
  if (!first) return true;
  for (const place of [...places, await poster.direct(digest.setBy, digest.workspace)]) {
    if (place === null) continue;
    await deps.pace(place, 'post');
    const posted = await poster.post(place, first.message, marker, null);
    if (posted.kind === 'retry') return false;
    if (posted.kind === 'posted' || posted.kind === 'unknown') return true;
  }
  deps.log('a digest failed and the notice could not be delivered', { digest: digest.id });
  return true;
}
