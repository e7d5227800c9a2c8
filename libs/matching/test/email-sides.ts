import { w, type Sides } from './sides.ts';

/** `strong`: whether the record's keys may link. */
export type EmailSides = Sides<string> & { strong: boolean };

export const EMAILS: readonly EmailSides[] = [
  {
    rule: 'case',
    stored: 'Lenka.Hruba@Example.org',
    strong: true,
    same: w`lenka.hruba@example.org | LENKA.HRUBA@EXAMPLE.ORG | lenka.hruba@EXAMPLE.org | lenka.hruba@example.org!`,
    possible: w`lenkahruba@example.org | lenka.hruba+eshop@example.org | l.e.n.k.a.hruba@example.org`,
    different: w`lenka.hruba@example.com | lenka-hruba@example.org | hruba.lenka@example.org | lenka.hruba1@example.org | lenka.hrubá@example.org | lenka.hruba@sub.example.org`,
  },
  {
    rule: 'Turkish capital',
    stored: 'IRMAK@example.com',
    strong: true,
    same: ['irmak@example.com'],
    different: ['ırmak@example.com', 'İrmak@example.com'],
  },
  {
    rule: 'NFC',
    stored: 'zoe\u0308@example.net',
    strong: true,
    same: ['zoë@example.net', 'ZOË@example.net'],
    different: ['zoe@example.net'],
  },
  {
    rule: 'sharp s',
    stored: 'groß.anna@example.com',
    strong: true,
    same: ['GROẞ.ANNA@example.com'],
    possible: ['großanna@example.com'],
    different: ['gross.anna@example.com', 'GROSS.ANNA@EXAMPLE.COM'],
  },
  {
    rule: 'umlaut',
    stored: 'jörg@example.de',
    strong: true,
    same: ['JÖRG@example.de'],
    different: ['joerg@example.de', 'jorg@example.de'],
  },
  {
    rule: 'Cyrillic',
    stored: 'Иван@example.org',
    strong: true,
    same: ['иван@example.org'],
    different: ['ivan@example.org'],
  },
  {
    rule: 'international domain',
    stored: 'eva@müller.example',
    strong: true,
    same: ['eva@xn--mller-kva.example', 'eva@MÜLLER.example', 'eva@XN--MLLER-KVA.EXAMPLE', 'eva@mu\u0308ller.example'],
    different: ['eva@mueller.example', 'eva@muller.example'],
  },
  {
    rule: 'international domain',
    stored: 'eva@xn--e1afmkfd.xn--80akhbyknj4f',
    strong: true,
    same: ['eva@пример.испытание'],
    different: ['eva@primer.example'],
  },
  {
    rule: 'international domain',
    stored: 'eva@例え.テスト',
    strong: true,
    same: ['eva@xn--r8jz45g.xn--zckzah', 'eva@例え。テスト'],
  },
  {
    rule: 'final dot',
    stored: 'eva@example.org.',
    strong: true,
    same: ['eva@example.org', 'Eva <eva@example.org.>'],
    different: ['eva@example.org.uk'],
  },
  {
    rule: 'mailto',
    stored: 'MAILTO:eva@example.org',
    strong: true,
    same: [
      'eva@example.org',
      'mailto:eva@example.org?subject=x',
      'mailto: eva@example.org',
      'mailto:eva@example.org?cc=jan@example.org',
    ],
    different: ['jan@example.org'],
  },
  {
    rule: 'mailto, encoded',
    stored: 'mailto:eva%2Bshop@example.org',
    strong: true,
    same: ['eva+shop@example.org'],
    possible: ['eva@example.org'],
  },
  {
    rule: 'brackets',
    stored: '<eva@example.org>',
    strong: true,
    same: w`eva@example.org | (eva@example.org) | [eva@example.org] | "eva@example.org" | 'eva@example.org' | «eva@example.org» | {eva@example.org} | eva@example.org, | eva@example.org; | ,eva@example.org | E-mail: eva@example.org | email:eva@example.org | eva@example.org (work) | eva@example.org - Eva Malá | *eva@example.org* | <mailto:eva@example.org>`,
    different: ['ева@example.org'],
  },
  {
    rule: 'display name',
    stored: 'Eva Malá <eva@example.org>',
    strong: true,
    same: w`eva@example.org | "Malá, Eva" <eva@example.org> | Malá, Eva <eva@example.org> | Eva <EVA@example.org> | "eva@example.org" <eva@example.org> | =?UTF-8?Q?Eva_Mal=C3=A1?= <eva@example.org> | eva@example.org (Eva Malá) | Eva Malá eva@example.org | Eva M. <eva@example.org> | Dr. Eva Malá, Ph.D. <eva@example.org>`,
    different: ['Eva Malá <jana@example.org>', 'Eva Malá'],
  },
  {
    rule: 'display name with an address',
    stored: '"jan@example.com" <eva@example.org>',
    strong: true,
    same: ['eva@example.org'],
    different: ['jan@example.com'],
  },
  {
    rule: 'needless quotes',
    stored: '"eva.mala"@example.org',
    strong: true,
    same: ['eva.mala@example.org', '"EVA.MALA"@example.org', '"eva\\.mala"@example.org'],
    possible: ['evamala@example.org'],
  },
  {
    rule: 'needed quotes',
    stored: '"eva mala"@example.org',
    strong: true,
    same: ['"Eva Mala"@example.org'],
    different: ['evamala@example.org', 'mala@example.org'],
  },
  {
    rule: 'full width',
    stored: 'eva＠ｅｘａｍｐｌｅ．ｏｒｇ',
    strong: true,
    same: ['eva@example.org', 'eva＠example。org', 'eva﹫example.org'],
    different: ['eva@example.com'],
  },
  {
    rule: 'spaces',
    stored: ' eva @ example.org ',
    strong: true,
    same: [
      'eva@example.org',
      'eva@ example.org',
      'eva @example.org',
      '\teva@example.org\n',
      'eva@example.org\u00a0',
      '\u200beva@\ufeffexample.org',
    ],
  },
  {
    rule: 'several',
    stored: 'eva@example.org, eva.m@example.net; e.m@example.com',
    strong: true,
    same: w`eva@example.org | eva.m@example.net | e.m@example.com`,
    possible: ['em@example.com', 'eva+x@example.org'],
    different: ['eva@example.com', 'eva.m@example.org'],
  },
  {
    rule: 'several',
    stored: 'eva@example.org / eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org/eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org\neva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org|eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org nebo eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'eva@example.org & eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several',
    stored: 'Eva <eva@example.org>, Jan Malý <jan@example.net>',
    strong: true,
    same: w`eva@example.org | jan@example.net`,
  },
  {
    rule: 'several',
    stored: 'work: eva@example.org, home: eva@example.net',
    strong: true,
    same: w`eva@example.org | eva@example.net`,
  },
  {
    rule: 'several, one of a department',
    stored: 'info@example.org; eva@example.org',
    strong: false,
    same: ['info@example.org', 'eva@example.org'],
  },
  {
    rule: 'plus tag',
    stored: 'eva+news@example.org',
    strong: true,
    same: ['EVA+NEWS@example.org'],
    possible: ['eva@example.org', 'eva+shop@example.org', 'Eva+x+y@example.org'],
    different: ['news@example.org', 'eva-news@example.org', 'evanews@example.org', 'eva+news@example.net'],
  },
  {
    rule: 'dots',
    stored: 'e.va@example.org',
    strong: true,
    possible: ['eva@example.org', 'ev.a@example.org', 'e.v.a+x@example.org'],
    different: ['eva@exam.ple.org', 'e_va@example.org'],
  },
  { rule: 'no address', stored: 'nemá', strong: false, same: ['NEMÁ'], different: ['nema@example.org', 'není'] },
  { rule: 'no address', stored: 'eva at example.org', strong: false, different: ['eva@example.org'] },
  {
    rule: 'local address',
    stored: 'eva@localhost',
    strong: true,
    same: ['EVA@localhost'],
    different: ['eva@example.org'],
  },
  {
    rule: 'address literal',
    stored: 'eva@[192.0.2.1]',
    strong: true,
    same: ['EVA@[192.0.2.1]'],
    different: ['eva@[192.0.2.2]'],
  },
];

