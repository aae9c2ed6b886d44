/** A half-open range of UTF-16 code units, as `text.slice(start, end)` counts them. */
export interface Span {
  start: number;
  end: number;
}
