/** Fields with a value: what is absent is not null on the wire. */
export const present = (fields: object): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

export const division = (id: string) => ({ id, selfUri: `/api/v2/authorization/divisions/${id}` });
