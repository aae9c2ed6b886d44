// Frequent given names and the gender they usually tell. General knowledge, English-speaking countries and their neighbours in the news first.
const men = `aaron abdul abdullah abraham adam adrian ahmad ahmed aidan al alan albert alberto alejandro aleksandr alex alexander alexei alfred ali allan allen
  alvin amir anders andre andrea andreas andrei andrew andy angelo angus ansel anthony antoine anton antonio ari arnold arthur arturo ashton asif austin axel 
  barry bart bashar basil ben benedict benjamin bennett bernard bernie bert bilal bill billy bjorn bob bobby boris brad bradley brandon brendan brent
  brett brian bruce bruno bryan byron caleb calvin cameron carl carlos carter cesar chad charles charlie chester chris christian christopher chuck
  clarence claude clayton cliff clifford clint clinton clive cody colin conor corey cornelius cory craig curtis cyril dale damian damon dan daniel danny darrell
  darren dave david dean dennis denis derek desmond diego dmitri dmitry dominic don donald doug douglas drew duane duncan dustin dwayne dwight dylan
  earl ed eddie edgar edmund eduardo edward edwin eli elias elijah elliot elliott elmer emilio emmanuel enrique eric erik ernest ernesto ethan eugene evan
  fabian felipe felix ferdinand fernando francis francisco francois frank franklin fred freddie frederick gabriel gareth garrett gary gavin gene geoff
  geoffrey george gerald gerard gerhard gilbert giovanni glen glenn gordon graham grant greg gregg gregory guillermo gus gustavo guy hamid hank hans harold
  harris harry harvey hassan hector henri henrik henry herbert herman hiroshi horace howard hubert hugh hugo hussein ian ibrahim igor imran isaac ismail ivan
  jack jacob jacques jake jamal james jamie jan jared jason javier jay jean-claude jeff jeffery jeffrey jens jeremy jerome jerry jesse jesus jim jimmy jin joachim joe joel johan
  johannes john johnny jon jonathan jordan jorge jose josef joseph josh joshua juan julian julio justin kamal karim karl keith ken kenneth kevin khalid kim kirk klaus
  kofi kurt kyle lamar lance larry lars laurence lawrence lee len leo leon leonard leroy leslie lester lewis liam lloyd lorenzo lou louis luca lucas luigi luis luke luther
  mahmoud malcolm manuel marc marcel marco marcus mario mark marshall martin marvin matt matteo matthew maurice mauricio max maxwell mehmet mel melvin michael michel miguel
  mike mikhail miles milton mitch mitchell mohamed mohammad mohammed morgan morris moses muhammad mustafa nathan nathaniel neil nelson nicholas nick nicolas nigel nikolai
  noah noel norman oleg oliver omar orlando oscar otto owen pablo paolo pascal pat patrick paul pavel pedro percy pete peter phil philip philippe phillip pierre rafael
  rahul raj ralph ramon randall randolph randy raul ray raymond reginald rené ricardo richard rick ricky rob robert roberto rod roderick rodney rodrigo roger
  roland roman ron ronald ronnie ross roy rudolph rudy rupert russ russell ryan salman sam samuel sanjay santiago saul scott sean sebastian sergei sergey sergio seth shane
  shaun shawn sheldon sid sidney simon solomon spencer stan stanley stefan stephen sterling steve steven stewart stuart sven syed tariq ted terrence terry theo theodore
  thomas tim timothy tobias todd tom tommy tony travis trevor trey tyler ulrich umar victor viktor vince vincent vladimir wade wallace walt walter warren wayne wendell wesley
  wilbur will william willie winston wolf wolfgang xavier xi yasser yuri yusuf zach zachary emmanuel olaf benjamin justin boris joseph rex
  abe abel abhishek ajay akira aldo alec alexandre alexandru alfonso alistair allister alonzo amit amos anand anatoly anil ansel anwar archie aref armando armstrong arjun artem arun arvind ashok
  asher atticus augustus aziz baldwin barack barnaby barney bartholomew beau benito benny bernardo blaine blake bogdan brady brandt brent brock bryce buddy burt byung cal carey carmelo cary cecil cedric
  chance chandra chandler chase chester chet chip chuck claudio clay clem cleveland cliff clark clarke colby cole connor constantin cristian cristiano curt cyrus dallas damien damon dane dante darius darrin darryl daryl
  dashiell declan deepak demetrius denny denver deshawn devin dexter dick didier dieter digby dimitri dimitrios dinesh dirk dominik dominique donovan dorian drake duke dwain earle eamon edmond eduard edwin efrain eitan eldon
  eldridge emil emile emir enoch enzo ephraim erich ernie errol erwin esteban eugenio evgeny ewan ezekiel ezra farooq faisal federico fidel finn fernand fletcher flynn forrest francesco franco franz fritz garry garth gaston
  gavyn geert gennady gian gianni gideon giles gino giorgio giuseppe godfrey graeme grady griffin grigory guido gunther guillaume haider hakeem hal hamza harlan haruki harrison hayden heath hendrik herb hernan hideo hiro horst
  hosni houston humphrey ignacio ike ilan ilya irving irwin isaiah isidore israel itamar ivo jaap jabari jackson jaime jair jakob jakub jalen jamaal jamar janusz jaroslaw jarrod jarvis jaxon jayden jed jedediah jefferson
  jermaine jerrod jeremiah jethro jimmie jock jody joey jonah jonas jonny jordi josiah josue juergen jules junior kai kareem kaspar kayode keenan keir kelvin kendrick kenji kenny kenny khalil khizr kieran kingsley kip klaas knut
  kristoffer krzysztof kumar kwame kwasi ladislav laszlo lachlan lindsey lamont landon lawson leander leif leighton lennart lenny leopold leroy levi lex lincoln linus lionel logan lonnie lorne lothar lowell luciano ludwig lyle lyndon mack
  madison maksim magnus mahathir majid malik manfred manny manoj mariano marlon marko marlin marquis marty masoud mateo mathew mathieu mauro mehdi merle micah mickey mikael milan milo mitt mohamad mohan monty mordechai murray
  myron nabil narendra nasser nate nawaz ned newt niall nico nigel nikita nikola nils nolan norbert octavio odell olivier omid orrin orville osama oswald otis ottmar pasquale patricio patrik paulo perry phineas pierce piers
  piotr prakash preston quentin quincy quinn radek rafe rajesh rajiv ramesh ramzan rand randal ranjit rashid ravi reed reggie reid reinhard remy rene reuben rex reza rhett rhys richie rishi rocco rocky roderic rodrigo
  rohan roland rolf romeo ronan rory rosario roscoe royce ruben rufus rupert rusty sadiq saeed salvador salvatore samir sammy sanford sascha saad scot selim sergey seymour shah shamus shannon sherman shinzo silas silvio sinan skip
  slavoj soren spiro stacy stefano stephane stu sultan sundar sunil suresh sylvester tad tadeusz tate ted terence teddy terrance thabo thaddeus theodor thierry thor thorsten tibor timo tito tomas tomasz toni torsten travon
  trent tristan truman tucker tyrone tyrell ulysses umberto uwe vaclav valentin valery vaughn vernon vicente vic vijay viktor vinay vinod virgil vito vivek vlad vladislav volodymyr vikram wally wang ward warwick waylon wes wilfred
  wilhelm willard willis wilson woodrow woody wyatt yahya yair yannick yannis yevgeny yitzhak yoshihide youssef yuki yuval zane zbigniew zachariah zeke zoltan zoran benjamin kyriakos recep tayyip volodymyr emmanuel`;
