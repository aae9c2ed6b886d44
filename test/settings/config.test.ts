import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import {
  parseConfig,
  readSettingsFile,
  secretsFromFiles,
  secretsOf,
  withPassword,
  withSecretFiles,
} from '../../src/settings/config.ts';
import { SETTINGS, type SettingName } from '../../src/settings/settings.ts';

/** What a person is told about these settings. */
function complaint(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error('The settings were taken.');
}

test('nothing has to be set', () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ COPYDESK_DATA: 'data', DATABASE_URL: null, DISCORD_TOKEN: null, FEED_MINUTES: 15 });
});

test('a value of spaces counts as not set', () => {
  expect(parseConfig({ FEED_MINUTES: '  ', DISCORD_TOKEN: ' ' })).toMatchObject({
    FEED_MINUTES: 15,
    DISCORD_TOKEN: null,
  });
});

test('spaces around a value do not count', () => {
  expect(parseConfig({ FEED_MINUTES: ' 30 ', LOG_LEVEL: 'debug\n' })).toMatchObject({
    FEED_MINUTES: 30,
    LOG_LEVEL: 'debug',
  });
});

test('the shards of a process are a range of a number', () => {
  expect(parseConfig({ DISCORD_SHARDS: '2-4/8' }).DISCORD_SHARDS).toEqual({ ids: [2, 3, 4], count: 8 });
  expect(parseConfig({ DISCORD_SHARDS: '7/8' }).DISCORD_SHARDS).toEqual({ ids: [7], count: 8 });
  expect(parseConfig({}).DISCORD_SHARDS).toBeNull();
  for (const wrong of ['8/8', '3-2/8', '0-8/8', '0/0', 'all', '0-3', '-1/4'])
    expect(complaint({ DISCORD_SHARDS: wrong })).toContain('DISCORD_SHARDS');
});

test('an address to allow that can not be read is told at the start', () => {
  expect(() => parseConfig({ FETCH_ALLOW: '10.1.0.0/99' })).toThrow(/FETCH_ALLOW can't be read: "10\.1\.0\.0\/99"/);
});

test('a list is split at commas', () => {
  expect(parseConfig({ FETCH_ALLOW: 'wiki.example.org, 10.1.0.0/16,' }).FETCH_ALLOW).toEqual([
    'wiki.example.org',
    '10.1.0.0/16',
  ]);
});

describe('a wrong value is named, with what it must be and an example', () => {
  test.each([
    ['FEED_MINUTES', 'often', 'FEED_MINUTES must be a whole number, got "often". Example: FEED_MINUTES=15'],
    ['FEED_MINUTES', '1.5', 'FEED_MINUTES must be a whole number, got "1.5". Example: FEED_MINUTES=15'],
    ['FEED_MINUTES', '0', 'FEED_MINUTES must be at least 1, got "0". Example: FEED_MINUTES=15'],
    ['FEED_MINUTES', '99999', 'FEED_MINUTES must be at most 1440, got "99999". Example: FEED_MINUTES=15'],
    [
      'DISCORD_MESSAGE_CONTENT',
      'yes',
      'DISCORD_MESSAGE_CONTENT must be true or false, got "yes". Example: DISCORD_MESSAGE_CONTENT=false',
    ],
    ['OPENAI_API', 'grpc', 'OPENAI_API must be auto, responses or chat, got "grpc". Example: OPENAI_API=auto'],
    [
      'COPYDESK_ZONE',
      'Paris time',
      'COPYDESK_ZONE must be an IANA time zone such as Europe/Paris, got "Paris time". Example: COPYDESK_ZONE=Europe/Paris',
    ],
    [
      'OPENAI_BASE_URL',
      'localhost:11434',
      'OPENAI_BASE_URL must start with http:// or https://, got "localhost:11434". Example: OPENAI_BASE_URL=http://127.0.0.1:11434/v1',
    ],
    [
      'OPENAI_BASE_URL',
      'http://',
      'OPENAI_BASE_URL must be a whole address, got "http://". Example: OPENAI_BASE_URL=http://127.0.0.1:11434/v1',
    ],
    [
      'SLACK_COMMAND_PREFIX',
      'Copy Desk',
      'SLACK_COMMAND_PREFIX must be at most 12 lower-case letters, digits, - or _, got "Copy Desk". Example: SLACK_COMMAND_PREFIX=cd-',
    ],
  ])('%s=%s', (name, value, message) => {
    expect(complaint({ [name]: value })).toBe(`Invalid configuration:\n  - ${message}`);
  });
});

test('everything that is wrong is said at once', () => {
  expect(complaint({ FEED_MINUTES: 'x', LOG_LEVEL: 'loud', SLACK_PORT: '0' }).match(/^ {2}- \w+/gm)).toEqual([
    '  - SLACK_PORT',
    '  - FEED_MINUTES',
    '  - LOG_LEVEL',
  ]);
});

test('the example of every setting is a value that it takes', () => {
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const setting = SETTINGS[name];
    const example = 'example' in setting && !/…|"/.test(setting.example) ? setting.example : setting.default;
    expect([name, setting.schema.safeParse(example).success]).toEqual([name, true]);
  }
});

