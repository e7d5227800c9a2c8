import type { AddressPart, NamePart } from '@lethe/domain-kit';
import { foldText } from '@lethe/matching';

interface Inferred<P> {
  columnName: string;
  part: P;
}

/** Case, accents, blanks, underscores and numbers do not matter: 'Last Name', 'last_name1'. */
const folded = (heading: string): string => foldText(heading).replace(/[^\p{L}]+/gu, '');
const words = (...headings: string[]) => new Set(headings.map(folded));

const GIVEN = words(
  ...['First Name', 'First', 'Given Name', 'Given', 'Forename', 'Vorname', 'Rufname', 'Křestní jméno', 'Prénom'],
  ...['Nombre de pila', 'Nome proprio', 'Primeiro nome', 'Voornaam', 'Krstné meno', 'Förnamn', 'Fornavn', 'Etunimi'],
  ...['FName', 'Given Names', 'Forenames', 'Keresztnév', 'Utónév', 'Prenume', 'Eesnimi'],
);
const MIDDLE = words(
  'Middle Name',
  'Middle',
  'Middle Initial',
  'Second Name',
  'Zweiter Vorname',
  'Drugie imię',
  'Отчество',
);
const FAMILY = words(
  ...['Last Name', 'Last', 'Surname', 'Family Name', 'Family', 'Nachname', 'Familienname', 'Zuname', 'Příjmení'],
  ...['Priezvisko', 'Nom de famille', 'Apellido', 'Apellidos', 'Cognome', 'Nazwisko', 'Sobrenome', 'Apelido'],
  ...['Achternaam', 'Efternamn', 'Efternavn', 'Etternavn', 'Sukunimi', 'LName', 'Surnames', 'Vezetéknév', 'Családnév'],
  ...['Nume de familie', 'Prezime', 'Priimek', 'Фамилия', 'Прізвище', 'Επώνυμο', 'Επίθετο', 'Perekonnanimi', 'Uzvārds'],
  ...['Pavardė', 'Soyad', 'Soyadı'],
);
const WHOLE = words(
  ...['Full Name', 'Contact Name', 'Customer Name', 'Client Name', 'Person', 'Vollständiger Name', 'Nombre completo'],
  ...['Nom complet', 'Nome completo', 'Celé jméno', 'Jméno a příjmení', 'Meno a priezvisko', 'Imię i nazwisko'],
  ...['Příjmení a jméno', 'Priezvisko a meno', 'Nazwisko i imię', 'Vor- und Nachname', 'Nachname, Vorname'],
  ...['Name, Vorname', 'Nom et prénom', 'Nom Prénom', 'Nombre y apellidos', 'Nome e cognome', 'Cognome e nome'],
  ...['Teljes név', 'Nume complet', 'Nume și prenume', 'Ime i prezime', 'Ime in priimek', 'Ονοματεπώνυμο', 'Täisnimi'],
  ...['ФИО', 'ПІБ', 'Contact Person', 'Ansprechpartner', 'Kontaktní osoba', 'Kontaktperson', 'Kundenname'],
);
/** The whole name, or the part of it that the other headings lack: 'Jméno, Příjmení', 'Vorname, Name'. */
const NAME = words(
  ...['Name', 'Jméno', 'Meno', 'Nom', 'Nombre', 'Nome', 'Imię', 'Naam', 'Namn', 'Navn', 'Nimi', 'Név', 'Nume', 'Ime'],
  ...['Имя', "Ім'я", 'Име', 'Όνομα', 'Vārds', 'Vardas', 'Adı'],
);

export function inferNames(columnNames: readonly string[]): Inferred<NamePart>[] {
  const has = (one: ReadonlySet<string>) => columnNames.some((heading) => one.has(folded(heading)));
  const [given, family] = [has(GIVEN), has(FAMILY)];
  const bare = given === family ? 'whole' : given ? 'family' : 'given';
  const parts = [
    [GIVEN, 'given'],
    [MIDDLE, 'middle'],
    [FAMILY, 'family'],
    [WHOLE, 'whole'],
    [NAME, bare],
  ] as const;
  return columnsOf(columnNames, parts);
}

const ADDRESS_PARTS = [
  [
    words(
      ...['Street', 'Street Address', 'Address Line', 'Address', 'Addr', 'Straße', 'Strasse', 'Anschrift', 'Adresse'],
      ...['Ulice', 'Ulica', 'Adresa', 'Adres', 'Rue', 'Calle', 'Dirección', 'Via', 'Indirizzo', 'Rua', 'Morada'],
      ...['Endereço', 'Straat', 'Adress', 'Gata', 'Osoite', 'Cím', 'Utca', 'Strada', 'Aadress', 'Adrese', 'Adresas'],
      ...['Адрес', 'Адреса', 'Улица', 'Вулиця', 'Διεύθυνση', 'Οδός'],
    ),
    'line',
  ],
  [
    words(
      ...['City', 'Town', 'Stadt', 'Ort', 'Wohnort', 'Město', 'Obec', 'Mesto', 'Ville', 'Ciudad', 'Città', 'Miasto'],
      ...['Cidade', 'Localidade', 'Comune', 'Plaats', 'Woonplaats', 'Stad', 'Kaupunki', 'Város', 'Oraș', 'Localitate'],
      ...['Grad', 'Linn', 'Pilsēta', 'Miestas', 'Şehir', 'Город', 'Місто', 'Град', 'Πόλη'],
    ),
    'city',
  ],
  [words('State', 'Province', 'Region', 'County', 'Bundesland', 'Kraj', 'Provincia', 'Województwo'), 'state'],
  [
    words(
      ...['ZIP', 'ZIP Code', 'Post Code', 'Postal Code', 'PLZ', 'Postleitzahl', 'PSČ', 'Code postal', 'CP', 'CAP'],
      ...['Código postal', 'Kod pocztowy', 'Postcode', 'Postnummer', 'Postinumero', 'Irányítószám', 'Cod poștal'],
      ...['Poštanski broj', 'Poštna številka', 'Sihtnumber', 'Pasta indekss', 'Pašto kodas', 'Posta kodu', 'Индекс'],
      ...['Почтовый индекс', 'Поштовий індекс', 'Пощенски код', 'ΤΚ'],
    ),
    'postalCode',
  ],
  [
    words(
      ...['Country', 'Country Code', 'Land', 'Země', 'Stát', 'Krajina', 'Štát', 'Pays', 'País', 'Paese', 'Nazione'],
      ...['Ország', 'Țara', 'Țară', 'Država', 'Zemlja', 'Maa', 'Riik', 'Valsts', 'Šalis', 'Ülke', 'Страна', 'Країна'],
      ...['Държава', 'Χώρα'],
    ),
    'country',
  ],
] as const;

export const inferAddresses = (columnNames: readonly string[]): Inferred<AddressPart>[] =>
  columnsOf(columnNames, ADDRESS_PARTS);

const columnsOf = <P>(
  columnNames: readonly string[],
  parts: readonly (readonly [ReadonlySet<string>, P])[],
): Inferred<P>[] =>
  columnNames.flatMap((columnName) => {
    const found = parts.find(([headings]) => headings.has(folded(columnName)));
    return found === undefined ? [] : [{ columnName, part: found[1] }];
  });
