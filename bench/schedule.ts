// node bench/schedule.ts <digest-occurrences.csv.gz>: every row against nextOccurrence, asked at seven distances before it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { nextOccurrence } from '../src/time/schedule.ts';

const AHEAD_MS = [1, 60_000, 3_600_000, 5_400_000, 6 * 3_600_000, 12 * 3_600_000, 21 * 3_600_000];
const [path] = process.argv.slice(2);
if (!path) throw new Error('which file?');
const [header = '', ...rows] = gunzipSync(readFileSync(path)).toString().trim().split('\n');
const columns = header.trim().split(',');
let wrong = 0;
for (const row of rows) {
  const cells = row.trim().split(',');
  const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
  const due = new Date(cell('expected_utc'));
  const schedule = { at: cell('local_time').slice(0, 5), days: [1, 2, 3, 4, 5, 6, 7], zone: cell('zone') };
  const right = AHEAD_MS.every((ahead) => {
    const next = nextOccurrence(schedule, new Date(due.getTime() - ahead));
    return next.due.getTime() === due.getTime() && next.localDate === cell('local_date');
  });
  if (!right) wrong++;
}
process.stdout.write(`${JSON.stringify({ rows: rows.length, distances: AHEAD_MS.length, wrong })}\n`);
