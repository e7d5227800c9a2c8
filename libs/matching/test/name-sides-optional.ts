import { of, type NameSides } from './name-sides.ts';
import { w } from './sides.ts';

/** Titles and degrees by language, and words that only look like them. */
export const NAMES_TITLED: readonly NameSides[] = [
  {
    rule: 'Czech titles',
    stored: of('Radim', 'Zedník'),
    same: w`Ing. Radim Zedník | ing Radim Zedník | Bc. Radim Zedník, DiS. | doc. RNDr. Radim Zedník, CSc. |
      Radim Zedník, Ph.D. | Radim Zedník PhD | Zedník Radim, Mgr. | Zedník Radim Ing. | pan Radim Zedník |
      p. Radim Zedník | JUDr. Ing. Radim Zedník, Ph.D., LL.M., MBA | MgA. Radim Zedník |
      Mgr.et Mgr. Radim Zedník | Ing.arch.Radim Zedník | plk. Radim Zedník | npor. Ing. Radim Zedník |
      prof.Ing.Radim Zedník,DrSc. | Dipl.-Psych. Radim Zedník | Herrn Radim Zedník | Captain Radim Zedník`,
    possible: w`P. Radim Zedník | Ing. R. Zedník | Ing. Zedník`,
    different: w`Ing. Rudolf Zedník | Mgr. Radim Zajíc | paní Radka Zedníková`,
  },
  {
    rule: 'Czech women',
    stored: of('Alžběta', 'Rybářová'),
    same: w`paní Alžběta Rybářová | slečna Alžběta Rybářová | MUDr. Alžběta Rybářová | pí Alžběta Rybářová |
      sl. Alžběta Rybářová`,
    different: ['MUDr. Anna Rybářová'],
  },
  {
    rule: 'Slovak titles',
    stored: of('Božena', 'Hudáková'),
    same: w`Mgr. art. Božena Hudáková, ArtD. | PaedDr. Božena Hudáková | slečna Božena Hudáková |
      MVDr. Božena Hudáková, PhD. | p. Božena Hudáková`,
    different: ['PhDr. Beáta Hudáková'],
  },
  {
    rule: 'Polish titles',
    stored: of('Zbigniew', 'Kruk'),
    same: w`dr inż. Zbigniew Kruk | prof. dr hab. Zbigniew Kruk | mgr inż. arch. Zbigniew Kruk |
      lek. med. Zbigniew Kruk | Pan Zbigniew Kruk | ks. Zbigniew Kruk | mec. Zbigniew Kruk | lic. Zbigniew Kruk |
      Sz. P. Zbigniew Kruk | Sz.P. Zbigniew Kruk`,
    possible: ['Pan Kruk Z.', 'pan Kruk'],
    different: ['Pani Zofia Kruk'],
  },
  {
    rule: 'German titles',
    stored: of('Wiebke', 'Tannhauser'),
    same: w`Frau Dr. Wiebke Tannhauser | Frau Prof. Dr. med. Wiebke Tannhauser | Dr.-Ing. Wiebke Tannhauser |
      Dr. rer. nat. Wiebke Tannhauser | Prof. Dr. Dr. h. c. mult. Wiebke Tannhauser |
      Dipl.-Kffr. Wiebke Tannhauser | Dipl.-Ing. (FH) Wiebke Tannhauser | Mag.a Wiebke Tannhauser |
      Wiebke Tannhauser, M.A. | Wiebke Tannhauser, MSc | Wiebke Tannhauser B.Sc. | Fr. Wiebke Tannhauser |
      PD Dr. Wiebke Tannhauser | RA Wiebke Tannhauser | Dr.med. Wiebke Tannhauser |
      Dr.med.dent. Wiebke Tannhauser | Drin. Wiebke Tannhauser | KommR Wiebke Tannhauser |
      Mag. (FH) Wiebke Tannhauser`,
    possible: ['Frau Tannhauser', 'Dr. Tannhauser'],
    different: ['Herr Wilm Tannhauser'],
  },
  {
    rule: 'French titles',
    stored: of('Solène', 'Marchetti'),
    same: w`Mme Solène Marchetti | Mlle. Solène Marchetti | Madame Solène Marchetti | Dr Solène Marchetti |
      Pr Solène Marchetti | Me Solène Marchetti | Maître Solène Marchetti | Docteur Solène Marchetti |
      Mme Marchetti Solène | MME MARCHETTI Solène`,
    possible: ['Mme Marchetti'],
    different: ['M. Simon Marchetti'],
  },
  {
    rule: 'French Monsieur',
    stored: of('Fabrice', 'Lenoir'),
    same: w`Monsieur Fabrice Lenoir | Mr Fabrice Lenoir | Mr. Lenoir Fabrice`,
    different: ['Mme Fabienne Lenoir'],
  },
  {
    rule: 'Dutch titles',
    stored: of('Joris', 'Wijnands'),
    same: w`Dhr. Joris Wijnands | dhr Joris Wijnands | de heer Joris Wijnands | ir. Joris Wijnands |
      mr. dr. Joris Wijnands | drs. Joris Wijnands | prof. dr. ir. Joris Wijnands | Joris Wijnands MSc |
      ing. Joris Wijnands | Jhr. Joris Wijnands | Joris Wijnands BA | Joris Wijnands, RA`,
    possible: ['Dhr. J. Wijnands', 'dhr. Wijnands'],
    different: ['Mevr. Jolanda Wijnands', 'mw. J. Wijngaard'],
  },
  {
    rule: 'Spanish titles',
    stored: of('Inmaculada', 'Requena Solís'),
    same: w`Sra. Inmaculada Requena Solís | Dña. Inmaculada Requena Solís | Doña Inmaculada Requena Solís |
      Dª Inmaculada Requena Solís | D.ª Inmaculada Requena Solís | Srta. Inmaculada Requena Solís |
      Dra. Inmaculada Requena Solís | Lic. Inmaculada Requena Solís | Ilma. Sra. Dña. Inmaculada Requena Solís |
      Señora Inmaculada Requena Solís | Profª. Inmaculada Requena Solís`,
    possible: ['Sra. Requena'],
    different: ['Sr. Ignacio Requena Solís'],
  },
  {
    rule: 'Spanish titles',
    stored: of('Ramiro', 'Ochoa Vidal'),
    same: w`Sr. Ramiro Ochoa Vidal | Sr. D. Ramiro Ochoa Vidal | Señor Ramiro Ochoa Vidal | Dr. Ramiro Ochoa Vidal |
      Ing. Ramiro Ochoa Vidal | Arq. Ramiro Ochoa Vidal`,
    possible: ['D. Ramiro Ochoa Vidal'],
    different: ['Sra. Ramona Ochoa Vidal'],
  },
  {
    rule: 'Portuguese titles',
    stored: of('Henrique', 'Quaresma'),
    same: w`Sr. Henrique Quaresma | Exmo. Sr. Henrique Quaresma | Eng. Henrique Quaresma | Eng.º Henrique Quaresma |
      Prof. Doutor Henrique Quaresma | Dr. Henrique Quaresma | Senhor Henrique Quaresma`,
    different: ['D. Helena Quaresma'],
  },
  {
    rule: 'Italian titles',
    stored: of('Ludovica', 'Sartori'),
    same: w`Sig.ra Ludovica Sartori | Sig.na Ludovica Sartori | Dott.ssa Ludovica Sartori | Dr.ssa Ludovica Sartori |
      Avv. Ludovica Sartori | Prof.ssa Ludovica Sartori | Gent.ma Sig.ra Ludovica Sartori |
      Signora Ludovica Sartori | Arch. Ludovica Sartori | Geom. Ludovica Sartori`,
    different: ['Sig. Ludovico Sarti'],
  },
  {
    rule: 'Hungarian titles',
    stored: of('Csilla', 'Bodnár'),
    same: w`Dr. Bodnár Csilla | Bodnár Csilla dr. | Bodnár Csilla úrhölgy | Prof. Dr. Bodnár Csilla |
      özv. Bodnár Csilla | Bodnár Csilla úr`,
    different: ['Dr. Bodnár Csongor'],
  },
  {
    rule: 'Nordic titles',
    stored: of('Torbjörn', 'Eklöf'),
    same: w`Herr Torbjörn Eklöf | Hr. Torbjörn Eklöf | civ.ing. Torbjörn Eklöf | fil. dr. Torbjörn Eklöf |
      Docent Torbjörn Eklöf | Professor Torbjörn Eklöf`,
    different: ['Fru Tora Eklöf'],
  },
  {
    rule: 'Danish and Norwegian titles',
    stored: of('Ragnhild', 'Fosse'),
    same: w`Fru Ragnhild Fosse | Frk. Ragnhild Fosse | cand.mag. Ragnhild Fosse | cand. jur. Ragnhild Fosse |
      siv.ing. Ragnhild Fosse | Fr. Ragnhild Fosse`,
    different: ['Hr. Roald Fosse'],
  },
  {
    rule: 'Finnish and Estonian titles',
    stored: of('Aino', 'Kivelä'),
    same: w`Rouva Aino Kivelä | rva Aino Kivelä | FT Aino Kivelä | Neiti Aino Kivelä | proua Aino Kivelä |
      Tohtori Aino Kivelä`,
    different: ['Herra Arto Kivelä'],
  },
  {
    rule: 'Baltic titles',
    stored: of('Ieva', 'Kalniņa'),
    same: w`Kundze Ieva Kalniņa | Ponia Ieva Kalniņa | prof. Ieva Kalniņa | Dr. Ieva Kalniņa | k-dze Ieva Kalniņa`,
    different: ['Kungs Ivo Kalniņš'],
  },
  {
    rule: 'Romanian titles',
    stored: of('Anca', 'Moldovan'),
    same: w`Doamna Anca Moldovan | Dna. Anca Moldovan | D-na Anca Moldovan | Dr. ing. Anca Moldovan |
      Prof. univ. dr. Anca Moldovan | D-ra Anca Moldovan | Av. Anca Moldovan | Domnișoara Anca Moldovan`,
    different: ['Dl. Andrei Moldovan', 'Domnul Anton Moldovan'],
  },
  {
    rule: 'Slovene and Croatian titles',
    stored: of('Tjaša', 'Hribar'),
    same: w`ga. Tjaša Hribar | gospa Tjaša Hribar | mag. Tjaša Hribar | univ. dipl. inž. Tjaša Hribar |
      dr. sc. Tjaša Hribar | Tjaša Hribar, dipl. iur. | gđa Tjaša Hribar | gđica Tjaša Hribar |
      Tjaša Hribar, univ. dipl. ekon. | Tjaša Hribar, dipl. oec.`,
    different: ['g. Tilen Hribar'],
  },
  {
    rule: 'Greek titles',
    stored: of('Δέσποινα', 'Κοντού'),
    same: w`κα Δέσποινα Κοντού | Κυρία Δέσποινα Κοντού | Δρ. Δέσποινα Κοντού | κ. Δέσποινα Κοντού | Καθ. Δέσποινα Κοντού`,
    different: ['κος Δημήτρης Κοντός'],
  },
  {
    rule: 'Bulgarian titles',
    stored: of('Цветана', 'Стоева'),
    same: w`г-жа Цветана Стоева | проф. д-р Цветана Стоева | Госпожа Цветана Стоева | инж. Цветана Стоева |
      доц. Цветана Стоева | г-ца Цветана Стоева | д-р Цветана Стоева`,
    different: ['г-н Цветан Стоилов'],
  },
  {
    rule: 'Irish and English titles',
    stored: of('Fiachra', 'Loughran'),
    same: w`Mr Fiachra Loughran | Mr. Fiachra Loughran | Mx Fiachra Loughran | Dr Fiachra Loughran |
      Rev. Fiachra Loughran | Sir Fiachra Loughran | Fiachra Loughran, Esq. | Fiachra Loughran BSc |
      Fiachra Loughran B.A. | Fiachra Loughran, MD | Fiachra Loughran M.D. | Fiachra Loughran PhD, FRCS |
      Capt. Fiachra Loughran | Loughran, Fiachra (Mr) | Loughran, Mr Fiachra | Fiachra Loughran, M.Sc., Ph.D. |
      Professor Fiachra Loughran | Fr. Fiachra Loughran | Fiachra Loughran OBE | The Rev. Fiachra Loughran |
      Hon. Fiachra Loughran | Lt. Col. Fiachra Loughran`,
    possible: ['Mr Loughran', 'Mr F. Loughran'],
    different: ['Mrs Fionnuala Loughran', 'Mr Fergal Loughran'],
  },
  {
    rule: 'title column of the record',
    stored: { given: 'Ing. Radim', family: 'Zedník, Ph.D.' },
    same: w`Radim Zedník | Zedník Radim | Radim Zedník PhD. | Mgr. Radim Zedník`,
    different: ['Ing. Karel Zedník'],
  },
  {
    rule: 'surname Ma',
    stored: of('Xiulan', 'Ma'),
    same: ['Ma Xiulan', 'Xiulan MA'],
    possible: ['Xiulan', 'Ma'],
    different: ['Xiulan Wu', 'Xiaoling Ma'],
  },
  { rule: 'surname Ma', stored: 'Ma Li Hua', possible: ['Li Hua'], same: ['Li Hua Ma', 'Ma, Li-Hua'] },
  {
    rule: 'surname Pan',
    stored: 'Pan Wei Ming',
    possible: ['Wei Ming', 'Pan Ming'],
    same: ['Wei-Ming Pan', 'Pan, Wei Ming'],
    different: ['Wei Ling'],
  },
  { rule: 'surname Pan', stored: of('Pavel', 'Pan'), possible: ['Pavel'], same: ['Pan Pavel', 'pan Pavel Pan'] },
  {
    rule: 'surname Do',
    stored: of('Thi Hoa', 'Do'),
    same: ['Do Thi Hoa', 'THI HOA DO'],
    possible: ['Thi Hoa'],
    different: ['Do Van Hoa'],
  },
  {
    rule: 'given name Don',
    stored: of('Don', 'Hartnell'),
    possible: ['Hartnell', 'Don'],
    different: ['Dan Hartnell', 'Ron Hartnell'],
  },
  {
    rule: 'given name Don',
    stored: of('Don', 'Hartnell', 'Michael'),
    possible: ['Michael Hartnell', 'D. Hartnell'],
    same: ['Don Hartnell'],
  },
  {
    rule: 'given name Maj',
    stored: of('Maj Britt', 'Sandell'),
    possible: ['Britt Sandell', 'Maj Sandell'],
    same: ['Maj-Britt Sandell'],
  },
  { rule: 'given name Gen', stored: 'Gen Ito Kato', possible: ['Ito Kato'] },
  { rule: 'surname Eng', stored: 'Eng Siew Lan', possible: ['Siew Lan'], same: ['Siew Lan Eng'] },
  { rule: 'given name Lek', stored: 'Lek Marku Gjoni', possible: ['Marku Gjoni'] },
  { rule: 'given name Sig', stored: of('Sig', 'Hovland'), possible: ['Hovland', 'Sig'] },
  {
    rule: 'surname Herr',
    stored: of('Peter Paul', 'Herr'),
    possible: ['Peter Paul', 'Peter Herr'],
    different: ['Paul Frau'],
  },
  { rule: 'surname Hon', stored: 'Tran Van Hon', possible: ['Tran Van'], same: ['Hon Tran Van'] },
  { rule: 'surname Bay', stored: 'Nguyen Van Bay', possible: ['Nguyen Van'], different: ['Nguyen Van Hai'] },
  { rule: 'given name Dame', stored: 'Dame Sarr Ndoye', possible: ['Sarr Ndoye'] },
  { rule: 'surname Doc', stored: 'Le Van Doc', possible: ['Le Van'] },
  { rule: 'surname Dona', stored: 'Maria Luisa Dona', possible: ['Maria Luisa'] },
  { rule: 'surname Mag', stored: 'Anna Rosa Mag', possible: ['Anna Rosa'] },
  {
    rule: 'surname Master, King, Judge, Major',
    stored: of('Colm', 'Major'),
    possible: ['Colm', 'Major'],
    same: ['Major Colm'],
    different: ['Colm King'],
  },
  {
    rule: 'initials like a degree',
    stored: of('M. A.', 'Corrigan'),
    same: ['M.A. Corrigan', 'M A Corrigan'],
    possible: ['Mary Anne Corrigan', 'Corrigan'],
    different: ['P. J. Corrigan'],
  },
  { rule: 'initials like a degree', stored: 'Nora Quill M.', possible: ['Nora Quill'] },
  { rule: 'title alone', stored: of('Dr.', ''), same: ['Dr'], different: ['Prof', 'Dr. Eva Malá'] },
  {
    rule: 'name of a title and one word',
    stored: of('', 'Zedník', ''),
    same: ['Herr Zedník', 'Ing. Zedník'],
    different: ['Herr Zeman'],
  },
];
