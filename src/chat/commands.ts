import { ADMIN_COMMANDS } from './admin-commands.ts';
import { digestRules, digestTimes, onlyMe, since, source, topic } from './command-options.ts';
import type { CommandSpec, OptionSpec } from './command-spec.ts';

export type { CommandSpec, OptionSpec, SuggestionKind } from './command-spec.ts';

/** Characters of a question, wherever it is asked. */
export const QUESTION_LENGTH = { min: 3, max: 500 } as const;

/** What everybody may do. */
const READER_COMMANDS = {
  ask: {
    description: 'Ask about the stored news; every statement comes with its source',
    who: 'all',
    reply: 'public',
    rest: 'question',
    form: { title: 'Ask the stored news', submit: 'Ask', fields: ['question', 'since', 'source', 'private'] },
    options: {
      question: { type: 'string', description: 'Your question', required: true, ...QUESTION_LENGTH },
      since,
      source,
      private: onlyMe,
    },
  },
  quote: {
    description: 'Find what someone said, word for word',
    who: 'all',
    reply: 'public',
    rest: 'text',
    form: {
      title: 'Find a quotation',
      submit: 'Find',
      fields: ['text', 'speaker', 'source', 'since', 'private'],
      without: ['text', 'speaker', 'source'],
    },
    options: {
      text: { type: 'string', description: 'Words from the quotation, or what it is about', min: 2, max: 200 },
      speaker: { type: 'string', description: 'Who said it: part of a name is enough', max: 100, suggest: 'speaker' },
      source,
      since,
      until: { type: 'string', description: 'Up to when: yesterday, last week, or a date', max: 30 },
      private: onlyMe,
    },
  },
  'news latest': {
    description: 'The newest stories',
    who: 'all',
    reply: 'private',
    rest: 'topic',
    options: {
      topic,
      source,
      count: { type: 'integer', description: 'How many stories (5)', min: 1, max: 10 },
    },
  },
  'news sources': {
    description: 'What is stored: publishers, articles and dates',
    who: 'all',
    reply: 'private',
    options: {},
  },
  'news settings': {
    description: 'Your time zone and other choices',
    who: 'all',
    reply: 'private',
    rest: 'timezone',
    options: {
      timezone: { type: 'string', description: 'Your IANA zone, such as Asia/Tokyo', max: 60, suggest: 'zone' },
      language: {
        type: 'string',
        description: 'Languages of the stories you get: en, or en,de, or all',
        max: 60,
        suggest: 'language',
      },
    },
  },
  'news privacy': {
    description: 'What I keep about you, and how to delete it',
    who: 'all',
    reply: 'private',
    rest: 'action',
    confirm: 'Delete your questions, their answers, your votes, your settings and your own digests?',
    options: {
      action: { type: 'string', description: 'Show it, or delete it (show)', choices: ['show', 'delete'] },
    },
  },
  'news subscribe': {
    description: 'A digest of your own in direct messages',
    who: 'all',
    reply: 'private',
    rest: 'time',
    options: { time: digestTimes, ...digestRules },
  },
  'news subscriptions': { description: 'Your own digests', who: 'all', reply: 'private', options: {} },
  'news unsubscribe': {
    description: 'Stop your own digest',
    who: 'all',
    reply: 'private',
    rest: 'topic',
    options: {
      topic: {
        type: 'string',
        description: 'Which one, by its topic; all for all of them',
        max: 100,
        suggest: 'subscription',
      },
    },
  },
  'news help': { description: 'What Copydesk does and how to ask', who: 'all', reply: 'private', options: {} },
} as const satisfies Record<string, CommandSpec>;

/**
 * Every command of every platform, by its full name. Discord's registration, Slack's manifest and grammar,
 * the terminal's completion, the help and the table in README are made from it.
 */
export const COMMANDS = { ...READER_COMMANDS, ...ADMIN_COMMANDS } as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof COMMANDS;

type ValueOf<O extends OptionSpec> = O['type'] extends 'integer'
  ? number
  : O['type'] extends 'boolean'
    ? boolean
    : string;
type OptionsSpecOf<N extends CommandName> = (typeof COMMANDS)[N]['options'];

/** The options of one command with the types that its row of the table gives them. */
export type OptionsOf<N extends CommandName> = {
  -readonly [K in keyof OptionsSpecOf<N> as OptionsSpecOf<N>[K] extends { required: true }
    ? K
    : never]: OptionsSpecOf<N>[K] extends OptionSpec ? ValueOf<OptionsSpecOf<N>[K]> : never;
} & {
  -readonly [K in keyof OptionsSpecOf<N> as OptionsSpecOf<N>[K] extends { required: true }
    ? never
    : K]?: OptionsSpecOf<N>[K] extends OptionSpec ? ValueOf<OptionsSpecOf<N>[K]> : never;
};

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** The row of a command, with the wide type that generic code needs. */
export function commandSpec(name: CommandName): CommandSpec {
  return COMMANDS[name];
}
