import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@lethe/persistence';
import { z } from 'zod';
import { Organisation } from '../entities/organisation.ts';
import { AdminError, checked } from './admin-error.ts';

const NewOrganisation = z.object({
  id: z.guid().optional(),
  name: z.string().trim().min(1).max(200),
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166), for example PT')
    .nullable()
    .optional(),
});
export type NewOrganisation = z.input<typeof NewOrganisation>;

/** @throws AdminError when the id is taken or a value is not acceptable. */
export async function createOrganisation(manager: EntityManager, input: NewOrganisation): Promise<Organisation> {
  const { id = randomUUID(), name, defaultCountry = null } = checked(NewOrganisation, input);
  if (await manager.existsBy(Organisation, { id })) throw new AdminError(`There is an organisation ${id} already.`);
  return manager.save(manager.create(Organisation, { id, name, defaultCountry }));
}

export function listOrganisations(manager: EntityManager): Promise<Organisation[]> {
  return manager.find(Organisation, { order: { createdDate: 'ASC' } });
}

/** `null` takes the deployment's default again. */
export async function setDefaultCountry(
  manager: EntityManager,
  id: string,
  defaultCountry: string | null,
): Promise<Organisation> {
  const organisation = await findOrganisation(manager, id);
  return manager.save(
    Object.assign(organisation, checked(NewOrganisation.pick({ defaultCountry: true }), { defaultCountry })),
  );
}

export async function findOrganisation(manager: EntityManager, id: string): Promise<Organisation> {
  const organisation = z.guid().safeParse(id).success ? await manager.findOneBy(Organisation, { id }) : null;
  if (organisation === null)
    throw new AdminError(`There is no organisation ${id}: list them with \`organisation list\`.`);
  return organisation;
}
