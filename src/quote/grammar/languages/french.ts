import { FRENCH_SPEECH_VERBS } from '../../../text/lists/foreign-speech-verbs.ts';

// Enough French to find who says what stands in marks: closed classes and verbs of speech in the forms that news uses.
export const french = {
  tells:
    'le la les des est une et dans pour qui que sur avec pas du au aux ce cette il elle ont été selon plus par déclaré',
  determiner: 'le la les l un une des du ce cette ces chaque plusieurs quelques',
  possessive: 'son sa ses leur leurs notre nos mon ma mes votre vos',
  pronoun: 'il elle ils elles on nous je vous lui',
  preposition:
    'de à en dans pour par sur avec sans sous chez vers contre entre depuis pendant après avant devant selon au aux d',
  auxiliary: 'est était sont étaient a avait ont avaient sera seront peut pouvait doit devait ne pas été s’est se',
  coordinator: 'et ou mais donc car ni',
  subordinator: 'que qui quand si comme lorsque parce puisque où dont',
  speech: FRENCH_SPEECH_VERBS.join(' '),
  adverb: 'aussi puis encore déjà hier aujourd’hui demain ici là ensuite alors toutefois pourtant également',
  time: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
  accordingTo: 'selon d’après',
};
