import { type Role, run } from './roles.ts';

const role = process.argv[2];
if (role !== undefined && role !== 'bot' && role !== 'worker') {
  process.stderr.write(`There is no role "${role}": use bot, worker, or none for both.\n`);
  process.exit(2);
}
const roles: Role[] = role === undefined ? ['bot', 'worker'] : [role];
await run(roles);
