import { SPANISH_SPEECH_VERBS } from '../../../text/lists/foreign-speech-verbs.ts';

// Enough Spanish to find who says what stands in marks: closed classes and verbs of speech in the forms that news uses.
export const spanish = {
  tells: 'el la los las es una y en para que con no del al por su se ha lo más como dijo según pero este esta',
  determiner: 'el la los las un una unos unas este esta estos estas ese esa cada varios varias algunos algunas',
  possessive: 'su sus nuestro nuestra mi mis tu',
  pronoun: 'él ella ellos ellas yo nosotros usted ustedes',
  preposition: 'de a en para por con sin sobre entre desde hasta hacia contra según durante ante tras del al',
  auxiliary: 'es era son eran ha había han habían será puede podía debe debía no fue fueron está están se lo le',
  coordinator: 'y e o u pero sino ni',
  subordinator: 'que cuando si como porque aunque donde mientras quien',
  speech: SPANISH_SPEECH_VERBS.join(' '),
  adverb: 'también luego ya hoy ayer mañana aquí allí después además entonces todavía ahora',
  time: 'lunes martes miércoles jueves viernes sábado domingo',
  accordingTo: 'según',
};
