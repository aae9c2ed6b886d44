import { Argument, Command, CommanderError, Option } from 'commander';
import { slackManifest } from '../chat/platforms/slack/manifest.ts';
import { UserError } from '../errors.ts';
import { loadConfig } from '../settings/config.ts';
import { VERSION } from '../version.ts';
import { addFiles, importFile, listStored, removeStored, samples, showVersions } from './article-commands.ts';
import { askCommand, commandReply, quoteCommand } from './chat-commands.ts';
import { correctionsCommand, deskCommand } from './desk-command.ts';
import { digestCommands } from './digest-commands.ts';
import { doctorCommand } from './doctor-command.ts';
import { feedCommands } from './feed-commands.ts';
import { jsonlVerbs } from './jsonl-verbs.ts';
import { writeJson } from './output.ts';
import type { PreviewOptions } from './preview/preview-command.ts';
import { fail } from './run.ts';
import { wireCommands } from './wire-commands.ts';
import {
  backupCommand,
  exportCommand,
  forgetPersonCommand,
  forgetWorkspaceCommand,
  restoreCommand,
} from './workspace-commands.ts';

const json = () => new Option('--json', 'print JSON');
const workspace = (what: string, fallback: string) => new Option('--workspace <id>', what).default(fallback);

/** Runs what the words of a command line ask for; the exit code is left in `process.exitCode`. */
export async function runProgram(words: readonly string[]): Promise<void> {
  try {
    await commandLine().parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Words that no command knows are 2, as elsewhere; 1 is a command that says what is wrong.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

function commandLine(): Command {
  const program = new Command('copydesk')
    .version(VERSION)
    .description('Reads news, keeps every quotation word for word, answers from what it has read.');
  program
    .showHelpAfterError('(copydesk --help shows the commands)')
    .configureOutput({ outputError: (text, write) => write(text) })
    .exitOverride();

  program
    .command('add')
    .description('store articles from addresses, text files, saved web pages, or - for standard input')
    .argument('<address or file...>')
    .option('--title <text>')
    .option('--url <address>')
    .option('--published <date>', 'YYYY-MM-DD or an ISO 8601 time')
    .option('--publisher <name>')
    .option('--byline <name>')
    .addOption(workspace('who may see it: a workspace, or "shared" for everybody', 'shared'))
    .addOption(json())
    .action(addFiles);
  program
    .command('import')
    .description('load articles with their own ids, or an export, from a .jsonl or .jsonl.gz file or -')
    .argument('<file>')
    .option('--workspace <id>', 'who may see them (default: shared); an export goes back to its own workspace')
    .addOption(json())
    .action(importFile);
  program
    .command('export')
    .description('write everything in a workspace to a .jsonl or .jsonl.gz file or -')
    .argument('<file>')
    .option('--all', 'every workspace, each to a file in the folder <file>')
    .addOption(workspace('which workspace', 'terminal'))
    .action(exportCommand);
  program
    .command('preview')
    .description('show a reply as Discord or Slack would on a phone: a question, or a command such as "/quote floods"')
    .argument('<words...>')
    .requiredOption('--out <file>', 'an .html file, or .png when Chromium is installed')
    .addOption(new Option('--platform <name>').choices(['discord', 'slack']).default('discord'))
    .addOption(workspace('whose news', 'terminal'))
    // Discord's library takes longer to load than everything else together.
    .action(async (words: string[], options: PreviewOptions) =>
      (await import('./preview/preview-command.ts')).previewCommand(words, options),
    );
  program
    .command('desk')
    .description('print a link that signs a browser in at the desk, the web pages for whoever runs Copydesk')
    .addOption(workspace('whose news it shows first', 'terminal'))
    .action(deskCommand);
  program
    .command('corrections')
    .description('write what people corrected in who said what, as JSONL, to a .jsonl or .jsonl.gz file or -')
    .argument('<file>')
    .action(correctionsCommand);
  program
    .command('doctor')
    .description('check store, queue, worker, model, chats, feeds and digests, and say what to fix')
    .addOption(workspace('whose feeds and digests', 'terminal'))
    .addOption(json())
    .action(doctorCommand);
  program
    .command('backup')
    .description('write the whole store to a .jsonl or .jsonl.gz file or -, while Copydesk runs')
    .argument('<file>')
    .action(backupCommand);
  const forget = program.command('forget').description('delete what is kept of a person or a workspace, for good');
  forget
    .command('person')
    .description('their questions with the answers, votes and settings')
    .argument('<person>', 'discord/<user id> or slack/<user id>')
    .action(forgetPersonCommand);
  forget
    .command('workspace')
    .description('its articles, questions, digests and feeds')
    .argument('<workspace>')
    .option('--yes', 'really')
    .action(forgetWorkspaceCommand);
  program.command('restore').description('fill an empty store from a backup').argument('<file>').action(restoreCommand);
  program
    .command('articles')
    .description('list stored articles, newest first')
    .argument('[words...]')
    .option('--limit <n>', 'how many', '20')
    .addOption(workspace('which workspace to act as', 'terminal'))
    .addOption(json())
    .action(listStored);
  program
    .command('article')
    .description('the versions of an article and what changed')
    .argument('<id>')
    .addOption(workspace('which workspace to act as', 'terminal'))
    .addOption(json())
    .action(showVersions);
  program
    .command('remove')
    .description('remove an article with its quotes and summary')
    .argument('<id>')
    .addOption(json())
    .action(removeStored);
  program
    .command('samples')
    .description('add or remove the sample stories')
    .addArgument(new Argument('<action>').choices(['add', 'remove']))
    .addOption(json())
    .action(samples);

  program
    .command('ask')
    .description('ask the stored articles; with --jsonl, questions on standard input')
    .argument('[question...]')
    .option('--since <time>', '24h, 7d, 30d or YYYY-MM-DD')
    .option('--source <publisher>')
    .option('--jsonl', 'JSONL on standard input and output')
    .addOption(workspace('which workspace to act as', 'terminal'))
    .addOption(json())
    .action(askCommand);
  program
    .command('quote')
    .description('find quotations, word for word')
    .argument('[words...]')
    .option('--speaker <name>')
    .option('--since <time>', '24h, 7d, yesterday, last week or YYYY-MM-DD')
    .option('--until <time>', 'yesterday, last week or YYYY-MM-DD, that day included')
    .option('--source <publisher>')
    .option('--page <n>', 'page of five', '1')
    .option('--context', 'include the sentences around each')
    .addOption(workspace('which workspace to act as', 'terminal'))
    .addOption(json())
    .action(quoteCommand);
  for (const name of ['latest', 'sources', 'status'] as const) {
    program
      .command(name)
      .description(
        {
          latest: 'the newest stories',
          sources: 'publishers, articles and dates',
          status: 'store, queue, model, digests',
        }[name],
      )
      .addOption(workspace('which workspace to act as', 'terminal'))
      .addOption(json())
      .action((options) => commandReply(name, options));
  }

  digestCommands(program);
  program
    .command('manifest')
    .description('print the app manifest for Slack')
    .addArgument(new Argument('<platform>').choices(['slack']))
    .option('--url <address>', 'public address for HTTP mode; without it, Socket Mode')
    .action((_platform: string, options: { url?: string }) =>
      fail(async () => {
        if (options.url !== undefined && URL.parse(options.url)?.protocol !== 'https:')
          throw new UserError(
            `"${options.url}" isn't an address Slack can reach: write https://your.host/slack/events.`,
          );
        const { SLACK_COMMAND_PREFIX: prefix, SLACK_PUBLIC_URL: publicUrl } = loadConfig();
        const redirect = publicUrl ? new URL('/slack/oauth_redirect', publicUrl).href : null;
        await writeJson(slackManifest(prefix, options.url ?? null, redirect));
      }),
    );
  feedCommands(program);
  wireCommands(program);
  jsonlVerbs(program);
  return program;
}
