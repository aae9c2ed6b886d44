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
  wilbur will william willie winston wolf wolfgang xavier xi yasser yuri yusuf zach zachary emmanuel olaf benjamin justin boris joseph rex `;
const women = `abigail ada adele adriana agnes aisha alana alejandra alexandra alexis alice alicia alison allison alma alyssa amanda amber amelia amy ana anastasia andrea angela angelina
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
  tess theresa therese tiffany tina tracey tracy tricia ursula valerie vanessa vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yvette yvonne zainab zoe angela theresa `;

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

/** The gender that a given name usually tells, null when unknown or used for both. */
export function genderOfGivenName(name: string): 'm' | 'f' | null {
  const gender = genders.get(name.toLowerCase());
  return gender === 'm' || gender === 'f' ? gender : null;
}

/** True for a known given name, whatever its gender. */
export function isGivenName(name: string): boolean {
  return genders.has(name.toLowerCase());
}
