const WORDS_AT_EACH_END = 6;
/** Fewer words may stand elsewhere on the page, in its headline first of all. */
const TELLING_WORDS = 4;
/** Characters; a line without spaces (Chinese, Japanese) is known by its ends. */
const LONGEST_WHOLE = 160;
const ENDS = 20;

/**
 * The article's address with a text fragment that lands on the passage (WICG scroll-to-text-fragment): its first words, and its
 * last ones when it is longer; a few words with the last three of `before`, what stands in front of them. Null when the article has no
 * address.
 */
export function citedUrl(url: string | null, passage: string, before = ''): string | null {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  const line = passage.split('\n').find((part) => part.trim() !== '') ?? '';
  const words = line.trim().split(/\s+/);
  if (words.length === 0 || words[0] === '') return url;
  const whole = words.join(' ');
  const bare = url.replace(/#.*$/s, '');
  if (words.length > 2 * WORDS_AT_EACH_END) {
    const [start, end] = [words.slice(0, WORDS_AT_EACH_END), words.slice(-WORDS_AT_EACH_END)];
    return `${bare}#:~:text=${fragmentPart(start.join(' '))},${fragmentPart(end.join(' '))}`;
  }
  if (whole.length > LONGEST_WHOLE)
    return `${bare}#:~:text=${fragmentPart(whole.slice(0, ENDS))},${fragmentPart(whole.slice(-ENDS))}`;
  const prefix = words.length < TELLING_WORDS ? lastWords(before) : '';
  return `${bare}#:~:text=${prefix === '' ? '' : `${fragmentPart(prefix)}-,`}${fragmentPart(whole)}`;
}

function lastWords(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return line.trim().split(/\s+/).slice(-3).join(' ');
}

/** Percent-encoded; the comma, the hyphen and the ampersand have a meaning inside a text directive. */
function fragmentPart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-,!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
