/** BCubed (Bagga and Baldwin 1998), in percent, of the articles in `scored`. */
export function bcubed(
  predicted: ReadonlyMap<string, string>,
  gold: Readonly<Record<string, string>>,
  scored: ReadonlySet<string> = new Set(predicted.keys()),
): { precision: number; recall: number; f1: number } {
  const goldSets = inverted(new Map([...predicted.keys()].map((id) => [id, gold[id] ?? id])));
  const predictedSets = inverted(predicted);
  let precision = 0;
  let recall = 0;
  for (const [id, story] of predicted) {
    if (!scored.has(id)) continue;
    const ours = predictedSets.get(story) ?? new Set<string>();
    const theirs = goldSets.get(gold[id] ?? id) ?? new Set<string>();
    const both = [...ours].filter((other) => theirs.has(other)).length;
    precision += (100 * both) / ours.size / scored.size;
    recall += (100 * both) / theirs.size / scored.size;
  }
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function inverted(map: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const [id, name] of map) sets.set(name, (sets.get(name) ?? new Set()).add(id));
  return sets;
}

/** The items in another order, the same for a seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed * 7919;
  return items
    .map((item) => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return { item, at: state };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
