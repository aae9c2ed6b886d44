import { createParser } from '../../../src/read/parse/parser-pool.ts';

/** One parser for every test that reads pages or feeds and isn't about the parser: its process takes longer to start than most tests. */
export const sharedParser = createParser();
