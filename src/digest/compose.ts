import type { Block, Reply, Source } from '../reply/reply.ts';
import { firstPoints } from '../store/articles/first-points.ts';
import type { Queries } from '../store/database.ts';
import { type QuoteOfArticle, sureQuotesOf } from '../store/digests/digest-news.ts';
import { type Digest, scheduleOf } from '../store/digests/digests.ts';
import type { PlannedStory, SlotKey } from '../store/digests/slots.ts';
import { capitalised } from '../text/lists/calendar.ts';
import { intervalBefore } from '../time/schedule.ts';
import { ageOf, dayWords, joined, leadingNames, momentWords, sinceWords, sourcesLine } from './edit/digest-words.ts';
import { standsAlone } from './edit/lead-sentence.ts';
import { quoteOfTheDay, SURE } from './edit/quote-of-the-day.ts';
import { type Decision, type Item, selectStories } from './edit/select.ts';
import { isHeadlineNews, type Report } from './edit/stories.ts';
import { type News, sharedRead } from './news-source.ts';

/** A digest that never ran looks back this far, or to when its schedule would have had it come before. */
const FIRST_WINDOW_MS = 24 * 3_600_000;
/** A digest does not reach further back than this, however long it was off, unless it comes less often. */
const LONGEST_WINDOW_MS = 7 * 24 * 3_600_000;
const FEWEST_ITEMS = 3;
const SOURCES_IN_THREAD = 5;

