import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Pacer } from '../pacing/pacer.ts';
import type { Sent } from '../pacing/sent.ts';
import { together } from '../pacing/together.ts';
import { type Block, notice, type Reply } from '../reply/reply.ts';
import type { Database } from '../store/database.ts';
import { changeReply, closeReplies, type NewReply, openReplies, takeOpenReplies } from '../store/open-replies.ts';
import { BUTTONS, buttonId } from './buttons.ts';
import { growingReply } from './growing.ts';

/**
 * The way of one reply to whoever asked, on one platform. It remembers what it has shown: `put(i)` is message i of the reply, posted the
 * first time and edited from then on.
 */
export interface Outlet<Message = unknown> {
  /** What the platform counts its rate by; null where it doesn't count (edits of an interaction on Discord). */
  readonly channel: string | null;
  /** Parts of a growing reply are shown this often; null: only the whole reply. */
  readonly growsEveryMs: number | null;
  /** JSON by which the platform finds the reply again after a restart; it may grow as messages are posted. Null: nothing is to be seen. */
  readonly handle: object | null;
  render(reply: Reply): Message[];
  put(index: number, message: Message): Promise<Sent>;
  /** Whoever asked; nobody else may stop the answer. */
  readonly asker: string;
  /** Another way to the same person when this one is refused or uncertain; null when there is none. */
  instead(failed: Sent): Outlet | null;
}

export type Make = (
  grow: (partial: Reply) => void,
  signal: AbortSignal,
  /** Shows the beginning of the reply in its turn, and says how it arrived. */
  begin: (opening: Reply) => Promise<Sent>,
) => Promise<Reply>;

export type Delivered = 'whole' | 'other-way' | 'lost';

export interface Outbox {
  /**
   * Makes a reply and sees to it that it arrives. `make` may show growing parts of it. When nobody is waiting for it (`awaited` false),
   * nobody is told after a restart. Never throws.
   */
  answer(outlet: Outlet, make: Make, awaited?: boolean): Promise<Delivered>;
  /** The "Stop" button: ends an answer that is being made. Only its asker may. */
  stop(id: string, user: string): Reply;
  /** Tells everybody whom an earlier process left waiting. `reopen` gives the way of a handle, or null when it is no longer known. */
  recover(reopen: (handle: unknown, opened: Date) => Outlet | null): Promise<void>;
  /** Work that a reply may come of, such as taking in what the platform sent: `drain` waits for it too. */
  attend<T>(work: Promise<T>): Promise<T>;
  /** Waits until the replies in hand have arrived, at most so long. */
  drain(milliseconds: number): Promise<void>;
}

