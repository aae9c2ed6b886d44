import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

export type Body =
  | { kind: 'bytes'; bytes: Uint8Array }
  /** `detail` says which limit, or which encoding. */
  | { kind: 'too-large'; detail: string }
  | { kind: 'unsupported-encoding'; detail: string }
  | { kind: 'damaged' };

export interface BodyLimits {
  /** Most bytes on the wire. */
  maxBytes: number;
  /** Most bytes after each stage of decompression. */
  maxDecodedBytes: number;
}

const MAX_ENCODINGS = 2;
/** RFC 9659: 8 MB is the largest window that a zstd body on the web may ask for. */
const ZSTD_WINDOW_LOG = 23;

type Decoder = (bytes: Uint8Array, maxOutputLength: number) => Promise<Uint8Array>;

const gunzipped = promisify(gunzip);
const inflated = promisify(inflate);
const rawInflated = promisify(inflateRaw);
const unbrotlied = promisify(brotliDecompress);
const unzstded = promisify(zstdDecompress);

// A body cut off in the middle still gives what it holds, as in browsers: finishFlush asks for that.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: (bytes, maxOutputLength) => gunzipped(bytes, { ...ZLIB, maxOutputLength }),
  deflate: (bytes, maxOutputLength) => {
    // "deflate" means zlib, but some servers send it bare: a zlib header has method 8 in its low bits (RFC 1950).
    const method = (bytes[0] ?? 0) & 0x0f;
    return method === 8
      ? inflated(bytes, { ...ZLIB, maxOutputLength })
      : rawInflated(bytes, { ...ZLIB, maxOutputLength });
  },
  br: (bytes, maxOutputLength) => unbrotlied(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
  zstd: (bytes, maxOutputLength) =>
    unzstded(bytes, { params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG }, maxOutputLength }),
};

/** What `Accept-Encoding` says. */
export const ACCEPTED_ENCODINGS = Object.keys(DECODERS).join(', ');

/**
 * The decoded body of an answer. Never holds more than the limits: reading stops at `maxBytes`, and each stage of decompression stops as
 * soon as it has given `maxDecodedBytes`. Rejects only when the connection fails.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  contentLength: number | null,
  limits: BodyLimits,
): Promise<Body> {
  const stages = encodingsOf(encoding);
  const unknown = stages.find((stage) => !Object.hasOwn(DECODERS, stage));
  if (unknown !== undefined) return { kind: 'unsupported-encoding', detail: 'an unknown compression' };
  if (stages.length > MAX_ENCODINGS)
    return { kind: 'unsupported-encoding', detail: `a body compressed ${stages.length} times` };
  if (contentLength !== null && contentLength > limits.maxBytes) return tooLarge(limits.maxBytes);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limits.maxBytes) return tooLarge(limits.maxBytes);
    parts.push(chunk);
  }
  return decode(Buffer.concat(parts, size), stages, limits);
}

async function decode(bytes: Uint8Array, stages: readonly string[], limits: BodyLimits): Promise<Body> {
  let decoded = bytes;
  for (const stage of stages.toReversed()) {
    if (decoded.length === 0) break;
    try {
      decoded = (await DECODERS[stage]?.(decoded, limits.maxDecodedBytes)) ?? decoded;
    } catch (error) {
      return error instanceof RangeError ? tooLarge(limits.maxDecodedBytes) : { kind: 'damaged' };
    }
  }
  // A compressed file is often served without a word about it: the header of gzip with its only method (RFC 1952).
  const unsaid = stages.length === 0 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
  if (unsaid) return decode(bytes, ['gzip'], limits);
  return decoded.length > limits.maxDecodedBytes ? tooLarge(limits.maxDecodedBytes) : { kind: 'bytes', bytes: decoded };
}

/** `gzip, br` in the order the server applied them; old names as today's, and `identity` as nothing. */
function encodingsOf(header: string): string[] {
  return header
    .split(',')
    .map((name) => name.trim().toLowerCase().replace(/^x-/, ''))
    .filter((name) => name !== '' && name !== 'identity');
}

function tooLarge(limit: number): Body {
  return {
    kind: 'too-large',
    detail: `over ${(limit / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`,
  };
}
