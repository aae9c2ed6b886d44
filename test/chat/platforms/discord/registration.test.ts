import { expect, test } from 'vitest';
import { COMMAND_NAMES, commandSpec } from '../../../../src/chat/commands.ts';
import { discordCommands } from '../../../../src/chat/platforms/discord/registration.ts';
import { TRANSLATIONS } from '../../../../src/chat/translations/translations.ts';

interface Node {
  name: string;
  description?: string;
  description_localizations?: Record<string, string>;
  options?: Node[];
  choices?: { name: string; value: string }[];
}

const tree = discordCommands() as Node[];

function* nodes(at: readonly Node[]): Generator<Node> {
  for (const node of at) {
    yield node;
    yield* nodes(node.options ?? []);
  }
}

test.each(['de', 'fr', 'es-ES', 'es-419', 'ja'])('every description is there in %s', (locale) => {
  const missing = [...nodes(tree)].filter(
    ({ description, description_localizations }) => description && !description_localizations?.[locale],
  );
  expect(missing.map(({ description }) => description)).toEqual([]);
});

test('no translation is longer than Discord takes, and none is of a description that is gone', () => {
  const used = new Set([...nodes(tree)].map(({ description }) => description));
  for (const texts of Object.values(TRANSLATIONS))
    for (const [english, text] of Object.entries(texts)) {
      expect(text.length, text).toBeLessThanOrEqual(100);
      expect(used, english).toContain(english);
    }
});

test('a command with its longest translations stays under 8,000 characters, and has at most 25 of everything', () => {
  for (const command of tree) {
    let size = 0;
    for (const { name, description = '', description_localizations, choices = [], options = [] } of nodes([command])) {
      const longest = Math.max(
        description.length,
        ...Object.values(description_localizations ?? {}).map((t) => t.length),
      );
      size +=
        name.length + longest + choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0);
      expect(options.length).toBeLessThanOrEqual(25);
    }
    expect(size, command.name).toBeLessThan(8_000);
  }
});

test('what must be given comes before what may be', () => {
  for (const { options = [] } of nodes(tree)) {
    const required = (options as { required?: boolean }[]).map((option) => option.required === true);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  }
  expect(COMMAND_NAMES.every((name) => commandSpec(name).description.length <= 100)).toBe(true);
});
