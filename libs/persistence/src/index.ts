export {
  connectPatiently,
  createDataSource,
  createPool,
  LOOK_UPS,
  type EntityClass,
  type EntityManager,
  type MigrationClass,
} from './database.ts';
export { inSystem, inSystemOnPool, inTenant, inTenantOnPool } from './transaction.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { systemPolicy, systemTable, tenantTable } from './row-security.ts';
