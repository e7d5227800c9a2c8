export { startStack, type Stack, type StackOptions } from './start-stack.ts';
export type { StackDescription } from './stack-file.ts';
export type { ProcessState } from './process-group.ts';
export { closeDefaultDatabases, provisionDatabase, type DatabaseToProvision } from './provision.ts';
export { StackError } from './stack-error.ts';
export type { DeploymentDescription } from './deploy/describe.ts';
