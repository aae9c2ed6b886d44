import { Routes } from 'discord.js';
import type { Discord } from './guild.ts';
import { codeOf } from './rest.ts';

const THREAD_NAME = 100;
const THREAD_MINUTES = 1440;
const THREAD_EXISTS = 160004;

/** Opens a thread on an answer of ours, named after the question. Without the permission the answer stands without one. */
export async function openThread(
  { rest, log }: Pick<Discord, 'rest' | 'log'>,
  channel: string,
  message: string,
  question: string,
): Promise<void> {
  const name = question.replace(/\s+/g, ' ').trim().slice(0, THREAD_NAME).toWellFormed() || 'Your question';
  try {
    await rest.post(Routes.threads(channel, message), { body: { name, auto_archive_duration: THREAD_MINUTES } });
  } catch (error) {
    if (codeOf(error) !== THREAD_EXISTS)
      log.warn({ err: error, channel }, 'discord: could not open a thread on an answer');
  }
}
