import type { Fetched } from '../../../src/read/parse/parsers.ts';

/** Stands in for the real parsers in the worker: the body names what goes wrong. */
export function parsePage({ bytes }: Fetched): unknown {
  const body = Buffer.from(bytes).toString();
  switch (body) {
    case 'loop':
      for (;;);
    case 'regular expression':
      return /^(a|a)*$/.test(`${'a'.repeat(60)}b`);
    case 'memory': {
      const held: string[][] = [];
      for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => `${index} of many`));
    }
    case 'one allocation':
      return 'many words '.repeat(20_000_000).split('').length;
    case 'permissions':
      return ['net', 'fs.write', 'child', 'worker'].filter((what) => process.permission.has(what));
    case 'depth': {
      const deeper = (level: number): number => 1 + deeper(level + 1);
      return deeper(0);
    }
    case 'throw':
      throw new Error('not expected');
    case 'exit':
      return process.exit(3);
    case 'environment':
      return Object.keys(process.env);
    default:
      return body;
  }
}

export function parseFeed({ url, contentType }: Fetched): unknown {
  return { url, contentType };
}
