import type { OptionSpec } from './commands.ts';

export interface Field {
  name: string;
  /** At most 45 characters (Discord). */
  label: string;
  option: OptionSpec;
  /** What it is filled with at first. */
  value?: string;
}

/** A form that a platform opens as a modal. Its id says what it is for, so a form that is open survives a restart. */
export interface Form {
  id: string;
  title: string;
  submit: string;
  fields: Field[];
}
