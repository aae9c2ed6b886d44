import { ComponentType } from 'discord.js';
import { expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../../../src/chat/commands.ts';
import { formOfButton, formOfCommand } from '../../../../src/chat/forms.ts';
import { modalOf } from '../../../../src/chat/platforms/discord/modals.ts';
import { renderModal } from '../../../../src/chat/platforms/slack/modal.ts';
import { refusal } from '../../../e2e/discord-edge/rules.ts';
import { problemsOf } from '../../../e2e/slack-limits.ts';

const UNHELPFUL = formOfButton('v1:unhelpful:1');
const WHERE = { form: 'f', channel: null, thread: null, private: true, responseUrl: null };

test('one of a few choices is picked by radio buttons, on both platforms', () => {
  if (!UNHELPFUL) throw new Error('no form');
  const [reason] = modalOf(UNHELPFUL).components as { component: { type: number; required: boolean } }[];
  expect(reason?.component).toMatchObject({ type: ComponentType.RadioGroup, required: true });
  const [asked] = renderModal(UNHELPFUL, WHERE).blocks as { element: { type: string; options: object[] } }[];
  expect(asked?.element.type).toBe('radio_buttons');
  expect(asked?.element.options).toHaveLength(5);
});

test('what was chosen before is chosen again when a form is opened once more', () => {
  const form = formOfCommand('ask', { private: 'yes' });
  if (!form) throw new Error('no form');
  const chosen = JSON.stringify(modalOf(form)).match(/\{[^{}]*"default":true[^{}]*\}/g);
  expect(chosen).toEqual(['{"label":"yes","value":"yes","default":true}']);
  expect(JSON.stringify(renderModal(form, WHERE))).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"yes"',
  );
});

test('every form keeps what both platforms allow', () => {
  for (const name of COMMAND_NAMES) {
    const form = formOfCommand(name, {});
    if (!form) continue;
    expect(refusal({ ...modalOf(form) }, { modal: true }), name).toBeNull();
    expect(problemsOf('views.open', { view: renderModal(form, WHERE) }), name).toBeNull();
  }
});
