import { UserError } from '../../errors.ts';
import { addArticle } from '../../intake/add-article.ts';
import { readSource } from '../../intake/read-source.ts';
import { decodeText } from '../../read/encoding.ts';
import { type OpmlFeed, readOpml } from '../../read/opml.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { followFeed } from '../../store/feeds/feeds.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { added, parseDay } from './article-handlers.ts';

/** Of one file; a workspace may follow more, by several. */
const FEEDS_A_FILE = 500;

/** `/newsadmin feed import`: follows the feeds of an OPML file. */
export async function importFeeds(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed import'>,
): Promise<Reply> {
  const opml = readOpml(bytesOf(options.file));
  if (!opml.ok) throw new UserError(`${opml.error} Export one from your feed reader and send it again.`);
  const feeds = opml.feeds.slice(0, FEEDS_A_FILE);
  if (feeds.length === 0) throw new UserError("I couldn't find any feeds in that file.");
  const followed = await followEach(deps, caller.workspace, feeds);
  const known = feeds.length - followed;
  const left = opml.feeds.length - feeds.length;
  return notice(
    [
      `I follow ${followed} more ${followed === 1 ? 'feed' : 'feeds'} from now on.`,
      known > 0 ? `${known} ${known === 1 ? 'was' : 'were'} followed already.` : '',
      left > 0 ? `I left out ${left}: one file can have at most ${FEEDS_A_FILE}.` : '',
      '/newsadmin feed list shows how they are doing.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

/** Has a workspace follow feeds; returns how many of them are new to it. */
export async function followEach(
  { db, config, now }: Pick<DeskDeps, 'db' | 'now'> & { config: Pick<DeskDeps['config'], 'FEED_MINUTES'> },
  workspace: WorkspaceId,
  feeds: readonly OpmlFeed[],
): Promise<number> {
  let followed = 0;
  for (const { feedUrl, title, pageUrl } of feeds) {
    const feed = { url: feedUrl, title, pageUrl, name: null, everyMinutes: config.FEED_MINUTES };
    if (await db.transaction().execute((tx) => followFeed(tx, workspace, feed, now()))) followed += 1;
  }
  return followed;
}

/** `/newsadmin article import`: stores a text file or a saved web page. */
export async function importArticle(
  deps: DeskDeps,
  caller: Caller,
  { file, title, publisher, url, published }: OptionsOf<'newsadmin article import'>,
): Promise<Reply> {
  const { text } = decodeText(bytesOf(file));
  if (text.includes('\0')) throw new UserError("That file isn't text. Send plain text or a saved web page.");
  const given = { title, publisher, url, published: published ? parseDay(published) : undefined };
  const read = await readSource(() => deps.feeds.parser, text, given, deps.config.ARTICLE_MAX_CHARACTERS);
  if (read.kind === 'refused') throw new UserError(read.message);
  return added(await addArticle(deps.db, read.draft, { workspace: caller.workspace, cameIn: 'file' }));
}

/** A file comes as base64, the same from every platform. */
function bytesOf(file: string): Buffer {
  return Buffer.from(file, 'base64');
}
