import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { write } from './output.ts';

/** The objects of a JSONL stream; lines that are none are counted on standard error, never fatal. */
export async function* readJsonl(input: Readable): AsyncGenerator<Record<string, unknown>> {
  let bad = 0;
  for await (const line of linesOf(input)) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value) yield value;
    else bad++;
  }
  if (bad > 0) process.stderr.write(`${bad} ${bad === 1 ? 'line was' : 'lines were'} no JSON object and skipped\n`);
}

/** Lines as JSONL means them. Node's readline would also end them at U+2028 and U+2029, which may stand inside a JSON text. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    const [first = '', ...more] = text.split('\n');
    parts.push(first);
    for (const next of more) {
      yield parts.join('');
      parts = [next];
    }
  }
  parts.push(decoder.decode());
  yield parts.join('');
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A file as a stream, gunzipped when its name says so; `-` is standard input. */
export function openInput(path: string): Readable {
  if (path === '-') return process.stdin;
  const file = createReadStream(path);
  return path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
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
