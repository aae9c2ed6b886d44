import { randomBytes } from 'node:crypto';
import { UserError } from '../errors.ts';
import { notice, type Reply } from '../reply/reply.ts';
import { listArticles } from '../store/articles/articles.ts';
import { notePost, placeOfPost } from '../store/conversation-posts.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import { listFeeds } from '../store/feeds/feeds.ts';
import { findPerson, personId } from '../store/people.ts';
import { suggestPublishers, suggestSpeakers } from '../store/quotes/quote-names.ts';
import { TERMINAL } from '../store/schema.ts';
import { welcomeWorkspace } from '../store/workspaces.ts';
import { isZone } from '../time/zone.ts';
import { parseButton } from './buttons.ts';
import { type CommandName, commandSpec } from './commands.ts';
import { confirmation, confirmed } from './confirm.ts';
import type { DeskDeps } from './deps.ts';
import { showSpoken, vote, why } from './handlers/answer-buttons.ts';
import { addArticleCommand, articleSuggestion, removeArticleCommand } from './handlers/articles.ts';
import { answerQuestion, askCommand, askNext, followUp, meant, ownsThread } from './handlers/ask.ts';
import { digestSettingsOf, moreStories, threadOfDigest } from './handlers/digest-buttons.ts';
import { whyDigest } from './handlers/digest-why.ts';
import {
  dropDigest,
  editDigest,
  pauseDigestCommand,
  previewDigest,
  resumeDigestCommand,
  runDigest,
  setDigest,
  showDigests,
} from './handlers/digests.ts';
import {
  addFeed,
  feedSuggestion,
  followOffer,
  pauseFeed,
  previewOffer,
  removeFeed,
  showFeeds,
} from './handlers/feeds.ts';
import { newsHelp } from './handlers/help.ts';
import { latestNews, newsSources } from './handlers/news.ts';
import { chooseServer, privacy, settings, whichServer } from './handlers/people.ts';
import { morequotes, quote, showContext } from './handlers/quotes.ts';
import { readPage } from './handlers/read-article.ts';
import { status } from './handlers/status.ts';
import { subscribe, unsubscribe } from './handlers/subscribe.ts';
import { dropWire, pauseWire, setWire, showWires } from './handlers/wires.ts';
import { parseOptions } from './options.ts';
import { isPrivate } from './privacy.ts';
import { questionLimit, TooManyQuestions } from './question-limit.ts';
import type { Caller, Desk, Press, Question, Request, Suggest } from './request.ts';

type Progress = (partial: Reply) => void;
type Handler<N extends CommandName> = (
  caller: Caller,
  options: ReturnType<typeof parseOptions<N>>,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
) => Promise<Reply>;

const SUGGESTIONS = 25;
const DAY_SUGGESTIONS = [
  'daily',
  'weekdays',
  'weekends',
  'mon',
  'fri',
  'mon,thu',
  'every other week fri',
  'monthly 1',
  'monthly last fri',
];