describe('a secret that is wrong is named, and not shown', () => {
  test.each([
    ['DATABASE_URL', 'mysql://desk:hunter2@db/news', /DATABASE_URL must start with postgres:\/\/ or postgresql:\/\//],
    ['REDIS_URL', 'hunter2', /REDIS_URL must be redis:\/\/host:6379/],
    ['DISCORD_TOKEN', 'Bot hunter2', /DISCORD_TOKEN must be the token alone/],
    ['SLACK_BOT_TOKEN', 'xapp-hunter2', /SLACK_BOT_TOKEN must start with xoxb-/],
    ['SLACK_APP_TOKEN', 'xoxb-hunter2', /SLACK_APP_TOKEN must start with xapp-/],
  ])('%s', (name, value, message) => {
    const said = complaint({ [name]: value });
    expect(said).toMatch(message);
    expect(said).toMatch(`Example: ${name}=`);
    expect(said).not.toMatch(/hunter2/);
  });

  test('whatever it is', () => {
    const secrets = (Object.keys(SETTINGS) as SettingName[]).filter((name) => 'secret' in SETTINGS[name]);
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.stringMatching(/^[a-zA-Z0-9]{12,40}$/), (name, text) => {
        const env = { [name]: `zz://${text} ${text}`, FEED_MINUTES: 'x' };
        expect(complaint(env)).not.toContain(text);
      }),
    );
  });
});

describe('a setting that needs another says which', () => {
  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_BOT_TOKEN needs SLACK_APP_TOKEN .*or SLACK_SIGNING_SECRET for HTTP/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing: find it under OAuth & Permissions/],
    [{ EMBEDDING_MODEL: 'bge' }, /EMBEDDING_MODEL needs a server: set OPENAI_BASE_URL or OPENAI_API_KEY/],
  ])('%j', (env, message) => {
    expect(complaint(env)).toMatch(message);
  });
});

describe('a misspelt name is told from a setting of another program', () => {
  test.each([
    ['COPYDESK_DATEN', 'COPYDESK_DATA'],
    ['COPYDESK_ZONES', 'COPYDESK_ZONE'],
    ['COPYDESKDATA', 'COPYDESK_DATA'],
    ['discord_token', 'DISCORD_TOKEN'],
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['OPENAI_MODL', 'OPENAI_MODEL'],
    ['MODEL_TIMOUT_SECONDS', 'MODEL_TIMEOUT_SECONDS'],
    ['BACKUP_FOLDERS', 'BACKUP_FOLDER'],
  ])('%s is taken for %s', (name, meant) => {
    const said = complaint({ [name]: 'hunter2' });
    expect(said).toContain(`${name} isn't a setting. Did you mean ${meant}?`);
    expect(said).not.toMatch(/hunter2/);
  });

  test.each([
    ...['COPYDESK_BENCH', 'SLACK_HOME', 'DISCORD_GUILD_OF_ANOTHER_BOT', 'PATH', 'DESKTOP', 'OPENAI_API_BASE'],
    ...['MODEL_PATH', 'DATABASE_URI', 'REDIS_URI'],
  ])('%s is left alone', (name) => {
    expect(() => parseConfig({ [name]: 'x' })).not.toThrow();
  });
});

test('the secrets of a configuration are the values of its secret settings, and the passwords in them', () => {
  const config = parseConfig({ DISCORD_TOKEN: 'abc.def', REDIS_URL: 'redis://u:hunter2@h/0', OPENAI_MODEL: 'small' });
  expect(secretsOf(config)).toEqual(['redis://u:hunter2@h/0', 'hunter2', 'abc.def']);
});

