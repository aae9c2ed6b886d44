import { chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';
import { UserError } from '../errors.ts';

export type Log = Logger;

const REDACTED = '[redacted]';
const MESSAGE_CHARACTERS = 500;
const FRAMES = 5;
/** A longer log starts over at the next start; the one before is kept. */
const LARGEST_BYTES = 5_000_000;

/**
 * A logger of JSON lines to a file or to standard error, from which the given secrets are cut out wherever they stand.
 * @throws UserError when the file can't be written.
 */
export function createLog(options: { level: string; file: string | null; secrets: readonly string[] }): Log {
  const destination = options.file === null ? pino.destination({ dest: 2, sync: true }) : logFile(options.file);
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: brief, error: brief },
    },
    { write: (line: string) => destination.write(redact(line, options.secrets)) },
  );
}

/** What finds a fault, in one line: libraries hang whole clients and requests on their errors. */
function brief(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node_modules|node:/.test(line));
  return {
    type: error.name,
    message: error.message.slice(0, MESSAGE_CHARACTERS),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause instanceof Error ? { cause: error.cause.message.slice(0, MESSAGE_CHARACTERS) } : {}),
    at: frames.slice(0, FRAMES).map((line) => line.trim().replace(/^at /, '')),
  };
}

/** An early version made it for everybody to read. */
function ownerOnly(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // It belongs to another account, or isn't a file.
  }
}

function logFile(file: string) {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.1`);
    const log = pino.destination({ dest: file, sync: true, mode: 0o600 });
    ownerOnly(file);
    return log;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The log can't be written to ${file} (${reason}). Let this account write there, or point COPYDESK_DATA at another folder.`,
    );
  }
}

/** The text without the secrets, as they are and as JSON or an address would spell them. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  // A secret may begin with another one.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      clean = clean.replaceAll(form, REDACTED);
  }
  return clean;
}