export interface OutboxDeps {
  platform: string;
  db: Database;
  pacer: Pacer;
  log: { warn(fields: object, message: string): void };
  /** Name of this process among the bots at work; without one, what is open belongs to whoever starts next. */
  instance?: string;
  /** After so long without the whole reply, whoever asked reads that it is still being made. */
  stillAfterMs?: number;
  now?: () => Date;
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** Longest time that a message is tried; people have asked again by then. */
const TRIES_MS = 120_000;
/** More than any platform has: the last of them is the word to whoever waits. */
const WAYS = 8;
const RECOVER_MS = 15_000;
const STILL_AFTER_MS = 60_000;
/** A platform that did not answer to a part of a reply may show it so long after, in place of the whole. */
const LATE_MS = 20_000;
const MESSAGES_KNOWN = 5_000;

export const RESTARTED = 'Copydesk restarted while it was answering. Please ask again.';
export const STILL_WORKING = 'Still working. The answer will appear here.';
const STOPPED = 'Stopped, as you asked.';
const NOT_ALL_SHOWN = "Part of this reply couldn't be shown here. Please ask again, or in another channel.";

/**
 * Replies that arrive: in order and within one rate a channel, tried again where that can't make two, by another way when one is
 * refused, and with a word to whoever waits when the process was restarted meanwhile.
 */
export function createOutbox(deps: OutboxDeps): Outbox {
  const now = deps.now ?? (() => new Date());
  const wait = deps.wait ?? sleep;
  const { instance = null } = deps;
  const started = now();
  let recovering: NodeJS.Timeout | null = null;
  const inHand = new Set<Promise<unknown>>();
  /** The answer that each message shows: the one to a question that was edited takes the place of the first. */
  const showing = new LRUCache<string, string>({ max: MESSAGES_KNOWN });
  const answering = new Map<string, { asker: string; stopped: AbortController }>();
  /** Replies of processes that are gone, whose askers are being told. */
  const telling = new Set<number>();
  // Of many people who ask at once, nobody waits for a round of the store for each of the others.
  const open = together((replies: readonly NewReply[]) => openReplies(deps.db, replies));
  const close = together(async (ids: readonly number[]) => {
    await closeReplies(deps.db, ids);
    return ids;
  });

  const put = <M>(outlet: Outlet<M>, index: number, message: M): Promise<Sent> => {
    const send = () => outlet.put(index, message).catch(failed);
    return outlet.channel === null ? send() : deps.pacer.inTurn(outlet.channel, send).catch(failed);
  };

  async function putSurely<M>(outlet: Outlet<M>, index: number, message: M, until: number): Promise<Sent> {
    for (;;) {
      const sent = await put(outlet, index, message);
      if (sent.kind !== 'retry' || now().getTime() + sent.afterMs > until) return sent;
      if (outlet.channel !== null) deps.pacer.pause(outlet.channel, sent.afterMs);
      else await wait(sent.afterMs);
    }
  }

  /** Shows the first message of a reply once more, where it is still the one to be seen. */
  async function showAgain(outlet: Outlet, reply: Reply, message: string, id: string): Promise<void> {
    await (deps.wait ?? sleepUnnoticed)(LATE_MS);
    const [first] = outlet.render(reply);
    if (first !== undefined && showing.get(message) === id) await put(outlet, 0, first);
  }

  async function deliver(first: Outlet, reply: Reply, shows = (_: string) => {}): Promise<Delivered> {
    const until = now().getTime() + TRIES_MS;
    let outlet = first;
    let rest = reply;
    for (let way = 0; way < WAYS; way++) {
      let failure: Sent | null = null;
      let shown = 0;
      for (const [index, message] of outlet.render(rest).entries()) {
        const sent = await putSurely(outlet, index, message, until);
        if (sent.kind !== 'sent') {
          failure = sent;
          break;
        }
        if (index === 0) shows(sent.id);
        shown += 1;
      }
      if (failure === null) return way === 0 ? 'whole' : 'other-way';
      deps.log.warn({ platform: deps.platform, channel: outlet.channel, failure, way }, 'the platform refused a reply');
      const next = outlet.instead(failure);
      if (next === null) return 'lost';
      // What has been shown is not shown twice.
      if (shown > 0) rest = notice(NOT_ALL_SHOWN);
      outlet = next;
    }
    return 'lost';
  }

  async function answer(outlet: Outlet, make: Make, awaited: boolean): Promise<Delivered> {
    const id = randomBytes(6).toString('hex');
    const stopped = new AbortController();
    answering.set(id, { asker: outlet.asker, stopped });
    const note =
      outlet.handle && awaited
        ? await open({ platform: deps.platform, handle: outlet.handle, opened: now(), instance }).catch(
            (error: unknown) => {
              deps.log.warn({ err: error }, 'could not record a reply');
              return null;
            },
          )
        : null;
    let uncertain = false;
    let message = '';
    const shows = (sent: string) => {
      message = `${outlet.channel}/${sent}`;
      showing.set(message, id);
    };
    const show = async (part: unknown): Promise<Sent> => {
      const before = JSON.stringify(outlet.handle);
      const sent = await put(outlet, 0, part);
      if (sent.kind === 'sent') shows(sent.id);
      else uncertain = true;
      if (note !== null && outlet.handle && JSON.stringify(outlet.handle) !== before)
        await changeReply(deps.db, note, outlet.handle);
      return sent;
    };
    const begin = async (opening: Reply): Promise<Sent> => {
      const [part] = outlet.render(opening);
      return part === undefined ? { kind: 'refused', reason: 'there is nothing to show' } : show(part);
    };
    const every = outlet.growsEveryMs;
    const growing =
      every === null
        ? null
        : growingReply(async (partial) => {
            const [part] = outlet.render(partial);
            if (part === undefined || (outlet.channel !== null && !deps.pacer.isFree(outlet.channel))) return;
            await show(part);
          }, every);
    let sofar: Reply = { blocks: [], private: false };
    let late = false;
    const grow = (partial: Reply) => {
      sofar = partial;
      const still: Block[] = late ? [{ kind: 'notice', text: STILL_WORKING }] : [];
      const stop: Block = { kind: 'buttons', buttons: [{ id: buttonId('stop', id), label: BUTTONS.stop.label }] };
      if (!stopped.signal.aborted) growing?.grow({ ...partial, blocks: [...partial.blocks, ...still, stop] });
    };
    const waits = setTimeout(() => {
      late = awaited && outlet.handle !== null;
      if (late) grow(sofar);
    }, deps.stillAfterMs ?? STILL_AFTER_MS);
    const reply = await Promise.race([make(grow, stopped.signal, begin), whenStopped(stopped.signal)]).finally(() => {
      clearTimeout(waits);
      answering.delete(id);
    });
    await growing?.end();
    const delivered = reply.silent ? 'whole' : await deliver(outlet, reply, shows);
    if (uncertain && delivered === 'whole' && !reply.silent && !reply.private)
      void showAgain(outlet, reply, message, id).catch(() => {});
    if (delivered === 'lost')
      deps.log.warn({ platform: deps.platform, channel: outlet.channel }, 'could not deliver a reply');
    if (note !== null) await closed(note);
    return delivered;
  }

  const closed = (note: number) =>
    close(note).catch((error: unknown) => deps.log.warn({ err: error }, 'closing a reply'));

  /** It stays on record until whoever waits is told: this process may be ended too. */
  async function tellRestarted(note: number, outlet: Outlet | null): Promise<void> {
    if (outlet) await deliver(outlet, notice(RESTARTED));
    await closed(note);
  }

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    inHand.add(work);
    const done = () => inHand.delete(work);
    work.then(done, done);
    return work;
  };

