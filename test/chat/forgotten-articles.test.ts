import { expect, test } from 'vitest';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { tidyStore } from '../../src/store/retention.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const caller = { workspace: GUILD, place: 'discord/g1/c1/t1', user: 'anna', admin: false, zone: 'UTC' };
const YEARS_LATER = new Date('2036-01-01T00:00:00Z');

const shown = (reply: Reply) => renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });

test('an answer whose article was removed since leads to plain words, by questions and by buttons', async () => {
  const { desk, db, errors } = await testDesk();
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const ask = (text: string) => desk.handle({ kind: 'question', text, caller });
  const first = await ask('How much does the wall cost?');
  expect(shown(first)).toContain('14 million crowns');
  const buttons = first.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ id }) => id) : []));
  expect(buttons.length).toBeGreaterThan(0);
  const kept = { articleDays: 30, articleDaysOf: [], historyDays: 0 };
  await tidyStore(db, kept, YEARS_LATER, new AbortController().signal);
  expect(await db.selectFrom('articles').select('id').execute()).toEqual([]);
  const gone = 'The articles behind my last answer were changed or removed since. Ask the question again.';
  for (const text of ['source?', 'more', 'are you sure?', 'when was that?'])
    expect(shown(await ask(text))).toContain(gone);
  expect(shown(await ask('How much does the wall cost?'))).toContain("I didn't find anything about that.");
  const pressed = new Map<string, string>();
  for (const button of buttons)
    pressed.set(button.split(':')[1] ?? '', shown(await desk.handle({ kind: 'press', button, caller })));
  expect(pressed.get('read')).toBe('I no longer have this article.');
  expect(pressed.get('spoken')).toBe('I no longer have the articles behind this answer.');
  expect(pressed.get('why')).toContain('a question of fact');
  expect([...pressed.values()].filter((text) => text.includes('14 million'))).toEqual([]);
  expect(errors).toEqual([]);
});
