import { randomBytes } from 'node:crypto';
import type { Poster } from '../../digest/poster.ts';
import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { type Digest, listDigests, removeDigest, scheduleOf } from '../../store/digests/digests.ts';
import { findPerson, personId } from '../../store/people-settings.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { BUTTONS, buttonId } from '../buttons.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { changeDigest, digestWords, setFor } from './digest-handlers.ts';
import { scheduleWords } from './digest-options.ts';

const SHUT = "I can't write to you directly: allow direct messages from this server, then subscribe again.";
const DEFAULT_TIME = '08:00';
const SUBSCRIPTIONS = 10;
/** How all news is called where a topic is asked for. */
const ALL = 'all';

/** `/news subscribe`: a digest of one's own in direct messages, one a topic. Subscribing to the same again changes it. */
export async function subscribe(deps: DeskDeps, caller: Caller, options: OptionsOf<'news subscribe'>): Promise<Reply> {
  const { poster, place } = await directMessages(deps, caller);
  const mine = await subscriptionsOf(deps, caller.workspace, caller.user);
  const topic = topicIn(options.topic);
  const { topic: _, ...given } = options;
  const same = mine.find((digest) => sameTopic(digest, topic));
  if (same) return changeDigest(deps, caller, same.id, given, { what: 'is set', resume: true });
  if (mine.length >= SUBSCRIPTIONS)
    throw new UserError(
      `You can have ${SUBSCRIPTIONS} subscriptions here: stop one with /news unsubscribe first. /news subscriptions shows them.`,
    );
  const { languages } = await findPerson(deps.db, personId(caller.workspace, caller.user));
  const reply = await setFor(
    deps,
    caller,
    place,
    {
      ...(languages ? { languages: languages.join() } : {}),
      ...given,
      time: given.time ?? DEFAULT_TIME,
      ...(topic === null ? {} : { topic }),
    },
    caller.user,
  );
  const added = (await subscriptionsOf(deps, caller.workspace, caller.user)).find((one) => sameTopic(one, topic));
  if (added && !(await reaches(poster, place, added))) {
    await removeDigest(deps.db, caller.workspace, added.id);
    throw new UserError(SHUT);
  }
  return reply;
}

/** Whether somebody takes direct messages: only a message tells. */
async function reaches(poster: Poster, place: string, { id }: Digest): Promise<boolean> {
  const marker = `hello-${id}`;
  const [hello] = poster.messages(
    {
      blocks: [
        { kind: 'text', text: 'Your digest will come here.' },
        { kind: 'notice', text: 'Change it with /news subscribe, stop it with /news unsubscribe.' },
        { kind: 'buttons', buttons: [{ id: buttonId('digestset', id), label: BUTTONS.digestset.label }] },
      ],
      private: true,
    },
    marker,
  );
  if (!hello) return true;
  const posted = await poster.post(place, hello.message, randomBytes(8).toString('hex'), null);
  return posted.kind !== 'closed';
}

/** `/news subscriptions`: one's own digests, when they come next and what became of the last. */
export async function showSubscriptions(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const mine = await subscriptionsOf(deps, caller.workspace, caller.user);
  if (mine.length === 0)
    return notice('You have no subscriptions here. /news subscribe sends you a digest in direct messages.');
  return {
    blocks: [
      { kind: 'heading', text: 'Your subscriptions' },
      {
        kind: 'list',
        items: await Promise.all(
          mine.map(async (digest) => ({ text: digest.topic ?? 'All news', detail: await digestWords(deps, digest) })),
        ),
      },
      { kind: 'notice', text: 'Change one with /news subscribe, stop one with /news unsubscribe.' },
    ],
    private: true,
  };
}

/** `/news unsubscribe`: the one there is, the one of a topic, or all. */
export async function unsubscribe(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'news unsubscribe'>,
): Promise<Reply> {
  const mine = await subscriptionsOf(deps, caller.workspace, caller.user);
  if (mine.length === 0) return notice('You have no subscriptions here.');
  const topic = topicIn(options.topic);
  const named = options.topic === undefined || topic === null ? mine : mine.filter((one) => sameTopic(one, topic));
  if (named.length === 0)
    return notice(`You have no subscription about ${topic}. /news subscriptions shows what you have.`);
  if (options.topic === undefined && mine.length > 1)
    return notice(
      `You have several subscriptions (${mine.map(topicOf).join(', ')}): name one with topic:, or all with topic:${ALL}.`,
    );
  for (const digest of named) await removeDigest(deps.db, caller.workspace, digest.id);
  const [only] = named;
  return notice(
    named.length === 1 && only
      ? `I stopped your digest${only.topic ? ` about ${only.topic}` : ''}, which came ${scheduleWords(scheduleOf(only), deps.now())}.`
      : `I stopped your ${named.length} digests.`,
  );
}

/** What somebody can unsubscribe from. */
export async function subscribedTopics(deps: DeskDeps, workspace: WorkspaceId, user: string): Promise<string[]> {
  const topics = (await subscriptionsOf(deps, workspace, user)).map(topicOf);
  return [...new Set([...topics, ...(topics.length > 0 ? [ALL] : [])])];
}

async function subscriptionsOf(deps: DeskDeps, workspace: WorkspaceId, user: string): Promise<Digest[]> {
  return listDigests(deps.db, workspace, user);
}

function topicOf({ topic }: Digest): string {
  return topic ?? ALL;
}

/** The topic that a text names; null: all news. */
function topicIn(text: string | undefined): string | null {
  const topic = text?.trim() ?? '';
  return topic === '' || /^(?:none|all|-)$/i.test(topic) ? null : topic;
}

function sameTopic(digest: Digest, topic: string | null): boolean {
  return (digest.topic?.toLowerCase() ?? null) === (topic?.toLowerCase() ?? null);
}

async function directMessages(deps: DeskDeps, caller: Caller): Promise<{ poster: Poster; place: string }> {
  const poster = deps.posterFor(caller.place);
  const place = poster ? await poster.direct(caller.user, caller.workspace) : null;
  if (!poster || place === null) throw new UserError(SHUT);
  return { poster, place };
}
