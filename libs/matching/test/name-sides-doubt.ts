import { of, type NameSides } from './name-sides.ts';
import { w } from './sides.ts';

/** Names at which a person would look twice, and those that only look alike. */
export const NAMES_IN_DOUBT: readonly NameSides[] = [
  {
    rule: 'initial',
    stored: of('Bartoloměj', 'Ryšánek'),
    possible: w`B. Ryšánek | B Ryšánek | Ryšánek B. | Ryšánek, B. | b. rysanek`,
    different: w`R. Ryšánek | B. Rybář | B. R.`,
  },
  {
    rule: 'initials',
    stored: of('Klára Marie', 'Hynková'),
    possible: w`K. M. Hynková | K.M. Hynková | K. Marie Hynková | Klára M. Hynková | M. K. Hynková | K. Hynková`,
    different: w`K. L. Hynková | L. Hynková | Klára L. Hynková | P. M. Hynková`,
  },
  {
    rule: 'initial of the record',
    stored: of('J.', 'Odstrčil'),
    same: ['J. Odstrčil', 'J Odstrčil'],
    possible: w`Jan Odstrčil | Jiřina Odstrčil | Odstrčil`,
    different: w`Karel Odstrčil | K. Odstrčil | Jan Otava`,
  },
  {
    rule: 'initial of an umlaut',
    stored: of('Öyvind', 'Sande'),
    possible: ['Ö. Sande', 'O. Sande'],
    different: ['E. Sande'],
  },
  {
    rule: 'initial of a family name',
    stored: of('Věroslava', 'Machalová'),
    possible: ['Věroslava M.', 'Veroslava M'],
    different: ['Věroslava K.'],
  },
  {
    rule: 'second family name',
    stored: of('Rosario', 'Iglesias Pardo'),
    possible: w`Rosario Iglesias | Rosario Pardo | Rosario Iglesias P. | R. Iglesias Pardo | Rosario Iglesias y Pardo |
      Rosario Iglesias de Pardo`,
    different: w`Rosario Iglesias Bravo | Rosalía Iglesias Pardo | Rosario Pardo Bravo`,
  },
  {
    rule: 'double family name',
    stored: of('Irmgard', 'Beck-Sommer'),
    same: ['Irmgard Beck Sommer', 'Irmgard Sommer-Beck'],
    possible: w`Irmgard Beck | Irmgard Sommer | Irmgard Becksommer`,
    different: ['Irmgard Beck-Winter', 'Irmtraud Beck-Sommer'],
  },
  {
    rule: 'particles',
    stored: of('Casper', 'van den Heuvel'),
    same: w`Heuvel, Casper van den | Casper VAN DEN HEUVEL | van den Heuvel Casper`,
    possible: w`Casper Heuvel | Casper vandenheuvel | Casper Van denHeuvel | C. van den Heuvel | Casper vd Heuvel |
      Casper v.d. Heuvel | Casper v. d. Heuvel`,
    different: ['Casper van den Broek', 'Karel van den Heuvel'],
  },
  {
    rule: 'particles',
    stored: of('Ottokar', 'von und zu Rabenau'),
    possible: w`Ottokar Rabenau | Ottokar von Rabenau | Ottokar v. Rabenau`,
    different: ['Ottokar von Rabenstein'],
  },
  {
    rule: 'particles',
    stored: of('Yusuf', 'al-Hakim'),
    same: ['Yusuf Al Hakim', 'YUSUF AL-HAKIM'],
    possible: w`Yusuf Alhakim | Yusuf Hakim | Yusuf el-Hakim`,
    different: ['Yunus al-Hakim', 'Yusuf al-Karim'],
  },
  {
    rule: 'particles',
    stored: of('Beatriz', 'dos Santos Lima'),
    possible: w`Beatriz Santos Lima | Beatriz dos Santos | Beatriz Lima | Beatriz Dossantos Lima`,
    different: ['Beatriz dos Reis Lima'],
  },
  {
    rule: 'particles',
    stored: of('Luca', "D'Agostino"),
    same: ['Luca D’Agostino', 'Luca Dagostino'],
    possible: w`Luca D Agostino | Luca Agostino | L. D’Agostino`,
    different: ['Luca D’Angelo', 'Lucia Agostini'],
  },
  {
    rule: 'Mc and Mac',
    stored: of('Isla', 'MacPherson'),
    same: ['Isla Macpherson', 'ISLA MACPHERSON'],
    possible: ['Isla Mac Pherson', 'Isla McPherson'],
    different: ['Isla MacFarlane', 'Ian MacPherson'],
  },
  {
    rule: 'Arabic article',
    stored: of('نورة', 'القحطاني'),
    same: ['القحطاني نورة'],
    possible: ['نورة قحطاني', 'نورة ال قحطاني'],
    different: ['سارة القحطاني', 'نورة الشمري'],
  },
  {
    rule: 'Arabic compound',
    stored: of('عبد العزيز', 'بن راشد'),
    possible: w`عبدالعزيز بن راشد | عبد العزيز راشد | عبدالعزيز راشد`,
    different: ['عبد الكريم بن راشد'],
  },
  {
    rule: 'joined double names',
    stored: of('Anne-Sophie', 'Grandjean'),
    same: ['Anne Sophie Grandjean'],
    possible: w`Annesophie Grandjean | AnneSophie Grandjean | Anne Grandjean | Anne-Sophie Grand Jean | A.-S. Grandjean`,
    different: ['Anne-Claire Grandjean', 'Annette Grandjean'],
  },
  {
    rule: 'one edit',
    stored: of('Leopold', 'Kratochvíl'),
    possible: w`Leopold Kratochvílt | Leopold Kratochvl | Leopold Kratochvýl | Leopolda Kratochvíl | Leopol Kratochvíl |
      Leopold Krathochvíl`,
    same: ['Leopold Kratochvil'],
    different: w`Leopold Kratoška | Leonard Kratochvíl | Leopol Kratochvl`,
  },
  {
    rule: 'one edit, exactly five',
    stored: of('Marek', 'Bláha'),
    possible: w`Marel Bláha | Marek Blahak | Mareka Bláha | Marek Bíláha`,
    different: w`Marko Bláha | Mark Bláha | Mare Bláha | Marek Blah`,
  },
  {
    rule: 'two edits',
    stored: of('Valerie', 'Sedlmayerová'),
    different: w`Valerie Sedlmajrová | Walerja Sedlmayerová | Valentina Sedlmayerová`,
    possible: ['Valérie Sedlmaierová'],
  },
  {
    rule: 'short words',
    stored: of('Ema', 'Zich'),
    different: w`Eva Zich | Ela Zich | Ema Zach | Emil Zich`,
    same: ['Zich Ema'],
    possible: ['Ema', 'E. Zich'],
  },
  {
    rule: 'family of one name',
    stored: of('Antonín', 'Sobotka'),
    different: w`Antonie Sobotková | Josef Sobotka | Karel Antonín | Anna Sobotka`,
    possible: ['Antonin Sobotko', 'Antonína Sobotka'],
  },
];
