/** Jest's globalTeardown, which has to be a file of its own. */
export { teardown as default } from './setup.ts';
