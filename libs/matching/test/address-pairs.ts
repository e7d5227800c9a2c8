import type { AddressInput } from '../src/index.ts';
import { of } from './address-sides.ts';
import type { Answer } from './answer-of.ts';

/** The record's address, what is searched for, the answer. */
export const ADDRESS_PAIRS: readonly [stored: AddressInput, query: string, expected: Answer][] = [
  [of('Hlavní 1', '60200', 'Brno', 'CZ'), 'Hlavní 1, 602 00 Brno, Czechoslovakia', 'different'],
  [of('Hlavní 1', '60200', 'Brno', undefined), 'Hlavní 1, 602 00 Brno, CZ', 'same'],
  [of('Hlavní 1', '60200', 'Brno', 'Česká republika'), 'Hlavní 1, 602 00 Brno, Slovakia', 'different'],
  [of('Hlavní 1\nHlavní 1', '60200', 'Brno', undefined), 'Hlavní 1, Brno 60200', 'different'],
  [of('Brno, Hlavní 1', '60200', '', undefined), 'Hlavní 1, 60200 Brno', 'same'],
  [of('St. Anne Street 4', undefined, 'Cork', 'IE'), 'Saint Anne Street 4, Cork', 'possible'],
  [of('10 Rue de la Paix', '75002', 'Paris', 'FR'), '10, rue de la paix 75002 PARIS FRANCE', 'same'],
  [of('10 Rue de la Paix', '75002', 'Paris', 'FR'), '10 rue de la Paix, Paris', 'possible'],
  [of('10 Rue de la Paix', '75002', 'Paris', 'FR'), '10 rue de la Paix, 75003 Paris', 'different'],
  [of('Corso Italia 7', '34121', 'Trieste', 'IT', 'TS'), 'Corso Italia 7, 34121 Trieste', 'same'],
  [of('Corso Italia 7', '34121', 'Trieste', 'IT', 'TS'), 'Corso Italia 7, 34121 Trieste (RM)', 'different'],
  [of('Via Roma 10', '10121', 'Torino', 'IT', 'TO'), 'Via Roma 10, 10121 Torino, Italia', 'same'],
  [of('Calle Brasil 5', '28020', 'Madrid', 'ES'), 'Calle Brasil 5, 28020 Madrid', 'same'],
  [of('Calle Brasil 5', '28020', 'Madrid', 'ES'), 'Calle Peru 5, 28020 Madrid', 'different'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Georgia Street, Macon, GA 31201', 'same'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Alabama Street, Macon, GA 31201', 'different'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Georgia Street Macon GA 31201', 'same'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Georgia Street Macon 31201', 'same'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Georgia Street, Macon', 'possible'],
  [of('2 Georgia Street', '31201', 'Macon', 'US', 'GA'), '2 Georgia Street, Macon, AL', 'different'],
  [
    of('2 Georgia Street\nFloor 3', '31201', 'Macon', 'US', 'GA'),
    '2 Georgia Street, 3rd floor, Macon, GA 31201',
    'possible',
  ],
  [
    of('2 Georgia Street\nRm 12', '31201', 'Macon', 'US', 'GA'),
    '2 Georgia Street, Room 12, Macon, GA 31201',
    'possible',
  ],
  [
    of('2 Georgia Street\nRm 12', '31201', 'Macon', 'US', 'GA'),
    '12 Georgia Street, Rm 2, Macon, GA 31201',
    'different',
  ],
  [of('Na Příkopě 12', '110 00', 'Praha', 'CZ'), 'Na příkopě 12, 110 00 Praha 1', 'different'],
  [of('Elm Court 3', 'HU1 1AA', 'Hull', 'GB'), 'Elm Ct 3, Hull HU1 1AA', 'possible'],
  [of('Elm Court 3', 'HU1 1AA', 'Hull', 'GB'), 'Elm Crescent 3, Hull HU1 1AA', 'different'],
  [of('Postfach 12 34', '3001', 'Bern', 'CH'), 'Postfach 1234, 3001 Bern', 'different'],
  [of('Postfach 120', '3001', 'Bern', 'CH'), 'Postfach 121, 3001 Bern', 'different'],
  [of('Schönhauser Allee 6', '10119', 'Berlin', 'DE'), 'Schoenhauser Allee 6, 10119 Berlin', 'same'],
  [of('Schönhauser Allee 6', '10119', 'Berlin', 'DE'), 'Schonhauser Allee 6, 10119 Berlin', 'same'],
  [of('Schönhauser Allee 6', '10119', 'Berlin', 'DE'), 'Schönhauser Straße 6, 10119 Berlin', 'different'],
  [of('Schönhauser Allee 6/7', '10119', 'Berlin', 'DE'), 'Schönhauser Allee 7/6, 10119 Berlin', 'different'],
  [of('1st Avenue 20', '85364', 'Yuma', 'US', 'AZ'), '2nd Avenue 20, Yuma, AZ 85364', 'different'],
  [of('1st Avenue 20', '85364', 'Yuma', 'US', 'AZ'), '1st Ave 20, Yuma, Arizona 85364', 'possible'],
];
