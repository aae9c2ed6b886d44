import { createStoryGrouper } from '../story/grouper.ts';

export interface StoriesInput {
  id: string;
  title?: string | undefined;
  text: string;
  /** ISO 8601; an unreadable date counts as none. */
  published?: string | undefined;
}

/** A function for `copydesk stories --jsonl`: gives each line's story as it is read, whatever lines follow. */
export function storiesLines(): (line: StoriesInput) => { id: string; story: string } {
  const grouper = createStoryGrouper();
  return ({ id, title, text, published }) => {
    const instant = published === undefined ? Number.NaN : Date.parse(published);
    return { id, story: grouper.add({ title, text, published: Number.isNaN(instant) ? null : new Date(instant) }) };
  };
}
