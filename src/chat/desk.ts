import { randomBytes } from 'node:crypto';
import { UserError } from '../errors.ts';
import { together } from '../pacing/together.ts';
import { notice, type Reply } from '../reply/reply.ts';
import { notePost, placeOfPost } from '../store/conversation-posts.ts';
import { findPerson, personId } from '../store/people-settings.ts';
import { firstReceipts, hasReceipt } from '../store/receipts.ts';
import { TERMINAL } from '../store/schema.ts';
import { welcomeWorkspace } from '../store/workspaces.ts';
import { askedWords } from './asked-words.ts';
import { NotAllowed, rulesOf } from './asking-rules.ts';
import { BUTTONS, buttonId, parseButton } from './buttons.ts';
import { withPrefix } from './command-names.ts';
import { type CommandName, commandSpec } from './commands.ts';
import { confirmation, confirmed, removedByAdmins } from './confirm.ts';
import type { DeskDeps } from './deps.ts';
import { type Asking, commandHandlers } from './desk-commands.ts';
import { showSpoken, vote, why } from './handlers/answer-buttons.ts';
import { answerQuestion, askNext, followUp, meant, ownsThread } from './handlers/ask-handler.ts';
import { digestSettingsOf, moreStories, threadOfDigest } from './handlers/digest-buttons.ts';
import { followOffer, previewOffer } from './handlers/feed-handlers.ts';
import { firstSteps } from './handlers/first-steps.ts';
import { morequotes, showContext } from './handlers/quote-handler.ts';
import { readPage } from './handlers/read-article.ts';
import { chooseServer, whichServer } from './handlers/settings-handlers.ts';
import { parseOptions } from './options.ts';
import { isPrivate } from './privacy.ts';
import { questionLimit, TooManyQuestions } from './question-limit.ts';
import { questionsInHand, TooBusy } from './questions-in-hand.ts';
import { toRemove } from './removals.ts';
import type { Caller, Desk, Press, Question, Request } from './request.ts';
import { suggest } from './suggestions.ts';
import { type TypedForms, typedForms } from './typed-forms.ts';

type Progress = (partial: Reply) => void;

/** The core that every platform calls: one handler a command, and what goes wrong said in plain words. */
export function createDesk(deps: DeskDeps): Desk {
  const limit = questionLimit(deps.config.QUESTIONS_PER_10_MINUTES, deps.now);
  const forms = typedForms();
  const rules = rulesOf(deps.db);
  const inHand = questionsInHand(deps.config.QUESTIONS_AT_ONCE);
  const asking: Asking = (caller, work, overheard = false) =>
    inHand(async () => {
      await rules.check(caller);
      limit(caller, overheard);
      return work();
    }).catch(async (error: unknown) => {
      if (!(error instanceof TooBusy)) throw error;
      deps.onAnswer?.({ outcome: 'busy', by: 'none', seconds: 0 });
      // Where nobody may ask, nobody is told to ask again.
      await rules.check(caller);
      throw error;
    });
  const handlers = commandHandlers(deps, asking, rules);
  const first = together((keys: readonly string[]) => firstReceipts(deps.db, keys, deps.now()));

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
    const asked = request.sure
      ? null
      : confirmation(name, options, await toRemove(deps, request.caller, name, options));
    return asked ?? handlers[name](request.caller, options, progress, signal, request.begin);
  }

  async function press(request: Press, progress?: Progress, signal?: AbortSignal): Promise<Reply> {
    const button = parseButton(request.button);
    if (!button) return notice('This button is from an older message: use the command again.');
    const { caller } = request;
    switch (button.kind) {
      case 'quotes':
        return morequotes(deps, caller, button.id, Number(button.arg));
      case 'context':
        return showContext(deps, caller, button.id, Number(button.arg ?? 1));
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
      case 'again':
        return notice('That form has expired. Use the command again.');
      case 'feed':
        onlyAdmins(caller);
        return previewOffer(deps, caller, button.id);
      case 'follow':
        onlyAdmins(caller);
        return followOffer(deps, caller, button.id);
      case 'followup':
        return asking(caller, () => followUp(deps, caller, button.id, request.values?.text ?? '', progress, signal));
      case 'next':
        return asking(caller, () => askNext(deps, caller, button.id, Number(button.arg), progress, signal));
      case 'remove': {
        if (removedByAdmins(button.id)) onlyAdmins(caller);
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
      case 'digestask':
        return asking(caller, async () => {
          const place = await threadOfDigest(deps, caller, button.id, button.arg);
          const text = request.values?.text ?? '';
          return answerQuestion(deps, { kind: 'question', text, caller: { ...caller, place } }, progress, signal);
        });
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
        return asking(request.caller, () => answerQuestion(deps, request, progress, signal), request.onlyIfKnown);
      case 'press':
        return press(request, progress, signal);
    }
  }

  return {
    async handle(request, progress, signal) {
      const hidden = isPrivate(request);
      const shown = (reply: Reply): Reply => {
        const named = onSlack(request.caller)
          ? withPrefix(reply, deps.config.SLACK_COMMAND_PREFIX, isOurs(request))
          : reply;
        const whole = { ...named, private: named.private || hidden };
        return whole.private ? whole : withQuestion(request, whole);
      };
      // What may stay unsaid is not shown while it grows.
      const grow = progress && !isOverheard(request) ? (partial: Reply) => progress(shown(partial)) : undefined;
      return shown(
        await answer(request, grow, signal).catch((error: unknown) =>
          mendable(forms, request, error, explain(deps, request, error)),
        ),
      );
    },
    formAgain: (id, user) => forms.again(id, user),
    manners: (workspace, place) => rules.manners(workspace, place),
    firstSteps: (workspace) => firstSteps(deps, workspace),
    suggest: (request) => suggest(deps, request),
    ownsThread: (workspace, place) => ownsThread(deps, workspace, place),
    meant: (message) => meant(deps, message),
    personOf: (workspace, user) => findPerson(deps.db, personId(workspace, user)),
    posted: (post, place) => notePost(deps.db, post, place),
    placeOf: (post) => placeOfPost(deps.db, post),
    // Answering twice is better than not at all.
    first: (key) => first(key).catch(() => true),
    heard: (key) => hasReceipt(deps.db, key).catch(() => false),
    welcome: (workspace) => welcomeWorkspace(deps.db, workspace),
  };
}

