import {
  buildModel,
  OrganisationOwned,
  PartOf,
  Personal,
  RefersTo,
  SubjectKey,
  SubjectRecord,
  type SubjectRecordOptions,
} from '@lethe/domain-kit';
import { createDataSource } from '@lethe/persistence';
import { Column, Entity, PrimaryColumn, type DataSource } from 'typeorm';

const NOTHING: Pick<SubjectRecordOptions, 'categories' | 'purpose' | 'legalGround' | 'retention' | 'recipients'> = {
  categories: ['name', 'stays'],
  purpose: 'tests',
  legalGround: 'Art. 6(1)(f) GDPR: an interest in tests',
  retention: 'none',
  recipients: [],
};

@Entity('guest')
@SubjectRecord({
  type: 'guest',
  title: 'Guest',
  onErase: 'anonymise',
  ...NOTHING,
})
class Guest extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('text') @Personal() name!: string;
  @Column('text', { nullable: true }) shoeSize!: string | null;
}

@Entity('stay')
@SubjectRecord({ type: 'stay', title: 'Stay', onErase: 'delete', ...NOTHING })
class Stay extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid') @PartOf(() => Guest) guestId!: string;
  @Column('uuid') @RefersTo('externalContactId') contactId!: string;
}

@Entity('undeclared')
class Undeclared {
  @PrimaryColumn('uuid') id!: string;
}

/** Fills the metadata without a connection. */
async function described(...entities: (new () => object)[]): Promise<DataSource> {
  const dataSource = createDataSource({ url: 'postgres://nowhere', entities, onConnectionError: () => undefined });
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  return dataSource;
}

describe('declarations of personal data', () => {
  it('name a column that is declared neither personal nor not-personal', async () => {
    const dataSource = await described(Guest);
    expect(() => buildModel(dataSource)).toThrow("Guest.shoeSize: declare it with @Personal or @NotPersonal('why')");
  });

  it('name what anonymisation would lack', async () => {
    const dataSource = await described(Guest);
    expect(() => buildModel(dataSource)).toThrow(
      /needs a column marked @ErasedAt[^]*Guest.name: is not nullable, so say what it becomes/,
    );
  });

  it('name a reference of a part, which nothing would find', async () => {
    const dataSource = await described(Guest, Stay);
    expect(() => buildModel(dataSource)).toThrow('stay.contactId: a part is found through its parent alone');
  });

  it('name a personal column of which nobody said what it is', async () => {
    const dataSource = await described(Guest);
    expect(() => buildModel(dataSource)).toThrow(
      'Guest.name: say which categories of its record type it is: @Personal({ categories: [...] })',
    );
  });

  it('name an entity that says nothing', async () => {
    const dataSource = await described(Undeclared);
    expect(() => buildModel(dataSource)).toThrow('Undeclared: declare the entity');
  });
});
