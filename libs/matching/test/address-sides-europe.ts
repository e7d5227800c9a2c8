import { of, type AddressSides } from './address-sides.ts';
import { w } from './sides.ts';

export const EUROPEAN_ADDRESSES: readonly AddressSides[] = [
  {
    rule: 'Czech',
    stored: of('Vinohradská 1489/112', '130 00', 'Praha 3', 'CZ'),
    same: w`Vinohradská 1489/112, 13000 Praha 3 | Vinohradska 1489/112, 130 00 PRAHA 3 |
      130 00 Praha 3, Vinohradská 1489/112 | Vinohradská 1489/112, Praha 3, 130 00 |
      Vinohradská 1489/112, CZ-130 00 Praha 3 | Vinohradská 1489/112, 130 00 Praha 3, Česká republika |
      Vinohradská 1489/112, 13000 Praha 3, Tschechien | Vinohradská 1489 / 112, 130 00 Praha 3 |
      Vinohradská 1489/112 13000 Praha 3 | Vinohradská 1489/112; 130 00 Praha 3; Česko`,
    possible: w`Vinohradská 1489/112, Praha 3`,
    different: w`Vinohradská 112/1489, 130 00 Praha 3 | Vinohradská 1489/113, 130 00 Praha 3 |
      Vinohradská 1489/112, 120 00 Praha 3 | Vinohradská 14891/12, 130 00 Praha 3 |
      Vinohradská 1489/112, 130 00 Praha 2 | Vinohradská 1489/112, 130 00 Praha 3, Slovensko`,
  },
  {
    rule: 'Czech square',
    stored: of('náměstí Republiky 14', '301 00', 'Plzeň', 'CZ'),
    same: w`Náměstí Republiky 14, 30100 Plzeň | NAMESTI REPUBLIKY 14, 301 00 PLZEN | Plzeň, náměstí Republiky 14, 301 00`,
    possible: w`nám. Republiky 14, 301 00 Plzeň | nám.Republiky 14, 301 00 Plzeň | náměstí Republiky 14, Plzeň`,
    different: w`třída Republiky 14, 301 00 Plzeň | náměstí Míru 14, 301 00 Plzeň | náměstí Republiky 41, 301 00 Plzeň`,
  },
  {
    rule: 'Czech village',
    stored: of('Lhota 27', '257 41', 'Týnec nad Sázavou', 'CZ'),
    same: w`Lhota 27, 25741 Tynec nad Sazavou`,
    possible: w`Lhota č.p. 27, 257 41 Týnec nad Sázavou |
      Lhota čp. 27, 257 41 Týnec nad Sázavou`,
    different: w`Lhota 72, 257 41 Týnec nad Sázavou`,
  },
  {
    rule: 'Czech flat',
    stored: of('Slunná 8\nbyt 12', '616 00', 'Brno', 'CZ'),
    same: w`Slunná 8, byt 12, 61600 Brno | byt 12, Slunná 8, 616 00 Brno`,
    possible: w`Slunná 8, 616 00 Brno`,
    different: w`Slunná 8, byt 13, 616 00 Brno | Slunná 12, byt 8, 616 00 Brno`,
  },
  {
    rule: 'house letter',
    stored: of('Zahradní 24 b', '739 61', 'Třinec', 'CZ'),
    same: w`Zahradní 24b, 739 61 Třinec | Zahradní 24B, 73961 Třinec | Zahradní 24-B, 739 61 Třinec |
      Zahradní 24/b, 739 61 Třinec | Zahradni 24 B, 739 61 Trinec`,
    different: w`Zahradní 24, 739 61 Třinec | Zahradní 24c, 739 61 Třinec | Zahradní 248, 739 61 Třinec`,
  },
  {
    rule: 'Slovak',
    stored: of('Štúrova 11', '811 02', 'Bratislava', 'SK'),
    same: w`Štúrova 11, 81102 Bratislava | Sturova 11, SK-811 02 Bratislava, Slovensko |
      Štúrova 11, 811 02 Bratislava, Slovak Republic`,
    possible: w`Štúrova ul. 11, 811 02 Bratislava | Štúrova 11, Bratislava`,
    different: w`Štúrova 11, 811 03 Bratislava | Štúrova 11, 811 02 Košice`,
  },
  {
    rule: 'Polish',
    stored: of('ul. Długa 7 m. 5', '31-147', 'Kraków', 'PL'),
    same: w`ul. Długa 7 m. 5, 31-147 Kraków | Ul Dluga 7 m 5, 31147 Krakow, Polska | 31-147 Kraków, ul. Długa 7 m. 5`,
    possible: w`Długa 7 m. 5, 31-147 Kraków | ulica Długa 7 m. 5, 31-147 Kraków |
      ul. Długa 7, 31-147 Kraków | ul. Długa 7 lok. 5, 31-147 Kraków`,
    different: w`ul. Długa 5 m. 7, 31-147 Kraków | ul. Długa 7 m. 6, 31-147 Kraków | al. Długa 7 m. 5, 31-147 Kraków`,
  },
  {
    rule: 'German',
    stored: of('Königsstraße 33a', '70173', 'Stuttgart', 'DE'),
    same: w`Koenigsstrasse 33a, 70173 Stuttgart | KÖNIGSSTRASSE 33 A, D-70173 STUTTGART |
      Konigsstraße 33a, DE 70173 Stuttgart | Königsstraße 33 a, 70173 Stuttgart, Allemagne |
      Königsstraße 33a, 70173 Stuttgart, BRD`,
    possible: w`Königsstr. 33a, 70173 Stuttgart | Königsstr.33a, 70173 Stuttgart | Königsstr 33a, 70173 Stuttgart |
      Königsstraße 33a, Stuttgart`,
    different: w`Königsweg 33a, 70173 Stuttgart | Königsstraße 33b, 70173 Stuttgart | Königsstraße 33, 70173 Stuttgart |
      Königsstraße 33a, 70174 Stuttgart | Königsallee 33a, 70173 Stuttgart`,
  },
  {
    rule: 'German, two words',
    stored: of('Alter Markt 5-7', '50667', 'Köln', 'DE'),
    same: w`Alter Markt 5-7, 50667 Koeln | Alter Markt 5 - 7, 50667 Köln | Alter Markt 5–7, 50667 Köln`,
    different: w`Alter Markt 7-5, 50667 Köln | Alter Markt 57, 50667 Köln | Neuer Markt 5-7, 50667 Köln`,
  },
  {
    rule: 'German, place with its district',
    stored: of('Am Bach 2', '06108', 'Halle (Saale)', 'DE'),
    same: w`Am Bach 2, 06108 Halle Saale | Am Bach 2, 06108 Halle/Saale | Am Bach 2, 06108 Halle (Saale), Deutschland`,
    different: w`Am Berg 2, 06108 Halle (Saale)`,
  },
  {
    rule: 'Austrian',
    stored: of('Wiedner Hauptstraße 23/2/14', '1040', 'Wien', 'AT'),
    same: w`Wiedner Hauptstrasse 23/2/14, A-1040 Wien | Wiedner Hauptstraße 23 / 2 / 14, 1040 Wien, Österreich`,
    possible: w`Wiedner Hauptstr. 23/2/14, 1040 Wien`,
    different: w`Wiedner Hauptstraße 23/14/2, 1040 Wien | Wiedner Hauptstraße 23/2/15, 1040 Wien |
      Wiedner Hauptstraße 23/21/4, 1040 Wien`,
  },
  {
    rule: 'Austrian, unit words',
    stored: of('Rosengasse 4\nStiege 2 Top 9', '8010', 'Graz', 'AT'),
    same: w`Rosengasse 4, Stiege 2, Top 9, 8010 Graz`,
    possible: w`Rosengasse 4, 8010 Graz | Roseng. 4, Stiege 2 Top 9, 8010 Graz`,
    different: w`Rosengasse 4, Stiege 9 Top 2, 8010 Graz | Rosengasse 4, Stiege 2 Top 8, 8010 Graz`,
  },
  {
    rule: 'Swiss',
    stored: of('Rue du Rhône 62', '1204', 'Genève', 'CH'),
    same: w`Rue du Rhone 62, CH-1204 Geneve | rue du Rhône 62, 1204 Genève, Schweiz |
      Rue du Rhône 62, 1204 Genève, Suisse`,
    different: w`Rue du Rhône 26, 1204 Genève | Rue du Rhône 62, 1205 Genève | Quai du Rhône 62, 1204 Genève`,
  },
  {
    rule: 'French',
    stored: of("12 bis rue de l'Église", '69003', 'Lyon', 'FR'),
    same: w`12 bis, rue de l’Eglise, 69003 LYON | 12 bis rue de lEglise, F-69003 Lyon |
      12 bis, rue de l'Église, 69003 Lyon, France | 12bis rue de l'Église, 69003 Lyon`,
    possible: w`12 bis r. de l'Église, 69003 Lyon`,
    different: w`12 rue de l'Église, 69003 Lyon | 12 ter rue de l'Église, 69003 Lyon | 12 bis rue de l'Europe, 69003 Lyon`,
  },
  {
    rule: 'French',
    stored: of('25 avenue Jean Jaurès', '31000', 'Toulouse', 'FR'),
    same: w`25, avenue Jean-Jaurès, 31000 TOULOUSE | 25 Avenue Jean Jaures 31000 Toulouse`,
    possible: w`25 av. Jean Jaurès, 31000 Toulouse | 25 Av Jean Jaurès, 31000 Toulouse`,
    different: w`25 boulevard Jean Jaurès, 31000 Toulouse | 25 rue Jean Jaurès, 31000 Toulouse`,
  },
  {
    rule: 'French box and lot',
    stored: of('3 place du Marché\nBP 45', '35000', 'Rennes', 'FR'),
    same: w`3 place du Marché, BP 45, 35000 Rennes`,
    different: w`45 place du Marché, BP 3, 35000 Rennes`,
  },
  {
    rule: 'Belgian',
    stored: of('Kerkstraat 9 bus 3', '2000', 'Antwerpen', 'BE'),
    same: w`Kerkstraat 9 bus 3, B-2000 Antwerpen | Kerkstraat 9, bus 3, 2000 Antwerpen, België`,
    possible: w`Kerkstraat 9, 2000 Antwerpen | Kerkstr. 9 bus 3, 2000 Antwerpen`,
    different: w`Kerkstraat 3 bus 9, 2000 Antwerpen | Kerkstraat 9 bus 4, 2000 Antwerpen | Kerkplein 9 bus 3, 2000 Antwerpen`,
  },
  {
    rule: 'Dutch',
    stored: of('Oudegracht 158-II', '3511 AZ', 'Utrecht', 'NL'),
    same: w`Oudegracht 158-II, 3511AZ Utrecht | Oudegracht 158 II, 3511 AZ UTRECHT, Nederland |
      Oudegracht 158-ii, 3511 az Utrecht, The Netherlands`,
    different: w`Oudegracht 158-III, 3511 AZ Utrecht | Oudegracht 185-II, 3511 AZ Utrecht`,
  },
  {
    rule: 'Dutch',
    stored: of('Prinsengracht 263', '1016 GV', 'Amsterdam', 'NL'),
    same: w`Prinsengracht 263, NL-1016 GV Amsterdam | Prinsengracht 263, 1016GV Amsterdam, Holland`,
    different: w`Prinsengracht 263, 1016 GW Amsterdam | Keizersgracht 263, 1016 GV Amsterdam`,
  },
  {
    rule: 'Spanish',
    stored: of('Calle de Alcalá, 42, 3º Izq', '28014', 'Madrid', 'ES'),
    same: w`calle de alcala 42 3º izq, 28014 Madrid | Calle de Alcalá 42, 3 Izq, 28014 MADRID, España`,
    possible: w`C/ de Alcalá 42, 3º Izq, 28014 Madrid | C. de Alcalá, 42, 3º Izq, 28014 Madrid |
      Calle de Alcalá 42, 28014 Madrid`,
    different: w`Calle de Alcalá 42, 4º Izq, 28014 Madrid | Calle de Alcalá 3, 42º Izq, 28014 Madrid |
      Avenida de Alcalá 42, 3º Izq, 28014 Madrid`,
  },
  {
    rule: 'Portuguese',
    stored: of('Avenida da Liberdade 110, 4.º Esq.', '1250-146', 'Lisboa', 'PT'),
    same: w`Avenida da Liberdade, 110, 4º Esq, 1250-146 Lisboa |
      Avenida da Liberdade 110, 4.º Esq., 1250146 Lisboa, Portugal`,
    possible: w`Av. da Liberdade 110, 4.º Esq., 1250-146 Lisboa | Avenida da Liberdade 110, 1250-146 Lisboa`,
    different: w`Avenida da Liberdade 110, 5.º Esq., 1250-146 Lisboa | Rua da Liberdade 110, 4.º Esq., 1250-146 Lisboa`,
  },
  {
    rule: 'Italian',
    stored: of('Via Garibaldi 18/A', '20121', 'Milano', 'IT', 'MI'),
    same: w`Via Garibaldi 18/a, 20121 Milano MI | Via Garibaldi, 18/A, 20121 Milano (MI), Italia |
      via Garibaldi 18A, I-20121 Milano`,
    possible: w`V. Garibaldi 18/A, 20121 Milano`,
    different: w`Via Garibaldi 18, 20121 Milano | Viale Garibaldi 18/A, 20121 Milano | Piazza Garibaldi 18/A, 20121 Milano |
      Via Garibaldi 18/B, 20121 Milano`,
  },
  {
    rule: 'Hungarian',
    stored: of('Kossuth Lajos utca 14. 2/5.', '1053', 'Budapest', 'HU'),
    same: w`Kossuth Lajos utca 14, 2/5, 1053 Budapest | 1053 Budapest, Kossuth Lajos utca 14. 2/5. |
      H-1053 Budapest, Kossuth Lajos utca 14. 2/5., Magyarország`,
    possible: w`Kossuth Lajos u. 14. 2/5., 1053 Budapest | Kossuth Lajos utca 14., 1053 Budapest`,
    different: w`Kossuth Lajos tér 14. 2/5., 1053 Budapest | Kossuth Lajos utca 14. 5/2., 1053 Budapest`,
  },
  {
    rule: 'Swedish',
    stored: of('Sveavägen 44 lgh 1102', '111 34', 'Stockholm', 'SE'),
    same: w`Sveavägen 44 lgh 1102, 11134 Stockholm | Sveavagen 44, lgh 1102, SE-111 34 Stockholm, Sverige`,
    possible: w`Sveavägen 44, 111 34 Stockholm | Sveav. 44 lgh 1102, 111 34 Stockholm`,
    different: w`Sveavägen 44 lgh 1103, 111 34 Stockholm | Sveagatan 44 lgh 1102, 111 34 Stockholm`,
  },
  {
    rule: 'Danish',
    stored: of('Nørregade 6, 2. th.', '1165', 'København K', 'DK'),
    same: w`Norregade 6, 2 th, 1165 Kobenhavn K | Nørregade 6, 2. th., DK-1165 København K, Danmark |
      Noerregade 6, 2. th., 1165 Koebenhavn K`,
    possible: w`Nørregade 6, 1165 København K`,
    different: w`Nørregade 6, 3. th., 1165 København K | Nørregade 2, 6. th., 1165 København K |
      Nørregade 6, 2. tv., 1165 København K`,
  },
  {
    rule: 'Norwegian',
    stored: of('Storgata 12B', '0155', 'Oslo', 'NO'),
    same: w`Storgata 12 b, 0155 Oslo | Storgata 12B, N-0155 OSLO, Norge | STORGATA 12 B, NO-0155 Oslo`,
    possible: w`Storgt. 12B, 0155 Oslo`,
    different: w`Storgata 12, 0155 Oslo | Storgata 12C, 0155 Oslo | Storveien 12B, 0155 Oslo`,
  },
  {
    rule: 'Finnish',
    stored: of('Mannerheimintie 5 A 12', '00100', 'Helsinki', 'FI'),
    same: w`Mannerheimintie 5 A 12, FI-00100 Helsinki | Mannerheimintie 5 a 12, 00100 HELSINKI, Suomi`,
    different: w`Mannerheimintie 5 B 12, 00100 Helsinki | Mannerheimintie 5 A 21, 00100 Helsinki |
      Mannerheimintie 12 A 5, 00100 Helsinki`,
  },
  {
    rule: 'Greek',
    stored: of('Οδός Ερμού 15', '105 63', 'Αθήνα', 'GR'),
    same: w`ΟΔΟΣ ΕΡΜΟΥ 15, 10563 ΑΘΗΝΑ | Οδός Ερμού 15, GR-105 63 Αθήνα, Ελλάδα`,
    possible: w`Οδ. Ερμού 15, 105 63 Αθήνα`,
    different: w`Πλατεία Ερμού 15, 105 63 Αθήνα | Οδός Ερμού 51, 105 63 Αθήνα`,
  },
  {
    rule: 'Romanian',
    stored: of('Strada Lipscani nr. 12, bl. A3, sc. 1, et. 2, ap. 8', '030031', 'București', 'RO'),
    same: w`Strada Lipscani nr 12 bl A3 sc 1 et 2 ap 8, 030031 Bucuresti`,
    possible: w`Str. Lipscani nr. 12, bl. A3, sc. 1, et. 2, ap. 8, 030031 București |
      Strada Lipscani 12, bl. A3, sc. 1, et. 2, ap. 8, 030031 București`,
    different: w`Strada Lipscani nr. 12, bl. A3, sc. 1, et. 2, ap. 9, 030031 București |
      Strada Lipscani nr. 8, bl. A3, sc. 1, et. 2, ap. 12, 030031 București`,
  },
  {
    rule: 'Russian',
    stored: of('ул. Ленина, д. 5, кв. 12', '620014', 'Екатеринбург', 'RU'),
    same: w`ул Ленина д 5 кв 12, 620014 Екатеринбург | 620014, Екатеринбург, ул. Ленина, д. 5, кв. 12 |
      Россия, 620014, Екатеринбург, ул. Ленина, д. 5, кв. 12`,
    possible: w`улица Ленина, дом 5, квартира 12, 620014 Екатеринбург | ул. Ленина, д. 5, 620014 Екатеринбург |
      г. Екатеринбург, 620014, ул. Ленина, д. 5, кв. 12 | Ленина 5, кв. 12, 620014 Екатеринбург`,
    different: w`ул. Ленина, д. 12, кв. 5, 620014 Екатеринбург | пр. Ленина, д. 5, кв. 12, 620014 Екатеринбург |
      ул. Ленина, д. 5, кв. 13, 620014 Екатеринбург`,
  },
  {
    rule: 'Lithuanian and Latvian',
    stored: of('Brīvības iela 55', 'LV-1010', 'Rīga', 'LV'),
    same: w`Brivibas iela 55, LV-1010 Riga | Brīvības iela 55, 1010 Rīga | Brīvības iela 55, LV1010 Rīga, Latvija`,
    different: w`Brīvības iela 55, LV-1011 Rīga | Brīvības gatve 55, LV-1010 Rīga`,
  },
  {
    rule: 'Croatian and Slovene',
    stored: of('Ilica 1', '10000', 'Zagreb', 'HR'),
    same: w`Ilica 1, HR-10000 Zagreb, Hrvatska | ILICA 1, 10000 ZAGREB`,
    different: w`Ilica 11, 10000 Zagreb | Ilica 1, 10010 Zagreb`,
  },
  {
    rule: 'Bulgarian',
    stored: of('бул. Витоша 18', '1000', 'София', 'BG'),
    same: w`бул Витоша 18, 1000 София, България`,
    possible: w`булевард Витоша 18, 1000 София`,
    different: w`ул. Витоша 18, 1000 София | бул. Витоша 81, 1000 София`,
  },
  {
    rule: 'Turkish',
    stored: of('İstiklal Caddesi No: 8 Daire 3', '34435', 'İstanbul', 'TR'),
    same: w`Istiklal Caddesi No 8 Daire 3, 34435 Istanbul | İSTİKLAL CADDESİ NO:8 DAİRE:3, 34435 İSTANBUL, TÜRKİYE`,
    possible: w`İstiklal Cad. No: 8 Daire 3, 34435 İstanbul | İstiklal Cd. 8 Daire 3, 34435 İstanbul`,
    different: w`İstiklal Sokak No: 8 Daire 3, 34435 İstanbul | İstiklal Caddesi No: 3 Daire 8, 34435 İstanbul`,
  },
];
