import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/read/web/read-body.ts';

const LIMITS = { maxBytes: 100_000, maxDecodedBytes: 200_000 };
const text = 'The ferry stays, the council said. '.repeat(100);

async function* inPieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 1000) yield body.subarray(at, at + 1000);
}
const read = (body: Uint8Array, encoding: string, length: number | null = null) =>
  readBody(inPieces(body), encoding, length, LIMITS);

test.each([
  ['identity', Buffer.from(text)],
  ['', Buffer.from(text)],
  ['gzip', gzipSync(text)],
  ['X-Gzip', gzipSync(text)],
  ['', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
  ['zstd', zstdCompressSync(text)],
  ['gzip, br', brotliCompressSync(gzipSync(text))],
])('a body in "%s" is decoded', async (encoding, body) => {
  expect(await read(body, encoding)).toEqual({ kind: 'bytes', bytes: Buffer.from(text) });
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('a bomb in %s stops at the limit', async (encoding, compress) => {
  expect(await read(compress(Buffer.alloc(20_000_000)), encoding)).toMatchObject({ kind: 'too-large' });
});

test('a bomb inside a bomb stops at the first stage that is too large', async () => {
  const bomb = gzipSync(gzipSync(Buffer.alloc(100_000_000)));
  expect(await read(bomb, 'gzip, gzip')).toMatchObject({ kind: 'too-large' });
});

test('a body of exactly the limit is read, one byte more is not', async () => {
  expect(await read(Buffer.alloc(100_000), '')).toMatchObject({ kind: 'bytes' });
  expect(await read(Buffer.alloc(100_001), '')).toMatchObject({ kind: 'too-large' });
});

test('a body that says it is too long is not read at all', async () => {
  let pieces = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    pieces++;
    yield new Uint8Array(1);
  }
  expect(await readBody(counted(), '', 1_000_000, LIMITS)).toMatchObject({ kind: 'too-large' });
  expect(pieces).toBe(0);
});

test('an endless body is cut off at the limit', async () => {
  let pieces = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      pieces++;
      yield new Uint8Array(1000);
    }
  }
  expect(await readBody(endless(), '', null, LIMITS)).toMatchObject({ kind: 'too-large' });
  expect(pieces).toBeLessThan(105);
});

test.each([
  ['three encodings', 'gzip, gzip, gzip'],
  ['an unknown encoding', 'rot13'],
  ['a name from the prototype', 'constructor'],
])('%s is refused', async (_what, encoding) => {
  expect(await read(gzipSync(text), encoding)).toMatchObject({ kind: 'unsupported-encoding' });
});

test('a cut-off gzip body gives what it holds', async () => {
  const cut = gzipSync(text).subarray(0, -12);
  const body = await read(cut, 'gzip');
  expect(body.kind === 'bytes' && text.startsWith(Buffer.from(body.bytes).toString())).toBe(true);
});

test('a body that is not what it says is damaged', async () => {
  expect(await read(Buffer.from(text), 'gzip')).toEqual({ kind: 'damaged' });
});

test('an empty body is empty in every encoding', async () => {
  expect(await read(new Uint8Array(), 'br')).toEqual({ kind: 'bytes', bytes: Buffer.alloc(0) });
});
