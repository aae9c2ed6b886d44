/** What an option may hold. `channel` is a channel of the platform, as a place (see place.ts); `role` a role or user group, by its id;
 * `file` what was uploaded, as base64. */
export type OptionType = 'string' | 'integer' | 'boolean' | 'channel' | 'role' | 'file';
export type SuggestionKind = 'days' | 'speaker' | 'source' | 'digest' | 'article' | 'zone' | 'since' | 'feed' | 'wire';

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

const since = {
  type: 'string',
  description: 'Only since: 24h, 7d, yesterday, last week or YYYY-MM-DD',
  max: 20,
  suggest: 'since',
} as const;
const source = { type: 'string', description: 'Only from this publisher', max: 100, suggest: 'source' } as const;
const onlyMe = { type: 'boolean', description: 'Show the reply only to me' } as const;
const feed = { type: 'string', description: 'Which feed', required: true, max: 2000, suggest: 'feed' } as const;
const topic = { type: 'string', description: 'Only stories about this', max: 100 } as const;
const timezone = {
  type: 'string',
  description: 'A city or IANA zone, such as Asia/Tokyo',
  max: 60,
  suggest: 'zone',
} as const;
const days = {
  type: 'string',
  description: 'daily, weekdays, mon,thu, every other week fri, monthly last fri (daily)',
  max: 60,
  suggest: 'days',
} as const;
const digestTimes = { type: 'string', description: 'Local time, or several: 08:00,18:00', max: 60 } as const;
/** What a digest may be told besides where and when. */
const digestRules = {
  days,
  timezone,
  topic,
  items: { type: 'integer', description: 'How many stories (7)', min: 3, max: 10 },
  sources: { type: 'string', description: 'Only these publishers, separated by commas', max: 200 },
  feeds: { type: 'string', description: 'Only these feeds, separated by commas', max: 200 },
  languages: { type: 'string', description: 'Only these languages, such as en,de', max: 60 },
  without: { type: 'string', description: 'No stories with these words', max: 200 },
  opinion: { type: 'boolean', description: 'Include opinion pieces' },
  quiet: {
    type: 'string',
    description: 'When nothing is new: post nothing, or one line',
    choices: ['nothing', 'line'],
  },
  missed: {
    type: 'string',
    description: 'If missed while Copydesk was off: post late, merge into the next, or skip',
    choices: ['late', 'merge', 'skip'],
  },
} as const;
const wire = { type: 'string', description: 'Which wire', required: true, max: 100, suggest: 'wire' } as const;
const digest = { type: 'string', description: 'Which digest', required: true, max: 100, suggest: 'digest' } as const;

/** Characters of a question, wherever it is asked. */
export const QUESTION_LENGTH = { min: 3, max: 500 } as const;

/**
 * Every command of every platform, by its full name. Discord's registration, Slack's manifest and grammar,
 * the terminal's completion, the help and the table in docs/commands.md are made from it.
 */
