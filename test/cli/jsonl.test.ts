import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readJsonl } from '../../src/cli/jsonl.ts';

async function read(...chunks: (string | Buffer)[]): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of readJsonl(Readable.from(chunks))) rows.push(row);
  return rows;
}

test('a line separator inside a JSON text does not end its line', async () => {
  expect(await read('{"text":"one\u2028two\u2029three"}\n')).toEqual([{ text: 'one\u2028two\u2029three' }]);
});

test('lines come whole however the stream is cut', async () => {
  const bytes = Buffer.from('{"a":"é😀"}\r\n{"b":2}\n\n{"c":3}');
  const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await read(...chunks)).toEqual([{ a: 'é😀' }, { b: 2 }, { c: 3 }]);
});

test('a line that is not an object is skipped', async () => {
  expect(await read('[1]\nnonsense\n{"a":1}\n"x"\n')).toEqual([{ a: 1 }]);
});

test.each([
  ['with a byte order mark', '\ufeff'],
  ['without one', ''],
])('UTF-16 of either byte order is read %s, however the stream is cut', async (_, mark) => {
  const little = Buffer.from(`${mark}{"a":"é😀"}\r\n{"b":"तेल"}\n`, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big])
    expect(await read(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual([{ a: 'é😀' }, { b: 'तेल' }]);
});
