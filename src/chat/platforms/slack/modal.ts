import type { types } from '@slack/bolt';
import type { Field, Form } from '../../form.ts';
import { formatPlace } from '../../place.ts';

/** Slack's own limits: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const INPUT_LIMIT = 3_000;
const OPTION_TEXT = 75;
const METADATA_LIMIT = 3_000;
/** Slack shows at most ten choices as radio buttons; more take a menu. */
const RADIO_BUTTONS = 10;
/** Suggested values are chosen from a list, and only where nothing else makes sense; a name or a source may be typed freely. */
const CHOSEN = new Set(['zone', 'feed', 'digest', 'article', 'wire']);

/** The callback of every form of ours; what it is for stands in its metadata. */
export const FORM_CALLBACK = 'v1:form';

/** What a form remembers of where it was opened. */
export interface Opened {
  form: string;
  channel: string | null;
  thread: string | null;
  /** The message that it belongs to was shown to this person alone. */
  private: boolean;
  responseUrl: string | null;
}

/** A form as a Slack modal. */
export function renderModal(form: Form, opened: Opened): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify(opened).slice(0, METADATA_LIMIT),
    title: { type: 'plain_text', text: form.title },
    submit: { type: 'plain_text', text: form.submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: form.fields.map(inputOf),
  };
}

function inputOf(field: Field): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    optional: field.option.required !== true,
    // The picker takes one time of day.
    label: { type: 'plain_text', text: field.name === 'time' ? 'Local time' : field.label },
    element: elementOf(field),
  };
}

function elementOf({ name, option, value }: Field): types.InputBlock['element'] {
  const action_id = name;
  if (option.type === 'channel')
    return {
      type: 'conversations_select',
      action_id,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      placeholder: plain('Choose a channel'),
      ...(channelOf(value) ? { initial_conversation: channelOf(value) as string } : {}),
    };
  if (option.type === 'file') return { type: 'file_input', action_id, max_files: 1 };
  if (option.type === 'boolean') return oneOf(action_id, ['yes', 'no'], value ?? 'no');
  if (option.choices) return oneOf(action_id, option.choices, value);
  if (option.suggest && CHOSEN.has(option.suggest))
    return {
      type: 'external_select',
      action_id: `suggest:${option.suggest}`,
      min_query_length: 0,
      placeholder: plain(option.description),
      ...(value ? { initial_option: choice(value) } : {}),
    };
  if (name === 'time') {
    const time = timeIn(value);
    return {
      type: 'timepicker',
      action_id,
      placeholder: plain('Choose a time'),
      ...(time ? { initial_time: time } : {}),
    };
  }
  if (name === 'published')
    return {
      type: 'datepicker',
      action_id,
      placeholder: plain('Choose a date'),
      ...(isDate(value) ? { initial_date: value } : {}),
    };
  const longest = Math.min(option.max ?? INPUT_LIMIT, INPUT_LIMIT);
  return {
    type: 'plain_text_input',
    action_id,
    multiline: option.long === true,
    max_length: longest,
    ...(option.required && option.min ? { min_length: option.min } : {}),
    ...(value ? { initial_value: value.slice(0, longest) } : {}),
  };
}

function oneOf(
  action_id: string,
  choices: readonly string[],
  value: string | undefined,
): types.RadioButtons | types.StaticSelect {
  const initial = value !== undefined && choices.includes(value) ? { initial_option: choice(value) } : {};
  const type = choices.length <= RADIO_BUTTONS ? 'radio_buttons' : 'static_select';
  return { type, action_id, options: choices.map(choice), ...initial };
}

/** An option of a list. A value may have 150 characters (our longest has 100), its text 75. */
export function choice(value: string): types.PlainTextOption {
  const text = value.length > OPTION_TEXT ? `${value.slice(0, OPTION_TEXT - 1)}…` : value;
  return { text: plain(text), value };
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

function channelOf(value: string | undefined): string | null {
  return value?.split('/')[2] ?? null;
}

/** What a time picker can begin with: one time of day. */
function timeIn(value: string | undefined): string | null {
  const time = /^\d{1,2}$/.test(value ?? '') ? `${value?.padStart(2, '0')}:00` : (value ?? '');
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value);
}

interface Given {
  type?: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_time?: string | null;
  selected_date?: string | null;
  selected_conversation?: string | null;
  files?: { url_private_download?: string; url_private?: string }[] | null;
}

/** The addresses of uploaded files, by the name of each field. */
export function filesOf(state: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Record<string, string> {
  const found = Object.entries(state).flatMap(([name, actions]) => {
    const [given] = Object.values(actions) as Given[];
    const url = given?.files?.[0]?.url_private_download ?? given?.files?.[0]?.url_private;
    return url ? [[name, url] as const] : [];
  });
  return Object.fromEntries(found);
}

/** What was filled in, by the name of each field; a channel as a place. Empty fields are left out. */
export function valuesOf(
  state: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  team: string,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, actions] of Object.entries(state)) {
    const [given] = Object.values(actions) as Given[];
    const channel = given?.selected_conversation;
    const value =
      given?.value ??
      given?.selected_option?.value ??
      given?.selected_time ??
      given?.selected_date ??
      (channel ? formatPlace({ platform: 'slack', team, channel }) : null);
    if (value) values[name] = value;
  }
  return values;
}
