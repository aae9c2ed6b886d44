import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { errorsBetween } from '../text/near-words.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

export type Config = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

const NAMES = Object.keys(SETTINGS) as SettingName[];
const LONGEST_SHOWN = 100;
const LONGEST_NAME = 60;
/** What other programs call theirs too. */
const ANYBODYS = ['DATABASE', 'REDIS', 'LOG'];
const BEGINS_AS_OURS = new RegExp(
  `^(?:${[...new Set(NAMES.map((name) => name.split('_')[0] ?? ''))].filter((word) => !ANYBODYS.includes(word)).join('|')})`,
  'i',
);
/** Two slips in a shorter name make another word of it: SLACK_HOME is none of ours. */
const SHORT_NAME = 12;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from an environment, and from a file of settings for what the environment leaves open.
 * @throws UserError naming every setting that is wrong, at once: what it must be, what it is unless it is a secret, and an example.
 */
export function parseConfig(environment: Environment, file: Environment = {}): Config {
  const env: Environment = { ...file, ...environment };
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
  problems.push(...misspelt(environment, file));
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

/**
 * Names that look like ours and aren't: they would be passed over in silence. In the environment, which other programs share, these begin
 * as ours do; in `.env`, which is written for Copydesk, any name counts that is a slip away from one of ours. Their values may be secrets,
 * and aren't shown.
 */
function misspelt(env: Environment, file: Environment): string[] {
  const strange = Object.keys(env).filter((name) => BEGINS_AS_OURS.test(name));
  return [...new Set([...strange, ...Object.keys(file)])]
    .filter((name) => !(name in SETTINGS) && !isFileOfSecret(name) && name.length <= LONGEST_NAME)
    .flatMap((name) => {
      const near = NAMES.map((known) => ({ known, far: errorsBetween(name.toUpperCase(), known) })).filter(
        ({ known, far }) => far <= (known.length < SHORT_NAME ? 1 : 2),
      );
      const [best] = near.sort((a, b) => a.far - b.far);
      return best
        ? [`${name} isn't a setting. Did you mean ${best.known}? It means: ${SETTINGS[best.known].what}`]
        : [];
    });
}

function isFileOfSecret(name: string): boolean {
  const setting: Setting | undefined = SETTINGS[name.replace(/_FILE$/, '') as SettingName];
  return name.endsWith('_FILE') && setting?.secret === true;
}

function missingPartners(config: Config): string[] {
  const problems: string[] = [];
  if (config.SLACK_BOT_TOKEN && !config.SLACK_APP_TOKEN && !config.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (create it under Basic Information, App-Level Tokens, scope connections:write) or SLACK_SIGNING_SECRET for HTTP',
    );
  }
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = config;
  if ((clientId || clientSecret || publicUrl) && !(clientId && clientSecret && publicUrl))
    problems.push(
      'For several Slack workspaces set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET (both under Basic Information) and SLACK_PUBLIC_URL',
    );
  if (clientId && config.SLACK_BOT_TOKEN)
    problems.push('Set either SLACK_CLIENT_ID (several workspaces) or SLACK_BOT_TOKEN (one workspace), not both');
  if (clientId && !config.SLACK_APP_TOKEN && !config.SLACK_SIGNING_SECRET)
    problems.push('SLACK_CLIENT_ID needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)');
  if ((config.SLACK_APP_TOKEN || config.SLACK_SIGNING_SECRET) && !config.SLACK_BOT_TOKEN && !clientId) {
    problems.push('SLACK_BOT_TOKEN is missing: find it under OAuth & Permissions after installing the app');
  }
  if (config.EMBEDDING_MODEL && !config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) {
    problems.push(
      `EMBEDDING_MODEL needs a server: set OPENAI_BASE_URL or OPENAI_API_KEY. ${exampleOf('OPENAI_BASE_URL')}`,
    );
  }
  return problems;
}