/** Mailboxes that strangers share, by language: found, and never a link. */
export const ROLES =
  `info info2 sales-1 rezervace vedeni sklad eshop office sales noreply no-reply no_reply no.reply do-not-reply donotreply support help helpdesk admin
  administrator webmaster postmaster hostmaster abuse noc security marketing billing accounts accounting invoices hr jobs
  careers press media contact contact-us contactus hello team orders reception service customerservice customer.service
  customer-care enquiries feedback booking reservations root ftp www usenet news uucp mailer-daemon newsletter unsubscribe
  privacy dpo gdpr legal compliance it itsupport purchasing procurement logistics warehouse shipping export returns
  kontakt obchod objednavky fakturace ucetni ucto reklamace podpora prodejna recepce poptavka poptavky dotazy urad starosta
  podatelna sekretariat personalni skola reditel
  objednavky obchodne predaj reklamacie fakturacia starosta sekretariat
  buchhaltung vertrieb einkauf rechnung bewerbung kundenservice kundendienst service zentrale anfrage verwaltung empfang
  datenschutz personal presse rechnungen
  biuro sprzedaz faktury ksiegowosc sklep zamowienia sekretariat kadry rekrutacja reklamacje
  contacto ventas administracion soporte facturacion pedidos rrhh recepcion compras atencionalcliente
  contato vendas financeiro comercial suporte geral encomendas apoio
  contatti amministrazione vendite ordini assistenza segreteria acquisti ufficio direzione commerciale
  contact accueil ventes commercial facturation compta comptabilite secretariat rh recrutement commandes
  verkoop administratie klantenservice inkoop boekhouding facturatie bestelling
  kundservice kundtjanst ekonomi faktura forsaljning kundeservice bogholderi salg regnskap butik
  myynti asiakaspalvelu laskutus toimisto
  iroda ugyfelszolgalat penzugy ertekesites rendeles vevoszolgalat titkarsag
  vanzari comenzi contabilitate secretariat suport
  prodaja racunovodstvo podrska narocila
  muuk arved pardavimai uzsakymai birojs`.split(/\s+/);

/** Mailboxes that only look like those. */
export const NO_ROLES =
  `eva eva1 info.eva saleska.m jan.office hraba newsom supporta mary.help abusek contacto.eva admina johnsales
  petr.novak eva2 staff.sgt.brown hello.kitty.fan presslova mediana`.split(/\s+/);
