import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CommandName } from './commands.ts';
import type { Form } from './form.ts';
import { formOfCommand } from './forms.ts';

const KEPT_MS = 30 * 60_000;
const FORMS = 300;

interface TypedForm {
  command: CommandName;
  values: Readonly<Record<string, string>>;
  /** Who typed it; nobody else sees it. */
  user: string;
}

/** What was typed into forms that were refused, so that it need not be typed again. In memory alone, for half an hour. */
export interface TypedForms {
  keep(form: TypedForm): string;
  /** The form as it was filled in; null when it is no longer kept, or was somebody else's. */
  again(id: string, user: string): Form | null;
}

export function typedForms(): TypedForms {
  const forms = new LRUCache<string, TypedForm>({ max: FORMS, ttl: KEPT_MS });
  return {
    keep(form) {
      const id = randomBytes(9).toString('base64url');
      forms.set(id, form);
      return id;
    },
    again(id, user) {
      const typed = forms.get(id);
      if (typed?.user !== user) return null;
      const empty = formOfCommand(typed.command, {});
      return (
        empty && {
          ...empty,
          fields: empty.fields.map((field) => {
            const value = typed.values[field.name];
            return value && field.option.type !== 'file' ? { ...field, value } : field;
          }),
        }
      );
    },
  };
}
