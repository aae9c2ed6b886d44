import { createHash } from 'node:crypto';
import type { DraftEvent, DraftRequest, Model } from './model.ts';
import { loadPrompt } from './prompts.ts';

const HOUR = 3_600_000;

/**
 * A model that is not asked the same thing twice within an hour: the same question, history and sentences in the same workspace. A
 * changed, new or removed article changes the sentences, so an old answer never comes back. Drafts are kept as they came and checked
 * again each time; a remembered one costs nothing. At most `entries` are kept, the longest unused goes first.
 */
export function remembering(model: Model, entries: number): Model {
  const drafts = new Map<string, DraftEvent[]>();
  return {
    ...model,
    async *draftAnswer(request: DraftRequest) {
      const key = keyOf(request);
      const known = drafts.get(key);
      if (known) {
        drafts.delete(key);
        drafts.set(key, known);
        yield* known;
        return;
      }
      const events: DraftEvent[] = [];
      for await (const event of model.draftAnswer(request)) {
        events.push(event.kind === 'end' ? { ...event, usage: { inputTokens: 0, outputTokens: 0 } } : event);
        if (event.kind === 'end' && event.status !== 'refused') keep(key, events);
        yield event;
      }
    },
  };

  function keep(key: string, events: DraftEvent[]): void {
    drafts.set(key, events);
    const [oldest] = drafts.keys();
    if (drafts.size > entries && oldest !== undefined) drafts.delete(oldest);
  }
}

function keyOf({ workspace, question, asOf, zone, language, articles, history }: DraftRequest): string {
  const hour = Math.floor(asOf.getTime() / HOUR);
  const asked = JSON.stringify([
    workspace ?? null,
    loadPrompt('answer').version,
    hour,
    question,
    zone,
    language,
    history ?? [],
    articles,
  ]);
  return createHash('sha256').update(asked).digest('hex');
}
