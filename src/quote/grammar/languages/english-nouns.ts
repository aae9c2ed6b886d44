export const roles = `authorities police staff crowds teammate teammates fan fans interviewer questioner docker dockers owner buyer buyers shareholder shareholders regulators rescuers
  firefighters paramedics medics troops rebels migrants refugees pilots crew captain referee umpire commentator commentators spokesman spokeswoman spokesperson spokesmen spokespeople senator congressman congresswoman representative governor president
  chairman chairwoman chair chairperson secretary minister mayor judge justice attorney lawyer prosecutor prosecutors lawyers attorneys director
  professor candidate nominee leader leaders official officials officer officers aide aides adviser advisor advisers advisors strategist strategists
  consultant consultants pollster analyst analysts economist economists expert experts historian scientist scientists researcher researchers
  author writer columnist editor reporter reporters journalist journalists correspondent anchor host moderator narrator commentator critic critics
  activist activists organizer organiser organizers donor donors supporter supporters opponent opponents voter voters resident residents witness
  witnesses victim victims survivor survivors neighbor neighbour neighbors neighbours friend friends colleague colleagues brother sister mother
  father son daughter wife husband widow parent parents uncle aunt cousin boss employee employees worker workers executive executives ceo founder
  co-founder owner manager coach player teacher student students doctor doctors physician nurse patient pastor bishop priest rabbi imam pope
  general colonel captain sergeant commander admiral soldier soldiers veteran veterans sheriff detective investigator investigators agent agents
  diplomat diplomats ambassador envoy lawmaker lawmakers legislator legislators politician politicians mogul businessman businesswoman billionaire
  businesspeople actor actress singer artist filmmaker comedian celebrity star source sources insider insiders protester protesters demonstrator
  man woman men women boy girl person people teenager mom dad kid guy farmer driver passenger customer tourist commissioner inspector
  superintendent treasurer controller auditor delegate delegates member members councillor councilman councilwoman premier chancellor king queen
  prince princess operative vice-president neurosurgeon surgeon engineer designer biographer scholar fellow user speaker whip staffer staffers
  commenter impostor caller attendee attendees participant organist inmate defendant plaintiff suspect shooter juror democrat republican
  conservative liberal democrats republicans conservatives liberals islamist londoner texan newcomer front-runner frontrunner mayor-elect
  president-elect hopeful heir mayor ex-president native undersheriff cartoonist proprietor novelist playwright poet musician photographer
  landlord tenant viewer viewers reader readers listener listeners passer-by bystander onlooker shopper shoppers pensioner trader traders broker
  barrister solicitor magistrate headteacher principal accountant mechanic electrician builder butcher baker chef cook waiter waitress
  paramedic lifeguard gardener librarian curator choreographer composer conductor producer screenwriter publisher publicist blogger vlogger
  influencer youtuber streamer developer programmer architect planner surveyor geologist biologist epidemiologist virologist psychologist
  psychiatrist sociologist anthropologist archaeologist astronomer physicist chemist ecologist climatologist meteorologist forecaster
  striker midfielder defender goalkeeper winger champion winner finalist medalist medallist golfer runner-up semifinalist quarterfinalist pitcher skater swimmer sprinter contender titleholder
  eyewitness cyclist skier gymnast wrestler outfielder infielder shortstop catcher lineman linebacker cornerback quarterback receiver linebacker forward defenseman goalie rookie captain skipper jockey trainer
  mum grandmother grandfather grandson granddaughter niece nephew boyfriend girlfriend partner partners fiance fiancee spouse relative relatives
  co-author co-host co-director co-chair deputy lieutenant constable marshal ranger rancher fisherman fishermen fishers clerk`;

export const organisations = `family company companies group groups agency agencies department ministry government administration campaign campaigns committee
  commission council board court party union association organization organisation institute institution university college school bank office
  team police army military navy force forces bureau service network newspaper paper magazine outlet website site publication tabloid journal
  firm foundation charity coalition alliance authority church hospital airline league club federation white-house parliament congress senate
  house delegation panel jury crowd audience station channel broadcaster corporation startup carrier maker manufacturer retailer regulator
  diocese archdiocese parish synod university faculty precinct ministry treasury museum gallery theatre theater festival union guild
  prosecution defence defense syndicate consortium conglomerate utility insurer lender broadcaster
  watchdog think-tank nonprofit consulate embassy mission town city county state country nation kingdom republic militia movement rally pac`;

export const documents = `statement report letter memo email e-mail article story editorial column op-ed book release lawsuit suit complaint petition filing
  document documents indictment affidavit ruling decision opinion order brief ad advertisement video film movie song transcript headline sign banner
  poster tweet post message text note notice resolution bill law act treaty agreement survey poll study paper website page platform proposal plan
  speech testimony motion footnote passage piece blog caption script manifesto communique communiqué newsletter dispatch flyer leaflet billboard
  slogan posting review entry preamble amendment constitution declaration announcement advisory guideline guidelines manual questionnaire
  voice-over voiceover chyron placard t-shirt hat plaque inscription press-release`;

export const newsOutlets = `news times post journal press agency herald tribune gazette chronicle guardian telegraph observer radio television tv
  broadcasting magazine weekly daily reuters bloomberg afp ap bbc cnn nbc abc cbs npr pbs fox msnbc cnbc sky globe bulletin examiner star sun
  mirror independent mail standard inquirer dispatch courier monitor today network wire newspaper newswire interfax xinhua`;

// A capitalised word of these makes the name before it an organisation's.
export const organisationWords = `${newsOutlets} division academy museum trust board centers department ministry university college institute association committee council commission company
  qaeda qaida shabaab nusra hezbollah hamas taliban corporation corp inc ltd llc group foundation party union bank court congress senate house parliament office agency bureau administration
  campaign center centre school church hospital police army force fund league club federation board authority society organization organisation
  coalition alliance pictures studios airlines motors holdings partners systems technologies industries energy republic kingdom states nations
  service services security national international hydro railway railways railroad airways foods brothers motors electric insurance guild orchestra observatory laboratory laboratories lab clinic foundation fund network`;

/** What ministries are called by, with the small words between. */
export const departments = `health finance treasury trade justice defence defense education environment energy transport transportation labour labor agriculture
  interior foreign affairs commerce housing immigration culture tourism industry security homeland state veterans and of for the`;
