/** One fictional person; the fields are the columns of `identities.csv`, in their order. '' where there is none. */
export interface Person {
  /** Nobody else has it. */
  Number: string;
  /** Where the name is from; the address may be elsewhere. */
  NameSet: string;
  Title: string;
  GivenName: string;
  MiddleInitial: string;
  Surname: string;
  StreetAddress: string;
  City: string;
  State: string;
  ZipCode: string;
  /** ISO 3166 alpha-2. */
  Country: string;
  CountryFull: string;
  EmailAddress: string;
  Username: string;
  /** As dialled inside `Country`. */
  TelephoneNumber: string;
  TelephoneCountryCode: string;
  Birthday: string;
  Occupation: string;
  Company: string;
}

/** A short text and where personal data stands in it; the form of `messages.json`. */
export interface Message {
  text: string;
  /** `start` and `end` count characters (Unicode code points) from 0; `end` is not included. */
  spans: { type: string; value: string; start: number; end: number }[];
}
