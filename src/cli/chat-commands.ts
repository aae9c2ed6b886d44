import { citedUrl } from '../answer/citation.ts';
import { respond } from '../answer/converse.ts';
import type { App } from '../app.ts';
import { CHECK_MS } from '../chat/checks.ts';
import type { CommandName } from '../chat/commands.ts';
import { askDeps } from '../chat/handlers/ask-handler.ts';
import { foundBlocks, needsContext } from '../chat/handlers/quote-blocks.ts';
import { contextsOf, nothingFound, QUOTES_PER_PAGE, quoteQuery, summary } from '../chat/handlers/quote-handler.ts';
import { parseSince } from '../chat/options.ts';
import type { Request } from '../chat/request.ts';
import { UserError } from '../errors.ts';
import { askLine } from '../pipelines/answers-jsonl.ts';
import { askTextLine } from '../pipelines/one-text.ts';
import type { Block } from '../reply/reply.ts';
import { loadConfig } from '../settings/config.ts';
import { articlesById } from '../store/articles/articles.ts';
import type { FoundQuote, Printed } from '../store/quotes/quote-copies.ts';
import { findQuotes } from '../store/quotes/quote-lookup.ts';
import type { StoredQuote } from '../store/quotes/stored-quotes.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { indexFirst } from './index-first.ts';
import { pipeJsonl } from './jsonl.ts';
import { write, writeJson, writeReply } from './output.ts';
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
    const since = options.since ? parseSince(options.since, new Date(), app.zone) : undefined;
    const workspace = await namedWorkspace(app, options.workspace);
    await indexFirst(app);
    if (options.json) return writeJson(await askJson(app, workspace, question, since, options.source));
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

async function askJson(
  app: App,
  workspace: WorkspaceId,
  question: string,
  since: Date | undefined,
  publisher: string | undefined,
) {
  const message = { text: question, workspace, asOf: new Date(), zone: app.zone, conversation: [], since, publisher };
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

export function quoteCommand(words: string[], options: QuoteOptions): Promise<void> {
  return withApp(async (app) => {
    const workspace = await namedWorkspace(app, options.workspace);
    const text = words.join(' ').trim();
    if (text === '' && !options.speaker && !options.source && !options.since && !options.until) {
      throw new UserError('Say what to look for: words of the quotation, --speaker, --source, --since or --until.');
    }
    const page = pageOf(options.page);
    const query = quoteQuery({ ...options, text: text || undefined }, new Date(), app.zone);
    const offset = (page - 1) * QUOTES_PER_PAGE;
    const found = await findQuotes(app.db, workspace, query, { limit: QUOTES_PER_PAGE, offset });
    const shownWith = options.context ? found.quotes : found.quotes.filter(needsContext);
    const contexts = await contextsOf(app.db, workspace, shownWith);
    const pages = Math.max(1, Math.ceil(found.total / QUOTES_PER_PAGE));
    if (options.json) {
      const { quotes, ...rest } = found;
      const shown = quotes.map((one) => ({ ...foundJson(one), context: contexts.get(one.id) }));
      return writeJson({ ...rest, page, pages, quotes: shown });
    }
    if (found.quotes.length === 0) return write(`${nothingFound(found, query)}\n`);
    const blocks: Block[] = found.quotes.flatMap((one, i) => foundBlocks(one, offset + i + 1, contexts.get(one.id)));
    const more = page < pages || found.more ? `\n--page ${page + 1} shows more.` : '';
    blocks.push({ kind: 'notice', text: `${summary(found, page, pages)}${more}` });
    await writeReply({ blocks, private: false }, app.zone);
  });
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
  const caller = { ...operatorOf(app, workspace), zone: app.zone };
  const answer = await atDesk(app, caller, command, options);
  await (json ? writeJson(answer) : writeReply(answer, app.zone));
}

function given(options: { since?: string; source?: string }): Record<string, string> {
  return { ...(options.since ? { since: options.since } : {}), ...(options.source ? { source: options.source } : {}) };
}
