import { citedUrl } from '../answer/citation.ts';
import { respond } from '../answer/converse.ts';
import type { App } from '../app.ts';
import { zoneOfCaller } from '../chat/caller-zone.ts';
import { CHECK_MS } from '../chat/checks.ts';
import type { CommandName, OptionsOf } from '../chat/commands.ts';
import { askDeps, limitsOf } from '../chat/handlers/ask-handler.ts';
import { quoteQuery, quotesOnPage } from '../chat/handlers/quote-handler.ts';
import type { Caller, Request } from '../chat/request.ts';
import { UserError } from '../errors.ts';
import { askLine } from '../pipelines/answers-jsonl.ts';
import { askTextLine } from '../pipelines/one-text.ts';
import { loadConfig } from '../settings/config.ts';
import { articlesById } from '../store/articles/articles.ts';
import type { FoundQuote, Printed } from '../store/quotes/quote-copies.ts';
import type { StoredQuote } from '../store/quotes/stored-quotes.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { indexFirst } from './index-first.ts';
import { pipeJsonl } from './jsonl.ts';
import { writeJson, writeReply } from './output.ts';
import { quotesAtDesk } from './quote-pages.ts';
import { atDesk, fail, namedWorkspace, operatorOf, withApp } from './run.ts';

interface AskOptions {
  since?: string;
  source?: string;
  jsonl?: boolean;
  json?: boolean;
  workspace: string;
}

export function askCommand(words: string[], options: AskOptions): Promise<void> {
  if (options.jsonl) return askJsonl(options.workspace);
  const question = words.join(' ').trim();
  return withApp(async (app) => {
    if (question === '') throw new UserError('Ask something: copydesk ask "What did North Korea offer?"');
    const workspace = await namedWorkspace(app, options.workspace);
    await indexFirst(app);
    if (options.json) return writeJson(await askJson(app, workspace, question, given(options)));
    await reply(app, workspace, 'ask', { question, ...given(options) });
  });
}

/** Lines with a `text` are answered from it alone; the store is opened only when one has none. */
function askJsonl(workspaceName: string): Promise<void> {
  return fail(async () => {
    let app: App | null = null;
    let workspace = workspaceName as WorkspaceId;
    try {
      await pipeJsonl(async (line) => {
        const question = String(line.question ?? '');
        const asOf = asOfLine(line);
        if (typeof line.text === 'string')
          return askTextLine({ id: line.id, question, text: line.text }, asOf, loadConfig().ANSWER_MAX_CHARACTERS);
        if (!app) {
          app = await openStore();
          workspace = await namedWorkspace(app, workspaceName);
          await indexFirst(app);
        }
        const { db, config, meaning, zone } = app;
        const deps = () => askDeps({ db, config, meaning, model: null });
        return askLine(deps, { id: line.id, question }, { workspace, asOf, zone });
      });
    } finally {
      await (app as App | null)?.close();
    }
  });
}

async function openStore(): Promise<App> {
  const { openApp, logFileOf } = await import('../app.ts');
  const config = loadConfig();
  return openApp(config, { logFile: logFileOf(config) });
}

/** The instant a line is asked at: the end of its `asOf` day, or now. */
export function asOfLine(line: Record<string, unknown>): Date {
  const text = typeof line.asOf === 'string' ? line.asOf : '';
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text);
  return Number.isNaN(at.getTime()) ? new Date() : at;
}

