export { firstRequests } from './first-requests.ts';
export { freePorts } from './ports.ts';
export { startStack, type Stack, type StackOptions } from './start-stack.ts';
export type { StackDescription } from './stack-file.ts';
export type { DeploymentDescription } from './deploy/describe.ts';
