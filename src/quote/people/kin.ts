// What a person is to another, as far as it tells whether he or she is meant.
const men = new Set(
  'son sons father dad brother husband uncle nephew grandfather grandson boyfriend stepfather stepson widower fiancé groom king man boy'.split(
    ' ',
  ),
);
const women = new Set(
  'daughter daughters mother mom mum sister wife aunt niece grandmother granddaughter girlfriend stepmother stepdaughter widow fiancée bride queen woman girl'.split(
    ' ',
  ),
);

/** The gender that a word of kin tells of the one named after it; null for every other word. */
export function genderOfKin(word: string): 'm' | 'f' | null {
  return men.has(word) ? 'm' : women.has(word) ? 'f' : null;
}
