import { LetheError, notFound } from '@lethe/contracts';
import { IsNull, type EntityManager } from 'typeorm';
import { Consent } from '../entities/consent.ts';
import { Customer } from '../entities/customer.ts';
import { Deployment } from '../entities/deployment.ts';

export async function findDeployment(manager: EntityManager, id: string): Promise<Deployment> {
  const found = await manager.findOneBy(Deployment, { id });
  if (found === null) throw notFound('deployment');
  return found;
}

/** Two calls that create the same at once: the second one waits, and finds what the first has made. */
export const lockName = (manager: EntityManager, name: object): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [JSON.stringify(name)]);

/** Kept as it is until the transaction ends: an erasure comes before or after. @throws LetheError not.found */
export async function lockCustomer(manager: EntityManager, id: string): Promise<Customer> {
  const found = await manager.findOne(Customer, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (found === null) throw notFound('customer');
  return found;
}

/** The consent that stands. */
export const consentOf = (manager: EntityManager, { id }: Customer): Promise<Consent | null> =>
  manager.findOneBy(Consent, { journeyCustomerId: id, withdrawnAt: IsNull() });

/**
 * The visitor who has agreed to be tracked, as `lockCustomer`.
 * @throws LetheError consent.missing, also for a visitor whom nobody knows
 */
export async function lockConsenting(
  manager: EntityManager,
  where: { customerType: string; customerId: string },
): Promise<Customer> {
  const customer = await manager.findOne(Customer, { where, lock: { mode: 'pessimistic_write' } });
  if (customer === null || (await consentOf(manager, customer)) === null)
    throw new LetheError('consent.missing', 'Nobody has recorded that this visitor agrees to be tracked.');
  return customer;
}

/** @throws LetheError bad.request that names the field */
export function requireDeclared(deployments: readonly Deployment[], type: string): void {
  if (deployments.some(({ customerTypes }) => customerTypes.includes(type))) return;
  throw new LetheError('bad.request', 'No deployment declares ids of this type.', {
    details: [{ errorCode: 'invalid.value', fieldName: 'customerIdType' }],
  });
}
