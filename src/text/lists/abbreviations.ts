// Lower case, without the full stop at their end. Months and weekdays: calendar.ts; zones: zones.ts.

/** Before a name. */
export const TITLE_ABBREVIATIONS: readonly string[] =
  'mr mrs ms mx dr prof sen sens rep reps gov govs lt gen brig col sgt capt cmdr maj adm rev hon pres supt messrs mme mlle insp det pvt pfc spc cpl const asst amb atty'.split(
    ' ',
  );

/** The United States as newspapers shorten them. */
export const STATE_ABBREVIATIONS: readonly string[] =
  'ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo'.split(
    ' ',
  );

/** Places, companies, small words; the last line is German. */
export const OTHER_ABBREVIATIONS: readonly string[] = [
  'st mt ft corp inc ltd co bros cos dept univ assn ave blvd rd hwy est approx vs v etc al cf ca e.g i.e eg ie viz jr sr esq',
  'bzw ca usw inkl bspw evtl ggf sog u.a z.b d.h',
].flatMap((line) => line.split(' '));
