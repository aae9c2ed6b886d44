import type { Span } from '../../text/span.ts';
import { is } from '../grammar/lexicon.ts';
import { has } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';
import type { Cast } from '../people/cast.ts';
import type { Quote } from '../quote.ts';
import { confidenceOf } from './confidence.ts';
import type { Finding, Rule } from './finding.ts';
import { isAdjacent } from './governing.ts';
import { speakerOf } from './speakers.ts';
import type { Frame } from './stance.ts';
import { withoutRepeats } from './via.ts';

/** A quote as it was read, with a speaker however unsure, and the constructions that the speaker was found by, nearest first. */
export interface ReadQuote extends Quote {
  rules: readonly Rule[];
  /** As in `Named`; null where no pronoun was resolved. */
  pronoun: number | null;
}

/** Gives a quote the speaker that a finding names, with the words that prove it, who carried it, and how sure all that is. */
export function nameSpeaker(cast: Cast, text: string, quote: ReadQuote, found: Finding, frame?: Frame): void {
  const finding = frame?.subject ? { ...found, subject: frame.subject } : found;
  const { speaker, via, sureness, mute } = speakerOf(cast, text, finding);
  const units = finding.sentence.units;
  const from = finding.cue === null ? undefined : units[finding.cue.from]?.start;
  const to = finding.cue === null ? undefined : units[finding.cue.to - 1]?.end;
  quote.speaker = speaker;
  const teller =
    frame?.teller && frame.stance === 'reported'
      ? speakerOf(cast, text, { ...found, subject: frame.teller }).speaker
      : null;
  // "She said she had told them": her own account of her own words.
  const own = teller !== null && teller.name === speaker.name;
  if (own) quote.stance = 'said';
  quote.via = teller === null || own ? via : withoutRepeats([...via, teller.name]);
  quote.cue = from === undefined || to === undefined ? null : { start: from, end: to, text: text.slice(from, to) };
  const pronoun = finding.subject.kind === 'pronoun' || sureness < 1 ? sureness : null;
  const { kind } = quote;
  const alone = isParagraph(text, quote);
  quote.rules = rulesOf(finding);
  quote.pronoun = pronoun;
  quote.confidence = confidenceOf({
    rules: quote.rules,
    pronoun,
    alone,
    kind,
    words: quote.text.split(/\s+/u).length,
    speaker: speaker.kind,
    mute,
    deed: speaker.kind !== 'document' && deeds.test(quote.cue?.text ?? ''),
    beside: isBeside(finding, quote),
    definite: /^(?:the|his|her|their|its)\s/iu.test(speaker.mention.text),
    neuter: /^it$/iu.test(speaker.mention.text),
    plural: /^they$/iu.test(speaker.mention.text) && /^(?:organisation|document)$/u.test(speaker.kind),
    outlet: finding.subject.kind === 'name' && isOutletName(units.slice(finding.subject.from, finding.subject.to)),
  });
}

function isOutletName(name: Unit[]): boolean {
  return name.some(
    (unit) => has(unit, is.outlet) || (/^\p{Lu}{2,5}$/u.test(unit.text) && has(unit, is.organisationName)),
  );
}

const deeds =
  /^(?:show(?:s|ed|n)?|use[sd]?|sees?|saw|hears?|heard|finds?|found|holds?|held|appear(?:s|ed)?|include[sd]?|knows?|knew|wants?|wanted|means?|meant|feels?|felt|opens?|opened|starts?|started|closes?|closed|hits?|pushed|pushes|launched|sends?|sent|seeks|sought|support(?:s|ed))$/iu;

/** Nothing but small words between the verb and the quotation. */
function isBeside({ sentence: { units }, cue, source }: Finding, { start, end }: Span): boolean {
  if (cue === null || source !== undefined) return false;
  const at = units.findIndex((unit) => unit.kind === 'quotation' && unit.start <= start && end <= unit.end);
  return at > 0 && cue.to <= at && isAdjacent(units, cue.to, at);
}

function rulesOf(finding: Finding): Rule[] {
  const rules: Rule[] = [];
  for (let one: Finding | undefined = finding; one !== undefined && rules.length < 4; one = one.source)
    rules.push(one.rule);
  return rules;
}

/** True where nothing but its marks stands beside a quotation in its paragraph. */
function isParagraph(text: string, { start, end }: Span): boolean {
  return (
    /(?:^|\n)[\s"“„«‘'>]{0,3}$/u.test(text.slice(Math.max(0, start - 4), start)) &&
    /^["”“»’']{0,2}\s*(?:\n|$)/u.test(text.slice(end, end + 4))
  );
}
