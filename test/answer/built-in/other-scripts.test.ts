import { expect, test } from 'vitest';
import { type LibraryArticle, memoryLibrary } from '../../../bench/memory-library.ts';
import { answerFrom } from '../../../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../../../src/answer/question/question.ts';
import type { WorkspaceId } from '../../../src/store/schema.ts';

const ARTICLES: LibraryArticle[] = [
  {
    id: 'zh',
    title: '新桥一月一日通车',
    text: '市政府星期四宣布，河上的新桥将于一月一日向车辆开放。工程历时两年。\n\n市长林秀兰说：“大家等了很久。现在是开放的时候了。”\n\n大桥全长八百米，造价六十亿元。',
  },
  {
    id: 'ja',
    title: '港の灯台、修理のため閉鎖',
    text: '市は火曜日、港の灯台を十二月十日から修理のため閉鎖すると発表した。\n\n灯台守の高橋健一さんは「レンズに三本のひびがあります。放っておけません」と話した。\n\n修理費は二億四千万円で、国が全額を負担する。',
  },
  {
    id: 'ko',
    title: '시립 도서관, 3월에 다시 문 연다',
    text: '시립 도서관이 3월 2일 다시 문을 연다고 시가 수요일 발표했다. 지붕 공사는 1년 8개월이 걸렸다.\n\n김영희 관장은 “아이들이 가장 오래 기다렸습니다”라고 말했다.\n\n공사비는 45억 원이며 절반은 정부가 부담한다.',
  },
  {
    id: 'th',
    title: 'สะพานใหม่เปิดวันที่ 1 มกราคม',
    text: 'เทศบาลประกาศเมื่อวันพฤหัสบดีว่าสะพานใหม่จะเปิดให้รถวิ่งในวันที่ 1 มกราคม\n\nนายกเทศมนตรีสมศรี ใจดี กล่าวว่า “ทุกคนรอมานานแล้ว ถึงเวลาเปิดแล้ว”\n\nสะพานยาว 860 เมตร และใช้งบประมาณ 600 ล้านบาท',
  },
  {
    id: 'ar',
    title: 'الجسر الجديد يفتح في الأول من يناير',
    text: 'أعلنت البلدية يوم الخميس أن الجسر الجديد سيفتح أمام السيارات في الأول من يناير. واستغرق العمل سنتين.\n\nوقالت رئيسة البلدية ليلى منصور: «انتظر الجميع طويلا وحان وقت الافتتاح».\n\nويبلغ طول الجسر 860 مترا.',
  },
  {
    id: 'hi',
    title: 'नया पुल एक जनवरी को खुलेगा',
    text: 'नगर पालिका ने गुरुवार को घोषणा की कि नदी पर बना नया पुल एक जनवरी को वाहनों के लिए खुलेगा। काम में दो साल लगे।\n\nमहापौर सुनीता शर्मा ने कहा, “सबने बहुत इंतज़ार किया, अब खोलने का समय है।”\n\nपुल की लंबाई 860 मीटर है और इस पर साठ करोड़ रुपये खर्च हुए।',
  },
];

const TAIWAN: LibraryArticle = {
  id: 'tw',
  title: '港口擴建計畫通過',
  text: '議會星期四晚上通過了港口擴建計畫，工程將於五月開始，為期兩年。\n\n「這是歷史性的一天，」議長陳大文說。\n\n擴建費用為兩千萬元，由國家和城市平均分擔。',
};

async function first(question: string, articles = ARTICLES): Promise<string | null> {
  const answer = await answerFrom(memoryLibrary(articles).source, {
    question: analyseQuestion(question),
    asOf: new Date('2026-11-29'),
    workspace: 'w' as WorkspaceId,
    maxChars: 600,
  });
  return answer.kind === 'answered' ? (answer.sentences[0]?.text ?? null) : null;
}

test.each([
  ['新桥什么时候通车？', '一月一日'],
  ['新桥造价多少？', '六十亿元'],
  ['灯台はいつ閉鎖されますか？', '十二月十日'],
  ['修理費はいくらですか', '二億四千万円'],
  ['도서관은 언제 다시 문을 엽니까?', '3월 2일'],
  ['공사비는 얼마입니까?', '45억 원'],
  ['สะพานใหม่จะเปิดเมื่อไร', '1 มกราคม'],
  ['สะพานยาวเท่าไร', '860'],
  ['متى يفتح الجسر الجديد؟', 'الأول من يناير'],
  ['كم يبلغ طول الجسر؟', '860'],
  ['नया पुल कब खुलेगा?', 'एक जनवरी'],
  ['पुल की लंबाई कितनी है?', '860'],
])('a question is answered in its own script: %s', async (question, words) => {
  expect(await first(question)).toContain(words);
});

test.each([
  ['林秀兰说了什么？', '“大家等了很久。现在是开放的时候了。”'],
  ['高橋健一さんは何と言いましたか？', '「レンズに三本のひびがあります。放っておけません」'],
  ['김영희 관장은 뭐라고 말했습니까?', '“아이들이 가장 오래 기다렸습니다”'],
  ['สมศรี ใจดี พูดว่าอะไร', '“ทุกคนรอมานานแล้ว ถึงเวลาเปิดแล้ว”'],
  ['ماذا قالت ليلى منصور؟', '«انتظر الجميع طويلا وحان وقت الافتتاح»'],
  ['सुनीता शर्मा ने क्या कहा?', '“सबने बहुत इंतज़ार किया, अब खोलने का समय है।”'],
])('somebody’s words come whole, with who said them: %s', async (question, words) => {
  expect(await first(question)).toContain(words);
});

test.each([
  '巴黎的天气怎么样？',
  '市长什么时候辞职？',
  '大統領は誰ですか？',
  '대통령은 누구입니까?',
  'โรงเรียนเปิดเมื่อไร',
  'متى يبدأ العام الدراسي؟',
  'स्कूल कब खुलेंगे?',
])('what isn’t there is not answered in any script: %s', async (question) => {
  expect(await first(question)).toBeNull();
});

test.each([
  ['港口扩建什么时候开始？', '五月開始'],
  ['扩建费用是多少？', '兩千萬元'],
])('a question in the forms of China finds an article in those of Taiwan: %s', async (question, words) => {
  expect(await first(question, [TAIWAN])).toContain(words);
});

test('a question in the forms of Taiwan finds an article in those of China', async () => {
  expect(await first('新橋什麼時候通車？')).toContain('一月一日');
});

test('a question in Chinese finds the date in an article in Japanese that writes the words in its own forms', async () => {
  const bridge: LibraryArticle = {
    id: 'bridge',
    title: '新しい橋、二月に開通へ',
    text: '県は月曜日、川にかかる新しい橋が二月十日に車に開放されると発表した。\n\n総工費は四億円で、国が全額を負担する。',
  };
  expect(await first('新桥什么时候开放？', [bridge])).toContain('二月十日');
});
