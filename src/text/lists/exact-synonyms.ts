/**
 * Words that news uses for each other, a group between bars; whatever stands for one may stand for another without changing what happened.
 * Degrees, doubts, opposites and words of law stay apart: "killed" is not "murdered", "accused" is not "charged". What people only use for
 * one another when they ask is in `everyday-synonyms.ts`.
 */
export const EXACT_SYNONYMS = groups(`
  say state tell add write explain note remark argue comment|announce declare|answer reply respond|criticise criticize condemn denounce
  praise laud commend|warn caution|promise pledge vow|foresee predict forecast anticipate|think believe reckon
  show reveal demonstrate illustrate|discover find|begin start commence|end finish conclude|continue persist|stop halt cease
  delay postpone defer|cancel scrap|happen occur|stay remain|leave depart exit|return reappear|flee escape|move shift|send dispatch
  bring fetch|throw hurl toss|hit strike|break fracture|damage harm|destroy demolish wreck|repair fix mend|build construct erect
  rebuild reconstruct|make produce create|develop evolve|change alter modify|convert transform|replace substitute|choose select pick
  buy purchase|earn gain|own possess|give donate hand|get receive obtain|need require|want wish desire|use employ|help aid assist
  support back endorse|oppose resist|allow permit let|ban prohibit forbid bar|force compel oblige|hire recruit|dismiss sack fire
  resign quit|run manage operate|lead head|hold stage|gather assemble|convene call summon|try attempt|win triumph victory|beat defeat
  star feature|film shoot|die perish|injure hurt wound|attack assault|threaten menace|arrest detain|jail imprison|free release|close shut
  settle resolve|rise climb increase grow soar jump surge|fall drop decline decrease shrink slump plunge|cut reduce slash trim
  raise lift hike|exceed surpass outnumber|include comprise involve contain|affect impact|cause prompt trigger|celebrate mark|honor honour
  live reside dwell|marry wed|different various|follow track|study examine investigate|teach instruct|understand grasp|see view|look watch
  appear seem|enjoy like|hate loathe|push drive|car automobile vehicle|plane aircraft airplane jet|ship vessel|film movie picture
  program programme show|song tune|newspaper paper|kid child youngster|infant baby|people persons folk|resident inhabitant
  worker employee staffer staff|boss chief|colleague coworker|friend pal|attorney lawyer|physician doctor|cop police|soldier troop
  lawmaker legislator|company firm corporation business|agency bureau|store shop|house home|flat apartment|country nation|border frontier
  area region|location site place|ocean sea|blaze fire|storm tempest|earthquake quake tremor temblor|illness disease sickness
  drug medicine medication|cash money funds|wage salary pay|tax levy|job post position|act law legislation statute|rule regulation
  plan scheme|deal agreement accord pact|war conflict|firearm gun|aim goal objective|result outcome|problem trouble|chance opportunity
  idea notion|view opinion|mistake error|share portion part|big large huge enormous massive|small little tiny|old elderly aged
  young youthful|famous renowned|rich wealthy|quick fast rapid swift|quickly rapidly swiftly|usually typically normally
  hard difficult tough|easy simple|important significant|severe serious|strange weird odd|improbable unlikely|likely probable|whole entire
  main principal primary|sole only|typical average usual|global worldwide|annual yearly|government governmental|percent percentage pct
  gray grey|color colour|neighborhood neighbourhood|defense defence|labor labour|center centre|theater theatre|organize organise
  recognize recognise|favor favour|traveler traveller|canceled cancelled|american us usa|british uk|european europe|probably likely
  may might|ordinary normal usual|fund finance`);

/** Short phrases and the word that each stands for. */
export const PHRASES_FOR_WORDS: readonly (readonly [phrase: string, word: string])[] = `
  passed away=die|pass away=die|stepped down=resign|step down=resign|stepping down=resign|set up=found|carried out=perform
  carry out=perform|went up=rise|gone up=rise|go up=rise|going up=rise|goes up=rise|went down=fall|gone down=fall|go down=fall
  going down=fall|goes down=fall|took part=participate|takes part=participate|take part=participate|called off=cancel|put off=delay
  turned down=reject|found out=discover|shut down=close|shuts down=close|wiped out=destroy|killed off=destroy|brought back=return
  came back=return|went back=return|ahead of=before|prior to=before|as well=also|right now=now|each year=annual|per year=annual
  a year=annual|every year=annual|every day=daily|each day=daily|taken over=seize|took over=seize|takes over=seize|goes on=continue
  went on=continue|go on=continue|let go=dismiss|laid off=dismiss|chief executive=ceo|paid for=fund|pays for=fund|pay for=fund
  paying for=fund`
  .trim()
  .split(/[|\n]\s*/)
  .map((pair) => {
    const [phrase = '', word = ''] = pair.split('=');
    return [phrase, word];
  });

function groups(table: string): string[][] {
  return table
    .trim()
    .split(/[|\n]\s*/)
    .map((group) => group.split(' '));
}