  return {
    answer: (outlet, make, awaited = true) =>
      tracked(
        answer(outlet, make, awaited).catch((error: unknown): Delivered => {
          deps.log.warn({ err: error, platform: deps.platform }, 'could not compose a reply');
          return 'lost';
        }),
      ),
    stop(id, user) {
      const found = answering.get(id);
      if (!found) return notice('This answer is already complete.');
      if (found.asker !== user) return notice('Only the person who asked can stop this answer.');
      found.stopped.abort();
      return notice('Stopped.');
    },
    async recover(reopen) {
      const take = async () => {
        for (const { id, handle, opened } of await takeOpenReplies(deps.db, deps.platform, { instance, started })) {
          if (telling.has(id)) continue;
          telling.add(id);
          void tracked(tellRestarted(id, reopen(handle, opened)))
            .catch(() => {})
            .finally(() => telling.delete(id));
        }
      };
      // A bot that was killed elsewhere is known to be gone only after a while. Without a name, its own would be among what is taken.
      if (instance !== null) recovering ??= setInterval(() => void take().catch(() => {}), RECOVER_MS).unref();
      await take();
    },
    attend: tracked,
    async drain(milliseconds) {
      clearInterval(recovering ?? undefined);
      if (inHand.size > 0) await Promise.race([Promise.allSettled(inHand), wait(milliseconds)]);
    },
  };
}

/** Keeps no process from ending. */
function sleepUnnoticed(milliseconds: number): Promise<unknown> {
  return sleep(milliseconds, undefined, { ref: false });
}

function whenStopped(signal: AbortSignal): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  signal.addEventListener('abort', () => resolve({ ...notice(STOPPED), private: false }), { once: true });
  return promise;
}

function failed(error: unknown): Sent {
  return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
}
