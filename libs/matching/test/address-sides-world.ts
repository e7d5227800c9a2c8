import { of, type AddressSides } from './address-sides.ts';
import { w } from './sides.ts';

export const OTHER_ADDRESSES: readonly AddressSides[] = [
  {
    rule: 'American',
    stored: of('1420 North Ridge Avenue\nApt 3C', '60201', 'Evanston', 'US', 'IL'),
    same: w`1420 North Ridge Avenue, Apt 3C, Evanston, IL 60201 | 1420 NORTH RIDGE AVENUE APT 3C EVANSTON IL 60201 |
      1420 North Ridge Avenue, Apt 3 C, Evanston, Illinois 60201-4455 |
      Apt 3C, 1420 North Ridge Avenue, Evanston 60201 |
      1420 North Ridge Avenue, Apt. 3C, Evanston, IL, 60201, USA |
      1420 North Ridge Avenue Apt 3C, Evanston, IL 60201, United States of America`,
    possible: w`1420 N Ridge Ave, Apt 3C, Evanston, IL 60201 | 1420 N. Ridge Ave., Apt. 3C, Evanston, IL 60201 |
      1420 North Ridge Avenue #3C, Evanston, IL 60201 | 1420 North Ridge Avenue, Unit 3C, Evanston, IL 60201 |
      1420 North Ridge Avenue, Evanston, IL 60201 | 1420 North Ridge Avenue, Apt 3C, Evanston, IL |
      1420 N Ridge Ave #3C, Evanston IL 60201 | 1420 North Ridge Avenue, Apartment 3C, Evanston, IL 60201`,
    different: w`1420 South Ridge Avenue, Apt 3C, Evanston, IL 60201 | 1420 North Ridge Road, Apt 3C, Evanston, IL 60201 |
      1420 North Ridge Avenue, Apt 4C, Evanston, IL 60201 | 1402 North Ridge Avenue, Apt 3C, Evanston, IL 60201 |
      1420 North Ridge Avenue, Apt 3C, Evanston, WY 60201 | 1420 North Ridge Avenue, Apt 3C, Evanston, IL 60202 |
      3 North Ridge Avenue, Apt 1420C, Evanston, IL 60201`,
  },
  {
    rule: 'American, state absent',
    stored: of('77 Quarry Lane', '05641', 'Barre', 'US'),
    same: w`77 Quarry Lane, Barre, VT 05641 | 77 Quarry Lane, Barre, Vermont 05641 | 77 Quarry Lane, Barre 05641`,
    possible: w`77 Quarry Ln, Barre, VT 05641 | 77 Quarry Lane, Barre, VT`,
    different: w`77 Quarry Court, Barre, VT 05641`,
  },
  {
    rule: 'American, state by name',
    stored: of('8 Elm Street', '28202', 'Charlotte', 'US', 'North Carolina'),
    same: w`8 Elm Street, Charlotte, NC 28202 | 8 Elm Street, Charlotte, N.C. 28202 |
      8 Elm Street, Charlotte, North Carolina, 28202 | 8 Elm Street, Charlotte 28202`,
    possible: w`8 Elm St, Charlotte, NC 28202 | 8 Elm St., Charlotte, North Carolina 28202`,
    different: w`8 Elm Street, Charlotte, SC 28202 | 8 Elm Street, Charlotte, South Carolina 28202 |
      8 Elm Street, Charlotte, MI 28202`,
  },
  {
    rule: 'American, state named like a town',
    stored: of('350 Fifth Avenue', '10118', 'New York', 'US', 'NY'),
    same: w`350 Fifth Avenue, New York, NY 10118 | 350 Fifth Avenue, New York, New York 10118 |
      350 Fifth Avenue, New York 10118`,
    possible: w`350 Fifth Ave, New York, NY 10118`,
    different: w`350 Sixth Avenue, New York, NY 10118 | 350 Fifth Street, New York, NY 10118`,
  },
  {
    rule: 'American, Washington',
    stored: of('1600 Canal Road NW', '20007', 'Washington', 'US', 'DC'),
    same: w`1600 Canal Road NW, Washington, DC 20007 | 1600 Canal Road NW, Washington, D.C. 20007 |
      1600 Canal Road NW, Washington, District of Columbia 20007`,
    possible: w`1600 Canal Rd NW, Washington, DC 20007 | 1600 Canal Road Northwest, Washington, DC 20007`,
    different: w`1600 Canal Road SE, Washington, DC 20007 | 1600 Canal Road NE, Washington, DC 20007`,
  },
  {
    rule: 'American, numbered street',
    stored: of('245 East 63rd Street\nSuite 900', '10065', 'New York', 'US', 'NY'),
    same: w`245 East 63rd Street, Suite 900, New York, NY 10065`,
    possible: w`245 E 63rd St, Suite 900, New York, NY 10065 | 245 East 63rd Street, Ste 900, New York, NY 10065 |
      245 East 63rd Street, New York, NY 10065`,
    different: w`245 East 64th Street, Suite 900, New York, NY 10065 | 245 West 63rd Street, Suite 900, New York, NY 10065 |
      63 East 245th Street, Suite 900, New York, NY 10065`,
  },
  {
    rule: 'American box',
    stored: of('PO Box 1207', '83340', 'Ketchum', 'US', 'ID'),
    same: w`P.O. Box 1207, Ketchum, ID 83340 | P O Box 1207, Ketchum, Idaho 83340 | PO BOX 1207 KETCHUM ID 83340`,
    different: w`PO Box 1208, Ketchum, ID 83340 | 1207 Box Street, Ketchum, ID 83340`,
  },
  {
    rule: 'American, Saint',
    stored: of('19 Saint Mark Street', '63103', 'Saint Louis', 'US', 'MO'),
    possible: w`19 St Mark Street, St. Louis, MO 63103 | 19 St. Mark St., St. Louis, MO 63103 |
      19 Saint Mark St, Saint Louis, MO 63103`,
    different: w`19 Saint Luke Street, Saint Louis, MO 63103`,
  },
  {
    rule: 'American, fraction and hyphen',
    stored: of('12-34 31st Road', '11102', 'Astoria', 'US', 'NY'),
    same: w`12-34 31st Road, Astoria, NY 11102`,
    different: w`1234 31st Road, Astoria, NY 11102 | 34-12 31st Road, Astoria, NY 11102`,
  },
  {
    rule: 'American, country is a state',
    stored: of('5 Peachtree Road', '30303', 'Atlanta', 'US', 'GA'),
    same: w`5 Peachtree Road, Atlanta, Georgia 30303 | 5 Peachtree Road, Atlanta, GA 30303, USA`,
    different: w`5 Peachtree Road, Atlanta, AL 30303`,
  },
  {
    rule: 'British',
    stored: of('Flat 2\n18 Orchard Road', 'SE15 4QX', 'London', 'GB'),
    same: w`Flat 2, 18 Orchard Road, London SE15 4QX | 18 Orchard Road, Flat 2, London, SE154QX |
      FLAT 2, 18 ORCHARD ROAD, LONDON, SE15 4QX, UK | Flat 2, 18 Orchard Road, London SE15 4QX, England |
      Flat 2, 18 Orchard Road, London SE15 4QX, United Kingdom |
      Flat 2, 18 Orchard Road, London SE15 4QX, Great Britain`,
    possible: w`Flat 2, 18 Orchard Rd, London SE15 4QX | 18 Orchard Road, London SE15 4QX |
      Apt 2, 18 Orchard Road, London SE15 4QX`,
    different: w`Flat 18, 2 Orchard Road, London SE15 4QX | Flat 3, 18 Orchard Road, London SE15 4QX |
      Flat 2, 18 Orchard Close, London SE15 4QX | Flat 2, 18 Orchard Road, London SE15 4QY`,
  },
  {
    rule: 'British, house by name',
    stored: of('Rose Cottage\nChurch Lane', 'OX7 5AB', 'Chipping Norton', 'GB'),
    same: w`Rose Cottage, Church Lane, Chipping Norton OX75AB`,
    possible: w`Rose Cottage, Church Ln, Chipping Norton OX7 5AB`,
    different: w`Ivy Cottage, Church Lane, Chipping Norton OX7 5AB`,
  },
  {
    rule: 'British, county',
    stored: of("7 St John's Street", 'CB2 1TP', 'Cambridge', 'GB', 'Cambridgeshire'),
    same: w`7 St Johns Street, Cambridge, Cambridgeshire CB2 1TP | 7 St. John’s Street, Cambridge CB2 1TP`,
    possible: w`7 Saint John's Street, Cambridge CB2 1TP`,
    different: w`7 St James's Street, Cambridge CB2 1TP`,
  },
  {
    rule: 'Irish',
    stored: of('14 Castle Street', 'T12 W5XK', 'Cork', 'IE'),
    same: w`14 Castle Street, Cork, T12W5XK, Ireland | 14 Castle Street, Cork T12 W5XK, Éire |
      14 castle street, cork, t12 w5xk`,
    possible: w`14 Castle St., Cork T12 W5XK | 14 Castle Street, Cork`,
    different: w`14 Castle Street, Cork T12 W5XL`,
  },
  {
    rule: 'Canadian',
    stored: of('210 Rue Sainte-Catherine Ouest', 'H3B 1A7', 'Montréal', 'CA', 'QC'),
    same: w`210 rue Sainte Catherine Ouest, Montreal, QC H3B1A7 |
      210 Rue Sainte-Catherine Ouest, Montréal, Québec H3B 1A7, Canada |
      210 Rue Sainte-Catherine Ouest, Montréal H3B 1A7`,
    possible: w`210 Rue Ste-Catherine Ouest, Montréal, QC H3B 1A7`,
    different: w`210 Rue Sainte-Catherine Est, Montréal, QC H3B 1A7 | 210 Rue Sainte-Catherine Ouest, Montréal, ON H3B 1A7`,
  },
  {
    rule: 'Australian',
    stored: of('Unit 4, 27 Banksia Street', '3000', 'Melbourne', 'AU', 'VIC'),
    same: w`Unit 4, 27 Banksia Street, Melbourne VIC 3000 |
      Unit 4, 27 Banksia Street, Melbourne, Victoria 3000, Australia | 27 Banksia Street, Unit 4, Melbourne 3000`,
    possible: w`Unit 4, 27 Banksia St, Melbourne VIC 3000 | 27 Banksia Street, Melbourne VIC 3000`,
    different: w`Unit 27, 4 Banksia Street, Melbourne VIC 3000 | Unit 4, 27 Banksia Street, Melbourne NSW 3000`,
  },
  {
    rule: 'New Zealand',
    stored: of('88 Kauri Road', '6011', 'Wellington', 'NZ'),
    same: w`88 Kauri Road, Wellington 6011, New Zealand`,
    possible: w`88 Kauri Rd, Wellington 6011`,
    different: w`88 Kauri Road, Wellington 6012`,
  },
  {
    rule: 'Brazilian',
    stored: of('Rua das Palmeiras, 300, apto 42', '01226-010', 'São Paulo', 'BR', 'SP'),
    same: w`Rua das Palmeiras 300 apto 42, São Paulo SP 01226-010 |
      Rua das Palmeiras, 300, apto 42, São Paulo - SP, 01226010, Brasil`,
    possible: w`R. das Palmeiras, 300, apto 42, São Paulo - SP, 01226-010 |
      Rua das Palmeiras, 300, São Paulo - SP, 01226-010 |
      Rua das Palmeiras, 300, apartamento 42, São Paulo, SP, 01226-010`,
    different: w`Rua das Palmeiras, 42, apto 300, São Paulo - SP, 01226-010 |
      Rua das Palmeiras, 300, apto 42, São Paulo - RJ, 01226-010`,
  },
  {
    rule: 'Mexican',
    stored: of('Calle Hidalgo 15, Int. 3', '44100', 'Guadalajara', 'MX', 'Jalisco'),
    same: w`Calle Hidalgo 15 Int 3, 44100 Guadalajara, Jalisco, México |
      Calle Hidalgo 15, Int. 3, 44100 Guadalajara, JAL`,
    possible: w`C. Hidalgo 15, Int. 3, 44100 Guadalajara, Jalisco`,
    different: w`Calle Hidalgo 3, Int. 15, 44100 Guadalajara, Jalisco`,
  },
  {
    rule: 'Indian',
    stored: of('Flat 5B, 221 MG Road', '560001', 'Bengaluru', 'IN', 'Karnataka'),
    same: w`Flat 5B, 221 MG Road, Bengaluru, Karnataka 560 001 | Flat 5B, 221 MG Road, Bengaluru 560001, India |
      Flat 5 B, 221 M.G. Road, Bengaluru - 560001`,
    possible: w`Flat 5B, 221 MG Rd, Bengaluru 560001`,
    different: w`Flat 6B, 221 MG Road, Bengaluru 560001 | Flat 5B, 122 MG Road, Bengaluru 560001`,
  },
  {
    rule: 'Japanese',
    stored: of('丸の内1-9-1', '100-0005', '千代田区', 'JP', '東京都'),
    same: w`丸の内1-9-1, 千代田区, 東京都 100-0005`,
    different: w`丸の内1-1-9, 千代田区, 東京都 100-0005`,
  },
  {
    rule: 'Singapore',
    stored: of('12 Orchid Road #05-11', '238823', 'Singapore', 'SG'),
    same: w`12 Orchid Road #05-11, Singapore 238823`,
    possible: w`12 Orchid Rd #05-11, Singapore 238823 | 12 Orchid Road, Singapore 238823`,
    different: w`12 Orchid Road #05-12, Singapore 238823 | 12 Orchid Road #11-05, Singapore 238823`,
  },
  {
    rule: 'one field of the record',
    stored: { whole: '9 Cedar Close, Leeds LS1 4AP, UK' },
    same: w`9 Cedar Close, Leeds LS14AP | 9 cedar close leeds LS1 4AP | Leeds LS1 4AP, 9 Cedar Close, England`,
    possible: w`9 Cedar Cl, Leeds LS1 4AP | 9 Cedar Close, Leeds`,
    different: w`9 Cedar Close, Leeds LS1 4AQ | 8 Cedar Close, Leeds LS1 4AP | 9 Cedar Close, Leeds LS1 4AP, Ireland`,
  },
  {
    rule: 'one field of the record',
    stored: { whole: 'Lesní 4, 460 01 Liberec' },
    same: w`Lesní 4, 46001 Liberec, Česká republika | 460 01 Liberec, Lesní 4`,
    possible: w`Lesní 4, Liberec | Lesní ul. 4, 460 01 Liberec`,
    different: w`Lesní 4, 460 02 Liberec | Lesní 4a, 460 01 Liberec`,
  },
  {
    rule: 'only a town',
    stored: of('', '46001', 'Liberec', 'CZ'),
    same: w`460 01 Liberec | 46001 Liberec, CZ`,
    different: w`Lesní 4, 460 01 Liberec`,
  },
];
