import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandName } from '../../src/chat/commands.ts';
import { discordChecks, permissionsOf } from '../../src/chat/platforms/discord/checks.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from '../chat/test-desk.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { CHANNEL, GUILD } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';

const PLACE = `discord/${GUILD}/${CHANNEL}`;

async function checked(messageContent = false) {
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  return { discord, checks: discordChecks({ token: 'test-token', apiUrl: discord.url, messageContent }) };
}

test('a digest for a channel where the bot may not post is refused with what to do', async () => {
  const { discord, checks } = await checked();
  const { desk } = await testDesk({ checks: { discord: checks } });
  const caller = { workspace: `discord/${GUILD}` as WorkspaceId, place: PLACE, user: '1', admin: true, zone: null };
  await desk.welcome({ id: caller.workspace, platform: 'discord', name: 'Newsroom' });
  const set = () =>
    desk.handle({
      kind: 'command',
      command: 'newsadmin digest set',
      options: { channel: PLACE, time: '08:00' },
      caller,
    });
  discord.forbid(PermissionFlagsBits.SendMessages);
  expect(JSON.stringify(await set())).toMatch(/can't post there yet. I'm missing Send Messages there/);
  discord.forbid(0n);
  expect(JSON.stringify(await set())).toMatch(/is set/);
});

test('the status in the chat tells of token, intents and channels, and not of the digests of single readers', async () => {
  const { discord, checks } = await checked();
  const { desk } = await testDesk({ checks: { discord: checks }, posterFor: () => recordingPoster() });
  const caller = { workspace: `discord/${GUILD}` as WorkspaceId, place: PLACE, user: '1', admin: true, zone: null };
  await desk.welcome({ id: caller.workspace, platform: 'discord', name: 'Newsroom' });
  const run = async (command: CommandName, options: Record<string, string>) =>
    JSON.stringify(await desk.handle({ kind: 'command', command, options, caller }));
  await run('newsadmin digest set', { channel: PLACE, time: '08:00' });
  await run('news subscribe', {});
  discord.forbid(PermissionFlagsBits.SendMessages);
  const status = await run('newsadmin status', {});
  expect(status).toMatch(/Discord token.*accepted.*Message Content intent.*Worker/s);
  expect(status).toMatch(/Broken: [0-9a-f]{8} in.*missing Send Messages/s);
  expect(status).not.toContain('terminal/1');
});

test('an intent that is asked for and switched off is said, with the remedy', async () => {
  const { checks } = await checked(true);
  expect(await checks.platform()).toContainEqual(
    expect.objectContaining({ state: 'broken', detail: expect.stringMatching(/switch it on in the Developer Portal/) }),
  );
});

test('a refused token is said in place of everything else', async () => {
  const { discord, checks } = await checked();
  discord.inject(() => ({ status: 401, body: { message: '401: Unauthorized', code: 0 } }));
  expect(await checks.platform()).toEqual([
    expect.objectContaining({ state: 'broken', detail: expect.stringMatching(/DISCORD_TOKEN isn't accepted/) }),
  ]);
});

test('permissions are worked out as Discord does: roles, then everybody, roles and the member in the channel', () => {
  const { SendMessages: send, ViewChannel: view } = PermissionFlagsBits;
  const role = (id: string, permissions: bigint) => ({ id, permissions: permissions.toString() }) as never;
  const overwrite = (id: string, type: OverwriteType, allow: bigint, deny: bigint) =>
    ({ id, type, allow: allow.toString(), deny: deny.toString() }) as never;
  const of = (roles: never[], overwrites: never[]) => permissionsOf('g', 'me', ['r'], roles, overwrites);
  const base = [role('g', view | send), role('r', 0n)];
  expect(of(base, []).has(send)).toBe(true);
  expect(of(base, [overwrite('g', OverwriteType.Role, 0n, send)]).has(send)).toBe(false);
  expect(
    of(base, [overwrite('g', OverwriteType.Role, 0n, send), overwrite('r', OverwriteType.Role, send, 0n)]).has(send),
  ).toBe(true);
  expect(
    of(base, [overwrite('r', OverwriteType.Role, send, 0n), overwrite('me', OverwriteType.Member, 0n, send)]).has(send),
  ).toBe(false);
  const admin = [role('g', 0n), role('r', PermissionFlagsBits.Administrator)];
  expect(of(admin, [overwrite('g', OverwriteType.Role, 0n, send)]).has(send)).toBe(true);
});
