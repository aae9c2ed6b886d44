/** Discord's longest choice. */
const LONGEST = 100;
const ID = /\[([^\]]+)\]\s*$/;

/** What people choose from while they type: words that they know it by, and the id that it is found by. */
export function suggestionOf(words: string, id: string): string {
  const tail = ` [${id}]`;
  const room = LONGEST - tail.length;
  return `${words.length <= room ? words : `${words.slice(0, room - 1).toWellFormed()}…`}${tail}`;
}

/** The id in a text that was chosen, or the text itself, which may be an id that somebody typed. */
export function idIn(typed: string): string {
  return ID.exec(typed)?.[1] ?? typed.trim();
}
