import type { DropReason } from '../../model/claims.ts';

const IN_WORDS: Readonly<Record<DropReason, string>> = {
  empty: 'it says nothing',
  markup: 'it has a link, a mention or markup',
  instruction: 'it tells the reader what to do, or talks about itself',
  citation: 'it names no sentence that the model was given',
  quotation: 'a quotation that is not in the article word for word, or is cut so that it says something else',
  speaker: 'somebody else says it in the article, or nobody is named',
  number: 'a number that the sentence does not have',
  name: 'a name that the sentence does not have, or not together',
  polarity: 'a denial, a doubt or a plan that differs',
  roles: 'who did what, or when and where, differs',
  omission: 'it leaves out something that changes what is said',
  speech: 'it tells as a fact what somebody says',
  language: 'its source is not in English, the language that claims are checked in',
  support: 'no single sentence says it in these words',
};

/** Why a claim was not shown as worded, for people: "a number that the sentence does not have (15)". */
export function reasonInWords(reason: DropReason, detail: string): string {
  return detail === '' ? IN_WORDS[reason] : `${IN_WORDS[reason]} (${detail})`;
}
