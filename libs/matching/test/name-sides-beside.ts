import { of, type NameSides } from './name-sides.ts';
import { w } from './sides.ts';

/** What stands beside a name: nickname, birth name, middle column. */
export const NAMES_BESIDE: readonly NameSides[] = [
  {
    rule: 'nickname',
    stored: 'Josephine "Posy" Wendell',
    same: w`Josephine Wendell | Josephine “Posy” Wendell | Josephine 'Posy' Wendell | Josephine (Posy) Wendell |
      Josephine «Posy» Wendell | Wendell, Josephine "Posy" | Josephine „Posy“ Wendell | Josephine Wendell (Posy) |
      Josephine Posy Wendell`,
    possible: w`Posy Wendell | J. Wendell | Wendell`,
    different: ['Posy Marsden', 'Rosalind Wendell'],
  },
  {
    rule: 'nickname in the given column',
    stored: of('Albrecht (Ali)', 'Lorentz'),
    same: w`Albrecht Lorentz | Albrecht "Ali" Lorentz | Albrecht (Ali) Lorentz | Lorentz Albrecht`,
    possible: w`Ali Lorentz | Albrecht | A. Lorentz`,
    different: ['Ali Demir', 'Ulrich Lorentz'],
  },
  {
    rule: 'two nicknames are no conflict',
    stored: 'Josephine "Posy" Wendell',
    possible: [],
    same: ['Josephine "Jo" Wendell'],
  },
  {
    rule: 'nickname and one name',
    stored: '"Zuzka" Kolmanová',
    same: ['Zuzka Kolmanová'],
    possible: ['Kolmanová', 'Zuzana Kolmanová'],
    different: ['Hana Kolmanová'],
  },
  {
    rule: 'a name in brackets is no aside',
    stored: '(Hedvika) Kolmanová',
    same: ['Hedvika Kolmanová'],
    possible: ['Kolmanová', 'Hedvika'],
    different: ['Hana Kolmanová'],
  },
  {
    rule: 'a name in brackets is no aside',
    stored: 'Hedvika (Kolmanová)',
    same: ['Hedvika Kolmanová'],
    possible: ['Hedvika', 'Kolmanová'],
    different: ['Hedvika Suchá'],
  },
  {
    rule: 'birth name, Czech',
    stored: of('Dobromila', 'Vránová (roz. Pokorná)'),
    same: w`Dobromila Vránová | Dobromila Vránová roz. Pokorná | Dobromila Vránová, roz. Pokorná |
      Dobromila Vránová rozená Pokorná | Dobromila Vránová (Pokorná) | Vránová Dobromila (roz. Pokorná) |
      Dobromila Vránová (roz.Pokorná) | Dobromila Vránová,roz.Pokorná | Dobromila Vránová - roz. Pokorná`,
    possible: ['Dobromila Pokorná', 'D. Vránová'],
    different: w`Dobromila Vránová (roz. Suchá) | Milena Pokorná | Dobromila Vránová, roz. Suchá`,
  },
  {
    rule: 'birth name, Slovak',
    stored: 'Zlatica Tkáčová rod. Bielková',
    same: w`Zlatica Tkáčová | Zlatica Tkáčová (rodená Bielková) | Zlatica Tkáčová, r. Bielková`,
    different: ['Zlatica Tkáčová rod. Kováčiková'],
  },
  {
    rule: 'birth name, German',
    stored: of('Gesine', 'Pohl geb. Arndt'),
    same: w`Gesine Pohl | Gesine Pohl (geb. Arndt) | Gesine Pohl, geborene Arndt | Gesine Pohl geb Arndt |
      Gesine Pohl (geb.Arndt) | Pohl, Gesine, geb. Arndt | Pohl, Gesine (geb. Arndt) | Pohl geb. Arndt, Gesine`,
    possible: ['Gesine Arndt'],
    different: ['Gesine Pohl geb. Wolff', 'Heike Arndt'],
  },
  {
    rule: 'birth name, English and French',
    stored: 'Odile Ferrand née Castaing',
    same: w`Odile Ferrand | Odile Ferrand (née Castaing) | Odile Ferrand nee Castaing | Odile Ferrand born Castaing |
      Mme Odile Ferrand, née Castaing | ODILE FERRAND NÉE CASTAING | Odile Ferrand (Née: Castaing)`,
    possible: w`Odile Castaing | Odile | Odile Ferrand-Castaing-Roux`,
    different: ['Odile Ferrand née Roux', 'Marc Castaing'],
  },
  {
    rule: 'birth name, Polish',
    stored: of('Bożena', 'Cichocka z d. Rak'),
    same: w`Bożena Cichocka | Bożena Cichocka z domu Rak | Bożena Cichocka (z d. Rak) | Bożena Cichocka, z domu Rak |
      Bożena Cichocka zd. Rak`,
    possible: ['Bożena Rak'],
    different: ['Bożena Cichocka z domu Sum', 'Jan Rak'],
  },
  {
    rule: 'birth name, Nordic',
    stored: 'Gunvor Lien født Aasen',
    same: w`Gunvor Lien | Gunvor Lien (f. Aasen) | Gunvor Lien f. Aasen | Gunvor Lien, född Aasen`,
    different: ['Gunvor Lien født Bakke'],
  },
  {
    rule: 'birth name, Finnish and Estonian',
    stored: 'Helmi Laine o.s. Harju',
    same: w`Helmi Laine | Helmi Laine (o.s. Harju) | Helmi Laine omaa sukua Harju | Helmi Laine, os. Harju`,
    different: ['Helmi Laine o.s. Niemi'],
  },
  {
    rule: 'birth name, Hungarian',
    stored: 'Pintér Réka szül. Bognár',
    same: w`Réka Pintér | Pintér Réka (szül. Bognár) | Pintér Réka született Bognár | Pintér Réka sz. Bognár`,
    different: ['Pintér Réka szül. Vörös'],
  },
  {
    rule: 'birth name, Romance',
    stored: 'Fiorella Basile nata Greco',
    same: w`Fiorella Basile | Fiorella Basile (nata Greco) | Basile Fiorella, nata Greco`,
    different: ['Fiorella Basile nata Costa'],
  },
  {
    rule: 'birth name, South Slavic',
    stored: of('Jadranka', 'Perić rođ. Jurić'),
    same: w`Jadranka Perić | Jadranka Perić rođena Jurić | Jadranka Perić (r. Jurić)`,
    different: ['Jadranka Perić rođ. Marić Vuk'],
  },
  {
    rule: 'birth name, Russian',
    stored: of('Раиса', 'Гущина (урожд. Белых)'),
    same: w`Раиса Гущина | Раиса Гущина урождённая Белых | Гущина Раиса (ур. Белых)`,
    possible: ['Раиса Белых'],
    different: ['Раиса Гущина (урожд. Седых)'],
  },
  {
    rule: 'birth name, Greek',
    stored: of('Μαριάνθη', 'Βέργου (το γένος Λάμπρου)'),
    same: ['Μαριάνθη Βέργου', 'Μαριάνθη Βέργου το γένος Λάμπρου'],
    different: ['Μαριάνθη Βέργου (το γένος Δούκα)'],
  },
  {
    rule: 'birth name, Dutch',
    stored: of('Marijke', 'Kuiper geb. Postma'),
    same: ['Marijke Kuiper', 'Marijke Kuiper (geboren Postma)'],
    different: ['Marijke Kuiper geb. Dijkstra'],
  },
  {
    rule: 'surname Nee',
    stored: 'Ling Nee Soon',
    possible: w`Ling | Ling Soon | Ling Nee`,
    same: ['Nee Soon Ling'],
  },
  {
    rule: 'birth name of one given name',
    stored: 'Jaroslava roz. Kubátová',
    possible: ['Jaroslava'],
    different: ['Jaroslava roz. Hájková'],
  },
  {
    rule: 'middle column',
    stored: of('Ottilie', 'Grabner', 'Rosa'),
    same: w`Ottilie Grabner | Ottilie Rosa Grabner | Grabner Ottilie Rosa | Grabner, Ottilie Rosa`,
    possible: w`Ottilie R. Grabner | O. R. Grabner | Rosa Grabner | O. Grabner | Ottilie Rosa Maria Grabner`,
    different: w`Ottilie Klara Grabner | Ottilie K. Grabner | Klara Grabner`,
  },
  {
    rule: 'initial in the middle column',
    stored: of('Ottilie', 'Grabner', 'R.'),
    same: w`Ottilie Grabner | Ottilie R. Grabner | Ottilie R Grabner`,
    possible: ['Ottilie Rosa Grabner', 'O. R. Grabner'],
    different: ['Ottilie Klara Grabner', 'Ottilie K. Grabner'],
  },
  {
    rule: 'two words in the middle column',
    stored: of('Anton', 'Leitgeb', 'Josef Maria'),
    same: ['Anton Leitgeb', 'Anton Josef Maria Leitgeb'],
    possible: w`Anton Josef Leitgeb | Anton J. M. Leitgeb | Anton J. Leitgeb`,
    different: w`Anton Karl Leitgeb | Anton Karl Maria Leitgeb | Anton J. K. Leitgeb`,
  },
  {
    rule: 'middle name in the given column',
    stored: of('Ottilie Rosa', 'Grabner'),
    same: ['Ottilie Rosa Grabner'],
    possible: w`Ottilie Grabner | Rosa Grabner | Ottilie R. Grabner`,
    different: ['Ottilie Klara Grabner'],
  },
  {
    rule: 'middle name, one edit',
    stored: of('Ottilie', 'Grabner', 'Theresa'),
    possible: ['Ottilie Teresa Grabner', 'Otilie Grabner'],
    different: ['Ottilie Sophie Grabner'],
  },
  {
    rule: 'patronymic',
    stored: of('Игорь', 'Лаптев', 'Петрович'),
    same: w`Лаптев Игорь Петрович | Игорь Лаптев | Игорь Петрович Лаптев`,
    possible: w`Лаптев И. П. | Лаптев И.П. | И. Лаптев | Игорь П. Лаптев | Игорь Петрович`,
    different: w`Лаптев Игорь Сергеевич | Лаптев И. С. | Лаптев Олег Петрович`,
  },
];
