import type { webApi } from '@slack/bolt';
import type { LRUCache } from 'lru-cache';
import type { Pacer } from '../../../pacing/pacer.ts';
import { type Block, notice, type Reply, UNSAID } from '../../../reply/reply.ts';
import type { Database } from '../../../store/database.ts';
import type { WorkspaceId } from '../../../store/schema.ts';
import type { Make, Outbox, Outlet } from '../../outbox.ts';
import { formatPlace } from '../../place.ts';
import { isPrivate } from '../../privacy.ts';
import type { Caller, Desk, Press, Question, Request } from '../../request.ts';
import type { Features } from './features.ts';
import type { Home, People, Person } from './members.ts';
import { privateOutlet, publicOutlet } from './outlets.ts';
import { isDirect, type Spot } from './spot.ts';
import type { Streams } from './stream.ts';

/** What the listeners share. */
export interface SlackBot {
  desk: Desk;
  db: Database;
  outbox: Outbox;
  pacer: Pacer;
  people: People;
  features: Features;
  streams: Streams;
  /** Before the names of our commands, where another app has them. */
  prefix: string;
  log: { warn(fields: object, message: string): void };
  welcome: (team: string, name: string) => Promise<void>;
  /** Answers that are being made, by the thread they go to: "Stop" ends them. */
  running: Map<string, AbortController>;
  /** Messages that this process has heard of. */
  heard: LRUCache<string, true>;
}

/** Where a request came from, and the means to answer there. */
export interface Origin {
  client: webApi.WebClient;
  home: Home;
  /** User id of the bot. */
  self: string;
  /** Acknowledges the request, once its reply is on record. */
  recorded: () => Promise<void>;
}

/** Whoever asks, before Slack has said who that is. */
const SOMEBODY: Caller = { workspace: '' as WorkspaceId, place: '', user: '', admin: false, zone: null };

/** A request of whoever turns out to ask. It is made twice: without a person it says how the reply is to be given. */
export type Asks<R extends Request | Question | Press = Request | Question | Press> = (caller: Caller) => R;

/** The request as it is known before anybody is looked up. */
export function unasked<R>(asks: (caller: Caller) => R, alone = false): R {
  return asks({ ...SOMEBODY, ...(alone ? { private: true } : {}) });
}

export interface Asker {
  caller: Caller;
  person: Person;
}

/**
 * Who asks and where; called once the reply is on record. A conversation is a thread; in a direct message that is not in a thread it is
 * the whole direct message, for people do not open threads there.
 */
export async function askerOf(
  bot: SlackBot,
  origin: Origin,
  at: { channel: string; thread: string | null; user: string; private?: boolean },
): Promise<Asker> {
  const { client, home } = origin;
  await origin.recorded();
  await bot.welcome(home.team, home.team);
  const person = await bot.people(client, home, at.user);
  const place = { platform: 'slack', team: home.team, channel: at.channel } as const;
  return {
    person,
    caller: {
      workspace: workspaceOf(home.team),
      place: formatPlace({ ...place, ...(at.thread ? { ts: at.thread } : {}) }),
      user: at.user,
      admin: person.admin,
      zone: person.zone,
      language: person.language,
      ...(at.private ? { private: true } : {}),
    },
  };
}

export function workspaceOf(team: string): WorkspaceId {
  return `slack/${team}` as WorkspaceId;
}

/** A conversation, and whether what goes on in it is for the asker alone. */
export interface Conversation {
  thread: string | null;
  private?: boolean;
}

/**
 * Has the desk answer and sees to it that the reply arrives: to the asker alone what is private, to everybody there what is not. Who
 * asks is looked up once the reply is on record, so that nobody is forgotten if the process ends meanwhile; `first` says whether it was
 * not answered before.
 */
export async function answer(
  bot: SlackBot,
  origin: Origin,
  spot: Spot,
  asks: Asks,
  conversation: Conversation,
  {
    leadOf = () => [],
    first = async () => true,
  }: { leadOf?: (person: Person) => Block[]; first?: () => Promise<boolean> } = {},
): Promise<void> {
  const alone = isPrivate(unasked(asks, conversation.private)) && !isDirect(spot.channel);
  const { client } = origin;
  const stream = bot.streams.of(client, spot, origin.self);
  let lead: readonly Block[] = [];
  const outlet = alone ? privateOutlet({ client }, spot) : publicOutlet({ client, lead: () => lead, stream }, spot);
  await deliver(bot, outlet, spot, unasked(asks), async () => {
    if (!(await first())) return null;
    const { caller, person } = await askerOf(bot, origin, { ...conversation, channel: spot.channel, user: spot.user });
    lead = leadOf(person);
    return asks(caller);
  });
}

const FAILED = 'Something went wrong. It has been logged. Please ask again.';

/** Why an answer that is being made is given up. */
export type Stop = 'stopped' | 'edited';

/** As `answer`, by a way of the caller's choice; `signed` gives the request with whoever asks, or null when it was answered before. */
export async function deliver(
  bot: SlackBot,
  outlet: Outlet,
  spot: Spot,
  request: Request | Question | Press,
  signed: (begin: Parameters<Make>[2]) => Promise<Request | Question | Press | null>,
): Promise<void> {
  const awaited = request.kind !== 'question' || request.onlyIfKnown !== true;
  const stop = new AbortController();
  const key = threadKey(spot.channel, spot.thread);
  let last: Reply | null = null;
  const { promise: given, resolve: giveUp } = Promise.withResolvers<Reply>();
  stop.signal.addEventListener('abort', () => giveUp(stoppedReply(stop.signal.reason, last)), { once: true });
  try {
    const make: Make = (grow, _, begin) => {
      const growing = (part: Reply) => {
        last = part;
        grow(part);
      };
      const handled = signed(begin)
        .then((whole) => {
          if (whole === null) return UNSAID;
          bot.running.set(key, stop);
          return bot.desk.handle(whole, growing, stop.signal);
        })
        .catch((error: unknown): Reply => {
          bot.log.warn({ err: error }, 'slack: could not look up who asks');
          return awaited ? notice(FAILED) : UNSAID;
        });
      return Promise.race([handled, given]);
    };
    await bot.outbox.answer(outlet, make, awaited);
  } finally {
    if (bot.running.get(key) === stop) bot.running.delete(key);
  }
}

/** What stays of an answer that was stopped: the statements that had passed their checks. */
function stoppedReply(why: Stop, last: Reply | null): Reply {
  if (why === 'edited') return UNSAID;
  const said = (last?.blocks ?? []).filter(({ kind }) => kind === 'claim' || kind === 'sources');
  return { blocks: [...said, { kind: 'notice', text: 'Stopped, as you asked.' }], private: false };
}

/** A line to one person. */
export async function tell(bot: SlackBot, origin: Origin, spot: Spot, text: string): Promise<void> {
  await bot.outbox.answer(privateOutlet({ client: origin.client }, spot), async () => {
    await origin.recorded();
    return notice(text);
  });
}

export function threadKey(channel: string, thread: string | null): string {
  return `${channel}/${thread ?? ''}`;
}

/** Who asked what, for everybody else who reads the answer. */
export function asked(name: string | null, what: string): Block[] {
  return [{ kind: 'text', text: `${name ?? 'Someone'} asked: ${what.replace(/\s+/g, ' ').trim()}` }];
}
