import type { z } from 'zod';
import { UserError } from './errors.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

export type Config = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

/**
 * Reads the settings from an environment.
 * @throws UserError naming every setting that is wrong, at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const given = env[name]?.trim();
    const parsed = setting.schema.safeParse(given ? given : setting.default);
    if (parsed.success) config[name] = parsed.data;
    else
      problems.push(
        `${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}${setting.secret ? '' : `, got "${given}"`}`,
      );
  }
  problems.push(...missingPartners(config as Config));
  if (problems.length > 0)
    throw new UserError(`Invalid configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return config as Config;
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

/** The values that must never reach a log line or a channel. */
export function secretsOf(config: Config): string[] {
  return (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => {
    const setting: Setting = SETTINGS[name];
    const value = config[name];
    return setting.secret && typeof value === 'string' && value.length > 3 ? [value] : [];
  });
}
