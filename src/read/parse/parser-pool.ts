import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ParseAnswer, ParseTask } from './parser-process.ts';
import type { Fetched, Parsers } from './parsers.ts';

export interface ParserOptions {
  /** Longest time for one document; then its worker is killed. */
  timeoutMs?: number;
  /** Most memory of a worker process; a document that needs more ends it. */
  memoryMb?: number;
  workers?: number;
  /** Another module with `parsePage` and `parseFeed`. */
  module?: URL;
  /** Told what a parser threw, for the log. It may quote the document. */
  onCrash?: (error: string) => void;
}

export interface ParseFailure {
  kind: 'failed';
  reason: 'too-slow' | 'too-complex' | 'crashed';
  /** For people: what happened and what to do. */
  message: string;
}

export type ParseResult<T> = { kind: 'parsed'; value: T } | ParseFailure;

export interface Parser {
  parsePage: (fetched: Fetched) => Promise<ParseResult<ReturnType<Parsers['parsePage']>>>;
  parseFeed: (fetched: Fetched) => Promise<ParseResult<ReturnType<Parsers['parseFeed']>>>;
  /** Kills the workers; what is waiting fails as crashed. */
  close: () => Promise<void>;
}

const MESSAGES: Record<ParseFailure['reason'], string> = {
  'too-slow': 'This document takes too long to read. Copy its text and paste it instead.',
  'too-complex': 'This document is too deeply nested or too large to read. Copy its text and paste it instead.',
  crashed: 'This document could not be read. Copy its text and paste it instead.',
};

/** Importing the parsers takes a moment; a worker that is not ready after this never will be. */
const START_MS = 20_000;
/** Of a worker's memory, what the runtime itself and the document's bytes take beside the heap. */
const BESIDE_HEAP_MB = 136;
/** Each of the three parts of the heap for short-lived objects. */
const YOUNG_MB = 8;
/** A worker that holds more than this share of its memory after a document is restarted, or the next document would have less. */
const TIRED = 0.65;

interface Job {
  task: ParseTask;
  settle: (result: ParseResult<unknown>) => void;
}

/**
 * Parses fetched bytes in processes that can be killed, one document at a time each, so that no document stops this process, takes more
 * than its time or more than its memory. (A worker thread is not enough: a single large allocation beyond its limit ends the whole
 * process.) Workers start when needed, see no environment, may open no connection and write no file, and do not keep this process alive.
 */
export function createParser(options: ParserOptions = {}): Parser {
  const { workers = 1, onCrash = () => {} } = options;
  const queue: Job[] = [];
  const benches = Array.from({ length: workers }, () => createBench(options));
  let closed = false;

  const parse = (task: ParseTask) =>
    new Promise<ParseResult<unknown>>((settle) => {
      if (closed) return settle(failed('crashed'));
      queue.push({ task, settle });
      for (const bench of benches) if (!bench.busy) serve(bench);
    });

  const serve = async (bench: Bench) => {
    bench.busy = true;
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const outcome = await bench.run(job.task);
      if (outcome.kind === 'crashed') onCrash(outcome.error);
      job.settle(outcome.kind === 'parsed' ? { kind: 'parsed', value: outcome.value } : failed(outcome.kind));
    }
    bench.busy = false;
  };

  return {
    parsePage: (fetched) => parse({ name: 'parsePage', fetched }) as ReturnType<Parser['parsePage']>,
    parseFeed: (fetched) => parse({ name: 'parseFeed', fetched }) as ReturnType<Parser['parseFeed']>,
    async close() {
      closed = true;
      for (const { settle } of queue.splice(0)) settle(failed('crashed'));
      await Promise.all(benches.map((bench) => bench.close()));
    },
  };
}

function failed(reason: ParseFailure['reason']): ParseFailure {
  return { kind: 'failed', reason, message: MESSAGES[reason] };
}

type Outcome =
  | { kind: 'parsed'; value: unknown; heldMb: number }
  | { kind: 'too-slow' | 'too-complex' }
  | { kind: 'crashed'; error: string };

interface Bench {
  busy: boolean;
  run: (task: ParseTask) => Promise<Outcome>;
  close: () => Promise<void>;
}

/** A place for one worker at a time: a killed one is replaced when the next document comes. */
function createBench({ timeoutMs = 5000, memoryMb = 256, module }: ParserOptions): Bench {
  let worker: ChildProcess | null = null;

  const start = () => {
    const parsers = module ?? new URL('./parsers.ts', import.meta.url);
    const started = fork(
      fileURLToPath(new URL('./parser-process.ts', import.meta.url)),
      [parsers.href, `${2 * timeoutMs}`],
      {
        execArgv: [
          '--permission',
          '--allow-fs-read=*',
          `--max-old-space-size=${memoryMb - BESIDE_HEAP_MB}`,
          `--max-semi-space-size=${YOUNG_MB}`,
        ],
        env: {},
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    // Between two documents nobody else listens, and an error without a listener would end this process.
    started.on('error', () => {});
    started.on('exit', () => {
      if (worker === started) worker = null;
    });
    worker = started;
    return started;
  };

  const kill = async () => {
    const old = worker;
    worker = null;
    if (old === null || old.exitCode !== null || old.signalCode !== null) return;
    const gone = new Promise((resolve) => old.once('exit', resolve).once('error', resolve));
    keepAlive(old, true);
    old.kill('SIGKILL');
    await gone;
  };

  return {
    busy: false,
    async run(task) {
      if (worker === null) {
        const outcome = await heard(start(), START_MS);
        if (outcome.kind !== 'ready') await kill();
        if (outcome.kind === 'too-slow') return { kind: 'crashed', error: 'The parse worker did not start.' };
        if (outcome.kind !== 'ready') return { kind: 'crashed', error: 'The parse worker exited before it was ready.' };
      }
      const running = worker ?? start();
      keepAlive(running, true);
      const answer = heard(running, timeoutMs);
      running.send(task, () => {});
      const outcome = await answer;
      keepAlive(running, false);
      if (outcome.kind === 'ready') return { kind: 'crashed', error: 'The parse worker answered out of turn.' };
      if (outcome.kind !== 'parsed' || outcome.heldMb > TIRED * memoryMb) await kill();
      return outcome;
    },
    close: kill,
  };
}

/** Whether this process waits for the worker before it ends. */
function keepAlive(worker: ChildProcess, yes: boolean): void {
  if (yes) {
    worker.ref();
    worker.channel?.ref();
  } else {
    worker.unref();
    worker.channel?.unref();
  }
}

/** The next thing that a worker says or does. */
function heard(worker: ChildProcess, timeoutMs: number): Promise<Outcome | { kind: 'ready' }> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome | { kind: 'ready' }) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    const timer = setTimeout(() => end({ kind: 'too-slow' }), timeoutMs);
    const onMessage = (answer: ParseAnswer) => {
      if (answer.kind !== 'threw') end(answer);
      else if (answer.overflow) end({ kind: 'too-complex' });
      else end({ kind: 'crashed', error: answer.error });
    };
    const onError = (error: Error) => end({ kind: 'crashed', error: String(error) });
    // Out of memory and out of stack end a process by a signal (SIGABRT, SIGSEGV, or SIGKILL by the system).
    const onExit = (code: number | null) =>
      end(
        code === null
          ? { kind: 'too-complex' }
          : { kind: 'crashed', error: `The parse worker exited with code ${code}.` },
      );
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
