import { type DraftRequest, type Model, ModelUnavailable, type UnavailableReason, type Usage } from './model.ts';

/** Another model may do better; a refusal, a spent budget or a withdrawn question is final. */
const WORTH_ANOTHER: readonly UnavailableReason[] = [
  'unreachable',
  'timeout',
  'rate-limited',
  'bad-output',
  'too-long',
  'no-model',
];

/**
 * The first of some models that answers, in their order, all of them within `milliseconds`. Another is asked only while the one before
 * has given nothing, so no answer is a mixture. What the failed ones used is counted with the rest.
 */
export function firstAvailable(models: readonly [Model, ...Model[]], milliseconds: number): Model {
  const within = (signal: AbortSignal | undefined) =>
    signal ? AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]) : AbortSignal.timeout(milliseconds);
  const goesOn = (error: unknown, used: Usage, left: number, signal: AbortSignal, asked: AbortSignal | undefined) => {
    if (!(error instanceof ModelUnavailable)) throw error;
    used.inputTokens += error.usage.inputTokens;
    used.outputTokens += error.usage.outputTokens;
    if (left > 0 && WORTH_ANOTHER.includes(error.reason) && !signal.aborted) return;
    // Our own limit ended it, not the asker.
    const reason = error.reason === 'cancelled' && signal.aborted && asked?.aborted !== true ? 'timeout' : error.reason;
    throw new ModelUnavailable(reason, 'no model answered', { cause: error, usage: used });
  };
  async function inTurn<R extends { signal?: AbortSignal }, T extends { usage: Usage }>(
    request: R,
    call: (model: Model, limited: R) => Promise<T>,
  ): Promise<T> {
    const signal = within(request.signal);
    const used: Usage = { inputTokens: 0, outputTokens: 0 };
    for (const [at, model] of models.entries()) {
      try {
        const made = await call(model, { ...request, signal });
        return { ...made, usage: sum(made.usage, used) };
      } catch (error) {
        goesOn(error, used, models.length - 1 - at, signal, request.signal);
      }
    }
    throw new ModelUnavailable('unreachable', 'no model');
  }

  return {
    async *draftAnswer(request: DraftRequest) {
      const signal = within(request.signal);
      const used: Usage = { inputTokens: 0, outputTokens: 0 };
      for (const [at, model] of models.entries()) {
        let given = false;
        try {
          for await (const event of model.draftAnswer({ ...request, signal })) {
            given = true;
            yield event.kind === 'end' ? { ...event, usage: sum(event.usage, used) } : event;
          }
          return;
        } catch (error) {
          goesOn(error, used, given ? 0 : models.length - 1 - at, signal, request.signal);
        }
      }
    },
    summarise: (request) => inTurn(request, (model, limited) => model.summarise(limited)),
    check: (request) => inTurn(request, (model, limited) => model.check(limited)),
    largestCost: (characters) => models.reduce((most, model) => most + model.largestCost(characters), 0),
  };
}

function sum(a: Usage, b: Usage): Usage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}
