import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { parseButton, replacesMessage } from '../../buttons.ts';
import { COMMAND_NAMES, QUESTION_LENGTH } from '../../commands.ts';
import type { Form } from '../../form.ts';
import { formOfButton, formOfCommand, submitted } from '../../forms.ts';
import type { Caller } from '../../request.ts';
import { uploadedFile } from '../attachment.ts';
import { answer, asked, askerOf, deliver, type Origin, type SlackBot, tell, unasked } from './bot.ts';
import { DISCARDS } from './controls.ts';
import { wordsOf } from './message-words.ts';
import { filesOf, valuesOf } from './modal.ts';
import { openForm } from './open-form.ts';
import { privateOutlet, replacingOutlet } from './outlets.ts';
import { discard } from './posts.ts';
import { runCommand } from './run-command.ts';
import { isDirect, type Spot } from './spot.ts';

const pressed = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** Opens the form of a command, from a place that has no text to give it. */
export const OPENS = 'open:';

/** A pressed button or a choice of a list: opens a form, changes the message, or answers whoever pressed. */
export async function onPress(bot: SlackBot, origin: Origin, body: unknown): Promise<void> {
  const { user, trigger_id, response_url, channel, container, message, actions } = pressed.parse(body);
  const [action] = actions;
  const id = action?.selected_option?.value ?? action?.value ?? action?.action_id ?? '';
  const inThread = container.thread_ts ?? message?.thread_ts ?? null;
  const alone = container.is_ephemeral === true;
  const at = channel?.id ?? null;
  const spot: Spot = {
    team: origin.home.team,
    channel: at ?? '',
    thread: inThread,
    user: user.id,
    key: trigger_id,
    responseUrl: response_url ?? null,
    posted: [],
  };
  // What goes on from a message in a channel goes on in its thread.
  const conversation = inThread ?? (at && !isDirect(at) && !alone ? (container.message_ts ?? null) : null);
  const opened = { channel: at, thread: conversation, private: alone, responseUrl: response_url ?? null };
  if (id.startsWith(DISCARDS) && at && container.message_ts) {
    if (id !== `${DISCARDS}${user.id}`)
      return tell(bot, origin, spot, 'Only the person who asked can delete this answer.');
    return discard(origin.client, spot, container.message_ts);
  }
  const again = parseButton(id);
  const form = again?.kind === 'again' ? bot.desk.formAgain(again.id, user.id) : formFor(id);
  if (form) return openForm(bot, origin, form, { ...opened, form: form.id }, trigger_id, spot);
  const button = parseButton(id);
  if (button?.kind === 'stop') {
    const said = bot.outbox.stop(button.id, user.id);
    await bot.outbox.answer(privateOutlet(origin, spot), async () => said);
    return;
  }
  const thread = conversation ?? (at && isDirect(at) ? null : user.id);
  const asks = (caller: Caller) => ({ kind: 'press' as const, button: id, caller });
  const talk = { thread, private: alone };
  if (button && replacesMessage(button))
    return deliver(bot, replacingOutlet(origin, spot), spot, unasked(asks), async () =>
      asks((await askerOf(bot, origin, { ...talk, channel: spot.channel, user: user.id })).caller),
    );
  await answer(bot, origin, spot, asks, talk);
}

function formFor(id: string): Form | null {
  if (!id.startsWith(OPENS)) return formOfButton(id);
  const command = COMMAND_NAMES.find((name) => name === id.slice(OPENS.length));
  return command ? formOfCommand(command, {}) : null;
}

const filled = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().default(''),
  view: z.object({
    id: z.string().default(''),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});
const remembered = z.object({
  form: z.string(),
  channel: z.string().nullable(),
  thread: z.string().nullable(),
  private: z.boolean(),
  responseUrl: z.string().nullable(),
});

const SLACK_FILES = 'https://files.slack.com';
const FILES_SCOPE =
  'The app needs the scope files:read: paste the manifest again under App Manifest and install the app again (docs/slack.md).';

/** A filled form: runs its command or press, and answers where the form was opened; from the Home tab, in direct messages. */
export async function onSubmit(bot: SlackBot, origin: Origin, body: unknown): Promise<void> {
  const { user, trigger_id, view } = filled.parse(body);
  const opened = remembered.parse(JSON.parse(view.private_metadata));
  const { team } = origin.home;
  const channel = opened.channel ?? (await directChannel(origin, user.id));
  const spot: Spot = {
    team,
    channel,
    thread: opened.thread,
    user: user.id,
    key: trigger_id || view.id,
    responseUrl: opened.responseUrl,
    posted: [],
  };
  const thread = opened.thread ?? (isDirect(channel) ? null : user.id);
  const values = valuesOf(view.state.values, team);
  for (const [name, url] of Object.entries(filesOf(view.state.values))) {
    const headers = { authorization: `Bearer ${origin.client.token}` };
    const options = { origins: fileOrigins(origin), headers, remedy: FILES_SCOPE };
    const file = await uploadedFile(url, options).catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    if (file instanceof UserError) return tell(bot, origin, spot, file.message);
    values[name] = file;
  }
  const request = unasked((caller) => submitted(opened.form, values, caller));
  if (request === null) return tell(bot, origin, spot, 'This form is from an older message: use the command again.');
  const { kind } = request;
  if (kind === 'command') return runCommand(bot, origin, spot, (caller) => ({ ...request, caller }), opened.private);
  const talk = { thread, private: opened.private };
  await answer(bot, origin, spot, (caller) => ({ ...request, caller }), talk, {
    leadOf: ({ name }) => (values.text ? asked(name, values.text) : []),
  });
}

/** Where Slack keeps files; a server of Slack's kind may keep them itself. */
function fileOrigins({ client }: Origin): string[] {
  const { origin } = new URL(client.slackApiUrl);
  return origin === 'https://slack.com' ? [SLACK_FILES] : [SLACK_FILES, origin];
}

async function directChannel(origin: Origin, user: string): Promise<string> {
  const { channel } = await origin.client.conversations.open({ users: user });
  return String(channel?.id ?? '');
}

const shortcut = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ text: z.string().default(''), thread_ts: z.string().optional() }).optional(),
});

/** "Ask about this" on a message: the question form with its words filled in; the answer is for whoever asked. */
export async function onShortcut(bot: SlackBot, origin: Origin, body: unknown): Promise<void> {
  const { user, trigger_id, response_url, channel, message } = shortcut.parse(body);
  const form = formOfCommand('ask', {});
  if (!form) return;
  const words = wordsOf(message?.text ?? '', origin.self).slice(0, QUESTION_LENGTH.max);
  const fields = form.fields.flatMap((field) =>
    field.name === 'private' ? [] : [field.name === 'question' && words ? { ...field, value: words } : field],
  );
  const thread = message?.thread_ts ?? null;
  const at = channel?.id ?? null;
  const responseUrl = response_url ?? null;
  const spot: Spot = {
    team: origin.home.team,
    channel: at ?? (await directChannel(origin, user.id)),
    thread,
    user: user.id,
    key: trigger_id,
    responseUrl,
    posted: [],
  };
  const opened = { form: form.id, channel: at, thread, private: at !== null, responseUrl };
  await openForm(bot, origin, { ...form, fields }, opened, trigger_id, spot);
}
