// Words that say that somebody speaks or writes. Only lemmas are listed; `formsOf` gives their forms.
/** Verbs whose subject is the speaker and whose object is the speech. */
export const speechVerbs = `say tell add write tweet state explain continue ask reply note respond report conclude declare argue read recall insist
  admit warn remark urge joke promise acknowledge answer quip announce claim assert comment complain confess confirm contend counter
  cry deny disclose elaborate emphasize emphasise estimate exclaim fume grumble hint inform interject interrupt lament maintain mention muse mutter
  observe opine plead pledge post predict proclaim protest quote rant reason recount reiterate remind repeat reveal retort riff say shout snap
  speculate stress suggest surmise testify text tout underscore utter volunteer vow wonder yell blog email chant concede
  conclude describe call caution advise allege boast deadpan declare joke marvel chuckle whisper scream swear telegraph
  scold scoff sniff sneer gush exult crow growl groan sigh bellow implore beg exhort enthuse preach profess recommend 
  reflect repost retweet theorize theorise tease venture bemoan belittle intone
  interview opine assure pray stammer rejoin chide clarify concur echo fret gripe hail
  hypothesize inquire instruct jest lecture jab mock needle nudge persuade posit postulate reassure rejoice
  rebut request ridicule roar specify stipulate taunt toast vent wisecrack declaim criticize criticise praise blast
  accuse slam denounce dismiss condemn dub characterize characterise liken compare deride decry rail chastise`;

/** Verbs that need the quotation right beside them to count: they have other uses, or the writer's own eye is in them. */
export const weakVerbs = `deem react agree reprise charge begin cite demand detail offer order press propose refer rule thank brand label signal weigh sing explode thunder laugh brag remember think believe feel show find hear see know agree imagine figure shoot fire go put start open close finish note
  appear include use view list mean indicate imply hope consider want praise defend reject rail attack hit push talk speak address tell
  hold argue express advocate apologize apologise credit cheer encourage endorse invoke issue release launch deliver publish send
  point call promise propose seek support threaten trumpet tout worry question challenge blame hail`;

/** Verbs that give somebody or something a name in the speaker's words: "called the plan “…”". */
export const namingVerbs = `call describe deem dub label brand characterize characterise denounce dismiss condemn`;

/** Verbs that report a whole statement in the reporter's words. */
export const reportingVerbs = `say tell add announce argue claim concede conclude confirm deny explain insist note report state warn write acknowledge admit
  allege contend declare maintain predict promise pledge suggest vow estimate reiterate stress emphasize`;

/** Nouns for what somebody says, which make the owner of a quotation its speaker: "her claim that …". */
export const speechNouns = `call calls claim claims promise promises pledge pledges demand demands comment comments remark remarks words statement message
  description assertion warning vow plea answer response argument insistence belief contention suggestion declaration accusation
  complaint charge slogan motto mantra refrain line cry denunciation dismissal characterization characterisation
  praise criticism critique assessment view prediction advice quip joke tweet tweets dictum admonition answer`;

const irregular: Record<string, string> = {
  say: 'says said saying',
  tell: 'tells told telling',
  write: 'writes wrote written writing',
  read: 'reads reading',
  swear: 'swears swore sworn swearing',
  sing: 'sings sang sung singing',
  begin: 'begins began begun beginning',
  think: 'thinks thought thinking',
  feel: 'feels felt feeling',
  show: 'shows showed shown showing',
  find: 'finds found finding',
  hear: 'hears heard hearing',
  see: 'sees saw seen seeing',
  know: 'knows knew known knowing',
  shoot: 'shoots shot shooting',
  go: 'goes went gone going',
  put: 'puts putting',
  mean: 'means meant meaning',
  hit: 'hits hitting',
  speak: 'speaks spoke spoken speaking',
  hold: 'holds held holding',
  send: 'sends sent sending',
  seek: 'seeks sought seeking',
  quip: 'quips quipped quipping',
  chat: 'chats chatted chatting',
  jab: 'jabs jabbed jabbing',
  snap: 'snaps snapped snapping',
  slam: 'slams slammed slamming',
  admit: 'admits admitted admitting',
  dub: 'dubs dubbed dubbing',
  rebut: 'rebuts rebutted rebutting',
  concur: 'concurs concurred concurring',
  beg: 'begs begged begging',
  brag: 'brags bragged bragging',
  refer: 'refers referred referring',
  blog: 'blogs blogged blogging',
  forget: 'forgets forgot forgetting',
  crow: 'crows crowed crowing',
};

/** All forms of an English verb, the lemma first, its -ing form last. */
export function formsOf(lemma: string): string[] {
  const special = irregular[lemma];
  if (special !== undefined) return [lemma, ...special.split(' ')];
  if (lemma.endsWith('e')) return [lemma, `${lemma}s`, `${lemma}d`, `${lemma.slice(0, -1)}ing`];
  if (/[^aeiou]y$/u.test(lemma)) return [lemma, `${lemma.slice(0, -1)}ies`, `${lemma.slice(0, -1)}ied`, `${lemma}ing`];
  if (/(?:s|x|z|ch|sh)$/u.test(lemma)) return [lemma, `${lemma}es`, `${lemma}ed`, `${lemma}ing`];
  return [lemma, `${lemma}s`, `${lemma}ed`, `${lemma}ing`];
}
