import { of, type NameSides } from './name-sides.ts';
import { w } from './sides.ts';

/** Scripts written without spaces, width and presentation forms, signs around a name. */
export const NAMES_UNSPACED: readonly NameSides[] = [
  {
    rule: 'Chinese',
    stored: of('建国', '欧阳'),
    same: w`欧阳建国 | 欧阳 建国 | 建国 欧阳 | 建国欧阳 | 欧 阳 建 国 | 欧阳\u3000建国 | 欧阳，建国`,
    different: w`欧阳建军 | 欧建国 | 王建国 | 欧阳国建`,
  },
  {
    rule: 'Chinese',
    stored: '林美玉',
    same: ['林 美玉', '美玉 林'],
    different: w`林美 | 林玉美 | 林美玉子 | 李美玉`,
  },
  {
    rule: 'Japanese',
    stored: of('さくら', '小野寺'),
    same: w`小野寺さくら | 小野寺 さくら | さくら小野寺`,
    different: w`小野寺さくろ | 小野さくら | 小野寺サクラ子 | 小野寺ざくら`,
  },
  {
    rule: 'half-width kana',
    stored: of('ガクト', 'デグチ'),
    same: ['ﾃﾞｸﾞﾁ ｶﾞｸﾄ', 'ﾃﾞｸﾞﾁｶﾞｸﾄ'],
    different: w`デクチ ガクト | ﾃｸﾞﾁｶﾞｸﾄ | デグチ カクト`,
  },
  {
    rule: 'small kana is a letter',
    stored: of('きよ', 'まつもと'),
    same: ['まつもときよ'],
    different: ['まつもと きょ'],
  },
  {
    rule: 'katakana with a middle dot',
    stored: 'マルコ・ロッシ',
    same: w`マルコ ロッシ | マルコロッシ | ロッシ・マルコ | ﾏﾙｺ･ﾛｯｼ`,
    different: ['マルタ・ロッシ'],
  },
  {
    rule: 'Korean',
    stored: of('서연', '황보'),
    same: w`황보서연 | 황보 서연 | 서연 황보 | \u1112\u116a\u11bc\u1107\u1169\u1109\u1165\u110b\u1167\u11ab`,
    different: w`황보서현 | 황서연 | 보서연 | 황보연서`,
  },
  {
    rule: 'Thai',
    stored: of('กมลชนก', 'ศรีสุวรรณ'),
    same: w`กมลชนก ศรีสุวรรณ | กมลชนกศรีสุวรรณ | ศรีสุวรรณ กมลชนก`,
    different: w`กมลวรรณ ศรีสุวรรณ | กมลชนก ศรีสวัสดิ์ | กมลชนก ศรสวรรณ`,
  },
  { rule: 'Khmer, Lao, Burmese', stored: of('សុភា', 'ចាន់'), same: ['ចាន់សុភា', 'ចាន់ សុភា'], different: ['ចាន់សុភី'] },
  { rule: 'Burmese', stored: 'အောင်ဇော်', same: ['အောင် ဇော်'], different: ['အောင်ဇင်'] },
  {
    rule: 'full width',
    stored: of('Ｋｅｉｋｏ', 'Ａｂｅ'),
    same: ['Keiko ABE', 'Ａｂｅ\u3000Ｋｅｉｋｏ'],
    possible: ['Ｋ． Abe'],
    different: ['Kenji Abe'],
  },
  {
    rule: 'ligatures',
    stored: of('Soﬁa', 'Graﬀ'),
    same: ['Sofia Graff', 'SOFIA GRAFF'],
    possible: ['Sofie Graff'],
    different: ['Silvia Graff'],
  },
  { rule: 'mathematical letters', stored: '𝓛𝓲𝓷𝓪 𝓑𝓻𝓾𝓼', same: ['Lina Brus'], different: ['Lena Brus'] },
  {
    rule: 'apostrophes',
    stored: of('Niamh', "O'Doherty"),
    same: [
      'Niamh ODoherty',
      'NIAMH O’DOHERTY',
      'Niamh O`Doherty',
      'Niamh O´Doherty',
      'Niamh Oʼdoherty',
      'Niamh O＇Doherty',
      'Niamh O′Doherty',
    ],
    possible: w`Niamh O Doherty | N. O’Doherty | Niamh O’Dogherty`,
    different: w`Niall O'Doherty | Niamh O'Donnell | Niamh D'Arcy`,
  },
  {
    rule: 'apostrophes',
    stored: of('Chiara', 'Dell’Acqua'),
    same: ['Chiara Dellacqua', "Chiara DELL'ACQUA"],
    possible: ['Chiara Dell Acqua'],
    different: ['Chiara Acquaviva'],
  },
  {
    rule: 'apostrophe in front',
    stored: of('Roos', "van 't Hof"),
    same: w`Roos van ’t Hof | Roos van t Hof | 't Hof, Roos van`,
    possible: ['Roos van Hof', 'Roos Hof'],
    different: ['Rosa van Hout'],
  },
  {
    rule: 'hyphen',
    stored: of('Ana-Maria', 'Popescu'),
    same: w`Ana Maria Popescu | ANA‐MARIA POPESCU | Ana‑Maria Popescu | Ana—Maria Popescu | Ana/Maria Popescu |
      Popescu Ana-Maria`,
    possible: w`Anamaria Popescu | Ana Popescu | Maria Popescu`,
    different: ['Ana-Elena Popescu', 'Ana-Maria Ionescu'],
  },
  {
    rule: 'order',
    stored: of('Federico', 'Paz Oliveira'),
    same: w`Paz Oliveira Federico | PAZ OLIVEIRA, Federico | Oliveira Paz, Federico`,
    possible: w`Federico Paz | Federico Oliveira | Federico Paz Oliveira Lima`,
    different: ['Federica Olivar', 'Federico Paz Romano'],
  },
  {
    rule: 'token twice',
    stored: of('Ravi', 'Ravi'),
    same: ['Ravi', 'ravi ravi ravi'],
    possible: ['Ravi Kumar'],
    different: ['Rani'],
  },
  {
    rule: 'token twice',
    stored: of('Olga', 'Malá Malá'),
    same: ['Olga Malá', 'Malá Olga Malá'],
    different: ['Olga Velká'],
  },
  {
    rule: 'signs around',
    stored: '[Denisa Farkašová]',
    same: w`Denisa Farkašová | (Denisa Farkašová) | ***Denisa Farkašová*** | „Denisa Farkašová“ | 'Denisa Farkašová' |
      <Denisa Farkašová> | _Denisa Farkašová_ | Denisa Farkašová ! | ★ Denisa Farkašová ★ | - Denisa Farkašová -`,
    possible: ['Farkašová'],
    different: ['Denis Farkaš'],
  },
  {
    rule: 'numbers behind',
    stored: of('Denisa', 'Farkašová'),
    same: w`Denisa Farkašová 2 | Denisa Farkašová #12 | Denisa Farkašová (3) | Denisa Farkašová [2] |
      Denisa Farkašová # 7 | Denisa Farkašová-2 | Denisa Farkašová2 | Denisa Farkašová 02`,
    different: ['Denis Farkaš 2'],
  },
  {
    rule: 'placeholder column',
    stored: of('Slamet', '-'),
    same: w`Slamet | . Slamet | Slamet .`,
    possible: ['Slamet Riyadi'],
    different: ['Selamat Riyadi', 'Surya'],
  },
  { rule: 'placeholder column', stored: of('Slamet', 'Slamet', '.'), same: ['SLAMET'] },
  {
    rule: 'signs are no words',
    stored: of('Erik', 'Holm', '-'),
    same: ['Erik Holm'],
    possible: ['Erik J. Holm'],
    different: ['Erika Holm'],
  },
  {
    rule: 'invisible',
    stored: of('\ufeffErik', 'Ho\u00adlm\u200b'),
    same: w`Erik\u00a0Holm | \u200eErik Holm\u200f | Erik\u2060 Holm`,
    different: ['Erik Helm'],
  },
];
