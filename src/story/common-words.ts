/**
 * Words that news uses everywhere, in three tiers: the share of articles that any of them is expected in, from general knowledge of English.
 * They stand in for document counts until enough articles were read.
 */
const TIERS: readonly [number, string][] = [
  [
    0.25,
    `people official government state country city day night morning afternoon evening week month number place work home family man woman child friend group team member public
    national local american report statement news told told spoke spokesman spokeswoman announced according released called asked added found known show help start end begin lead plan
    set high large big small young old great major early late recent high top good bad full open close near nation world service company business money million dollar percent problem question
    case fact reason result change support life death dead house office school street area town county north south east west left right head hand side point line story media website page`,
  ],
  [
    0.1,
    `police officer president minister leader law court judge lawyer attorney trial charge arrest suspect victim kill die injure shoot attack crime murder accuse prison jail jury guilty sentence
    investigate investigation evidence witness authority security military army force war fight weapon gun bomb fire damage destroy rescue hospital doctor health medical patient emergency storm
    game season play player coach win loss lose score point record league team match champion championship title fan sport football basketball vote election campaign candidate party republican
    democrat senate congress parliament bill policy federal agency department administration secretary chief director executive manager board member union worker employee job pay price cost market
    bank economy economic rate tax budget trade deal contract agreement offer sell sale buy industry product customer share stock investor technology computer internet online software phone network
    system car vehicle driver road train plane flight airport ship boat water sea island river mountain weather fall summer winter spring film movie show star actor actress director music album song
    award host television series book author star celebrity magazine photo video picture interview church university student teacher college research study scientist expert center international foreign
    european british chinese indian russian york washington london california texas united states america england france germany italy china india russia japan canada australia africa europe`,
  ],
  [
    0.04,
    `house white father mother son daughter wife husband brother sister parent girl boy baby teenager age born birthday marry wedding divorce love heart body hand eye face head blood drug alcohol
    drink drunk drive hit crash accident collision pedestrian injury wound surgery knee season injured reserve rehab treatment center clinic therapy cancer disease virus infection vaccine drug store
    supermarket shop restaurant hotel building apartment floor room door window wall roof garden park beach land property owner tenant neighbor resident community village district region province border
    capital embassy visit meet meeting summit talk negotiation peace crisis conflict protest demonstrator riot clash violence gang robbery thief steal theft jewel diamond cash bail bond hearing appeal
    convict verdict plea plead prosecutor defense detective sheriff deputy patrol dispatch scene car truck bus cable power outage energy oil gas electricity nuclear plant water flood earthquake quake
    magnitude aftershock tsunami hurricane tornado fire firefighter blaze smoke arson explosion blast navy naval pirate crew captain passenger pilot crash bridge climb climber species endangered
    environmental environment climate animal dog cat bird fish wildlife forest nominate nomination appoint resign retire fire hire replace successor race driver fight fighter boxing heavyweight round
    knockout goal yard quarterback receiver touchdown playoff clinch seed bowl inning pitcher baseball free agent rebound assist minute half quarter career scorer scoring microsoft google apple facebook
    browser patch flaw vulnerability hacker attack update version user security code bug sequel studio hollywood box oscar academy ceremony nominee stage theater concert tour band mafia boss mob crime family
    scandal source reporter journalist newspaper editor archive obituary funeral memorial vigil tribute legend pageant model swimmer champion olympic medal`,
  ],
];

/** The share of articles that a word (or its first letters) is expected in; 0.002 for words not listed. */
export function expectedShare(term: string): number {
  return SHARES.get(term) ?? 0.002;
}

/** Words are compared by their first letters, which joins "robber", "robbery" and "robbed" better than a stemmer. */
export const LETTERS_COMPARED = 5;

const SHARES = new Map<string, number>();
for (const [share, words] of TIERS) {
  for (const word of words.split(/\s+/)) {
    const term = word.slice(0, LETTERS_COMPARED);
    SHARES.set(term, Math.max(share, SHARES.get(term) ?? 0));
  }
}
