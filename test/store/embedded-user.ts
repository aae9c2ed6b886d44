import { createInterface } from 'node:readline';
import { createPool } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded/embedded.ts';

// A process that uses the embedded server of the folder it is given: "ask" on standard input asks the server until it answers.
const server = await openEmbedded({ dataDir: process.argv[2] ?? '' });
const pool = createPool(server.connectionString, 2);
process.stdout.write(`${server.connectionString}\n`);
for await (const line of createInterface(process.stdin)) {
  if (line === 'close') break;
  for (;;) {
    try {
      const { rows } = await pool.query('select pg_postmaster_start_time()::text as since');
      process.stdout.write(`${rows[0].since}\n`);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
await pool.end();
await server.close();
