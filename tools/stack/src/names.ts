/** Names of the two processes that are not services of ours, in `stack.json` and in `run/`. */
export const POSTGRES = 'postgres';
export const NATS = 'nats';