const women = `jody abigail ada adele adriana agnes aisha alana alejandra alexandra alexis alice alicia alison allison alma alyssa amanda amber amelia amy ana anastasia andrea angela angelina
  angie anita ann anna annabel anne annette annie antonia april ariana arlene ashley astrid audrey aung ava barbara beatrice becky belinda bernadette bernice beth betsy betty
  beverly bianca bonnie brenda bridget brigitte brittany camila camille candace carina carla carly carmen carol carole caroline carolyn carrie catherine cathy cecilia celeste celia charlene
  charlotte chelsea cheryl chloe christa christiane christina christine cindy claire clara claudia colleen connie constance cora corazon cristina crystal cynthia daisy dana daniela danielle daphne dawn
  debbie deborah debra deirdre delia denise diana diane dianne dolores donna dora doris dorothy edith edna eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa elsie emily
  emma erica erika erin estelle esther ethel eva eve evelyn faith farah fatima felicia fiona florence frances francesca gabriela gabrielle gail geraldine gertrude gina ginger gisele giulia
  gladys glenda gloria grace greta gretchen guadalupe gwen hanna hannah harriet hazel heather heidi helen helena helga hilary hilda hillary holly hope ida ilana ilse imelda indira ines ingrid irene iris irma isabel
  isabella ivana ivy jackie jacqueline jan jane janet janice jasmine jean jeanette jeanne jen jenna jennifer jenny jessica jill joan joann joanna joanne jocelyn jodi josephine joy joyce juanita
  judith judy julia juliana julie juliet june kara karen karin karla kate katherine kathleen kathryn kathy katie katrina kay kayla kelly kelli kendra kerry kimberly kirsten kristen kristin kristina
  lara latoya laura lauren laurie layla leah leila lena lenore leslie leticia lillian lily linda lindsay lindsey lisa lois lola loretta lori lorraine louise lucia lucille lucy lydia lynn lynne mabel maddie madeleine
  mae maggie mandy marcia margaret margarita margot maria marian marianne marie marilyn marina marine marion marjorie marlene marsha martha mary maryanne maureen maxine maya megan meghan melanie melinda melissa mercedes meredith
  mia michaela michele michelle mildred millie mimi mindy miranda miriam molly mona monica muriel myra nadia nan nancy naomi natalia natalie natasha nellie nicola nicole nikki nina nora norma olga olivia opal paige
  pam pamela patrice patricia patsy patti patty paula pauline pearl peggy penelope penny petra phyllis priscilla rachel ramona rebecca regina renee rhonda rita roberta robin rosa rosalind rosalynn rose rosemary roxanne ruby ruth sabrina
  sadie sally samantha sandra sara sarah savannah shannon sharon sheila shelley shirley simone sofia sonia sonya sophia sophie stacey stacy stella stephanie sue susan susana susanna susie suzanne sylvia tamara tammy tanya tara tatiana teresa
  tess theresa therese tiffany tina tracey tracy tricia ursula valerie vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yvette yvonne zainab zoe angela theresa
  abby adela adrienne agatha agnieszka aida aileen aimee akiko alba alberta alessandra alexa alexandria alexia alina aliyah allegra may august allie allyson alta alva alyson amalia amandla amina amira anabel anastasiya anaya andie andrea angel
  angelica angelique aniela anika anjali anke annalena annamaria annelise annemarie annika anthea antoinette anya arabella araceli ariel arielle asha ashleigh asma astrid athena aubrey audra augusta aurelia aurora avery ayaan
  ayanna ayesha ayse beata beatriz belle benazir bernice bertha bess bettina betsey bettye beulah bibi billie blanca blanche blythe bobbie bonita brandi brandy bree brenna bria brianna britney brittney brooke bryony caitlin caitlyn
  camilla candice carey cari carissa carlene carlotta carlene caryn cassandra cassie cate catharine cecile celina chandra chantal charity charlize cher cherie chiara chimamanda chitra chrissy ciara cicely clarissa claudine clementine cleo
  coleen concepcion condoleezza consuelo corinne cornelia courtney cynthia dagmar dahlia dakota dalia danica daniella daphna darcy darla darlene deanna debra debora dede deena delores delphine demi denice desiree destiny devi diahann
  dianna dina divya dolly dominique dorothea dorothee dot drusilla ebony eden edie edwina effie eileen eira ekaterina elana eleonora elin elina elisa elissa elke ellie elma eloise elspeth elva elvira emilia emmanuelle emmeline enid
  erna ernestine esme esperanza essie estela etta eugenia eunice evangeline evita fanny fatma fay felicity fern fernanda flavia fleur flora florence frankie freda freya frida frieda gabriella galina gayle gemma gena genevieve georgette
  georgia georgina geri gigi gilda gillian ginny giorgia gisela golda goldie gracie graciela greer gudrun guinevere gwendolyn gwyneth hadley haley halle hallie hana hannelore harper harriett hattie hedwig heike helene henrietta hermione hermine
  hester hind hiromi hope ilene ilhan ilona imani imogen ingeborg inga inna ioana irena isadora iselin isla ivette iva jacinda jacinta jaclyn jacklyn jada jamie jana janelle janette janie janine jaqueline jasmin jayne jeannette jeannie jemima jenifer
  jennie jeri jerri jillian jo joana joanie jodie joelle johanna jolene joni jordan josefina josie joyce juana judi jule juli julianna julianne juliette june jutta kaitlyn kaja kali kamala kara kari karina karol karoline
  kasey katarina katharina katharine kathi kathie katja katya kavita kaye keira kelley kelsey kenya keri kerri kerstin kiara kiera kim kimberley kirstie kirstjen kitty klara kris krista kristi kristine krystal kyla kylie kyra
  ladonna laila lana lani larissa larisa latanya latasha latisha laurel lauretta laurence lauryn lavinia lea leanne leda leigh leigh-anne lenora leonora leona leonie leslie lesley leta letitia lia liana libby lidia lila lilia liliana lilith lilly lina linnea linsey lise
  lisbeth liv liza lizzie liz lora lorelei loren lorena lorene lorna lottie lou louisa luann luciana luella luisa lupe luz lynda lynette lynsey mackenzie macy madalyn madeline madelyn madison magda magdalena maia maja malala malia malika
  mallory mamie mara marcela marcella marci mardi margery margie margrethe mari mariah mariam mariana marianna maribel maricela mariel marietta mariko marina marisa marisol marissa marita marla marlee marley marlo marta marti
  martina marybeth maryam marylou mathilda matilda mattie maud maude mavis mayra meera meg melania melba mellody melody merle merry meryl mette mica michele michiko milena mina mindy minnie mira miriam misty mitzi moira
  mollie mona morgan moriah muriel nada nadine nafisa nahid naima nana nanette narges natalya natasha nelly nettie neva nia nichole nicolette nicky nikita noelle noemi nona noor noreen nuria oceane octavia odessa ola olena olesya
  olive ophelia oprah orla paloma pansy paola parvati pat patrica patsy penelope perla pia pilar piper polly portia precious preeti primrose priti priya queenie rachael rachelle raisa ramya rana rania raquel rashida reba
  reem reena renata reva rhea rhiannon ricarda rihanna riley rina risa robyn rochelle romy rona ronna rosalia rosalie rosanna rosanne rosario roseanne rosemarie roslyn rosie rowena roxana roxane rozanne ruta ruthie sabine sabina saffron
  salma salome sandy sanna saoirse sasha saskia scarlett selena selma serena shaina shakira shana shania shanna shari sharron shawna shea sheena shelby shelly sheri sherri sherrie sherry sheryl shonda shreya shruti sibyl sidney sienna sigrid
  silvia sinead siobhan sita skye sonja sondra sophy stacie stefanie steffi stephany stormy sunita susannah susanne suzan suzanna suzette suzy svetlana sybil sydney sylvie syreeta tabitha tabatha talia tamar tami tamika
  tania tansu tanisha tasha tatyana taylor tea temperance terri terry tess tessa thandi thea thelma theodora theresia thora tia tilda tisha toni tori tracie trina trisha trudy tulsi twyla ulla ulrike uma una valentina valeria
  valarie velma venus verna veronique vesna vicky victoire viktoria vilma violeta virgie vivien vivienne vonda waltraud wilhelmina willa willow wilma winnie winona xiomara yael yana yasmeen yasmine yesenia yetta ylva yoko yuki yulia
  yuliya yumi zadie zahra zara zelda zenobia zinaida zora zsa zuzana aoife niamh ursula`;

const genders = new Map<string, 'm' | 'f' | 'both'>();
for (const [list, gender] of [
  [men, 'm'],
  [women, 'f'],
] as const) {
  for (const name of list.split(/\s+/u)) {
    const known = genders.get(name);
    genders.set(name, known !== undefined && known !== gender ? 'both' : gender);
  }
}

/** What is known of a given name; of one of two parts ("Jean-Yves") what its first part tells, where both are capitalised. */
function known(name: string): 'm' | 'f' | 'both' | undefined {
  const lower = name.toLowerCase();
  const whole = genders.get(lower);
  if (whole !== undefined || !/^\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+$/u.test(name)) return whole;
  return genders.get(lower.slice(0, lower.indexOf('-')));
}

/** The gender that a given name usually tells, null when unknown or used for both. */
export function genderOfGivenName(name: string): 'm' | 'f' | null {
  const gender = known(name);
  return gender === 'm' || gender === 'f' ? gender : null;
}

/** True for a known given name, whatever its gender. */
export function isGivenName(name: string): boolean {
  return known(name) !== undefined;
}
