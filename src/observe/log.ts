import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';

export type Log = Logger;

const REDACTED = '[redacted]';

/** A logger of JSON lines to a file or to standard error, from which the given secrets are cut out wherever they stand. */
export function createLog(options: { level: string; file: string | null; secrets: readonly string[] }): Log {
  if (options.file) mkdirSync(dirname(options.file), { recursive: true });
  const destination = pino.destination({ dest: options.file ?? 2, sync: true });
  return pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => destination.write(redact(line, options.secrets)) },
  );
}

/** The text without the secrets, as they are and as JSON or an address would spell them. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      clean = clean.replaceAll(form, REDACTED);
  }
  return clean;
}
