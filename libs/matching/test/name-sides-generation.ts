import { of, type NameSides } from './name-sides.ts';
import { w } from './sides.ts';

/** Which of several people of one name: forms by language, and names that only look like them. */
export const NAMES_OF_GENERATIONS: readonly NameSides[] = [
  {
    rule: 'generation, English',
    stored: of('Clayton', 'Averill Jr.'),
    same: w`Clayton Averill | Clayton Averill, Jr | Averill Jr., Clayton | Averill, Clayton Jr. |
      Clayton Averill Junior | Clayton Averill JNR | CLAYTON AVERILL JR | Averill, Clayton, Jr.`,
    possible: w`C. Averill Jr. | Clayton Averill II | Averill Jr.`,
    different: w`Clayton Averill Sr. | Clayton Averill Senior | Clayton Averill Snr`,
  },
  {
    rule: 'generation, numerals',
    stored: 'Clayton Averill III',
    same: w`Clayton Averill | Clayton Averill 3rd | Clayton Averill, III | Averill III, Clayton | Clayton Averill III. |
      Clayton Averill the 3rd | CLAYTON AVERILL III`,
    possible: ['C. Averill III', 'Clayton Averill Jr.'],
    different: w`Clayton Averill II | Clayton Averill IV | Clayton Averill 2nd`,
  },
  {
    rule: 'generation, Czech and Slovak',
    stored: of('Metoděj', 'Vlach st.'),
    same: w`Metoděj Vlach | Metoděj Vlach starší | Vlach Metoděj st. | Metoděj Vlach, st. | Metoděj Vlach (st.) |
      Ing. Metoděj Vlach st.`,
    possible: ['M. Vlach st.'],
    different: w`Metoděj Vlach ml. | Metoděj Vlach mladší | Metoděj Vlach (ml.) | Metoděj Vlach jr.`,
  },
  {
    rule: 'generation, Polish',
    stored: 'Zenon Gil młodszy',
    same: w`Zenon Gil | Zenon Gil jr | Zenon Gil junior`,
    different: w`Zenon Gil starszy | Zenon Gil senior | Zenon Gil sr.`,
  },
  {
    rule: 'generation, German',
    stored: of('Eckart', 'Rühl sen.'),
    same: w`Eckart Rühl | Eckart Rühl senior | Eckart Ruehl sr. | Eckart Rühl d. Ä. | Eckart Rühl der Ältere`,
    different: w`Eckart Rühl jun. | Eckart Rühl junior | Eckart Rühl d. J. | Eckart Rühl d.J.`,
  },
  {
    rule: 'generation, French',
    stored: of('Aristide', 'Collard fils'),
    same: ['Aristide Collard', 'Aristide Collard Jr'],
    different: ['Aristide Collard père', 'Aristide Collard pere'],
  },
  {
    rule: 'generation, Dutch',
    stored: of('Wessel', 'Boon sr.'),
    same: ['Wessel Boon', 'Wessel Boon senior'],
    different: ['Wessel Boon jr.', 'Wessel Boon junior'],
  },
  {
    rule: 'generation, Spanish',
    stored: of('Evaristo', 'Lomas hijo'),
    same: ['Evaristo Lomas', 'Evaristo Lomas Jr.'],
    different: ['Evaristo Lomas padre'],
  },
  {
    rule: 'generation, Portuguese',
    stored: of('Valdir', 'Bastos Filho'),
    same: ['Valdir Bastos', 'Valdir Bastos Júnior'],
    possible: ['Valdir Bastos Neto'],
    different: ['Valdir Bastos Sênior', 'Valdir Bastos pai'],
  },
  {
    rule: 'generation, Hungarian',
    stored: of('Barnabás', 'ifj. Szente'),
    same: w`Szente Barnabás | ifj. Szente Barnabás | Ifj Szente Barnabás | ifjabb Szente Barnabás`,
    different: w`id. Szente Barnabás | idősb Szente Barnabás | idősebb Szente Barnabás`,
  },
  {
    rule: 'generation, Nordic',
    stored: of('Hjalmar', 'Krogh d.y.'),
    same: w`Hjalmar Krogh | Hjalmar Krogh den yngre | Hjalmar Krogh jr.`,
    different: w`Hjalmar Krogh d.e. | Hjalmar Krogh den eldre | Hjalmar Krogh sr | Hjalmar Krogh d.ä.`,
  },
  {
    rule: 'generation, Finnish',
    stored: of('Urho', 'Salmela nuorempi'),
    same: ['Urho Salmela'],
    different: ['Urho Salmela vanhempi'],
  },
  {
    rule: 'generation, South Slavic',
    stored: of('Zvonimir', 'Bašić mlađi'),
    same: ['Zvonimir Bašić', 'Zvonimir Bašić ml.'],
    different: ['Zvonimir Bašić stariji', 'Zvonimir Bašić st.'],
  },
  {
    rule: 'generation, Slovene',
    stored: of('Franc', 'Oblak mlajši'),
    same: ['Franc Oblak'],
    different: ['Franc Oblak starejši', 'Franc Oblak st.'],
  },
  {
    rule: 'generation, Bulgarian',
    stored: of('Асен', 'Русев младши'),
    same: ['Асен Русев'],
    different: ['Асен Русев старши'],
  },
  {
    rule: 'surname Senior',
    stored: 'Anna Senior',
    possible: ['Anna', 'Senior'],
    same: ['Senior Anna', 'Senior, Anna'],
    different: ['Anna Junior'],
  },
  { rule: 'surname Fils', stored: 'Wilner Fils', possible: ['Wilner', 'Fils'], different: ['Wilner Père'] },
  { rule: 'surname Ii', stored: of('Naomi', 'Ii'), possible: ['Naomi', 'Ii'], same: ['Ii Naomi'] },
  { rule: 'surname Ii', stored: 'Naomi Ii', possible: ['Naomi'], different: ['Naomi Iida'] },
  {
    rule: 'given name Jun',
    stored: of('Jun', 'Hatta'),
    possible: ['Hatta', 'J. Hatta'],
    same: ['Hatta Jun'],
    different: ['Ken Hatta'],
  },
  {
    rule: 'surname Sen',
    stored: 'Arun Kumar Sen',
    possible: ['Arun Kumar'],
    same: ['Sen Arun Kumar'],
    different: ['Arun Kumar Das'],
  },
  {
    rule: 'two generations',
    stored: of('Dell', 'Hoyt II'),
    same: ['Dell Hoyt'],
    possible: ['Dell Hoyt Jr.'],
    different: ['Dell Hoyt IV'],
  },
];
