import type { RevisionId } from '../article/article.ts';
import type { Block, Reply } from '../reply/reply.ts';
import type { StoredSummary } from '../store/articles/summaries.ts';
import type { Queries } from '../store/database.ts';
import { type NewsItem, storiesTold } from '../store/digests/digest-news.ts';
import type { Digest } from '../store/digests/digests.ts';
import type { PlannedStory, SlotKey } from '../store/digests/slots.ts';
import type { News } from './news-source.ts';

/** A digest that never ran looks back this far. */
const FIRST_WINDOW_HOURS = 24;
/** A digest does not reach further back than this, however long it was off. */
const LONGEST_WINDOW_HOURS = 7 * 24;
const SENTENCE_LIMIT = 160;

export interface ComposedDigest {
  /** Null: there is nothing to say. */
  reply: Reply | null;
  /** For the thread of the digest. */
  details: Reply | null;
  covers: { from: Date; to: Date };
  /** Every article on what is told, with the place of its story in the digest, from 1. */
  stories: PlannedStory[];
  decisions: unknown;
}

export interface ComposeOptions {
  /** Its own slot does not count as told; null: a preview. */
  slot: SlotKey | null;
  covers: { from: Date; to: Date };
  /** When it was due, for a digest that is late. */
  late: Date | null;
  /** Whether a reply is one message on the digest's platform. */
  fits: (reply: Reply) => boolean;
}

/** What a digest posts: the stories that came since it last posted, the widest reported first. */
export async function composeDigest(
  db: Queries,
  { items: found, summaries }: News,
  digest: Pick<Digest, 'id' | 'workspace' | 'place' | 'zone' | 'topic' | 'items'>,
  { slot, covers, late }: ComposeOptions,
): Promise<ComposedDigest> {
  // Samples are for trying Copydesk out: once there is real news they stay out of channels.
  const items = found.some((item) => !item.sample) ? found.filter((item) => !item.sample) : found;
  const told = await storiesTold(db, digest.place, [...new Set(items.map((item) => item.story))], slot);
  const stories = storiesOf(items, told).slice(0, digest.items);
  if (stories.length === 0) return { reply: null, details: null, covers, stories: [], decisions: [] };
  const blocks: Block[] = [
    { kind: 'heading', text: `${digest.topic ? `${digest.topic}: ` : ''}news of ${formatDay(covers.to, digest.zone)}` },
    { kind: 'text', text: leadLine(stories.length, items.length, covers, digest.zone, late) },
    ...stories.map((story) => storyBlock(story, summaries.get(story.lead.revision as RevisionId))),
    { kind: 'notice', text: 'Reply in this thread or use /ask to ask about these stories.' },
  ];
  return {
    reply: { blocks, private: false },
    details: null,
    covers,
    decisions: [],
    stories: items.flatMap(({ article, story }): PlannedStory[] => {
      const position = stories.findIndex((chosen) => chosen.id === story) + 1;
      return position > 0 ? [{ article, story, position, told: null }] : [];
    }),
  };
}

/** The span that a digest covers: since it last posted, up to `to`. */
export function spanOf(digest: Pick<Digest, 'coveredTo'>, to: Date): { from: Date; to: Date } {
  return { from: windowStart(digest.coveredTo, to), to };
}

interface Story {
  id: string;
  lead: NewsItem;
  publishers: number;
  update: boolean;
}

function windowStart(coveredTo: Date | null, now: Date): Date {
  const hours = coveredTo === null ? FIRST_WINDOW_HOURS : LONGEST_WINDOW_HOURS;
  return new Date(Math.max(coveredTo?.getTime() ?? 0, now.getTime() - hours * 3_600_000));
}

/** One entry a story: most publishers first, then the newest. A story told before comes back only with another publisher's report. */
function storiesOf(items: readonly NewsItem[], told: ReadonlyMap<string, Date>): Story[] {
  const byStory = new Map<string, NewsItem[]>();
  for (const item of items) {
    const group = byStory.get(item.story);
    if (group) group.push(item);
    else byStory.set(item.story, [item]);
  }
  const stories: (Story & { newest: number })[] = [];
  for (const [id, group] of byStory) {
    const publishers = new Set(group.map((item) => item.publisher ?? item.article)).size;
    const update = told.has(id);
    if (update && publishers < 2) continue;
    const lead = group[0];
    if (!lead) continue;
    stories.push({ id, lead, publishers, update, newest: (lead.published ?? lead.added).getTime() });
  }
  return stories.sort((a, b) => b.publishers - a.publishers || b.newest - a.newest || (a.id < b.id ? -1 : 1));
}

function storyBlock(story: Story, summary: StoredSummary | undefined): Block {
  const notes = [
    ...(story.update ? ['update'] : []),
    ...(story.publishers > 1 ? [`${story.publishers} publishers`] : []),
    ...(story.lead.sample ? ['sample'] : []),
  ];
  return {
    kind: 'story',
    title: story.lead.title,
    url: story.lead.url,
    sentence: shortSentence(summary),
    publisher: story.lead.publisher,
    published: story.lead.published,
    ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
  };
}

/** The first key point that is short enough to stand in a list, else the first: a sentence is never cut. */
function shortSentence(summary: StoredSummary | undefined): string | null {
  const points = summary?.keyPoints ?? [];
  return (points.find((point) => point.text.length <= SENTENCE_LIMIT) ?? points[0])?.text ?? null;
}

function leadLine(
  stories: number,
  articles: number,
  covers: { from: Date; to: Date },
  zone: string,
  late: Date | null,
): string {
  const counted = `${count(stories, 'story', 'stories')} from ${count(articles, 'article', 'articles')}`;
  const span = `${formatTime(covers.from, zone)} to ${formatTime(covers.to, zone)}`;
  return late
    ? `Late digest (it was due ${formatTime(late, zone)}), covering ${span}: ${counted}.`
    : `${counted}, ${span}.`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function formatDay(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  }).format(at);
}

function formatTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at);
}