/** The answer that the desk would show, as data: no conversation goes before it, and none is kept. */
async function askJson(app: App, workspace: WorkspaceId, question: string, limits: Limits) {
  const caller = operatorHere(app, workspace);
  const now = new Date();
  const { db } = app;
  const zone = await zoneOfCaller(db, caller);
  const limited = await limitsOf({ db, now: () => now }, caller, limits);
  const message = { text: question, workspace, asOf: now, zone, conversation: [], ...limited };
  const response = await respond(askDeps(app), { ...message, meant: 'reply' });
  if (response.kind !== 'answer')
    return { question, outcome: response.kind, answer: response.kind === 'courtesy' ? response.text : '' };
  const { request, answer } = response;
  const spans = [
    ...answer.claims.flatMap((claim) => claim.spans),
    ...answer.list.flatMap(({ sentence }) => sentence?.spans ?? []),
  ];
  const ids = [...new Set(spans.map((span) => span.article))];
  const articles = new Map((await articlesById(app.db, workspace, ids)).map((article) => [article.id, article]));
  return {
    question,
    kind: request.kind,
    refused: answer.outcome !== 'answered',
    outcome: answer.outcome,
    by: answer.by,
    lead: answer.lead,
    answer: answer.claims.map((claim) => claim.text).join(' '),
    citations: spans.flatMap(({ article: id, start, end }) => {
      const article = articles.get(id);
      if (!article) return [];
      const text = article.text.slice(start, end);
      const { title, publisher, published, url } = article;
      return [{ articleId: id, start, end, text, title, publisher, published, url: citedUrl(url, text) }];
    }),
    quotes: answer.quotes.map((quote) => storedJson(quote)),
    list: answer.list.map(({ article, title, url, publisher, published }) => ({
      articleId: article,
      title,
      url,
      publisher,
      published,
    })),
    closest:
      answer.outcome === 'nothing'
        ? [...new Set(answer.passages.slice(0, 5).map(({ passage }) => passage.title))].slice(0, 3)
        : [],
    earlier: answer.earlier?.text ?? null,
    outsideOfTime: answer.outside !== null,
    note: answer.note,
  };
}

interface QuoteOptions {
  speaker?: string;
  since?: string;
  until?: string;
  source?: string;
  page: string;
  context?: boolean;
  json?: boolean;
  workspace: string;
}

export function quoteCommand(
  words: string[],
  { page: typed, context, json, workspace: name, ...options }: QuoteOptions,
): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, name);
    const text = words.join(' ').trim();
    const asked = { ...options, ...(text === '' ? {} : { text }) };
    const page = pageOf(typed);
    if (json) return writeJson(await quoteJson(app, workspace, asked, page, context));
    const reply = await quotesAtDesk(app, operatorHere(app, workspace), asked, page, context);
    await writeReply(reply, app.zone);
  });
}

/** The page that the desk would show, as data. */
async function quoteJson(
  app: App,
  workspace: WorkspaceId,
  asked: Parameters<typeof quoteQuery>[0],
  page: number,
  contextOfEach = false,
) {
  const query = quoteQuery(asked, new Date(), await zoneOfCaller(app.db, operatorHere(app, workspace)));
  const { found, contexts, pages } = await quotesOnPage(app.db, workspace, query, page - 1, contextOfEach);
  const { quotes, ...rest } = found;
  const shown = quotes.map((one) => ({ ...foundJson(one), context: contexts.get(one.id) }));
  return { ...rest, page, pages: Math.max(1, pages), quotes: shown };
}

function pageOf(given: string): number {
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new UserError(`--page ${given}: write a whole number such as 2.`);
  return Number(given);
}

function foundJson({ otherWordings, before, ...found }: FoundQuote) {
  return { ...printedJson(found, before), otherWordings: otherWordings.map((other) => printedJson(other)) };
}

function printedJson<T extends Printed>({ also, ...one }: T, before = '') {
  return { ...storedJson(one, before), also: also.map((copy) => storedJson(copy)) };
}

function storedJson<T extends StoredQuote>({ article, url, id, at, utterance, ...rest }: T, before = '') {
  return { articleId: article, ...rest, url: citedUrl(url, rest.text, before) };
}

const NAMES = { latest: 'news latest', sources: 'news sources', status: 'newsadmin status' } as const satisfies Record<
  string,
  CommandName
>;

/** A command of the chat on the command line. */
export function commandReply(name: keyof typeof NAMES, options: { workspace: string; json?: boolean }): Promise<void> {
  return withApp(
    async (app) => {
      const workspace = await namedWorkspace(app, options.workspace);
      await reply(app, workspace, NAMES[name], {}, options.json);
    },
    { connectMs: CHECK_MS },
  );
}

async function reply(
  app: App,
  workspace: WorkspaceId,
  command: CommandName,
  options: Request['options'],
  json = false,
): Promise<void> {
  const answer = await atDesk(app, operatorHere(app, workspace), command, options);
  await (json ? writeJson(answer) : writeReply(answer, app.zone));
}

/** Whoever asks at the machine means its own time zone, whichever workspace they look at. */
function operatorHere(app: App, workspace: WorkspaceId): Caller {
  return { ...operatorOf(app, workspace), zone: app.zone };
}

type Limits = Pick<OptionsOf<'ask'>, 'since' | 'source'>;

function given({ since, source }: AskOptions): Limits {
  return { ...(since ? { since } : {}), ...(source ? { source } : {}) };
}
