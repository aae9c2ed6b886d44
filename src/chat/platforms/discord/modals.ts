import {
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '../../form.ts';

type Label = Extract<APIModalInteractionResponseCallbackData['components'][number], { type: ComponentType.Label }>;

/** Longest text of one field: https://discord.com/developers/docs/components/reference#text-input */
const TEXT = 4000;
/** Discord shows two to ten choices as radio buttons; more take a menu. */
const RADIO_BUTTONS = 10;

/** A form as a Discord modal. */
export function modalOf(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.id,
    title: form.title,
    components: form.fields.map((field) => ({
      type: ComponentType.Label,
      label: field.label.slice(0, 45),
      ...(field.option.description !== field.label ? { description: field.option.description.slice(0, 100) } : {}),
      component: inputOf(field),
    })),
  };
}

function inputOf({ name, option, value }: Field): Label['component'] {
  const required = option.required === true;
  const channel = option.type === 'channel' ? value?.split('/')[2] : undefined;
  if (option.type === 'channel')
    return {
      type: ComponentType.ChannelSelect,
      custom_id: name,
      required,
      channel_types: [
        ChannelType.GuildText,
        ChannelType.GuildAnnouncement,
        ChannelType.GuildForum,
        ChannelType.GuildMedia,
      ],
      ...(channel ? { default_values: [{ id: channel, type: SelectMenuDefaultValueType.Channel }] } : {}),
    };
  if (option.type === 'file') return { type: ComponentType.FileUpload, custom_id: name, required };
  if (option.type === 'role') return { type: ComponentType.RoleSelect, custom_id: name, required };
  const choices = option.type === 'boolean' ? ['no', 'yes'] : option.choices;
  if (choices) {
    const options = choices.map((choice) => ({
      label: choice,
      value: choice,
      ...(choice === value ? { default: true } : {}),
    }));
    return choices.length > 1 && choices.length <= RADIO_BUTTONS
      ? { type: ComponentType.RadioGroup, custom_id: name, required, options }
      : { type: ComponentType.StringSelect, custom_id: name, required, options };
  }
  // `max` of a number is its value, not its length.
  const counted = option.type === 'string';
  const most = Math.min(TEXT, (counted ? option.max : undefined) ?? TEXT);
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: option.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    ...(required && counted && option.min ? { min_length: option.min } : {}),
    max_length: most,
    ...(value ? { value: value.slice(0, most) } : {}),
  };
}
