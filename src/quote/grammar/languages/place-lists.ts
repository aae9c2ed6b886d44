import { STATE_ABBREVIATIONS } from '../../../text/lists/abbreviations.ts';

// Names that are never a person's on their own: countries, their adjectives, American states, large cities, parties and faiths.
export const places = `${STATE_ABBREVIATIONS.join(' ')} dc d.c nyc ny uk u.k us u.s eu ms hampshire jersey carolina dakota rhode indianapolis tunis georgia mexico orleans angeles nashville phoenix tampa oakland omaha memphis
  korea zealand lanka leone salvador rica arabia emirates faso guinea hong kong islands kingdom states america’s ivory coast puerto rico
  los angeles san francisco diego jose antonio las vegas rio janeiro buenos aires afghanistan africa alabama alaska albania algeria america argentina arizona arkansas armenia asia athens atlanta austin australia austria
  azerbaijan baghdad bahrain baltimore bangladesh barcelona beijing beirut belarus belgium berlin birmingham bolivia bosnia boston brazil britain brussels
  budapest bulgaria burma cairo california cambodia cameroon canada caracas chicago chile china cincinnati cleveland colombia colorado connecticut copenhagen
  crimea croatia cuba cyprus dallas damascus delaware delhi denmark denver detroit dubai dublin ecuador egypt england estonia ethiopia europe finland florida
  france frankfurt gaza geneva germany ghana greece greenland guatemala haiti hamburg havana hawaii helsinki hollywood honduras houston hungary iceland idaho
  illinois india indiana indonesia iowa iran iraq ireland israel istanbul italy jamaica japan jerusalem jordan kabul kansas kazakhstan kentucky kenya kiev kosovo
  kuwait kyiv laos latvia lebanon liberia libya lisbon lithuania london louisiana luxembourg madrid maine malaysia mali malta manchester manhattan maryland
  massachusetts melbourne mexico miami michigan milan minneapolis minnesota mississippi missouri moldova monaco mongolia montana montreal morocco moscow mumbai
  munich myanmar namibia nebraska nepal netherlands nevada nicaragua niger nigeria norway nuremberg ohio oklahoma oman ontario oregon orlando osaka oslo ottawa
  pakistan palestine panama paraguay paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland portugal prague pyongyang qatar quebec riyadh
  romania rome russia rwanda sacramento scotland seattle senegal seoul serbia shanghai siberia sicily singapore slovakia slovenia somalia spain stockholm sudan
  sweden switzerland sydney syria taiwan tanzania tehran tennessee texas thailand tibet tokyo toronto tunisia turkey uganda ukraine uruguay utah venezuela vermont
  vienna vietnam virginia wales warsaw washington wisconsin wuhan wyoming yemen york zambia zimbabwe zurich`;

export const peoples = `north south east west new afghan african albanian algerian american arab argentine armenian asian australian austrian belgian bosnian brazilian british bulgarian canadian
  catalan catholic chechen chilean chinese christian colombian croatian cuban czech danish dutch egyptian english estonian ethiopian european finnish french german
  ghanaian greek haitian hindu hispanic hungarian indian indonesian iranian iraqi irish islamic israeli italian japanese jewish kenyan korean kurdish latino latvian
  lebanese libyan lithuanian malaysian mexican moroccan muslim nigerian norwegian pakistani palestinian peruvian polish portuguese protestant republican democratic
  democrat democrats republicans romanian russian saudi scottish serbian sikh spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian
  venezuelan vietnamese welsh western eastern northern southern soviet gop tory tories labour conservative conservatives liberal liberals internet twitter facebook
  god congress capitol medicare medicaid obamacare nato isis brexit covid covid-19 christmas easter thanksgiving`;
