import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

export type Config = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

const NAMES = Object.keys(SETTINGS) as SettingName[];
const LONGEST_SHOWN = 100;

/**
 * Reads the settings from an environment.
 * @throws UserError naming every setting that is wrong, at once: what it must be, what it is unless it is a secret, and an example.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const name of NAMES) {
    const setting: Setting = SETTINGS[name];
    const given = env[name]?.trim() ?? '';
    const parsed = setting.schema.safeParse(given === '' ? setting.default : given);
    if (parsed.success) config[name] = parsed.data;
    else
      problems.push(
        `${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}${shown(setting, given)}. ${exampleOf(name)}`,
      );
  }
  problems.push(...misspelt(env));
  if (problems.length === 0) problems.push(...missingPartners(config as Config));
  if (problems.length > 0)
    throw new UserError(`Invalid configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return config as Config;
}

function shown(setting: Setting, given: string): string {
  if (setting.secret) return '';
  return `, got "${given.length > LONGEST_SHOWN ? `${given.slice(0, LONGEST_SHOWN)}…` : given}"`;
}

function exampleOf(name: SettingName): string {
  const setting: Setting = SETTINGS[name];
  return `Example: ${name}=${setting.example ?? setting.default}`;
}

/** Names that look like ours and are not: they would be passed over in silence. Their values may be secrets, and are not shown. */
function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => /^(?:COPYDESK|DISCORD|SLACK)_?[A-Z0-9_]{1,40}$/i.test(name) && !(name in SETTINGS))
    .flatMap((name) => {
      const near = NAMES.map((known) => ({ known, far: changes(name.toUpperCase(), known) })).filter(
        ({ far }) => far <= 2,
      );
      const [best] = near.sort((a, b) => a.far - b.far);
      return best
        ? [`There is no setting ${name}. Did you mean ${best.known}? It is: ${SETTINGS[best.known].what}`]
        : [];
    });
}

/** How many letters to put in, take out or replace to make one word of the other (Levenshtein's distance). */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const [left = 0, above = 0, before = 0] = [next[j - 1], row[j], row[j - 1]];
      next.push(Math.min(left + 1, above + 1, before + (letter === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

function missingPartners(config: Config): string[] {
  const problems: string[] = [];
  if (config.SLACK_BOT_TOKEN && !config.SLACK_APP_TOKEN && !config.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (create it under Basic Information, App-Level Tokens, scope connections:write) or SLACK_SIGNING_SECRET for HTTP',
    );
  }
  if ((config.SLACK_APP_TOKEN || config.SLACK_SIGNING_SECRET) && !config.SLACK_BOT_TOKEN) {
    problems.push('SLACK_BOT_TOKEN is missing: find it under OAuth & Permissions after installing the app');
  }
  if (config.EMBEDDING_MODEL && !config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) {
    problems.push(
      `EMBEDDING_MODEL needs a server: set OPENAI_BASE_URL or OPENAI_API_KEY. ${exampleOf('OPENAI_BASE_URL')}`,
    );
  }
  return problems;
}

/** The settings of this process: its environment, with `.env` of the working directory for what the environment leaves open. */
export function loadConfig(): Config {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UserError(`.env can't be read: ${String(error)}`);
  }
  return parseConfig(process.env);
}

/** The values that must never reach a log line or a channel; of an address that holds a password, that alone too. */
export function secretsOf(config: Config): string[] {
  return NAMES.flatMap((name) => {
    const setting: Setting = SETTINGS[name];
    const value = config[name];
    if (!setting.secret || typeof value !== 'string') return [];
    return [value, URL.parse(value)?.password ?? ''].filter((secret) => secret.length > 3);
  });
}
