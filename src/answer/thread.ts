// What the threads of threads.ts can do, by name.
export { bestPassages } from '../store/best-passages.ts';
export { answerGathered } from './extractive.ts';
