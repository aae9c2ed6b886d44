import { createReadStream } from 'node:fs';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../errors.ts';
import { writeLines } from '../store/backup/backup-file.ts';
import { write } from './output.ts';

/** The objects of a JSONL stream; other lines are counted on standard error, never fatal. */
export function readJsonl(input: Readable): AsyncGenerator<Record<string, unknown>> {
  return objectsIn(readLines(input));
}

async function* objectsIn(lines: AsyncIterable<string>): AsyncGenerator<Record<string, unknown>> {
  let bad = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const value = parseObject(line);
    if (value) yield value;
    else bad++;
  }
  if (bad > 0)
    process.stderr.write(
      `${bad} ${bad === 1 ? "line isn't a JSON object and was" : "lines aren't JSON objects and were"} skipped\n`,
    );
}

/** Characters: ten times the longest article. */
const LONGEST_LINE = 100_000_000;

/**
 * Lines as JSONL means them, counted from 1 by whoever reads. Node's readline would also end them at U+2028 and U+2029, which may stand inside a JSON text.
 * @throws UserError at a line that no export has.
 */
export async function* readLines(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  for await (const text of decoded(input)) {
    const [first = '', ...more] = text.split('\n');
    parts.push(first);
    length += first.length;
    for (const next of more) {
      yield parts.join('');
      parts = [next];
      length = next.length;
    }
    if (length > LONGEST_LINE) throw new UserError("A line is longer than 100 million characters: this isn't JSONL.");
  }
  yield parts.join('');
}

/** Bytes as text: UTF-8, or UTF-16 as its byte order mark or the first characters of a JSON text tell (RFC 4627, 3). Strings stay as they are. */
async function* decoded(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let bytes = Buffer.alloc(0);
  for await (const chunk of input) {
    if (typeof chunk === 'string') {
      yield chunk;
      continue;
    }
    bytes = Buffer.concat([bytes, chunk as Uint8Array]);
    if (decoder === null && bytes.length < 2) continue;
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
    bytes = Buffer.alloc(0);
  }
  yield (decoder ?? new TextDecoder()).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : 'utf-8';
}

/** The object that a line holds, or null. */
export function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * The bytes of a file, gunzipped when its name says so; `-` is standard input.
 * @throws UserError when the file can't be read or is not gzip.
 */
export async function* openInput(path: string): AsyncGenerator<Buffer> {
  try {
    if (path === '-') yield* process.stdin;
    else if (path.endsWith('.gz')) yield* gunzipped(createReadStream(path, { highWaterMark: 16_384 }));
    else yield* createReadStream(path);
  } catch (error) {
    throw new UserError(unreadable(path, error));
  }
}

/** What gzip packed. Of a file that is cut off all that is there comes before the error, which a stream destroyed by it would lose. */
async function* gunzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const out: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => out.push(chunk));
  const failed = new Promise<Error>((resolve) => gunzip.once('error', resolve));
  const ended = new Promise<null>((resolve) => gunzip.once('end', () => resolve(null)));
  const step = async function* (done: Promise<Error | null>) {
    const error = await Promise.race([done, failed]);
    yield* out.splice(0);
    if (error) throw error;
  };
  try {
    for await (const chunk of packed)
      yield* step(new Promise((resolve) => gunzip.write(chunk, (error) => resolve(error ?? null))));
    gunzip.end();
    yield* step(ended);
  } finally {
    gunzip.destroy();
  }
}

/** Why a file can't be read, for the person who named it. */
export function unreadable(path: string, error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `I can't find a file "${path}".`;
  if (code === 'EISDIR') return `"${path}" is a folder: name the files in it.`;
  if (code.startsWith('Z_')) return `"${path}" isn't a gzip file, or it is cut off.`;
  return `"${path}" can't be read (${code}).`;
}

/**
 * Writes lines to a file, gzipped when its name says so, or with `-` to standard output. Returns how many there were. A signal meanwhile ends
 * the process, and the file with it.
 */
export async function writeOut(path: string, lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  async function* counted() {
    for await (const line of lines) {
      count++;
      yield line;
    }
  }
  if (path === '-') for await (const line of counted()) await write(`${line}\n`);
  else await endedBySignals(() => writeLines(path, counted()));
  return count;
}

/** Does what has to be tidied up at the exit of the process, which a signal alone doesn't reach. */
async function endedBySignals(work: () => Promise<void>): Promise<void> {
  const onSignal = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    await work();
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** Each value as a line of JSON. */
export async function* jsonOf(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield JSON.stringify(value);
}

/** Reads JSONL on standard input and writes one line for each, in order. A line that fails gets `{id, error}`. */
export async function pipeJsonl(answer: (line: Record<string, unknown>) => unknown, key = 'id'): Promise<void> {
  for await (const line of readJsonl(process.stdin)) {
    let result: unknown;
    try {
      result = await answer(line);
    } catch (error) {
      result = { [key]: line[key], error: error instanceof Error ? error.message : String(error) };
    }
    await write(`${JSON.stringify(result)}\n`);
  }
}

/** The lines up to where the input breaks off, which `onCut` is told as the number of the line and the reason. */
export async function* upToTheCut(
  lines: AsyncIterable<string>,
  onCut: (cut: { line: number; reason: string }) => void,
): AsyncGenerator<string> {
  let line = 1;
  try {
    for await (const text of lines) {
      yield text;
      line++;
    }
  } catch (error) {
    if (!(error instanceof UserError) || line === 1) throw error;
    onCut({ line, reason: error.message });
  }
}

/** The first line with anything on it, and all lines again. */
export async function peek(lines: AsyncGenerator<string>): Promise<{ first: string; lines: AsyncIterable<string> }> {
  const seen: string[] = [];
  let first = '';
  while (first.trim() === '') {
    const next = await lines.next();
    if (next.done) break;
    first = next.value;
    seen.push(first);
  }
  async function* all() {
    yield* seen;
    yield* lines;
  }
  return { first, lines: all() };
}
