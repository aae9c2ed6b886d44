#!/usr/bin/env node
import { keepCompiled } from './compiled.ts';

keepCompiled();
const { runProgram } = await import('./cli/program.ts');
await runProgram(process.argv.slice(2));
