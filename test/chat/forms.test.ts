import { expect, test } from 'vitest';
import { COMMAND_NAMES, type CommandName, commandSpec } from '../../src/chat/commands.ts';
import { confirmation, confirmed } from '../../src/chat/confirm.ts';
import { formOfButton, formOfCommand, submitted } from '../../src/chat/forms.ts';
import { isPrivate } from '../../src/chat/privacy.ts';
import type { Caller } from '../../src/chat/request.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';

const caller: Caller = {
  workspace: 'discord/1' as WorkspaceId,
  place: 'discord/1/2',
  user: '3',
  admin: true,
  zone: null,
};

test('a command that lacks what it needs opens a form that keeps what was given', () => {
  expect(formOfCommand('ask', { since: '7d' })?.fields.map(({ name, value }) => [name, value])).toEqual([
    ['question', undefined],
    ['since', '7d'],
    ['source', undefined],
    ['private', undefined],
  ]);
  expect(formOfCommand('ask', { question: 'When does work start?' })).toBeNull();
  expect(formOfCommand('newsadmin article add', { title: 'Wall' })?.title).toBe('Add an article');
  expect(formOfCommand('newsadmin article add', { url: 'https://vale.example/wall' })).toBeNull();
});

test('every form keeps the limits of both platforms, and asks for everything that is required', () => {
  for (const name of COMMAND_NAMES) {
    const form = formOfCommand(name, {});
    if (!form) continue;
    expect(form.fields.length, name).toBeLessThanOrEqual(5);
    expect(form.title.length, name).toBeLessThanOrEqual(24);
    expect(form.submit.length, name).toBeLessThanOrEqual(24);
    expect(form.id.length, name).toBeLessThanOrEqual(100);
    for (const field of form.fields) expect(field.label.length, field.name).toBeLessThanOrEqual(45);
    const required = Object.entries(commandSpec(name).options).filter(([, option]) => option.required);
    for (const [key] of required) expect(form.fields.map((field) => field.name)).toContain(key);
  }
});

test('a filled form is the command, or the press, that it was opened for', () => {
  const form = formOfCommand('newsadmin digest set', {});
  expect(submitted(form?.id ?? '', { channel: 'discord/1/2', time: '08:00' }, caller)).toMatchObject({
    kind: 'command',
    command: 'newsadmin digest set',
    options: { time: '08:00' },
  });
  expect(submitted(formOfButton('v1:followup:7')?.id ?? '', { text: 'And why?' }, caller)).toMatchObject({
    kind: 'press',
    button: 'v1:followup:7',
    values: { text: 'And why?' },
  });
  expect(submitted('v0:form:ask', {}, caller)).toBeNull();
});

test('nothing is removed before somebody says so', () => {
  const asked = confirmation('newsadmin feed remove', { feed: 'Vale Courier [0123456789ab]' });
  const [remove] = asked?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])) ?? [];
  expect(remove?.id).toBe('v1:remove:feed:0123456789ab');
  expect(confirmed('feed', '0123456789ab')).toEqual({
    command: 'newsadmin feed remove',
    options: { feed: '0123456789ab' },
  });
  const removing = COMMAND_NAMES.filter((name) => / remove$/.test(name));
  for (const name of removing) expect(confirmation(name, { [commandSpec(name).rest ?? '']: 'x' }), name).not.toBeNull();
});

test('what hangs on a private message is private; a public page is turned in public', () => {
  const press = (button: string, hidden: boolean) =>
    isPrivate({ kind: 'press', button, caller: { ...caller, private: hidden } });
  expect([press('v1:followup:7', true), press('v1:followup:7', false)]).toEqual([true, false]);
  expect([press('v1:quotes:ab:1', true), press('v1:quotes:ab:1', false)]).toEqual([true, false]);
  expect(press('v1:why:7', false)).toBe(true);
  const command = (name: CommandName, options = {}) => isPrivate({ kind: 'command', command: name, options, caller });
  expect([command('ask'), command('ask', { private: true }), command('news latest')]).toEqual([false, true, true]);
});
