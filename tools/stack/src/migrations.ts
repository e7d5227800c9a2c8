/** What `run-migrations` reads from its stdin. */
export interface MigrationJob {
  service: string;
  /** As the owner of the database. */
  url: string;
  serviceRole: string;
  /** Module that exports `migrations`. */
  module: string;
}
