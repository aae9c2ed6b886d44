import type { Command } from 'commander';
import { analyseQuestion } from '../answer/question/question.ts';
import { searchPassages } from '../answer/rank/search.ts';
import { askDeps } from '../chat/handlers/ask-handler.ts';
import { storedPassages } from '../store/passages/passages.ts';
import { asOfLine } from './chat-commands.ts';
import { indexFirst } from './index-first.ts';
import { pipeJsonl } from './jsonl.ts';
import { fail, namedWorkspace, withApp } from './run.ts';

/**
 * Adds the verbs of the pipeline mode: JSONL on standard input, one line for each on standard output (docs/command-line.md). What a verb
 * runs is loaded when it is used, since every other command would wait for it.
 */
export function jsonlVerbs(program: Command): void {
  const verb = (name: string, description: string) =>
    program
      .command(name)
      .description(`${description} (JSONL in, JSONL out)`)
      .requiredOption('--jsonl', 'JSONL on standard input and output');

  verb('quotes', 'quotations and speakers of given texts').action(() =>
    fail(async () => {
      const { quotesLine } = await import('../pipelines/quotes-jsonl.ts');
      await pipeJsonl((line) =>
        quotesLine({
          id: line.id as string,
          text: String(line.text ?? ''),
          ...(typeof line.title === 'string' ? { title: line.title } : {}),
        }),
      );
    }),
  );
  verb('claims', 'whether given articles say what is claimed of them').action(() =>
    fail(async () => {
      const { claimsLine } = await import('../pipelines/claims-jsonl.ts');
      await pipeJsonl((line) =>
        claimsLine({ id: line.id, claim: text(line.claim) ?? '', text: text(line.text) ?? '' }),
      );
    }),
  );
  verb('stories', 'which given texts tell the same story').action(() => fail(() => pipeStories()));
  verb('extract', 'articles of given web pages').action(() =>
    fail(async () => {
      const { extractLine } = await import('../pipelines/extract-jsonl.ts');
      await pipeJsonl((line) =>
        extractLine({ id: line.id as string, url: text(line.url) ?? null, html: text(line.html) ?? '' }),
      );
    }),
  );
  verb('feed', 'entries of given feeds').action(() =>
    fail(async () => {
      const { feedLine } = await import('../pipelines/feed-jsonl.ts');
      await pipeJsonl(
        (line) =>
          feedLine({
            file: line.file,
            headers: line.headers as Record<string, string>,
            body_base64: text(line.body_base64) ?? '',
          }),
        'file',
      );
    }),
  );
  verb('search', 'passages of the stored articles')
    .option('--workspace <id>', 'which workspace to act as', 'terminal')
    .action((options: { workspace: string }) =>
      withApp(async (app) => {
        const workspace = await namedWorkspace(app, options.workspace);
        await indexFirst(app);
        const { searchLine } = await import('../pipelines/answers-jsonl.ts');
        const source = storedPassages(app.db);
        await pipeJsonl(async (line) =>
          searchLine(
            line.id,
            await searchPassages(source, {
              question: analyseQuestion(String(line.question ?? '')),
              asOf: asOfLine(line),
              workspace,
            }),
          ),
        );
      }),
    );
  verb('converse', 'threads of the bot, turn by turn')
    .option('--workspace <id>', 'which workspace to act as', 'terminal')
    .action((options: { workspace: string }) =>
      withApp(async (app) => {
        const workspace = await namedWorkspace(app, options.workspace);
        await indexFirst(app);
        const { converseLine } = await import('../pipelines/answers-jsonl.ts');
        const { db, config, meaning, zone } = app;
        const deps = () => askDeps({ db, config, meaning, model: null });
        await pipeJsonl((line) =>
          converseLine(deps, { id: line.id, turns: turnsIn(line.turns) }, { workspace, asOf: asOfLine(line), zone }),
        );
      }),
    );
}

/** What people wrote, turn by turn; what is not a turn is passed over. */
function turnsIn(turns: unknown): { text: string }[] {
  return Array.isArray(turns)
    ? turns.flatMap((turn: unknown) => {
        const words = typeof turn === 'object' && turn !== null && 'text' in turn ? text(turn.text) : undefined;
        return words === undefined ? [] : [{ text: words }];
      })
    : [];
}

/** Each line's story as it is read; later lines change nothing. */
async function pipeStories(): Promise<void> {
  const { storiesLines } = await import('../pipelines/stories-jsonl.ts');
  const story = storiesLines();
  return pipeJsonl((line) =>
    story({
      id: line.id as string,
      title: text(line.title),
      text: text(line.text) ?? '',
      published: text(line.published),
    }),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
