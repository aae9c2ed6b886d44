import './loopback.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { startWork } from '../../jobs/work.ts';
import { openApp } from '../../src/app.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { recentSlots } from '../../src/store/digests/slots.ts';
import { type DigestId, SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { emptyDatabase } from '../store/test-database.ts';

const redisUrl = inject('redisUrl');

async function discordServer() {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-discord-'));
  const discord = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'discord.db')}`,
    channels: [{ name: 'digest', type: ChannelType.GuildText }],
  });
  await discord.start();
  onTestFinished(async () => {
    await discord.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const [channel] = await discord.prisma.channel.findMany();
  if (!channel) throw new Error('no channel');
  return { discord, channel: channel.id };
}

describe.each([
  ['PostgreSQL', null],
  ['Redis', redisUrl],
] as const)('a worker on %s', (name, redis) => {
  test.skipIf(name === 'Redis' && !redis)('posts a due digest to Discord once, although two workers run', async () => {
    const { discord, channel } = await discordServer();
    const config = parseConfig({
      DATABASE_URL: await emptyDatabase(),
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.restUrl,
      LOG_LEVEL: 'fatal',
      ...(redis ? { REDIS_URL: redis } : {}),
    });
    const apps = [await openApp(config), await openApp(config)];
    onTestFinished(async () => {
      for (const app of apps) await app.close();
    });
    const [app] = apps;
    if (!app) throw new Error('no app');
    const workspace = `discord/${discord.guildId}` as WorkspaceId;
    await welcomeWorkspace(app.db, { id: workspace, platform: 'discord', name: 'Test' });
    await addText(app.db, HARBOUR, SHARED);
    const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
    const next = { ...nextOccurrence(schedule, new Date()), due: new Date() };
    const id = 'd1' as DigestId;
    await saveDigest(app.db, {
      id,
      workspace,
      place: `discord/${discord.guildId}/${channel}`,
      ...schedule,
      topic: null,
      items: 7,
      catchUpMinutes: 60,
      next,
    });
    for (const each of apps) {
      const working = await startWork(each);
      onTestFinished(() => working.stop());
    }
    for (const each of apps) await (await each.queue()).add('tick', {});
    await expect
      .poll(async () => (await recentSlots(app.db, id, 1))[0]?.state, { timeout: 20_000, interval: 200 })
      .toBe('posted');
    for (const each of apps) await (await each.queue()).add('tick', {});
    const messages = await discord.channel(channel).getMessages();
    expect(messages.filter((message) => message.content.includes('Harbour wall'))).toHaveLength(1);
    expect(messages[0]?.content).toContain('Harbour wall to be raised by a metre');
  });
});
