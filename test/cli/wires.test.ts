import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commandLine } from './run-cli.ts';

// Each command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

test('a wire is set, listed, paused and removed, and a place that is none is refused', async () => {
  const { run, json } = await commandLine();
  const set = ['wire', 'set', '--place', 'terminal', '--words', 'harbour,wall', '--pictures'];
  const { id, settings } = await json(...set);
  expect(settings.wire).toMatchObject({ words: ['harbour', 'wall'], pictures: true, ping: null });
  expect((await run(['wire', 'list'])).out).toContain(`${id} to terminal: every new article`);
  expect((await run(['wire', 'pause', id])).out).toContain('is paused');
  expect((await run(['wire', 'list'])).out).toContain(
    `Paused: ${id} to terminal: by an admin. Resume it with copydesk wire pause ${id}`,
  );
  expect((await run(['wire', 'remove', id])).out).toContain('is removed');
  expect(await run(['wire', 'remove', id])).toMatchObject({
    code: 1,
    err: expect.stringContaining('copydesk wire list'),
  });
  expect(await run(['wire', 'set', '--place', '#news'])).toMatchObject({ code: 1 });
});

test.each([
  ['discord', 'How much does the wall cost?', /14 million/, /style-\d/],
  ['slack', '/quote three floods', /three floods/, /class="message slack"/],
])('a preview shows what %s shows for “%s”, as a page of phone width', async (platform, words, said, look) => {
  const { folder, run } = await commandLine();
  const { code, err } = await run(['preview', words, '--platform', platform, '--out', 'shown.html']);
  expect([code, err]).toEqual([0, '']);
  const html = readFileSync(join(folder, 'shown.html'), 'utf8');
  expect(html).toMatch(said);
  expect(html).toMatch(look);
  expect(html).toContain('width=390');
});

test('a preview of a command that does not exist says so, and writes nothing', async () => {
  const { folder, run } = await commandLine();
  const { code, err } = await run(['preview', '/qoute floods', '--out', 'shown.html']);
  expect(code).toBe(1);
  expect(err).toMatch(/I don't know a command/);
  expect(existsSync(join(folder, 'shown.html'))).toBe(false);
});
