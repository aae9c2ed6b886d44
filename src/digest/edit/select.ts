import type { Queries } from '../../store/database.ts';
import {
  changedSincePosted,
  headsOf,
  type PostedStory,
  postedStories,
  type ToldIn,
} from '../../store/digests/digest-news.ts';
import type { News } from '../news-source.ts';
import { cleanHeadline } from './clean-headline.ts';
import { HEAD_LENGTH } from './lead-sentence.ts';
import type { Report, Story } from './stories.ts';
import { correctionOf, tellSameEvent, updateOf } from './updates.ts';

export interface Item {
  story: Story;
  /** The report that is told. */
  report: Report;
  kind: 'new' | 'update' | 'correction';
}

/** Why a candidate is in a digest or is not, kept with its slot. */
export interface Decision {
  story: string;
  headline: string;
  url: string | null;
  score: number;
  reasons: string[];
  /** Its place from 1; null: it is not in. */
  position: number | null;
  verdict: string;
}

export interface Selection {
  items: Item[];
  decisions: Decision[];
}

/** Told longer ago than this, a correction would puzzle. */
const CORRECTED_DAYS = 14;
const MOST_CORRECTIONS = 2;
/** Stories that are offered to be read, after the news. */
const MOST_READING = 3;
const DECISIONS = 80;
const UPDATES = 'an update to an earlier report here';

/**
 * The stories of a digest: corrections of what its channel was told, then what is new by importance, and of what was told before only what
 * adds something.
 */
export async function selectStories(
  db: Queries,
  news: News,
  channel: ToldIn & { from: Date; to: Date; items: number },
): Promise<Selection> {
  const byStory = Map.groupBy(
    await postedStories(
      db,
      channel,
      news.stories.map(({ id }) => id),
    ),
    ({ story }) => story,
  );
  const items: Item[] = await corrections(db, channel);
  const decisions: Decision[] = items.map((item, i) =>
    decide(item.story, item.report, i + 1, item.kind === 'update' ? UPDATES : 'corrects an earlier report here'),
  );
  const mostUpdates = Math.ceil(channel.items / 2);
  let updates = 0;
  let reading = 0;
  for (const story of news.stories) {
    const before = byStory.get(story.id) ?? [];
    const [lead] = story.reports;
    if (!lead) continue;
    const verdict = await judge(story, before);
    const { report, kind } = verdict;
    const same = report && items.some((item) => tellSameEvent(item.report, report));
    const full =
      items.length >= channel.items
        ? 'less important than the stories chosen'
        : kind === 'update' && updates >= mostUpdates
          ? 'less important than the updates chosen'
          : story.reading && reading >= MOST_READING
            ? 'less important than what is offered to be read'
            : null;
    const given = items.some((item) => item.story.id === story.id);
    const passedOver = same || given ? 'the same event is told already' : full;
    if (report && !passedOver) {
      items.push({ story, report, kind });
      if (kind === 'update') updates += 1;
      if (story.reading) reading += 1;
      decisions.push(decide(story, report, items.length, kind === 'update' ? UPDATES : 'in'));
    } else {
      decisions.push(decide(story, lead, null, (report && passedOver) ?? verdict.why));
    }
  }
  return { items, decisions: decisions.slice(0, DECISIONS) };

  async function judge(
    story: Story,
    before: readonly PostedStory[],
  ): Promise<{ report: Report | null; kind: Item['kind']; why: string }> {
    const lead = story.reports[0] ?? null;
    if (story.unfit !== null || !lead) return { report: null, kind: 'new', why: `left out: ${story.unfit}` };
    if (before.length === 0) return { report: lead, kind: 'new', why: '' };
    if (items.length >= channel.items) return { report: null, kind: 'update', why: 'already reported here' };
    // What was posted long ago doesn't say which of its articles was told.
    const posts = before.filter(({ headline }) => headline !== null);
    const articles = (posts.length > 0 ? posts : before).map(({ article }) => article);
    const known = await headsOf(db, [...new Set(articles)], HEAD_LENGTH);
    const added = updateOf(
      story,
      before,
      known.map(({ title, head }) => `${title}\n${head}`),
    );
    // What says neither when it was nor who says so adds nothing that a channel would want to come back for.
    if (story.reading && added?.kind === 'update')
      return { report: null, kind: 'update', why: 'already reported here' };
    return {
      report: added?.report ?? null,
      kind: added?.kind ?? 'update',
      why: 'already reported here, with nothing new',
    };
  }
}

async function corrections(db: Queries, channel: ToldIn & { from: Date; to: Date }): Promise<Item[]> {
  const since = new Date(channel.to.getTime() - CORRECTED_DAYS * 86_400_000);
  const changed = await changedSincePosted(db, channel, { told: since, from: channel.from, to: channel.to });
  const items: Item[] = [];
  for (const article of changed) {
    if (items.length >= MOST_CORRECTIONS) break;
    const words = article.sentence ?? article.headline;
    const change = words === null ? null : correctionOf(words, article.text);
    if (change === null) continue;
    const { sentence, kind } = change;
    const report: Report = {
      article: article.article,
      revision: article.now,
      headline: cleanHeadline(article.title, article.publisher).text,
      sentence,
      saysItself: false,
      about: 1,
      english: true,
      publisher: article.publisher,
      url: article.url,
      published: null,
      added: channel.to,
      unfit: null,
      worth: 0,
      reasons: [],
    };
    const story = {
      id: article.story,
      reports: [report],
      publishers: 1,
      score: 0,
      reasons: [],
      unfit: null,
      reading: false,
    };
    items.push({ story, report, kind });
  }
  return items;
}

function decide(story: Story, report: Report, position: number | null, verdict: string): Decision {
  const { headline, url } = report;
  return { story: story.id, headline, url, score: story.score, reasons: story.reasons, position, verdict };
}
