import {
  type DraftEvent,
  type DraftRequest,
  type Model,
  ModelUnavailable,
  type UnavailableReason,
} from '../../src/model/model.ts';

/** A model that plays its script, one entry a call: claims, or why it does not answer. Requests are recorded. */
export function scriptedModel(...script: (string[] | UnavailableReason)[]): Model & { asked: DraftRequest[] } {
  const asked: DraftRequest[] = [];
  const usage = { inputTokens: 70, outputTokens: 30 };
  return {
    asked,
    async *draftAnswer(request): AsyncIterable<DraftEvent> {
      asked.push(request);
      const part = script[Math.min(asked.length, script.length) - 1] ?? [];
      if (typeof part === 'string') throw new ModelUnavailable(part, 'scripted', { usage });
      for (const text of part) yield { kind: 'claim', claim: { text, sentences: [1] } };
      yield { kind: 'end', status: 'answered', missing: null, followups: [], usage };
    },
    async summarise() {
      return { points: [], usage };
    },
    async check({ claims }) {
      return { supported: claims.map(() => false), usage };
    },
    largestCost: () => 500,
  };
}

/** What a model says, with what it cost. */
export async function draftOf(model: Model, request: DraftRequest): Promise<{ texts: string[]; tokens: number }> {
  const texts: string[] = [];
  let tokens = 0;
  for await (const event of model.draftAnswer(request)) {
    if (event.kind === 'claim') texts.push(event.claim.text);
    else tokens = event.usage.inputTokens + event.usage.outputTokens;
  }
  return { texts, tokens };
}

export const REQUEST: DraftRequest = {
  workspace: 'discord/1',
  question: 'What did the wall cost?',
  asOf: new Date('2026-11-23T12:00:00Z'),
  articles: [
    { title: 'Wall', publisher: null, published: null, sentences: [{ n: 1, text: 'The wall cost 14 crowns.' }] },
  ],
};
