export interface ImportResult {
  people: number;
  /** `npm run import`, through the API. */
  importSeconds: number;
  /** The rows that it made, copied by PostgreSQL into tables with the same indexes. */
  copySeconds: number;
  rows: number;
}