export interface ComposedDigest {
  /** Null: there is nothing to say. */
  reply: Reply | null;
  /** For the thread of the digest: further sources and quotations. */
  details: Reply | null;
  covers: { from: Date; to: Date };
  /** Every article on what is told, with the place of its story in the digest, from 1. */
  stories: PlannedStory[];
  decisions: Decision[];
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

type DigestOfNews = Pick<Digest, 'id' | 'workspace' | 'place' | 'zone' | 'topic' | 'items' | 'settings'>;

/** What a digest posts of its span's news, for its own channel: what that was told before is not told again. */
export async function composeDigest(
  db: Queries,
  news: News,
  digest: DigestOfNews,
  { slot, covers, late, fits }: ComposeOptions,
): Promise<ComposedDigest> {
  const { items, decisions } = await selectStories(db, news, {
    place: digest.place,
    slot,
    // In the preview of a past day, what the channel was told later doesn't count.
    until: slot === null ? covers.to : null,
    ...covers,
    items: digest.items,
  });
  const articles = items.flatMap(({ story }) => story.reports.filter(({ unfit }) => unfit === null));
  const ids = articles.map(({ article }) => article);
  const quotes = await sharedRead(news, `quotes ${ids.join(' ')}`, () => sureQuotesOf(db, ids, SURE));
  const points = await pointsFor(db, news, items);
  for (let count = items.length; count > 0; count--) {
    const listed = items.slice(0, count);
    const reply = replyOf(listed, points, quotes, digest, covers, late, slot);
    if (!fits(reply) && count > FEWEST_ITEMS) continue;
    const left = new Set(items.slice(count).map(({ story }) => story.id));
    return {
      reply,
      details: detailsOf(listed, quotes),
      covers,
      stories: listed.flatMap(plannedOf),
      decisions: decisions.map((decision) =>
        left.has(decision.story) ? { ...decision, position: null, verdict: 'no room in one message' } : decision,
      ),
    };
  }
  return { reply: quietReply(digest, covers), details: null, covers, stories: [], decisions };
}

/**
 * The span that a digest due at an instant covers: since it last posted, up to `to`. The furthest it reaches back is
 * counted from when it was due, so a digest that comes late loses nothing of what it would have told in time.
 */
export function spanOf(
  digest: Pick<Digest, 'coveredTo' | 'at' | 'days' | 'zone' | 'settings'>,
  due: Date,
  to = due,
): { from: Date; to: Date } {
  const furthest = Math.max(
    digest.coveredTo === null ? FIRST_WINDOW_MS : LONGEST_WINDOW_MS,
    intervalBefore(scheduleOf(digest), due),
  );
  return { from: new Date(Math.max(digest.coveredTo?.getTime() ?? 0, due.getTime() - furthest)), to };
}

/**
 * What a model said of the articles that are told, checked, in place of their own sentences. What is an update or a correction is said by
 * the article alone: a summary may be older.
 */
async function pointsFor(
  db: Queries,
  news: News,
  items: readonly Item[],
): Promise<ReadonlyMap<Report['article'], string>> {
  const reports = items.flatMap(({ kind, report }) => (kind === 'new' && !report.saysItself ? [report] : []));
  const revisions = reports.map(({ revision }) => revision);
  const points = await sharedRead(news, `points ${revisions.join(' ')}`, () => firstPoints(db, revisions));
  return new Map(
    reports.flatMap(({ article, revision }) => {
      const point = points.get(revision);
      return point?.by === 'model' && standsAlone(point.text) ? [[article, point.text]] : [];
    }),
  );
}

function replyOf(
  items: readonly Item[],
  points: ReadonlyMap<Report['article'], string>,
  quotes: readonly QuoteOfArticle[],
  digest: DigestOfNews,
  covers: { from: Date; to: Date },
  late: Date | null,
  slot: SlotKey | null,
): Reply {
  const day = quoteOfTheDay(quotes, (article) => {
    const rank = rankOf(items, article);
    return { rank, about: wordsOf(items[rank]), told: items[rank]?.report.article === article };
  });
  const news = items.filter(({ story }) => !story.reading);
  const reading = items.slice(news.length);
  const blocks: Block[] = [
    { kind: 'heading', text: headingOf(digest, covers.to) },
    { kind: 'text', text: leadLine(news, reading, covers, digest.zone, late) },
    ...news.map((item) => storyBlock(item, points.get(item.report.article), covers.to, digest.zone)),
    ...(news.length > 0 && reading.length > 0 ? [{ kind: 'text' as const, text: 'More to read:' }] : []),
    ...reading.map((item) => storyBlock(item, points.get(item.report.article), covers.to, digest.zone)),
    ...(day ? [quoteBlock(day, items)] : []),
    ...(digest.settings.reader
      ? [{ kind: 'notice' as const, text: 'Change this digest with /news subscribe, stop it with /news unsubscribe.' }]
      : []),
    ...(slot ? [buttonsOf(slot)] : []),
  ];
  return { blocks, private: false };
}

/** Their ids are read in chat/buttons.ts. */
function buttonsOf({ digest, slot }: SlotKey): Block {
  return {
    kind: 'buttons',
    buttons: [
      { id: `v1:digestmore:${digest}:${slot}`, label: 'More' },
      { id: `v1:digestask:${digest}:${slot}`, label: 'Ask' },
      { id: `v1:digestset:${digest}`, label: 'Settings' },
    ],
  };
}

function headingOf(digest: DigestOfNews, at: Date): string {
  const day = dayWords(at, digest.zone);
  return digest.topic ? `News on ${digest.topic.replaceAll('"', '')}, ${day}` : `News of ${day}`;
}

function leadLine(
  news: readonly Item[],
  reading: readonly Item[],
  covers: { from: Date; to: Date },
  zone: string,
  late: Date | null,
): string {
  const names = leadingNames(news);
  const about = names.length > 1 && news.length > 2 ? `In the news: ${joined(names)}. ` : '';
  const counted = countedWords(news.length, reading.length);
  if (late) {
    const span = `${momentWords(covers.from, zone)} to ${momentWords(covers.to, zone)}`;
    return `Late digest: it was due ${momentWords(late, zone)}. ${about}${counted}, ${span}.`;
  }
  return `${about}${counted} ${sinceWords(covers.from, covers.to, zone)}.`;
}

function countedWords(news: number, reading: number): string {
  const stories = (count: number) => (count === 1 ? 'one story' : `${count} stories`);
  const counted = news === 0 ? `${stories(reading)} to read` : stories(news);
  return capitalised(counted);
}

const PREFIX = { new: '', update: 'Update: ', correction: 'Corrected: ' } as const;

function storyBlock(item: Item, point: string | undefined, at: Date, zone: string): Block {
  const { report, kind } = item;
  const age = ageOf(report, at, zone);
  // What changed stands in the sentence.
  const byHeadline = kind === 'new' && (item.story.reading || isHeadlineNews(report));
  return {
    kind: 'story',
    title: `${PREFIX[kind]}${report.headline}`,
    url: report.url,
    sentence: point ?? (byHeadline ? null : report.sentence),
    publisher: sourcesLine(item) || null,
    published: null,
    ...(age ? { note: age } : {}),
  };
}

function rankOf(items: readonly Item[], article: Report['article']): number {
  const rank = items.findIndex(({ story }) => story.reports.some((report) => report.article === article));
  return rank === -1 ? items.length : rank;
}

function wordsOf(item: Item | undefined): string {
  return item ? `${item.report.headline} ${item.report.sentence ?? ''}` : '';
}

function quoteBlock(quote: QuoteOfArticle, items: readonly Item[]): Block {
  return {
    kind: 'quote',
    text: quote.text,
    speaker: quote.speaker,
    role: quote.role,
    via: quote.via,
    source: sourceOf(quote, items),
  };
}

function sourceOf(quote: QuoteOfArticle, items: readonly Item[]): Source {
  const rank = rankOf(items, quote.article);
  const report = items[rank]?.story.reports.find(({ article }) => article === quote.article);
  return {
    number: rank + 1,
    title: `Story ${rank + 1}`,
    publisher: report?.publisher ?? null,
    published: report?.published ?? null,
    url: report?.url ?? null,
  };
}

/** Further sources of each story and a quotation from it, for the thread. Null when there is no more to say. */
function detailsOf(items: readonly Item[], quotes: readonly QuoteOfArticle[]): Reply | null {
  const blocks: Block[] = [];
  for (const [i, item] of items.entries()) {
    const more = item.story.reports.filter(({ article, unfit }) => article !== item.report.article && unfit === null);
    const own = quotes.filter((quote) => item.story.reports.some(({ article }) => article === quote.article));
    const quote = quoteOfTheDay(own, (article) => ({
      rank: 0,
      about: wordsOf(item),
      told: article === item.report.article,
    }));
    if (more.length === 0 && !quote) continue;
    blocks.push({ kind: 'heading', text: `${i + 1}. ${item.report.headline}` });
    if (quote) blocks.push(quoteBlock(quote, items));
    if (more.length > 0) {
      blocks.push({
        kind: 'list',
        items: more.slice(0, SOURCES_IN_THREAD).map(({ headline, publisher, url }) => ({
          text: headline,
          url,
          ...(publisher ? { detail: publisher } : {}),
        })),
      });
    }
  }
  return blocks.length === 0 ? null : { blocks, private: false };
}

function quietReply(digest: DigestOfNews, covers: { from: Date; to: Date }): Reply | null {
  if (digest.settings.quiet === 'nothing') return null;
  const about = digest.topic ? ` on ${digest.topic}` : '';
  return {
    blocks: [{ kind: 'text', text: `Nothing new${about} ${sinceWords(covers.from, covers.to, digest.zone)}.` }],
    private: false,
  };
}

function plannedOf(item: Item, i: number): PlannedStory[] {
  const { story, report } = item;
  return story.reports.map(({ article }) => ({
    article,
    story: story.id,
    position: i + 1,
    told:
      article === report.article
        ? { revision: report.revision, headline: report.headline, sentence: report.sentence }
        : null,
  }));
}