/**
 * The settings of this process: its environment, with `.env` of the working directory for what the environment leaves open, and secrets
 * from the files that `…_FILE` names.
 * @throws UserError when a file is there and can't be read, and for every setting that is wrong.
 */
export function loadConfig(): Config {
  const file = readSettingsFile('.env');
  return parseConfig(...withSecretFiles(process.env, file));
}

/**
 * An environment and a file of settings with the secrets from the files that `…_FILE` names. A secret that the environment sets goes
 * first, unless it is empty: containers hand over every setting that a `.env` lists.
 */
export function withSecretFiles(environment: Environment, file: Environment): [Environment, Environment] {
  const secrets = secretsFromFiles({ ...file, ...environment });
  const given = Object.entries(environment).filter(([name, value]) => !(name in secrets && !value?.trim()));
  return [Object.fromEntries(given), { ...file, ...secrets }];
}

/** The secrets that stand in files of their own (`DISCORD_TOKEN_FILE`), as containers hand them over. */
export function secretsFromFiles(env: Environment): Environment {
  const given: [string, string][] = NAMES.flatMap((name) => {
    const setting: Setting = SETTINGS[name];
    const path = env[`${name}_FILE`]?.trim() ?? '';
    if (!setting.secret || path === '') return [];
    try {
      return [[name, textOf(readFileSync(path), path).trim()]];
    } catch (error) {
      if (error instanceof UserError) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new UserError(`${name}_FILE names ${path}, which can't be read (${code}).`);
    }
  });
  return Object.fromEntries(given);
}

/** The address of a server with its password in it, whatever characters it has; one that the address has already stays. */
export function withPassword(address: string, password: string | null): string {
  // Taken apart by hand: an address may name several hosts, which URL does not know.
  const [, scheme = '', user = '', given = '', rest = ''] =
    /^([a-z-]+:\/\/)(?:([^:@/]*)(?::([^@/]*))?@)?(.*)$/s.exec(address) ?? [];
  if (password === null || given !== '' || scheme === '') return address;
  return `${scheme}${user}:${encodeURIComponent(password)}@${rest}`;
}

/** Whether `npm run …` started this process: then its parent is a shell, which passes no signals on. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** The settings that a file gives; none when there is no such file. */
export function readSettingsFile(path: string): Environment {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT') return {};
    if (code === 'EISDIR') throw new UserError(`${path} is a folder. Settings belong in a file with that name.`);
    if (code === 'EACCES')
      throw new UserError(`${path} can't be read by this account (${userInfo().username}). Let it read the file.`);
    throw new UserError(`${path} can't be read: ${code}`);
  }
  return parseEnv(textOf(bytes, path));
}

/** The text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one, as Windows' own shell writes it. */
function textOf(bytes: Buffer, path: string): string {
  const wide = ['utf-16le', 'utf-16be'].find((_, at) => bytes[at] === 0xff && bytes[1 - at] === 0xfe);
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // It contains bytes that aren't text.
  }
  throw new UserError(`${path} isn't a text file in UTF-8. Open it in an editor and save it as UTF-8.`);
}

/** The app's credentials, where several Slack workspaces install it themselves; null where there is one, or none. */
export function slackOAuth(config: Config): { clientId: string; clientSecret: string; publicUrl: string } | null {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = config;
  return clientId && clientSecret && publicUrl ? { clientId, clientSecret, publicUrl } : null;
}

/** The values that must never reach a log line or a channel; of an address that holds a password, that alone too. */
export function secretsOf(config: Config): string[] {
  return NAMES.flatMap((name) => {
    const setting: Setting = SETTINGS[name];
    const value = config[name];
    if (!setting.secret || typeof value !== 'string') return [];
    const password = /^[a-z-]+:\/\/[^:@/]*:([^@/]*)@/.exec(value)?.[1] ?? '';
    return [value, password].filter((secret) => secret.length > 3);
  });
}
