import type { Finding } from './attribute.ts';
import { atParagraphEnd, emptyMemory, findingsIn } from './carry-over.ts';
import { paragraphsOf } from './paragraphs.ts';
import { findQuotations } from './quotations.ts';
import type { Quote } from './quote.ts';
import { sentencesOf } from './sentences.ts';
import { newCast, noteSentence, noteStatement, speakerOf } from './speakers.ts';

/** A quote together with the construction its speaker was found by. */
export interface RuledQuote extends Quote {
  rule: Finding['rule'] | null;
}

/** The quotations of an article with their speakers, in text order. Pure; linear in the length of the text. */
export function quotesOf(text: string, options: { title?: string } = {}): Quote[] {
  return ruledQuotesOf(text, options).map(({ rule: _, ...quote }) => quote);
}

export function ruledQuotesOf(text: string, _options: { title?: string } = {}): RuledQuote[] {
  const paragraphs = paragraphsOf(text);
  const quotations = findQuotations(text, paragraphs);
  const cast = newCast();
  const quotes: RuledQuote[] = [];
  let memory = emptyMemory();
  let first = 0;
  let utterance = -1;
  for (const [index, paragraph] of paragraphs.entries()) {
    let end = first;
    while (quotations[end]?.paragraph === index) end++;
    for (const sentence of sentencesOf(text, paragraph, index, quotations.slice(first, end), first)) {
      const read = findingsIn(text, sentence, quotations, memory);
      memory = read.memory;
      noteSentence(cast, text, sentence);
      if (read.statement !== null && read.findings.length === 0) noteStatement(cast, text, read.statement);
      let order = 0;
      for (const unit of sentence.units) {
        const quotation = quotations[unit.quotation];
        if (quotation === undefined) continue;
        const { finding, term } = read.findings[order++] ?? { finding: null, term: true };
        const speaker = finding === null || term ? null : speakerOf(cast, text, finding);
        utterance++;
        const cue = finding?.cue;
        const from = cue ? finding.sentence.units[cue.from]?.start : undefined;
        const to = cue ? finding.sentence.units[cue.to - 1]?.end : undefined;
        quotes.push({
          start: quotation.start,
          end: quotation.end,
          text: text.slice(quotation.start, quotation.end),
          kind: term ? 'term' : 'direct',
          speaker,
          cue: from === undefined || to === undefined ? null : { start: from, end: to, text: text.slice(from, to) },
          via: [],
          utterance,
          confidence: speaker === null ? 0 : 0.8,
          rule: finding?.rule ?? null,
        });
      }
    }
    memory = atParagraphEnd(memory);
    first = end;
  }
  return quotes;
}
