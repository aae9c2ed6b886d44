// What a thread of answer-threads.ts runs.
export { answerGathered as default } from './extractive.ts';
