import type { Decision } from '../../digest/edit/select.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { deliveriesOf } from '../../store/digests/deliveries.ts';
import { findDigest, scheduleOf } from '../../store/digests/digests.ts';
import { decisionsOf } from '../../store/digests/slots.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { ownDigest } from './digest-handlers.ts';
import { filterWords, scheduleWords } from './digest-options.ts';

const MORE = 8;

/** "More" under a digest: what came next in importance. */
export async function moreStories(deps: DeskDeps, caller: Caller, id: string, arg: string | null): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, id);
  const decisions = ((await decisionsOf(deps.db, { digest: digest.id, slot: slotOf(arg) })) ?? []) as Decision[];
  const next = decisions
    .filter(({ position, verdict }) => position === null && /^(?:less important|no room)/.test(verdict))
    .slice(0, MORE);
  if (next.length === 0) return notice("That's all: I left out no other story from that time for lack of room.");
  return {
    blocks: [
      { kind: 'heading', text: 'Also reported' },
      { kind: 'list', items: next.map(({ headline, url }) => ({ text: headline, url })) },
    ],
    private: true,
  };
}

/** The place of the thread of a digest or of a wire's post, where a question is about its stories first. */
export async function threadOfDigest(deps: DeskDeps, caller: Caller, id: string, arg: string | null): Promise<string> {
  const digest = await findDigest(deps.db, id);
  if (digest?.workspace !== caller.workspace) return caller.place;
  const [first] = await deliveriesOf(deps.db, { digest: digest.id, slot: slotOf(arg) });
  return first?.messageId ? `${digest.place}/${first.messageId}` : caller.place;
}

/** "Settings" under a digest: when it comes and how that is changed. */
export async function digestSettingsOf(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, id);
  const filters = filterWords(digest);
  const own = digest.settings.reader === caller.user;
  const how = own
    ? 'Change it with /news subscribe, stop it with /news unsubscribe.'
    : caller.admin
      ? `Change it with /newsadmin digest edit ${digest.id}, stop it for a while with /newsadmin digest pause ${digest.id}.`
      : 'Admins can change it. For a digest of your own in direct messages: /news subscribe.';
  return {
    blocks: [
      {
        kind: 'text',
        text: `This digest is posted ${scheduleWords(scheduleOf(digest), deps.now())}${filters ? `; ${filters}` : ''}.`,
      },
      { kind: 'notice', text: how },
    ],
    private: true,
  };
}

/** The slot in a button's id; what the poster added behind it is not ours. */
function slotOf(arg: string | null): string {
  return arg?.split(':')[0] ?? '';
}