/** An answer that others read says what was asked, where the platform does not show it. */
function withQuestion(request: Request | Question | Press, reply: Reply): Reply {
  if (request.caller.workspace === TERMINAL) return reply;
  const asked =
    request.kind === 'command' && request.command === 'ask'
      ? askedWords(request)
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
    const reply = { ...notice(error.message), failed: true };
    return goesUnsaid(request, error) ? { ...reply, silent: true } : reply;
  }
  const ref = randomBytes(3).toString('hex');
  deps.log.error({ ref, request: request.kind, workspace: request.caller.workspace, err: error }, 'request failed');
  const reply = { ...notice(`Something went wrong (ref ${ref}). It has been logged.`), failed: true };
  return isOverheard(request) ? { ...reply, silent: true } : reply;
}

/** A refused form can be opened again with what was typed into it. */
function mendable(forms: TypedForms, request: Request | Question | Press, error: unknown, reply: Reply): Reply {
  if (request.kind !== 'command' || !request.form || !(error instanceof UserError)) return reply;
  // Whoever may not do it at all can mend nothing.
  if (commandSpec(request.command).who === 'admin' && !request.caller.admin) return reply;
  const values = Object.fromEntries(Object.entries(request.options).map(([key, value]) => [key, String(value)]));
  const id = forms.keep({ command: request.command, values, user: request.caller.user });
  const buttons = [{ id: buttonId('again', id), label: BUTTONS.again.label }];
  return { ...reply, blocks: [...reply.blocks, { kind: 'buttons', buttons }] };
}

function onSlack({ workspace }: Caller): boolean {
  return workspace.startsWith('slack/');
}

/** Whether the texts of the reply are our own words rather than an article's. */
function isOurs(request: Request | Question | Press): boolean {
  return request.kind !== 'press' || parseButton(request.button)?.kind !== 'read';
}

/** Errors that only disturb: of what was overheard, and of a limit that somebody was told of before where everybody reads it. */
function goesUnsaid(request: Request | Question | Press, error: UserError): boolean {
  if (isOverheard(request)) return true;
  const readByAll = request.kind === 'question' && request.readByAll === true;
  return readByAll && (error instanceof NotAllowed || (error instanceof TooManyQuestions && error.toldBefore));
}

function isOverheard(request: Request | Question | Press): boolean {
  return request.kind === 'question' && request.onlyIfKnown === true;
}
