/** Words that hold sentences together: articles, pronouns, prepositions, auxiliaries. They say nothing about what a text is about. */
export const FUNCTION_WORDS: readonly string[] = `
  a an the of to in and or but for on at by with from as is are was were be been being it its this that these those there here he him his
  she her hers they them their theirs we us our you your i me my who whom whose which what when where why how do does did done doing have
  has had having will would can could shall should may might must not no nor so than then too very just also about into over after before
  during between out up down off again once if because while until against any each few more most other some such only own same s t d ll m
  re ve many much one per
`
  .trim()
  .split(/\s+/);

/** Words that carry some meaning and stand in every article: they tell no story from another. Written without apostrophes. */
export const COMMON_WORDS: readonly string[] = `
  above according across all almost along already although always am among another anything around away back became become began below
  both came cannot come day days either else end enough even ever every far first further gave get gets getting give given go goes going
  gone good got held himself however including indeed inside instead itself keep kept last late later least left less let like likely
  little long made make makes making meanwhile near nearly need never new next nothing now often onto others part people perhaps put quite
  rather really said saw say saying says see seem seen several since something soon still take taken themselves thing things think though
  through thus time times today together told took toward towards under upon use used using want way week weeks well went whether whole
  within without year years yesterday yet yours mr mrs ms dr sir dont didnt doesnt isnt wasnt werent wont wouldnt couldnt shouldnt hasnt
  havent hadnt arent cant youre theyre weve ive
`
  .trim()
  .split(/\s+/);
