import { type Model, ModelUnavailable, type UnavailableReason } from './model.ts';

/** What became of one call. */
export interface ModelCall {
  model: string;
  outcome: 'ok' | UnavailableReason;
}

/** A model that tells the outcome of every call, once each. */
export function watched(model: Model, name: string, tell: (call: ModelCall) => void): Model {
  const failed = (error: unknown) => {
    if (error instanceof ModelUnavailable) tell({ model: name, outcome: error.reason });
    return error;
  };
  async function once<T>(call: () => Promise<T>): Promise<T> {
    try {
      const made = await call();
      tell({ model: name, outcome: 'ok' });
      return made;
    } catch (error) {
      throw failed(error);
    }
  }
  return {
    ...model,
    async *draftAnswer(request) {
      try {
        for await (const event of model.draftAnswer(request)) {
          if (event.kind === 'end') tell({ model: name, outcome: 'ok' });
          yield event;
        }
      } catch (error) {
        throw failed(error);
      }
    },
    summarise: (request) => once(() => model.summarise(request)),
    check: (request) => once(() => model.check(request)),
  };
}
