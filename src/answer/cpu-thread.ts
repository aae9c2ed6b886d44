// What a thread of cpu-threads.ts can do, by name.

export { bestPassages } from '../index/passages/best-passages.ts';
export { answerFound } from './built-in/extractive.ts';
export { rankGathered } from './rank/search.ts';
