import { availableParallelism } from 'node:os';
import type { AskDeps } from '../../answer/answer.ts';
import { type Message, type Response, respond } from '../../answer/converse.ts';
import { takingTurns } from '../../model/turns.ts';
import type { Database } from '../../store/database.ts';

/**
 * Questions that are answered without a model at a time: enough to keep the cores and the database busy. More at a time would each take
 * longer, and hold in memory what they have read so far.
 */
const AT_WORK = 2 * Math.min(3, availableParallelism()) + 2;

interface Work {
  turn: ReturnType<typeof takingTurns>;
  underWay: Map<string, Promise<Response>>;
}

const works = new WeakMap<Database, Work>();

/**
 * Answers a message. Without a model the questions of everybody take turns, and those that start a conversation with the same words while
 * an answer to them is under way get that answer: in a channel, many ask the same at the same moment.
 */
export function answerMessage(deps: AskDeps, message: Message): Promise<Response> {
  // A model has turns of its own, streams to whoever asked, and is stopped by them.
  if (deps.model) return respond(deps, message);
  const work = works.get(deps.db) ?? { turn: takingTurns(AT_WORK), underWay: new Map() };
  works.set(deps.db, work);
  const key = whatIsAsked(message);
  const same = key === null ? undefined : work.underWay.get(key);
  if (same) return same;
  if (key === null) return inTurn(work, () => respond(deps, message));
  // Whoever stops theirs doesn't stop that of the others.
  const answering = inTurn(work, () => respond(deps, { ...message, signal: undefined }));
  work.underWay.set(key, answering);
  const over = () => void work.underWay.delete(key);
  answering.then(over, over);
  return answering;
}

async function inTurn<T>({ turn }: Work, work: () => Promise<T>): Promise<T> {
  const done = await turn();
  try {
    return await work();
  } finally {
    done();
  }
}

/** All that an answer depends on but the store; null where it depends on what was said before. */
function whatIsAsked({ text, workspace, zone, language, meant, ...rest }: Message): string | null {
  const { conversation, told = [], since, publisher } = rest;
  if (conversation.length > 0 || told.length > 0 || since || publisher) return null;
  const words = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.]+$/, '');
  return JSON.stringify([words, workspace, zone, language ?? null, meant]);
}
