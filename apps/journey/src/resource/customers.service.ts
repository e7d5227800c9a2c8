import { Injectable } from '@nestjs/common';
import { notFound, type Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Consent } from '../entities/consent.ts';
import { ContactLink } from '../entities/contact-link.ts';
import { Customer } from '../entities/customer.ts';
import { Deployment } from '../entities/deployment.ts';
import type { ConsentInput, CustomerInput } from './customer-input.ts';
import { customerView } from './customer-view.ts';
import { consentOf, lockCustomer, lockName, requireDeclared } from './find.ts';

@Injectable()
export class CustomersService {
  constructor(private readonly store: DomainStore) {}

  /** Whoever is known already is answered as known: a repeated call makes nobody twice. */
  put(caller: Principal, { customerId, customerIdType: customerType, consent }: CustomerInput) {
    const { organisationId } = caller;
    return this.store.transaction(caller, async (manager) => {
      requireDeclared(await manager.find(Deployment), customerType);
      const known = { organisationId, customerType, customerId };
      await lockName(manager, known);
      const customer =
        (await manager.findOneBy(Customer, known)) ??
        (await manager.save(manager.create(Customer, { ...known, id: v7(), externalId: null, traits: {} })));
      if (consent !== undefined) await giveConsent(manager, customer, consent);
      return customerView(manager, customer);
    });
  }

  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      const customer = await manager.findOneBy(Customer, { id });
      if (customer === null) throw notFound('customer');
      return customerView(manager, customer);
    });
  }

  consent(caller: Principal, id: string, consent: ConsentInput) {
    return this.change(caller, id, (manager, customer) => giveConsent(manager, customer, consent));
  }

  withdraw(caller: Principal, id: string) {
    return this.change(caller, id, async (manager, customer) => {
      const consent = await consentOf(manager, customer);
      if (consent !== null) await manager.save(Object.assign(consent, { withdrawnAt: await now(manager) }));
    });
  }

  /** Whether the contact exists its own service alone knows; a request for its id finds the visitor all the same. */
  link(caller: Principal, id: string, externalContactId: string) {
    return this.change(caller, id, async (manager, { organisationId, id: journeyCustomerId }) => {
      if (await manager.existsBy(ContactLink, { journeyCustomerId, externalContactId })) return;
      const link = { organisationId, id: v7(), journeyCustomerId, externalContactId, linkedAt: await now(manager) };
      await manager.save(manager.create(ContactLink, link));
    });
  }

  unlink(caller: Principal, id: string, externalContactId: string) {
    return this.change(caller, id, async (manager, { id: journeyCustomerId }) => {
      await manager.delete(ContactLink, { journeyCustomerId, externalContactId });
    });
  }

  private change(caller: Principal, id: string, work: (manager: EntityManager, customer: Customer) => Promise<void>) {
    return this.store.transaction(caller, async (manager) => {
      const customer = await lockCustomer(manager, id);
      await work(manager, customer);
      return customerView(manager, customer);
    });
  }
}

/** The consent that stands is not given twice. */
async function giveConsent(manager: EntityManager, customer: Customer, { givenDate }: ConsentInput): Promise<void> {
  if ((await consentOf(manager, customer)) !== null) return;
  const { organisationId, id: journeyCustomerId } = customer;
  const givenAt = givenDate === undefined ? await now(manager) : new Date(givenDate);
  await manager.save(
    manager.create(Consent, { organisationId, id: v7(), journeyCustomerId, givenAt, withdrawnAt: null }),
  );
}

const now = async (manager: EntityManager): Promise<Date> =>
  (await manager.query<{ now: Date }[]>('select lethe_now() now'))[0]!.now;
