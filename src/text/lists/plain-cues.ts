/**
 * How news in the languages that the reader of quotations has no grammar for says plainly that somebody speaks: alternatives of regular
 * expressions. `after` stands behind the words and before who says them, `before` between who says them and the words.
 */
interface CasedCues {
  after: string;
  before: string;
  /** Small words that a name can stand behind without being who speaks: "sindaco di Orvieto". */
  links: string;
}

export const CASED_CUES: Readonly<Record<'it' | 'pt' | 'nl' | 'ru' | 'sv', CasedCues>> = {
  it: {
    after:
      'ha (?:detto|dichiarato|affermato|spiegato|aggiunto|commentato|sottolineato|ribadito|scritto|annunciato|ricordato|concluso|raccontato)|disse|dice|spiega|aggiunge|afferma|dichiara|commenta|sottolinea|racconta|scrive|ammette|conclude|ricorda|osserva|ribadisce',
    before:
      'ha (?:detto|dichiarato|affermato|spiegato|aggiunto|commentato|sottolineato|ribadito|scritto|annunciato)|disse|dice|spiega|aggiunge|afferma|dichiara|commenta|scrive',
    links: 'di|del|della|dello|dei|degli|delle|d’|dell’|da|dal|in|a|al|alla|per|con|e',
  },
  pt: {
    after:
      'disse|diz|afirmou|afirma|declarou|explicou|explica|acrescentou|acrescenta|comentou|escreveu|contou|destacou|ressaltou|lamentou|sublinhou|garantiu|revelou|criticou|completou|concluiu',
    before: 'disse|diz|afirmou|afirma|declarou|explicou|acrescentou|comentou|escreveu|destacou|garantiu',
    links: 'de|do|da|dos|das|em|no|na|a|ao|à|por|com|e|para',
  },
  nl: {
    after:
      'zei|zegt|verklaarde|vertelde|vertelt|schreef|schrijft|stelde|stelt|benadrukte|legde uit|voegde|reageerde|reageert|aldus',
    before: 'zei|zegt|verklaarde|vertelde|vertelt|schreef|schrijft|reageerde',
    links: 'van|in|uit|bij|voor|op|aan|met|en|te',
  },
  ru: {
    after:
      'сказала?|заявила?|отметила?|подчеркнула?|добавила?|сообщила?|рассказала?|пояснила?|написала?|считает|говорит|уточнила?|объяснила?|признала?|заключила?',
    before: 'сказала?|заявила?|отметила?|подчеркнула?|добавила?|сообщила?|рассказала?|пояснила?|написала?',
    links: 'в|во|из|на|о|об|с|со|по|для|и|от|у|к',
  },
  sv: {
    after: 'sade|sa|säger|sier|sagde|siger|uppgav|förklarade|berättade|berättar|skrev|skriver|menar|mener|fastslår',
    before: 'sade|sa|säger|sier|sagde|siger|förklarade|berättade|skrev|skriver',
    links: 'i|på|från|fra|av|af|för|for|till|til|med|och|og|vid|ved',
  },
};

/** Words that say what somebody is, written on to the name or beside it. */
export const UNCASED_TITLES = {
  zh: '发言人|新闻发言人|总统|主席|总理|首相|部长|市长|省长|州长|局长|院长|校长|秘书长|外长|防长|议员|法官|律师|教授|博士|经理|总裁|董事长|首席执行官|主任|书记|警长|先生|女士|記者|发言|發言人|總統|總理|部長|市長|局長|教授|議員|主任',
  ja: '首相|大統領|市長|町長|村長|知事|大臣|外相|防衛相|財務相|長官|官房長官|報道官|議員|社長|会長|教授|監督|選手|代表|氏|さん|議長|裁判官|弁護士|所長|院長|総裁|委員長|署長|校長',
  ko: '대통령|총리|장관|차관|시장|지사|의원|대표|위원장|회장|사장|교수|감독|선수|대변인|국장|청장|총장|원장|판사|검사|변호사|씨',
} as const;

/** Chinese surnames, a name being one of these with one or two characters. */
export const CHINESE_SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤習习栗耿華华張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸賈鄒龍賀顧龔萬錢嚴';
