import { partsOn, type PlannedRecord, type Population, type StoredRecord } from '@lethe/population';
import type { Http } from '../http.ts';
import { linkVisitor, makeDeployment, makeVisitor, visit } from '../visits.ts';
import { written } from './written.ts';

/** Visitors with what they told of themselves, each with two events; `records` are the contacts that they may be. */
export async function storeVisitors(
  http: Http,
  { people }: Population,
  visitors: readonly PlannedRecord[],
  records: readonly StoredRecord[],
): Promise<StoredRecord[]> {
  if (visitors.length === 0) return [];
  const deploymentId = await makeDeployment(http);
  return Promise.all(
    visitors.map(async (plan): Promise<StoredRecord> => {
      const cookie = `cookie of ${plan.key}`;
      const traits = traitsOf(plan, people[plan.owner]!);
      const { id, sessionId } = await makeVisitor(http, { cookie, deploymentId, event: { traits } });
      await visit(http, { deploymentId, cookie }, { eventName: 'form_sent' });
      const contact = records.find(({ key }) => key === plan.contact);
      if (contact !== undefined) await linkVisitor(http, id, contact.id);
      return { ...plan, id, cookie, sessionIds: [sessionId] };
    }),
  );
}

/** As table rows: there is no column of a country, and no messenger. */
function traitsOf(plan: PlannedRecord, person: Population['people'][number]) {
  const writing = { ...plan.writing, isWhatsApp: false };
  const { phones, emails } = written({ ...plan, writing }, { ...person, country: '' }, true);
  const parts = partsOn(person, plan.naming, plan.writing.name);
  const told = {
    givenName: parts?.given,
    familyName: parts?.family,
    cellPhone: phones[0],
    homePhone: phones[1],
    email: emails[0],
    otherEmail: emails[1],
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value ? [[name, { dataType: 'string', value }]] : [])),
  );
}
