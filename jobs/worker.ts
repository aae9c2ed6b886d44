import { keepCompiled } from '../src/compiled.ts';

keepCompiled();
const { run } = await import('../src/roles.ts');
await run(['worker']);
