import type { Block, Reply } from '../reply/reply.ts';
import type { Database, Queries } from '../store/database.ts';
import { type NewsArticle, newsBetween } from '../store/digests/digest-news.ts';
import type { Digest } from '../store/digests/digests.ts';
import { composeSlot, type SlotKey } from '../store/digests/slots.ts';
import {
  articleOfSlot,
  knownToWires,
  openWireSlots,
  type WireArticle,
  type WirePlan,
  wireArticle,
} from '../store/digests/wires.ts';
import { deliveryMarker, deliveryNonce } from './delivery-marks.ts';
import { HEAD_LENGTH } from './edit/lead-sentence.ts';
import { editStories } from './edit/stories.ts';
import { isAbout, parseTopic } from './edit/topic.ts';
import type { Poster } from './poster.ts';

/** Posts of one wire under way at a time; the others follow as these are posted. */
const AT_A_TIME = 20;
const READ_AT_ONCE = 500;
const READS = 10;
/** What was published longer before it came in is an old page, not news. */
const OLD_MS = 48 * 3_600_000;
/** What an article is about stands in its headline and here. */
const OPENING = 1_200;

/** Opens the posts of all wires for what has come in. Returns those to send. */
export function openArticlePosts(
  db: Database,
  now: Date,
  log: (message: string, fields: Record<string, unknown>) => void,
): Promise<SlotKey[]> {
  return openWireSlots(
    db,
    now,
    AT_A_TIME,
    (tx, wire, since, room) => planPosts(tx, wire, since, now, room),
    (wire, err) => log('a wire is waiting', { err, digest: wire.id }),
  );
}

async function planPosts(db: Queries, wire: Digest, since: Date, now: Date, room: number): Promise<WirePlan> {
  const { sources, languages, feeds } = wire.settings;
  const articles: NewsArticle['article'][] = [];
  let seen: Date | null = null;
  for (let read = 0; read < READS; read++) {
    const window = { from: seen ?? since, to: now, sources, languages, feeds, headLength: OPENING };
    const came = await newsBetween(db, wire.workspace, { ...window, limit: READ_AT_ONCE, first: 'oldest' });
    const fitting = came.filter((article) => fits(article, wire));
    const known = await knownToWires(
      db,
      wire.place,
      fitting.map(({ article }) => article),
    );
    for (const { article, added } of came) {
      if (articles.length >= room) return { articles, seen };
      seen = added;
      if (fitting.some((one) => one.article === article) && !known.has(article) && !articles.includes(article))
        articles.push(article);
    }
    if (came.length < READ_AT_ONCE) break;
  }
  return { articles, seen };
}

/** Whether a wire posts an article: it came with a feed, is new, and is about what the wire is for. */
export function fits(
  { cameIn, published, added, title, head }: Pick<NewsArticle, 'cameIn' | 'published' | 'added' | 'title' | 'head'>,
  { topic, settings }: Pick<Digest, 'topic' | 'settings'>,
): boolean {
  if (cameIn !== 'feed') return false;
  if (published !== null && published.getTime() < added.getTime() - OLD_MS) return false;
  const text = `${title}\n${head.slice(0, OPENING)}`;
  const names = (word: string) => isAbout(parseTopic(`"${word.replaceAll('"', '')}"`), text);
  const wireWords = settings.wire?.words ?? [];
  return (
    (topic === null || isAbout(parseTopic(topic), text)) &&
    (wireWords.length === 0 || wireWords.some(names)) &&
    !settings.without.some(names)
  );
}

/** Freezes the post of one article. One that has gone meanwhile is not posted. */
export async function composeWirePost(
  db: Database,
  wire: Digest,
  key: SlotKey,
  poster: Poster,
): Promise<'composed' | 'empty' | null> {
  return composeSlot(db, key, async (tx, slot) => {
    const id = articleOfSlot(key.slot);
    const article = id && (await wireArticle(tx, wire.workspace, id, HEAD_LENGTH + 1));
    const covers = { from: article ? article.added : slot.due, to: article ? article.added : slot.due };
    if (!article) return { covers, deliveries: [], stories: [], decisions: [] };
    const { headline, sentence } = wordsOf(article);
    const messages = poster.messages(replyOf(article, wire, key, headline, sentence), deliveryMarker(key));
    return {
      covers,
      stories: [
        {
          article: article.article,
          story: article.story,
          position: 1,
          told: { revision: article.revision, headline, sentence },
        },
      ],
      decisions: [],
      deliveries: messages.map(({ message, inThread }, part) => ({
        place: wire.place,
        message,
        inThread,
        nonce: deliveryNonce(key, wire.place, part),
      })),
    };
  });
}

function wordsOf(article: WireArticle): { headline: string; sentence: string | null } {
  const anything = { topic: null, without: [], opinion: true, from: new Date(0) };
  const [report] = editStories([article], anything).flatMap(({ reports }) => reports);
  return { headline: report?.headline ?? article.title, sentence: report?.sentence ?? null };
}

function replyOf(
  { url, publisher, published, imageUrl, imageAlt }: WireArticle,
  { settings: { wire } }: Digest,
  key: SlotKey,
  headline: string,
  sentence: string | null,
): Reply {
  const blocks: Block[] = [
    ...(wire?.ping ? [{ kind: 'ping' as const, role: wire.ping }] : []),
    { kind: 'story', title: headline, url, sentence, publisher, published, alone: true },
    ...(wire?.pictures && imageUrl && isWebAddress(imageUrl)
      ? [{ kind: 'picture' as const, url: imageUrl, alt: imageAlt ?? headline }]
      : []),
    { kind: 'buttons', buttons: [{ id: `v1:digestask:${key.digest}:${key.slot}`, label: 'Ask' }] },
  ];
  return { blocks, private: false };
}

/** Platforms refuse a whole message for a picture that they can't reach by its address. */
function isWebAddress(url: string): boolean {
  return url.length <= 2_000 && /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}
