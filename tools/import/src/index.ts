export { Access } from './api/access.ts';
export { ApiClient, type ClientOptions } from './api/api-client.ts';
export { ImportError } from './import-error.ts';
export { importPeople, type Imported, type ImportOptions } from './people/import-people.ts';
export type { Person } from './people/load-person.ts';
export { readRows, type Rows } from './rows/read-rows.ts';
export { reportOf } from './report.ts';
export { loadDemo } from './demo/load-demo.ts';
export { demoPeople } from './demo/demo-people.ts';
