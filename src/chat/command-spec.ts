/** What an option may hold. `channel` is a channel of the platform, as a place (see place.ts); `role` a role or user group, by its id;
 * `file` what was uploaded, as base64. */
export type OptionType = 'string' | 'integer' | 'boolean' | 'channel' | 'role' | 'file';
export type SuggestionKind =
  | 'article'
  | 'days'
  | 'digest'
  | 'feed'
  | 'language'
  | 'since'
  | 'source'
  | 'speaker'
  | 'subscription'
  | 'topic'
  | 'wire'
  | 'zone';

export interface OptionSpec {
  readonly type: OptionType;
  readonly description: string;
  readonly required?: true;
  /** Length of a string, or range of an integer. */
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** Suggested from the store while typing; the value need not be one of the suggestions. */
  readonly suggest?: SuggestionKind;
  /** Takes paragraphs: a form gives it several lines. */
  readonly long?: true;
}

/** The form that opens when a command is given without what it needs; at most five fields (Discord). */
export interface FormSpec {
  /** At most 24 characters (Slack), as is the word on its button. */
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly string[];
  /** The form opens when all of these are missing, besides when a required option is. */
  readonly without?: readonly string[];
}

export interface CommandSpec {
  readonly description: string;
  readonly who: 'all' | 'admin';
  /** Who sees the reply: the channel, or the asker alone. */
  readonly reply: 'public' | 'private';
  /** The option that Slack and the terminal fill with the words that no `key:` claims. */
  readonly rest?: string;
  readonly form?: FormSpec;
  /** Asked before it is done: the words before the name of what is to go. */
  readonly confirm?: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}
