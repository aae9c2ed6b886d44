const WORDS_AT_EACH_END = 6;

/**
 * The article's address with a text fragment that lands on the passage (WICG scroll-to-text-fragment): its first words, and its
 * last ones when it is longer. Null when the article has no address.
 */
export function citedUrl(url: string | null, passage: string): string | null {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  const line = passage.split('\n').find((part) => part.trim() !== '') ?? '';
  const words = line.trim().split(/\s+/);
  if (words.length === 0 || words[0] === '') return url;
  const start = words.slice(0, WORDS_AT_EACH_END).join(' ');
  const end = words.length > 2 * WORDS_AT_EACH_END ? words.slice(-WORDS_AT_EACH_END).join(' ') : null;
  const short = end === null ? words.join(' ') : start;
  const bare = url.replace(/#.*$/s, '');
  return `${bare}#:~:text=${fragmentPart(short)}${end === null ? '' : `,${fragmentPart(end)}`}`;
}

/** Percent-encoded; the comma, the hyphen and the ampersand have a meaning inside a text directive. */
function fragmentPart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-,!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
