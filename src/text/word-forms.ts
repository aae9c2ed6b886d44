/** Forms that no rule leads back to their word, and words that news uses for each other: the first of a line stands for the others. */
const LINES = `
win won
steal stole stolen
sell sold
buy bought
shoot shot
fall fell fallen
rise rose risen
fly flew flown
speak spoke spoken
break broke broken
choose chose chosen
take took taken
give gave given
begin began begun
write wrote written
drive drove driven
eat ate eaten
hide hid hidden
lose lost
meet met
pay paid
send sent
spend spent
build built
catch caught
teach taught
fight fought
sing sang sung
swim swam swum
sink sank sunk
run ran
grow grew grown
know knew known
throw threw thrown
draw drew drawn
wear wore worn
swear swore sworn
freeze froze frozen
strike struck
die dying
movie film
woman women
man men
child children
`;

/** The word that stands for each form, all in lower case. */
export const WORD_OF_FORM: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', ...forms] = line.split(' ');
      return forms.map((form): [string, string] => [form, word]);
    }),
);
