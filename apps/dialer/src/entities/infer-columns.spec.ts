import { inferAddresses, inferNames } from './infer-columns.ts';

describe('what the headings of a list mean', () => {
  it.each([
    [['FirstName', 'last_name', 'Phone'], 'given family'],
    [['Vorname', 'NACHNAME'], 'given family'],
    [['Vorname', 'Name'], 'given family'],
    [['Jméno', 'Příjmení'], 'given family'],
    [['Nom', 'Prénom'], 'family given'],
    [['Nombre', 'Apellido 1'], 'given family'],
    [['Nome', 'Cognome'], 'given family'],
    [['Imię', 'Nazwisko'], 'given family'],
    [['Name', 'Email'], 'whole'],
    [['Full name', 'First Name', 'Surname'], 'whole given family'],
    [['Vezetéknév', 'Keresztnév'], 'family given'],
    [['Nume', 'Prenume'], 'family given'],
    [['Ime', 'Prezime'], 'given family'],
    [['Фамилия', 'Имя', 'Отчество'], 'family given middle'],
    [['Ονοματεπώνυμο'], 'whole'],
    [['fname', 'LNAME'], 'given family'],
    [['Nachname, Vorname', 'Tel'], 'whole'],
    [['Company name', 'Username', 'FileName'], ''],
  ])('%j: %s', (headings, parts) =>
    expect(
      inferNames(headings)
        .map(({ part }) => part)
        .join(' '),
    ).toBe(parts),
  );

  it.each([
    [['Street', 'City', 'ZIP code', 'Country'], 'line city postalCode country'],
    [['Straße', 'PLZ', 'Ort', 'Land'], 'line postalCode city country'],
    [['Address 1', 'Address_2', 'PSČ', 'Město'], 'line line postalCode city'],
    [['Utca', 'Irányítószám', 'Város', 'Ország'], 'line postalCode city country'],
    [['Адрес', 'Город', 'Почтовый индекс', 'Страна'], 'line city postalCode country'],
    [['E-mail address', 'Statement', 'Landline'], ''],
  ])('%j: %s', (headings, parts) =>
    expect(
      inferAddresses(headings)
        .map(({ part }) => part)
        .join(' '),
    ).toBe(parts),
  );
});
