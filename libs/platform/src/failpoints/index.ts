export { failpoint, failpointAfter, failpointsInUse, step, useFailpoints } from './failpoint.ts';
export { committing, exchangeOf, FAILPOINTS, type Failpoint, type Transaction } from './names.ts';
