import { run } from '../src/roles.ts';

await run(['worker']);
