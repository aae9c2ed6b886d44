// What a thread of cpu-threads.ts can do, by name.

export { bestPassages } from '../index/passages/best-passages.ts';
export { newestReports } from './built-in/changed-reports.ts';
export { answerRead } from './built-in/extractive.ts';
export { rankGathered } from './rank/search.ts';
