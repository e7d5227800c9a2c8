/** RFC 2142, all names of sections 3 to 6. */
const RFC_2142 = `info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp`;
/**
 * Usual mailboxes of departments and machines in the languages at hand, from the "role address" lists that mailing providers publish
 * (Mailchimp, "Limits on role-based addresses") and their translations.
 */
const DEPARTMENTS = `office contact contacts hello hi hey mail email team enquiries enquiry inquiries inquiry reception frontdesk
  service services customerservice customercare care help helpdesk desk orders order booking bookings reservations shop store
  accounts accounting accountspayable invoices invoice billing payments finance payroll hr jobs job careers career recruiting
  recruitment press media pr marketing sales presales legal compliance privacy dpo gdpr dataprotection admin administrator
  root sysadmin it itsupport tech technical feedback complaints general management director ceo everyone all staff
  noreply no-reply no_reply donotreply do-not-reply mailer-daemon bounce bounces newsletter news notifications notification
  alerts alert subscribe unsubscribe list webmaster postmaster test spam undisclosed-recipients registration events
  kontakt obchod objednavky objednavka podpora recepce recepcia fakturace fakturacia fakturaci uctarna uctaren ucetni posta
  podatelna sekretariat kancelar reklamace prodej nakup servis dotazy
  buchhaltung vertrieb einkauf bestellung bestellungen rechnung rechnungen personal bewerbung bewerbungen zentrale verwaltung
  empfang presse redaktion datenschutz anfrage anfragen kundenservice kundendienst post buero buro
  biuro sprzedaz zamowienia ksiegowosc faktury kadry rekrutacja sklep serwis reklamacje pomoc obsluga
  contacto ventas compras pedidos facturacion administracion soporte ayuda recepcion empleo reservas tienda atencioncliente
  contato vendas suporte financeiro atendimento comercial administrativo rh
  contatti vendite acquisti amministrazione ordini assistenza segreteria ufficio commerciale prenotazioni fatture pec
  accueil commandes commande facturation comptabilite administration secretariat service-client serviceclient recrutement
  verkoop inkoop administratie bestellingen klantenservice facturen vacatures receptie
  kundtjanst ordrar ekonomi faktura bokning kundeservice salg ordre bogholderi okonomi regnskap
  iroda ugyfelszolgalat rendeles penzugy szamlazas vanzari comenzi suport contabilitate prodaja podrska narudzbe racuni
  myynti asiakaspalvelu laskutus toimisto
  contactus purchasing procurement logistics warehouse shipping export import returns helpline hotline switchboard
  ucto prodejna poptavka poptavky urad starosta starostka obec personalni skola reditel predaj reklamacie obchodne
  rrhh atencionalcliente gerencia geral encomendas apoio direzione logistica ventes commercial compta direction mairie
  boekhouding facturatie bestelling planning kundservice forsaljning butik ordrer bestilling
  ertekesites vevoszolgalat titkarsag ugyintezes racunovodstvo narocila tajnistvo nabava
  rezervace rezervacie vedeni kariera redakce redakcia sklad doprava eshop rezeption ordinace lekarna hotel restaurace praxis
  apotheke pravni studijni contabilidad
  muuk arved raamatupidamine pardavimai uzsakymai buhalterija birojs gramatvediba`;

const OWN = new Set(`${RFC_2142} ${DEPARTMENTS}`.split(/\s+/));

/**
 * Whether a local part (folded) is that of a department or a machine, which strangers share. No kept npm
 * package has such a list: reserved-email-addresses-list has names of users and lacks 'office'.
 */
export function isRoleMailbox(local: string): boolean {
  const name = local.replace(/(?<=.)\+.*$/, '').replace(/(?<=\p{L})[._-]?\d{1,2}$/u, '');
  return OWN.has(name) || OWN.has(name.replace(/[._-]/g, ''));
}
