type Gender = 'm' | 'f' | '';

const each = (gender: Gender, list: string): [string, Gender][] =>
  list
    .trim()
    .split(/\s+/)
    .map((title) => [title, gender]);

/** Titles that stand before a name and are not part of it, in lower case without a full stop, and what they tell about gender, if anything. */
export const TITLES: ReadonlyMap<string, Gender> = new Map([
  ...each(
    'm',
    `mr sir lord king prince father brother pope imam rabbi baron count duke emperor sheikh mullah congressman councilman assemblyman
    chairman uncle`,
  ),
  ...each(
    'f',
    `mrs ms miss lady queen princess sister dame madam baroness countess duchess empress congresswoman councilwoman assemblywoman
    chairwoman aunt`,
  ),
  ...each(
    '',
    `dr sen sens senator senators rep reps representative gov govs governor governors president vice-president premier chancellor minister
    secretary mayor judge justice attorney general speaker director professor prof lt col colonel gen capt captain sgt sergeant maj major
    cmdr commander adm admiral rev reverend pastor bishop archbishop cardinal ambassador commissioner chief officer administrator
    undersecretary under-secretary comptroller solicitor postmaster surgeon provost marshal archdeacon canon viscount chaplain headteacher
    principal detective sheriff undersheriff deputy inspector superintendent coach hon chair chairperson lieutenant corporal private
    delegate councillor councilmember councilor cfo coo cto vp evp svp messrs det constable analyst economist spokesman spokeswoman
    spokesperson businessman mogul famer gm designate president-elect
    governor-elect senator-elect mayor-elect rep.-elect sen.-elect gov.-elect`,
  ),
]);

/** Words that are part of a title with others ("First Vice President", "State Treasurer"), and names or plain words alone. */
export const PARTS_OF_TITLES: readonly string[] =
  'former ex then-president first vice prime foreign interior defense defence treasury state republican democrat democratic conservative labour liberal gop'.split(
    ' ',
  );

const PARTS: ReadonlySet<string> = new Set(PARTS_OF_TITLES);

const bare = (word: string) => word.toLowerCase().replace(/\.$/, '');

/** What a title tells about gender: `''` where nothing, undefined for a word that no title is made of. */
export function titleGender(word: string): Gender | undefined {
  const title = bare(word);
  return TITLES.get(title) ?? (PARTS.has(title) ? '' : undefined);
}

/** Whether a word is a title by itself. */
export function isTitle(word: string): boolean {
  return TITLES.has(bare(word));
}
