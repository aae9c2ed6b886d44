/** Number words in lower case: the word of each whole number from nought to nineteen, at its place. */
export const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
/** The words of whole tens, at a tenth of their place; nothing stands for nought and ten. */
export const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
/** The ordinals from the zeroth to the twentieth, at their place. */
export const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** Every word that is a whole number by itself, from one up. */
export const NUMBER_WORDS = [...UNITS.slice(1), ...TENS.filter((word) => word !== '')];
/** Words of big numbers, which multiply what stands before them. */
export const BIG_NUMBERS = ['hundred', 'thousand', 'million', 'billion', 'trillion'];
