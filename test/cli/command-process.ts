import { runProgram } from '../../src/cli/program.ts';

// A process that runs one command after another, as its parent asks: loading the program takes far longer than most commands do.

export interface Asked {
  words: string[];
  cwd: string;
  env: Record<string, string>;
}

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

const said = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr'] as const)
  process[name].write = ((text: string, ...more: unknown[]) => {
    said[name] += text;
    const taken = more.at(-1);
    if (typeof taken === 'function') taken();
    return true;
  }) as typeof process.stdout.write;

async function outcomeOf({ words, cwd, env }: Asked): Promise<Outcome> {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.exitCode = undefined;
  Object.assign(said, { stdout: '', stderr: '' });
  await runProgram(words);
  return { code: Number(process.exitCode ?? 0), out: said.stdout, err: said.stderr };
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', ({ id, asked }: { id: number; asked: Asked }) => {
  last = last
    .then(() => outcomeOf(asked))
    .then(
      (outcome) => process.send?.({ id, outcome }),
      (error) => process.send?.({ id, error: String(error) }),
    );
});
process.on('disconnect', () => process.exit());
