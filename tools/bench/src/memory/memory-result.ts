/** MB by process, in the end `all`. What processes share counts once. */
export interface MemoryResult {
  idle: Record<string, number>;
  loaded: Record<string, number>;
}
