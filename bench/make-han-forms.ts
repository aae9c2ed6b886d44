import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/**
 * Makes the table of Han characters in other forms that is shipped: `node bench/make-han-forms.ts <folder with Unihan_Variants.txt.bz2 and
 * Unihan_OtherMappings.txt.bz2>`. The source is the Unicode Han Database 15.0 (Debian's package unicode-data). Traditional forms and those that
 * Japan simplified lead to the form of China: of several simplified forms to the first, and only to those in GB 2312.
 */
const [folder = '/usr/share/unicode'] = process.argv.slice(2);
const OUT = new URL('../src/text/lists/han-forms.ts', import.meta.url);
/** Forms of Japan that the database names no old form for, each before that of China. */
const JAPANESE =
  '浜滨拡扩関关殻壳豊丰歓欢営营継继覇霸桟栈処处絶绝塩盐変变仮假囲围鎌镰舎舍週周遊游総总髄髓発发脳脑逓递拠据軽轻艶艳図图効效鑑鉴産产歳岁亀龟蛍萤鉢钵癒愈壌壤裏里窓窗勧劝隠隐氷冰説说圧压犠牺斎斋訳译駄驮闘斗釈释脇胁歯齿労劳辺边遅迟縄绳呉吴賛赞衆众閲阅鉄铁壱壹挿插頬颊観观悩恼満满読读済济鉱矿両两銭钱帰归霊灵麺面絵绘穏稳対对択择舗铺喩喻沢泽鋭锐郷乡猟猎証证権权続续廃废駅驿粛肃隣邻弐贰剤剂渓溪戸户隷隶齢龄覚觉啓启汚污顔颜経经査查値值姉姊砲炮';

const fields = new Map<string, Map<string, string>>();
for (const name of ['Variants', 'OtherMappings']) {
  const unpacked = execFileSync('bzcat', [`${folder}/Unihan_${name}.txt.bz2`], { maxBuffer: 1e9 }).toString();
  for (const line of unpacked.split('\n')) {
    const [code = '', field = '', value = ''] = line.split('\t');
    if (!code.startsWith('U+')) continue;
    const known = fields.get(field) ?? new Map<string, string>();
    fields.set(field, known.set(String.fromCodePoint(Number.parseInt(code.slice(2), 16)), value));
  }
}
const field = (name: string) => fields.get(name) ?? new Map<string, string>();
const charactersIn = (value: string) =>
  [...value.matchAll(/U\+([0-9A-F]{4,5})/g)]
    .map(([, code = '']) => String.fromCodePoint(Number.parseInt(code, 16)))
    .filter((character) => /^[\u4e00-\u9fff]$/.test(character));

const forms = new Map<string, string>();
for (const [character, value] of field('kSimplifiedVariant')) {
  const [simple] = charactersIn(value);
  if (/^[\u4e00-\u9fff]$/.test(character) && simple && simple !== character && field('kGB0').has(simple))
    if (!charactersIn(value).includes(character)) forms.set(character, simple);
}
for (const [old, value] of field('kJinmeiyoKanji'))
  for (const form of charactersIn(value)) {
    const simple = forms.get(form) ?? forms.get(old) ?? old;
    for (const other of [form, old]) if (other !== simple) forms.set(other, simple);
  }
for (let at = 0; at < JAPANESE.length; at += 2) {
  const form = JAPANESE.charAt(at);
  if (!forms.has(form)) forms.set(form, JAPANESE.charAt(at + 1));
}
/** Where a form leads that leads on to another. */
function end(form: string, steps = 0): string {
  const next = forms.get(form);
  return next === undefined || steps > 5 ? form : end(next, steps + 1);
}
const pairs = [...forms.keys()].sort().map((form) => form + end(form));
const lines = pairs.join('').match(/.{1,100}/gu) ?? [];
writeFileSync(
  OUT,
  `// Made by bench/make-han-forms.ts from the Unicode Han Database 15.0 (Unicode License).

const PAIRS =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** The form of China of Han characters that are written in another form in Taiwan, Hong Kong or Japan. */
export const HAN_FORMS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)]),
);
`,
);