describe('a file of settings', () => {
  function settingsFile(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-env-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, '.env');
    writeFileSync(path, text);
    return path;
  }

  test('counts where the environment leaves a setting open', () => {
    const file = readSettingsFile(settingsFile('FEED_MINUTES=30\nLOG_LEVEL=debug\n'));
    expect(parseConfig({ LOG_LEVEL: 'warn' }, file)).toMatchObject({ FEED_MINUTES: 30, LOG_LEVEL: 'warn' });
  });

  test('may begin with a byte order mark, as some editors write it', () => {
    expect(readSettingsFile(settingsFile('\uFEFFFEED_MINUTES=30'))).toEqual({ FEED_MINUTES: '30' });
  });

  test('that is not there gives no settings', () => {
    expect(readSettingsFile(`${settingsFile('')}.missing`)).toEqual({});
  });

  test('that is a folder is said to be one', () => {
    const path = `${settingsFile('')}.folder`;
    mkdirSync(path);
    expect(() => readSettingsFile(path)).toThrow(/is a folder/);
  });

  test("that can't be read stops the start", () => {
    expect(() => readSettingsFile(join(settingsFile(''), '.env'))).toThrow(/can't be read/);
  });

  test('with a name a slip away from a setting is told so, whatever the name begins with', () => {
    expect(() => parseConfig({}, { OPENAI_MODL: 'x' })).toThrow(
      /OPENAI_MODL isn't a setting\. Did you mean OPENAI_MODEL\?/,
    );
    expect(() => parseConfig({}, { HEALTHPORT: '9464' })).toThrow(/Did you mean HEALTH_PORT\?/);
  });

  test('may name files that hold the secrets', () => {
    const path = settingsFile('p@ss/word#?\n');
    expect(secretsFromFiles({ DATABASE_PASSWORD_FILE: path, FEED_MINUTES_FILE: path })).toEqual({
      DATABASE_PASSWORD: 'p@ss/word#?',
    });
    expect(() => secretsFromFiles({ DISCORD_TOKEN_FILE: `${path}.gone` })).toThrow(/DISCORD_TOKEN_FILE names .*ENOENT/);
    expect(parseConfig({ DISCORD_TOKEN_FILE: path }).DISCORD_TOKEN).toBeNull();
  });

  test('may hold names of other programs', () => {
    expect(parseConfig({}, { POSTGRES_PASSWORD: 'x' }).FEED_MINUTES).toBe(15);
  });
});

test('a password of any characters goes into the address of a server, and comes out the same', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (password) => {
      const url = new URL(withPassword('postgres://copydesk@db:5432/copydesk', password));
      expect(decodeURIComponent(url.password)).toBe(password.toWellFormed());
    }),
  );
  expect(withPassword('redis://:own@127.0.0.1:6379', 'other')).toBe('redis://:own@127.0.0.1:6379');
});

test('a secret from a file counts although the environment names the setting and leaves it empty, as compose does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'token');
  writeFileSync(path, 'from-the-file\n');
  const read = (env: Record<string, string>, file: Record<string, string> = {}) =>
    parseConfig(...withSecretFiles(env, file)).DISCORD_TOKEN;
  expect(read({ DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: path })).toBe('from-the-file');
  expect(read({}, { DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: path })).toBe('from-the-file');
  expect(read({ DISCORD_TOKEN: 'directly', DISCORD_TOKEN_FILE: path })).toBe('directly');
  // Without such a file, an empty variable still switches off what .env sets.
  expect(read({ DISCORD_TOKEN: '' }, { DISCORD_TOKEN: 'in-env' })).toBeNull();
});

describe('settings in other encodings', () => {
  const read = (bytes: Buffer) => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-env-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, '.env'), bytes);
    return readSettingsFile(join(folder, '.env'));
  };
  const text = 'FEED_MINUTES=30\nARTICLE_DAYS_OF=Zürcher Bote=90\n';
  const known = { FEED_MINUTES: '30', ARTICLE_DAYS_OF: 'Zürcher Bote=90' };

  test('UTF-16 with its mark is read, as Windows writes it', () => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(read(little)).toEqual(known);
    expect(read(Buffer.from(little).swap16())).toEqual(known);
  });

  test('what is no UTF-8 is refused, not read as something else', () => {
    for (const bytes of [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')])
      expect(() => read(bytes)).toThrow(/isn't a text file in UTF-8/);
  });
});

test('the address of the desk is a host alone: the desk has no place below a path', () => {
  expect(complaint({ DESK_URL: 'https://example.org/desk' })).toMatch(/DESK_URL must be a host alone/);
  expect(complaint({ DESK_URL: 'https://me:secret@example.org' })).toMatch(/DESK_URL must be a host alone/);
  expect(parseConfig({ DESK_URL: 'https://desk.example.org:8443/' }).DESK_URL).toContain('desk.example.org:8443');
});