export const COMMANDS = {
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
      topic: { type: 'string', description: 'Only stories about this', max: 100 },
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
    },
  },
  'news privacy': {
    description: 'What I keep about you, and how to delete it',
    who: 'all',
    reply: 'private',
    rest: 'action',
    options: {
      action: { type: 'string', description: 'Show it, or delete it (show)', choices: ['show', 'delete'] },
    },
  },
  'news subscribe': {
    description: 'A digest of your own in direct messages',
    who: 'all',
    reply: 'private',
    rest: 'time',
    options: { time: digestTimes, days, timezone, topic },
  },
  'news unsubscribe': { description: 'Stop your own digest', who: 'all', reply: 'private', options: {} },
  'news help': { description: 'What Copydesk does and how to ask', who: 'all', reply: 'private', options: {} },
  'newsadmin article add': {
    description: 'Read an article from an address, or from pasted text',
    who: 'admin',
    reply: 'private',
    rest: 'url',
    form: {
      title: 'Add an article',
      submit: 'Add',
      fields: ['title', 'text', 'url', 'publisher', 'published'],
      without: ['url', 'text'],
    },
    options: {
      url: { type: 'string', description: 'Address of the article', max: 2000 },
      text: { type: 'string', description: 'Text of the article, if it has no address', max: 6000, long: true },
      title: { type: 'string', description: 'Headline of the pasted text', max: 300 },
      publisher: { type: 'string', description: 'Who published the pasted text', max: 100 },
      published: { type: 'string', description: 'Publication date, YYYY-MM-DD', max: 30 },
    },
  },
  'newsadmin article import': {
    description: 'Add an article from a text file or a saved web page',
    who: 'admin',
    reply: 'private',
    form: {
      title: 'Add an article file',
      submit: 'Add',
      fields: ['file', 'title', 'publisher', 'url', 'published'],
    },
    options: {
      file: { type: 'file', description: 'Plain text or HTML', required: true },
      title: { type: 'string', description: 'Headline, if the file has none', max: 300 },
      publisher: { type: 'string', description: 'Who published it', max: 100 },
      url: { type: 'string', description: 'Address of the article', max: 2000 },
      published: { type: 'string', description: 'Publication date, YYYY-MM-DD', max: 30 },
    },
  },
  'newsadmin article remove': {
    description: 'Remove an article, its quotes and its summary',
    who: 'admin',
    reply: 'private',
    rest: 'article',
    confirm: 'Remove the article, its quotes and its summary:',
    options: {
      article: { type: 'string', description: 'Which article', required: true, max: 100, suggest: 'article' },
    },
  },
  'newsadmin feed add': {
    description: 'Follow a feed, or the feed of a web page',
    who: 'admin',
    reply: 'private',
    rest: 'url',
    options: {
      url: { type: 'string', description: 'Address of the feed or page', required: true, max: 2000 },
      name: { type: 'string', description: 'Your own name for it', max: 80 },
    },
  },
  'newsadmin feed import': {
    description: 'Follow the feeds of an OPML file, as feed readers export it',
    who: 'admin',
    reply: 'private',
    form: { title: 'Follow many feeds', submit: 'Follow', fields: ['file'] },
    options: { file: { type: 'file', description: 'A list of feeds (OPML)', required: true } },
  },
  'newsadmin feed list': {
    description: 'The feeds and how they are doing',
    who: 'admin',
    reply: 'private',
    options: {},
  },
  'newsadmin feed pause': {
    description: 'Stop or resume reading a feed',
    who: 'admin',
    reply: 'private',
    rest: 'feed',
    options: { feed },
  },
  'newsadmin feed remove': {
    description: 'Stop following a feed',
    who: 'admin',
    reply: 'private',
    rest: 'feed',
    confirm: 'Stop following the feed (its articles stay):',
    options: { feed },
  },
  'newsadmin digest set': {
    description: 'Post a digest to a channel at a local time',
    who: 'admin',
    reply: 'private',
    form: { title: 'Set a digest', submit: 'Set', fields: ['channel', 'time', 'days', 'timezone', 'topic'] },
    options: {
      channel: { type: 'channel', description: 'Where to post it', required: true },
      time: { ...digestTimes, required: true },
      ...digestRules,
    },
  },
  'newsadmin digest edit': {
    description: 'Change a digest; options you leave out stay the same',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: { digest, time: digestTimes, ...digestRules },
  },
  'newsadmin digest pause': {
    description: 'Stop a digest for a while',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: { digest },
  },
  'newsadmin digest resume': {
    description: 'Resume a paused digest',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: { digest },
  },
  'newsadmin digest why': {
    description: 'What happened to a post and why its stories were chosen',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: {
      digest,
      date: { type: 'string', description: 'Which day, YYYY-MM-DD (default: the last post)', max: 10 },
    },
  },
  'newsadmin digest list': {
    description: 'The digests of this workspace and their next posts',
    who: 'admin',
    reply: 'private',
    options: {},
  },
  'newsadmin digest preview': {
    description: 'Show what the digest would post now',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: {
      digest,
      date: { type: 'string', description: 'As it would have been on this day, YYYY-MM-DD', max: 10 },
    },
  },
  'newsadmin digest run': {
    description: 'Post the digest now',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    options: { digest },
  },
  'newsadmin digest remove': {
    description: 'Remove a digest',
    who: 'admin',
    reply: 'private',
    rest: 'digest',
    confirm: 'Remove the digest:',
    options: { digest },
  },
  'newsadmin wire set': {
    description: 'Post new articles of the followed feeds to a channel as they come',
    who: 'admin',
    reply: 'private',
    form: {
      title: 'Articles as they come',
      submit: 'Set',
      fields: ['channel', 'topic', 'words', 'sources', 'pictures'],
    },
    options: {
      channel: { type: 'channel', description: 'Where to post them', required: true },
      topic,
      words: { type: 'string', description: 'Only articles with one of these words, separated by commas', max: 200 },
      without: { type: 'string', description: 'No articles with these words', max: 200 },
      sources: digestRules.sources,
      feeds: digestRules.feeds,
      languages: digestRules.languages,
      pictures: { type: 'boolean', description: 'Show the picture of the article (no)' },
      ping: { type: 'role', description: 'A role to notify with every article (nobody)' },
    },
  },
  'newsadmin wire list': {
    description: 'The channels that get articles as they come',
    who: 'admin',
    reply: 'private',
    options: {},
  },
  'newsadmin wire pause': {
    description: 'Stop a wire, or let it go on from now',
    who: 'admin',
    reply: 'private',
    rest: 'wire',
    options: { wire },
  },
  'newsadmin wire remove': {
    description: 'Remove a wire',
    who: 'admin',
    reply: 'private',
    rest: 'wire',
    confirm: 'Remove the wire:',
    options: { wire },
  },
  'newsadmin channel set': {
    description: 'When I answer in a channel, and whether my answers get threads',
    who: 'admin',
    reply: 'private',
    form: { title: 'Answers in a channel', submit: 'Set', fields: ['channel', 'answers', 'threads'] },
    options: {
      channel: { type: 'channel', description: 'Which channel', required: true },
      answers: {
        type: 'string',
        description: 'Which messages I answer (when mentioned)',
        choices: ['every message', 'when mentioned', 'never'],
      },
      threads: { type: 'boolean', description: 'Open a thread on each answer (no)' },
    },
  },
  'newsadmin channel list': {
    description: 'Where I answer, and to whom',
    who: 'admin',
    reply: 'private',
    options: {},
  },
  'newsadmin channel clear': {
    description: 'Treat a channel like any other again',
    who: 'admin',
    reply: 'private',
    form: { title: 'Clear a channel', submit: 'Clear', fields: ['channel'] },
    options: { channel: { type: 'channel', description: 'Which channel', required: true } },
  },
  'newsadmin access': {
    description: 'In which channels I answer, and which roles may ask',
    who: 'admin',
    reply: 'private',
    options: {
      channels: {
        type: 'string',
        description: 'All channels, or only those with /newsadmin channel set',
        choices: ['all', 'listed'],
      },
      allow: { type: 'role', description: 'A role that may ask; once there is one, others may not' },
      disallow: { type: 'role', description: 'A role to take off that list' },
    },
  },
  'newsadmin feedback': {
    description: 'What people said of the answers',
    who: 'admin',
    reply: 'private',
    options: {},
  },
  'newsadmin status': {
    description: 'Health: store, queue, model, feeds, digests',
    who: 'admin',
    reply: 'private',
    options: {},
  },
} as const satisfies Record<string, CommandSpec>;

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
