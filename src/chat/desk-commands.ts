import type { Reply } from '../reply/reply.ts';
import type { Rules } from './asking-rules.ts';
import type { CommandName } from './commands.ts';
import type { DeskDeps } from './deps.ts';
import { addArticleCommand, removeArticleCommand } from './handlers/article-handlers.ts';
import { askCommand } from './handlers/ask-handler.ts';
import { clearChannel, setAccess, setChannel, showChannels } from './handlers/channel-handlers.ts';
import {
  dropDigest,
  editDigest,
  pauseDigestCommand,
  previewDigest,
  resumeDigestCommand,
  runDigest,
  setDigest,
  showDigests,
} from './handlers/digest-handlers.ts';
import { whyDigest } from './handlers/digest-why.ts';
import { addFeed, pauseFeed, removeFeed, showFeeds } from './handlers/feed-handlers.ts';
import { showFeedback } from './handlers/feedback.ts';
import { importArticle, importFeeds } from './handlers/files.ts';
import { newsHelp } from './handlers/help.ts';
import { latestNews, newsSources } from './handlers/news-handlers.ts';
import { quote } from './handlers/quote-handler.ts';
import { privacy, settings } from './handlers/settings-handlers.ts';
import { status } from './handlers/status.ts';
import { showSubscriptions, subscribe, unsubscribe } from './handlers/subscribe.ts';
import { dropWire, pauseWire, setWire, showWires } from './handlers/wire-handlers.ts';
import type { parseOptions } from './options.ts';
import type { Caller, Request } from './request.ts';

type Progress = (partial: Reply) => void;
export type Handler<N extends CommandName> = (
  caller: Caller,
  options: ReturnType<typeof parseOptions<N>>,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
  begin?: Request['begin'],
) => Promise<Reply>;

export type Handlers = { [N in CommandName]: Handler<N> };

/** Does what answers somebody's question. Throws when they may not ask now, or when too many others do. */
export type Asking = (caller: Caller, work: () => Promise<Reply>, overheard?: boolean) => Promise<Reply>;

/** One handler a command. */
export function commandHandlers(deps: DeskDeps, asking: Asking, rules: Rules): Handlers {
  // What changes the rules of a workspace counts from the next question on.
  const changing =
    <O>(handle: (caller: Caller, options: O) => Promise<Reply>) =>
    async (caller: Caller, options: O): Promise<Reply> => {
      const reply = await handle(caller, options);
      rules.changed(caller.workspace);
      return reply;
    };
  return {
    ask: (caller, options, progress, signal, begin) =>
      asking(caller, () => askCommand(deps, caller, options, progress, signal, begin)),
    quote: (caller, options) => asking(caller, () => quote(deps, caller, options)),
    'news latest': (caller, options) => latestNews(deps, caller, options),
    'news sources': (caller) => newsSources(deps, caller),
    'news settings': (caller, options) => settings(deps, caller, options),
    'news privacy': (caller, options) => privacy(deps, caller, options),
    'news subscribe': (caller, options) => subscribe(deps, caller, options),
    'news subscriptions': (caller) => showSubscriptions(deps, caller),
    'news unsubscribe': (caller, options) => unsubscribe(deps, caller, options),
    'news help': (caller) => newsHelp(deps, caller),
    'newsadmin article add': (caller, options) => addArticleCommand(deps, caller, options),
    'newsadmin article remove': (caller, options) => removeArticleCommand(deps, caller, options),
    'newsadmin feed add': (caller, options) => addFeed(deps, caller, options),
    'newsadmin feed list': (caller) => showFeeds(deps, caller),
    'newsadmin feed pause': (caller, options) => pauseFeed(deps, caller, options),
    'newsadmin feed remove': (caller, options) => removeFeed(deps, caller, options),
    'newsadmin digest set': (caller, options) => setDigest(deps, caller, options),
    'newsadmin digest edit': (caller, options) => editDigest(deps, caller, options),
    'newsadmin digest pause': (caller, options) => pauseDigestCommand(deps, caller, options),
    'newsadmin digest resume': (caller, options) => resumeDigestCommand(deps, caller, options),
    'newsadmin digest why': (caller, options) => whyDigest(deps, caller, options),
    'newsadmin digest list': (caller) => showDigests(deps, caller),
    'newsadmin digest preview': (caller, options) => previewDigest(deps, caller, options),
    'newsadmin digest run': (caller, options) => runDigest(deps, caller, options),
    'newsadmin digest remove': (caller, options) => dropDigest(deps, caller, options),
    'newsadmin wire set': (caller, options) => setWire(deps, caller, options),
    'newsadmin wire list': (caller) => showWires(deps, caller),
    'newsadmin wire pause': (caller, options) => pauseWire(deps, caller, options),
    'newsadmin wire remove': (caller, options) => dropWire(deps, caller, options),
    'newsadmin article import': (caller, options) => importArticle(deps, caller, options),
    'newsadmin feed import': (caller, options) => importFeeds(deps, caller, options),
    'newsadmin channel set': changing((caller, options) => setChannel(deps, caller, options)),
    'newsadmin channel clear': changing((caller, options) => clearChannel(deps, caller, options)),
    'newsadmin channel list': (caller) => showChannels(deps, caller),
    'newsadmin access': changing((caller, options) => setAccess(deps, caller, options)),
    'newsadmin feedback': (caller) => showFeedback(deps, caller),
    'newsadmin status': (caller) => status(deps, caller),
  };
}
