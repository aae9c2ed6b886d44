import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Button } from '../../../reply/reply.ts';
import { TERMINAL } from '../../../store/schema.ts';
import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';
import type { Caller, Desk, Press, Question, Request } from '../../request.ts';
import { parseTyped, unknownCommand } from '../../typed.ts';
import { buttonsOf, renderTerminal, type TerminalStyle } from './render.ts';

export interface TerminalOptions {
  desk: Desk;
  input: Readable;
  output: Writable;
  /** Somebody types: greets, prompts and completes. False when the input is piped. */
  interactive: boolean;
  color: boolean;
  zone: string;
  greeting: string;
}

export interface TerminalChat {
  /** Ends when the input does, or when the person leaves. */
  finished: Promise<void>;
  /** Writes something that nobody asked for, such as a digest, without spoiling the line being typed. */
  announce(text: string): void;
  close(): void;
}

/** The chat in a terminal: a line is a question, `/name …` a command, a number presses a button of the last reply. */
export function openTerminal(options: TerminalOptions): TerminalChat {
  const { desk, output } = options;
  const caller: Caller = { workspace: TERMINAL, place: 'terminal', user: 'terminal', admin: true, zone: options.zone };
  const style = (): TerminalStyle => ({
    color: options.color,
    width: Math.min(100, 'columns' in output && typeof output.columns === 'number' ? output.columns : 80),
    zone: options.zone,
  });
  const lines = createInterface({
    input: options.input,
    output: options.interactive ? output : undefined,
    terminal: options.interactive,
    prompt: options.color ? '\u001b[1m>\u001b[22m ' : '> ',
    ...(options.interactive ? { completer: (line: string, done: Completed) => complete(desk, line, done) } : {}),
  });
  if (options.interactive) {
    output.write(`${options.greeting}\n\n`);
    lines.prompt();
  }
  let buttons: Button[] = [];
  const finished = (async () => {
    for await (const line of lines) {
      const typed = line.trim();
      if (/^\/?(quit|exit)$/i.test(typed)) break;
      if (typed !== '') {
        const request = readLine(typed, buttons, caller);
        if (typeof request === 'string') output.write(`${request}\n\n`);
        else {
          const reply = await desk.handle(request);
          buttons = buttonsOf(reply);
          output.write(`${options.interactive ? '\n' : ''}${renderTerminal(reply, style())}\n\n`);
        }
      }
      if (options.interactive) lines.prompt();
    }
    lines.close();
  })();
  return {
    finished,
    announce: (text) => announce(lines, output, text, options.interactive),
    close: () => lines.close(),
  };
}

function announce(lines: Interface, output: Writable, text: string, interactive: boolean): void {
  output.write(interactive ? `\r\u001b[K${text}\n` : text);
  if (interactive) lines.prompt(true);
}

/** What a typed line asks for, or a word of help when it is not a command. */
export function readLine(
  typed: string,
  buttons: readonly Button[],
  caller: Caller,
): Request | Question | Press | string {
  const number = /^(\d{1,2})(?:\s+(.+))?$/.exec(typed);
  const button = number ? buttons[Number(number[1]) - 1] : undefined;
  if (button)
    return { kind: 'press', button: button.id, ...(number?.[2] ? { values: { text: number[2] } } : {}), caller };
  if (!typed.startsWith('/')) return { kind: 'question', text: typed, caller };
  const command = commandOf(typed.slice(1));
  if (!command) {
    const [top = '', ...words] = typed.slice(1).trim().split(/\s+/);
    return unknownCommand(top, words);
  }
  return { kind: 'command', command, options: parseTyped(command, typed.slice(command.length + 1)), caller };
}

/** The longest command name that a typed line starts with. `/help` is short for `/news help`. */
function commandOf(text: string): CommandName | null {
  if (/^help\b/i.test(text)) return 'news help';
  const folded = text.replace(/\s+/g, ' ');
  const found = COMMAND_NAMES.filter((name) => folded === name || folded.startsWith(`${name} `));
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
}

type Completed = (error: Error | null, result: [string[], string]) => void;

function complete(desk: Desk, line: string, done: Completed): void {
  if (!line.startsWith('/')) {
    done(null, [[], line]);
    return;
  }
  const command = commandOf(line.slice(1));
  const key = command ? /\b([a-z]+):"?([^":]*)$/.exec(line) : null;
  const suggest = command && key?.[1] ? commandSpec(command).options[key[1]]?.suggest : undefined;
  if (suggest && key) {
    desk
      .suggest({ kind: suggest, typed: key[2] ?? '', workspace: TERMINAL, user: '' })
      .then((found) =>
        done(null, [found.map((value) => `${key[1]}:${/\s/.test(value) ? `"${value}"` : value}`), key[0]]),
      )
      .catch(() => done(null, [[], line]));
    return;
  }
  const names = COMMAND_NAMES.map((name) => `/${name} `).filter((name) => name.startsWith(line));
  const keys = command ? Object.keys(commandSpec(command).options).map((name) => `${name}:`) : [];
  const last = line.split(' ').at(-1) ?? '';
  done(null, names.length > 0 ? [names, line] : [keys.filter((name) => name.startsWith(last)), last]);
}
