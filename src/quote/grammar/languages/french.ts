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
  speech: `dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait ajoute ajouté précise précisé souligne souligné
    estime estimé assure assuré indique indiqué annonce annoncé répond répondu raconte raconté écrit lance lancé demande demandé martelé rappelle
    rappelé regrette regretté insiste insisté confie confié note noté dénonce dénoncé reconnaît reconnu résume résumé conclut conclu publié
    commente commenté poursuit poursuivi témoigne témoigné prévient prévenu avance avancé s’inquiète réagi réagit glissé juge jugé tweeté plaide
    plaidé soupire s’exclame exclamé argue argué relève relevé détaille détaillé fustigé salué justifié justifie`,
  adverb: 'aussi puis encore déjà hier aujourd’hui demain ici là ensuite alors toutefois pourtant également',
  time: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
  accordingTo: 'selon d’après',
};
