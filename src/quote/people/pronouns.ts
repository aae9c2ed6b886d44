import type { Entity } from './people.ts';

type Pronoun = 'he' | 'she' | 'it' | 'they';

const forms: Record<Pronoun, string> = {
  he: 'he him his himself',
  she: 'she her hers herself',
  it: 'it its itself',
  they: 'they them their theirs themselves',
};

const byForm = new Map<string, Pronoun>();
for (const pronoun of Object.keys(forms) as Pronoun[]) {
  for (const form of forms[pronoun].split(' ')) byForm.set(form, pronoun);
}

/** The pronoun that a lower-case word is a form of; contractions ("he's") count; null for the others. */
export function pronounOf(word: string): Pronoun | null {
  return byForm.get(word.replace(/['’](?:s|d|ll|ve|re)$/u, '')) ?? null;
}

/** How well a pronoun fits an entity: 2 by its known gender or kind, 1 where the gender is unknown, 0 not at all. */
export function agrees(pronoun: Pronoun, entity: Entity): 0 | 1 | 2 {
  if (pronoun === 'it' || pronoun === 'they') {
    // Initials are often no body's: "RNA", "HR".
    const initials = /^\p{Lu}{2,}$/u.test(entity.name) && !entity.human;
    return entity.kind === 'person' || initials ? 0 : 2;
  }
  if (entity.kind !== 'person') return 0;
  if (entity.gender === null) {
    const [same, other] = pronoun === 'he' ? [entity.called.m, entity.called.f] : [entity.called.f, entity.called.m];
    return other > same ? 0 : 1;
  }
  return entity.gender === (pronoun === 'he' ? 'm' : 'f') ? 2 : 0;
}
