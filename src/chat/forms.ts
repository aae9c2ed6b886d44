import { parseButton } from './buttons.ts';
import { COMMAND_NAMES, type CommandName, commandSpec, QUESTION_LENGTH } from './commands.ts';
import type { Form } from './form.ts';
import type { Caller, Press, Request } from './request.ts';

const FORM = 'v1:form:';

/** The form that a command opens when what it needs is missing from `given`; null when it can be run as it is. */
export function formOfCommand(name: CommandName, given: Readonly<Record<string, unknown>>): Form | null {
  const { form, options } = commandSpec(name);
  if (!form) return null;
  const missing = (key: string) => given[key] === undefined || given[key] === null || given[key] === '';
  const required = Object.entries(options).some(([key, option]) => option.required && missing(key));
  if (!required && !form.without?.every(missing)) return null;
  return {
    id: `${FORM}${name}`,
    title: form.title,
    submit: form.submit,
    fields: form.fields.flatMap((key) => {
      const option = options[key];
      if (!option) return [];
      const value = missing(key) ? {} : { value: String(given[key]) };
      return [{ name: key, label: labelOf(key), option, ...value }];
    }),
  };
}

/** What went wrong with an answer, for whoever runs Copydesk. */
export const UNHELPFUL_REASONS = ['Wrong', 'Out of date', 'Not what I asked', 'Something is missing', 'Other'] as const;

/** The form that a button opens before it does anything; null when it acts at once. */
export function formOfButton(id: string): Form | null {
  const button = parseButton(id);
  switch (button?.kind) {
    case 'followup':
      return {
        id,
        title: 'Follow up',
        submit: 'Ask',
        fields: [
          {
            name: 'text',
            label: 'Your follow-up question',
            option: { type: 'string', description: 'Your follow-up question', required: true, ...QUESTION_LENGTH },
          },
        ],
      };
    case 'digestask':
      return {
        id,
        title: 'Ask about this digest',
        submit: 'Ask',
        fields: [
          {
            name: 'text',
            label: 'Your question',
            option: { type: 'string', description: 'Your question', required: true, ...QUESTION_LENGTH },
          },
        ],
      };
    case 'unhelpful':
      return {
        id,
        title: 'Not helpful',
        submit: 'Send',
        fields: [
          {
            name: 'reason',
            label: "What's wrong with it?",
            option: { type: 'string', description: 'The closest reason', required: true, choices: UNHELPFUL_REASONS },
          },
          {
            name: 'text',
            label: 'Anything else? (optional)',
            option: { type: 'string', description: 'In your own words', max: 500, long: true },
          },
        ],
      };
    default:
      return null;
  }
}

/** What a filled form asks for; null when its id is of another version. */
export function submitted(
  id: string,
  values: Readonly<Record<string, string>>,
  caller: Caller,
): Request | Press | null {
  if (!id.startsWith(FORM)) return parseButton(id) ? { kind: 'press', button: id, values, caller } : null;
  const command = COMMAND_NAMES.find((name) => name === id.slice(FORM.length));
  return command ? { kind: 'command', command, options: { ...values }, form: true, caller } : null;
}

function labelOf(key: string): string {
  const words: Record<string, string> = {
    url: 'Address (URL)',
    published: 'Date, YYYY-MM-DD',
    since: 'Since (24h, 7d, 30d or YYYY-MM-DD)',
    time: 'Local time, such as 08:00 or 08:00,18:00',
    timezone: 'Time zone, such as Europe/Paris',
    private: 'Only for me?',
  };
  return words[key] ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
