/** The months' English names in lower case, January first. */
export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** Their abbreviations, without the full stop, in no promised order. */
export const SHORT_MONTHS = 'jan feb mar apr jun jul aug sept sep oct nov dec'.split(' ');
/** Names of months that are words too: "may", "march". */
export const MONTHS_AND_WORDS = ['march', 'may'];
/** The days' English names in lower case, Monday first. */
export const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
/** Their abbreviations, without the full stop, in no promised order. */
export const SHORT_WEEKDAYS = 'mon tue tues wed thu thur thurs fri sat sun'.split(' ');

/** A name as it is printed: "Monday". */
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** A pattern of the months' names with a capital, whole or cut short with or without a full stop; as part of another, in a group. */
export const MONTH_PATTERN = MONTHS.map((month) => {
  const short = capitalised(month.slice(0, 3));
  if (short === capitalised(month)) return short;
  return month === 'september' ? `${short}(?:tember|t?\\.|t)?` : `${short}(?:${month.slice(3)}|\\.)?`;
}).join('|');
