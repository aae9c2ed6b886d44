/** Options that several commands have. */

export const since = {
  type: 'string',
  description: 'Only since: 24h, 7d, yesterday, last week or YYYY-MM-DD',
  max: 20,
  suggest: 'since',
} as const;
export const source = { type: 'string', description: 'Only from this publisher', max: 100, suggest: 'source' } as const;
export const onlyMe = { type: 'boolean', description: 'Show the reply only to me' } as const;
export const feed = { type: 'string', description: 'Which feed', required: true, max: 2000, suggest: 'feed' } as const;
export const topic = { type: 'string', description: 'Only stories about this', max: 100, suggest: 'topic' } as const;
export const timezone = {
  type: 'string',
  description: 'A city or IANA zone, such as Asia/Tokyo',
  max: 60,
  suggest: 'zone',
} as const;
export const days = {
  type: 'string',
  description: 'daily, weekdays, mon,thu, every other week fri, monthly last fri (daily)',
  max: 60,
  suggest: 'days',
} as const;
export const digestTimes = { type: 'string', description: 'Local time, or several: 08:00,18:00', max: 60 } as const;
/** What a digest may be told besides where and when. */
export const digestRules = {
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
  hours: { type: 'integer', description: 'How many hours late a missed one may still come', min: 1, max: 72 },
} as const;
export const wire = { type: 'string', description: 'Which wire', required: true, max: 100, suggest: 'wire' } as const;
export const digest = {
  type: 'string',
  description: 'Which digest',
  required: true,
  max: 100,
  suggest: 'digest',
} as const;
