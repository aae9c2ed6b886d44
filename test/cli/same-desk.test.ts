import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { saveAccess } from '../../src/store/channel-rules.ts';
import { SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { addText } from '../chat/test-desk.ts';
import { commandLine } from './run-cli.ts';

// Each command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const DENIED = 'Mayor Ada Lindqvist never said “let the ferry rot”, her office wrote on Friday.';

test('quote shows words that were denied as a chat does, and its JSON has the same words in the same order', async () => {
  const { db, run, json } = await commandLine();
  await addText(db, DENIED, SHARED);
  const { out } = await run(['quote', 'ferry', 'rot']);
  expect(out).toMatch(/— Ada Lindqvist did not say this, or denies saying it/);
  expect(out).toMatch(/… .*never said “let the ferry rot”.* …/s);
  const [shown, data] = await Promise.all([
    run(['quote', '--speaker', 'Lindqvist']),
    json('quote', '--speaker', 'Lindqvist'),
  ]);
  const texts: string[] = data.quotes.map(({ text }: { text: string }) => text);
  expect(texts.length).toBeGreaterThan(1);
  expect(shown.out.match(/(?<=^“).+(?=”$)/gm)).toEqual(texts);
});

test('quote turns the pages of the desk, and says how to turn them at a shell', async () => {
  const { run, json } = await commandLine();
  const [first, second, third, data] = await Promise.all([
    run(['quote', '--since', '2000-01-01', '--page', '1']),
    run(['quote', '--since', '2000-01-01', '--page', '2']),
    run(['quote', '--since', '2000-01-01', '--page', '30']),
    json('quote', '--since', '2000-01-01', '--page', '2'),
  ]);
  expect(first.out).toMatch(/page 1 of 2\..*\n--page 2 shows more\.\n$/s);
  expect(first.out).not.toMatch(/\[1\]/);
  expect(second.out).toMatch(/page 2 of 2\..*from the articles\.\n$/s);
  for (const { text } of data.quotes) expect(second.out).toContain(`“${text}”`);
  expect(third.out).toBe('There are 2 pages of quotations like that.\n');
  expect((await run(['quote', 'metre', '--page', '300'])).err).toMatch(/at most 200 pages/);
});

test('quote --context gives each quotation the sentences around it, as its JSON does', async () => {
  const { run, json } = await commandLine();
  const [shown, data] = await Promise.all([
    run(['quote', '--speaker', 'Timm', '--context']),
    json('quote', '--speaker', 'Timm', '--context'),
  ]);
  const flat = shown.out.replace(/\s+/g, ' ');
  expect(data.quotes.length).toBeGreaterThan(1);
  for (const { context } of data.quotes) expect(flat).toContain(`… ${context.replace(/\s+/g, ' ')} …`);
});

test('a name that the shell cut at its blank is pointed out in the words of the shell', async () => {
  const { run } = await commandLine();
  const { out } = await run(['quote', 'Lindqvist', 'market', '--speaker', 'Ada']);
  expect(out.replace(/\s+/g, ' ')).toContain('such as --speaker "Ada Lindqvist"');
});

test('ask --json refuses a source of which nothing is stored as the desk does, and takes part of a name', async () => {
  const { run, json } = await commandLine();
  const asked = ['ask', 'How much does the wall cost?', '--source'];
  const [plain, data] = await Promise.all([run([...asked, 'Nowhere']), run([...asked, 'Nowhere', '--json'])]);
  expect(data).toEqual(plain);
  expect(data).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no stored article from “Nowhere”') });
  expect(await json(...asked, 'courier')).toMatchObject({ refused: false, by: 'built-in' });
});

test('ask --json has the statements and sources that the desk shows', async () => {
  const { run, json } = await commandLine();
  const question = 'How much does the wall cost?';
  const [{ out }, data] = await Promise.all([run(['ask', question]), json('ask', question)]);
  expect(out.replace(/\s+/g, ' ')).toContain(data.answer);
  for (const { title } of data.citations) expect(out).toContain(title);
});

test('the rules of channels do not stop whoever sits at the machine', async () => {
  const { db, run } = await commandLine();
  const workspace = 'discord/41' as WorkspaceId;
  await welcomeWorkspace(db, { id: workspace, platform: 'discord', name: 'Vale' });
  await saveAccess(db, workspace, { listedOnly: true, roles: ['7'] });
  expect((await run(['quote', '--speaker', 'Timm', '--workspace', workspace])).out).toContain('The river needs room.');
});

test('feeds, digests and wires are listed as a chat lists them, of every workspace', async () => {
  const { db, run } = await commandLine();
  expect((await run(['feeds', 'list'])).out).toMatch(/follow no feeds yet.*copydesk feeds add/s);
  expect((await run(['digest', 'list'])).out).toMatch(/No digests yet.*copydesk digest set/s);
  expect((await run(['wire', 'list'])).out).toMatch(/copydesk wire set/);
  await run(['digest', 'set', '--place', 'terminal', '--at', '08:00', '--zone', 'UTC']);
  await run(['digest', 'set', '--place', 'terminal', '--at', '18:00', '--zone', 'UTC']);
  const workspace = 'discord/41' as WorkspaceId;
  await welcomeWorkspace(db, { id: workspace, platform: 'discord', name: 'Vale' });
  await db
    .updateTable('digests')
    .set({ workspace_id: workspace, place: 'discord/41/7' })
    .where('at', '=', '18:00')
    .execute();
  const { out } = await run(['digest', 'list']);
  expect(out.match(/^Digests$/gm)).toHaveLength(1);
  expect(out).toMatch(/• [0-9a-f]{8} to terminal: .*08:00/);
  expect(out).toMatch(/• [0-9a-f]{8} to discord\/41\/7: .*18:00/);
});

test('no command looks up quotations or stories past the functions that the desk calls', () => {
  const folder = new URL('../../src/cli/', import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  expect(texts.join('\n')).not.toMatch(/quote-lookup|\bfindQuotes\b|newestStories|\bholdings\b/);
});