/** The core that every platform calls: one handler a command, and what goes wrong said in plain words. */
export function createDesk(deps: DeskDeps): Desk {
  const mayAsk = questionLimit(deps.config.QUESTIONS_PER_10_MINUTES, deps.now);
  const handlers: { [N in CommandName]: Handler<N> } = {
    ask: (caller, options, progress, signal) => {
      mayAsk(caller);
      return askCommand(deps, caller, options, progress, signal);
    },
    quote: (caller, options) => {
      mayAsk(caller);
      return quote(deps, caller, options);
    },
    'news latest': (caller, options) => latestNews(deps, caller, options),
    'news sources': (caller) => newsSources(deps, caller),
    'news settings': (caller, options) => settings(deps, caller, options),
    'news privacy': (caller, options) => privacy(deps, caller, options),
    'news subscribe': (caller, options) => subscribe(deps, caller, options),
    'news unsubscribe': (caller) => unsubscribe(deps, caller),
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
    'newsadmin status': (caller) => status(deps, caller),
  };

  async function command<N extends CommandName>(
    name: N,
    request: Request,
    progress?: Progress,
    signal?: AbortSignal,
  ): Promise<Reply> {
    if (commandSpec(name).who === 'admin' && !request.caller.admin) {
      throw new UserError(
        `/${name} is for admins: people who can manage the server on Discord, workspace admins on Slack.`,
      );
    }
    const options = parseOptions(name, request.options);
    const asked = request.sure ? null : confirmation(name, options);
    return asked ?? handlers[name](request.caller, options, progress, signal);
  }

  async function press(request: Press, progress?: Progress, signal?: AbortSignal): Promise<Reply> {
    const button = parseButton(request.button);
    if (!button) return notice('This button is from an older message: use the command again.');
    const { caller } = request;
    switch (button.kind) {
      case 'quotes':
        return morequotes(deps, caller, button.id, Number(button.arg));
      case 'context':
        return showContext(deps, caller, button.id);
      case 'read':
        return {
          ...(await readPage(deps, caller, button.id, Number(button.arg ?? 0))),
          replaces: button.arg !== null,
        };
      case 'spoken':
        return showSpoken(deps, caller, button.id);
      case 'why':
        return why(deps, caller, button.id);
      case 'helpful':
      case 'unhelpful':
        return vote(deps, caller, button.id, button.kind === 'helpful', request.values);
      case 'server':
        return chooseServer(deps, caller, button.id);
      case 'stop':
        return notice('This answer is already complete.');
      case 'feed':
        onlyAdmins(caller);
        return previewOffer(deps, caller, button.id);
      case 'follow':
        onlyAdmins(caller);
        return followOffer(deps, caller, button.id);
      case 'followup':
        mayAsk(caller);
        return followUp(deps, caller, button.id, request.values?.text ?? '', progress, signal);
      case 'next':
        mayAsk(caller);
        return askNext(deps, caller, button.id, Number(button.arg), progress, signal);
      case 'remove': {
        onlyAdmins(caller);
        const removal = confirmed(button.id, button.arg ?? '');
        if (!removal) return notice('This button is from an older message: use the command again.');
        const { command: name, options } = removal;
        return {
          ...(await handlers[name](caller, parseOptions(name, options) as never, progress, signal)),
          replaces: true,
        };
      }
      case 'digestmore':
        return moreStories(deps, caller, button.id, button.arg);
      case 'digestset':
        return digestSettingsOf(deps, caller, button.id);
      case 'digestask': {
        mayAsk(caller);
        const place = await threadOfDigest(deps, caller, button.id, button.arg);
        const text = request.values?.text ?? '';
        return answerQuestion(deps, { kind: 'question', text, caller: { ...caller, place } }, progress, signal);
      }
      case 'keep':
        return { ...notice('I removed nothing.'), replaces: true };
    }
  }

  async function answer(
    request: Request | Question | Press,
    progress: Progress | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Reply> {
    const { servers } = request.caller;
    if (servers && needsNews(request)) return whichServer(servers);
    switch (request.kind) {
      case 'command':
        return command(request.command, request, progress, signal);
      case 'question':
        mayAsk(request.caller, request.onlyIfKnown);
        return answerQuestion(deps, request, progress, signal);
      case 'press':
        return press(request, progress, signal);
    }
  }

  return {
    async handle(request, progress, signal) {
      const hidden = isPrivate(request);
      const shown = (reply: Reply): Reply => {
        const whole = { ...reply, private: reply.private || hidden };
        return whole.private ? whole : withQuestion(request, whole);
      };
      // What may stay unsaid is not shown while it grows.
      const grow = progress && !isOverheard(request) ? (partial: Reply) => progress(shown(partial)) : undefined;
      return shown(await answer(request, grow, signal).catch((error: unknown) => explain(deps, request, error)));
    },
    suggest: (request) => suggest(deps, request),
    ownsThread: (workspace, place) => ownsThread(deps, workspace, place),
    meant: (message) => meant(deps, message),
    personOf: (workspace, user) => findPerson(deps.db, personId(workspace, user)),
    posted: (post, place) => notePost(deps.db, post, place),
    placeOf: (post) => placeOfPost(deps.db, post),
    welcome: (workspace) => welcomeWorkspace(deps.db, workspace),
  };
}

/** An answer that others read says what was asked, where the platform does not show it. */
function withQuestion(request: Request | Question | Press, reply: Reply): Reply {
  if (request.caller.workspace === TERMINAL) return reply;
  const asked =
    request.kind === 'command' && request.command === 'ask'
      ? request.options.question
      : request.kind === 'press' && parseButton(request.button)?.kind === 'followup'
        ? request.values?.text
        : undefined;
  if (!asked) return reply;
  return { ...reply, blocks: [{ kind: 'asked', text: String(asked), by: request.caller.user }, ...reply.blocks] };
}

/** Whether it matters whose news is meant. */
function needsNews(request: Request | Question | Press): boolean {
  switch (request.kind) {
    case 'question':
      return true;
    case 'command':
      return !/^news (help|settings|privacy)$/.test(request.command);
    case 'press':
      return parseButton(request.button)?.kind !== 'server';
  }
}

function onlyAdmins(caller: Caller): void {
  if (!caller.admin)
    throw new UserError(
      'That button is for admins: people who can manage the server on Discord, workspace admins on Slack.',
    );
}

function explain(deps: DeskDeps, request: Request | Question | Press, error: unknown): Reply {
  if (error instanceof UserError) {
    const told = { ...notice(error.message), failed: true };
    return goesUnsaid(request, error) ? { ...told, silent: true } : told;
  }
  const ref = randomBytes(3).toString('hex');
  deps.log.error({ ref, request: request.kind, workspace: request.caller.workspace, err: error }, 'request failed');
  const told = { ...notice(`Something went wrong (ref ${ref}). It has been logged.`), failed: true };
  return isOverheard(request) ? { ...told, silent: true } : told;
}

/** Errors that only disturb: of what was overheard, and of a limit that somebody was told of before where everybody reads it. */
function goesUnsaid(request: Request | Question | Press, error: UserError): boolean {
  if (isOverheard(request)) return true;
  const readByAll = request.kind === 'question' && request.readByAll === true;
  return readByAll && error instanceof TooManyQuestions && error.toldBefore;
}

function isOverheard(request: Request | Question | Press): boolean {
  return request.kind === 'question' && request.onlyIfKnown === true;
}

async function suggest(deps: DeskDeps, request: Suggest): Promise<string[]> {
  const typed = request.typed.slice(0, 100);
  switch (request.kind) {
    case 'speaker':
      return suggestions(await suggestSpeakers(deps.db, request.workspace, typed, SUGGESTIONS));
    case 'source':
      return suggestions(await suggestPublishers(deps.db, request.workspace, typed, SUGGESTIONS));
    case 'digest': {
      const digests = await listDigests(deps.db, request.workspace);
      return suggestions(digests.map((digest) => digest.id as string).filter((id) => id.startsWith(typed)));
    }
    case 'wire': {
      const wires = await listWires(deps.db, request.workspace);
      return suggestions(wires.map((wire) => wire.id as string).filter((id) => id.startsWith(typed)));
    }
    case 'article': {
      const found = await listArticles(deps.db, request.workspace, {
        words: typed.replace(/\s*\[[^\]]*\]$/, ''),
        limit: SUGGESTIONS,
      });
      return suggestions(found.map(articleSuggestion));
    }
    case 'zone': {
      const wanted = typed.toLowerCase().replace(/\s+/g, '_');
      return suggestions(
        Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(wanted) && isZone(zone)),
      );
    }
    case 'days':
      return suggestions(DAY_SUGGESTIONS.filter((value) => value.includes(typed.toLowerCase())));
    case 'since':
      return ['24h', '7d', '30d', '90d', '365d'].filter((value) => value.startsWith(typed));
    case 'feed': {
      const wanted = typed.toLowerCase();
      const feeds = await listFeeds(deps.db, request.workspace);
      return suggestions(feeds.map(feedSuggestion).filter((text) => text.toLowerCase().includes(wanted)));
    }
  }
}

function suggestions(values: string[]): string[] {
  return values.filter((value) => value !== '' && value.length <= 100).slice(0, SUGGESTIONS);
}
