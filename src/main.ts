import { keepCompiled } from './compiled.ts';
import type { Role } from './roles.ts';

keepCompiled();

const role = process.argv[2];
if (role !== undefined && role !== 'bot' && role !== 'worker') {
  process.stderr.write(`"${role}" isn't a role: use bot, worker, or leave it out to run both.\n`);
  process.exit(2);
}
const roles: Role[] = role === undefined ? ['bot', 'worker'] : [role];
const { run } = await import('./roles.ts');
await run(roles);
