// What a thread of cpu-threads.ts can do, by name.

import { getPriority, setPriority } from 'node:os';

export { bestPassages } from '../index/passages/best-passages.ts';
export { newestReports } from './built-in/changed-reports.ts';
export { answerRead } from './built-in/extractive.ts';
export { ratedArticles } from './rank/evidence-sentences.ts';
export { rankGathered } from './rank/search.ts';

/** Where there are more threads than cores, messages, heartbeats and the store come first. */
const NICER = 2;
// On Linux this is the thread's own; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + NICER));
