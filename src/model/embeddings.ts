import OpenAI from 'openai';
import { ModelUnavailable, type Usage } from './model.ts';
import { takingTurns } from './turns.ts';
import { CHARACTERS_A_TOKEN, unavailable } from './unavailable.ts';

/** Turns texts into vectors of unit length whose dot product says how near their meanings are. */
export interface Embeddings {
  name: string;
  /** One vector a text, in order, and what they cost. Throws `ModelUnavailable`. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<{ vectors: Float32Array[]; usage: Usage }>;
  /** Most tokens that embedding so many characters can cost. */
  largestCost(characters: number): number;
}

export interface EmbeddingsConfig {
  apiKey: string;
  model: string;
  baseUrl?: string;
  /** Milliseconds for a whole call. */
  timeout: number;
  concurrency: number;
}

const TEXTS_PER_CALL = 64;
/** Servers cut or refuse longer inputs; a passage is far shorter. */
const LONGEST_TEXT = 8_000;
const MOST_DIMENSIONS = 4_096;

/** Embeddings behind an OpenAI-compatible server; at most one retry a call. */
export function openAiEmbeddings(config: EmbeddingsConfig): Embeddings {
  const client = new OpenAI({
    apiKey: config.apiKey,
    ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }),
    timeout: config.timeout,
    maxRetries: 1,
  });
  const turn = takingTurns(config.concurrency);
  return {
    name: config.model,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      const usage = { inputTokens: 0, outputTokens: 0 };
      for (let i = 0; i < texts.length; i += TEXTS_PER_CALL) {
        const input = texts.slice(i, i + TEXTS_PER_CALL).map((text) => text.slice(0, LONGEST_TEXT));
        const sent = input.reduce((sum, text) => sum + text.length, 0);
        let done = () => {};
        try {
          done = await turn(signal);
          const { data, usage: told } = await client.embeddings.create(
            { model: config.model, input, encoding_format: 'float' },
            signal ? { signal } : {},
          );
          usage.inputTokens += told?.total_tokens || Math.ceil(sent / CHARACTERS_A_TOKEN);
          vectors.push(...vectorsOf(data, input.length));
        } catch (error) {
          throw unavailable(error, signal, { usage, sent, received: 0 });
        } finally {
          done();
        }
      }
      return { vectors, usage };
    },
    // One token is rarely less than two characters; the one retry sends the input again.
    largestCost: (characters) => characters,
  };
}

function vectorsOf(data: readonly { index: number; embedding: readonly number[] }[], wanted: number): Float32Array[] {
  const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => unit(embedding));
  const dimensions = vectors[0]?.length ?? 0;
  if (vectors.length !== wanted || dimensions === 0 || dimensions > MOST_DIMENSIONS)
    throw new ModelUnavailable('bad-output', `${vectors.length} vectors of ${dimensions} dimensions`);
  if (vectors.some((vector) => vector.length !== dimensions || vector.some((value) => !Number.isFinite(value))))
    throw new ModelUnavailable('bad-output', 'vectors of unlike shape');
  return vectors;
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}
