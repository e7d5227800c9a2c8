import type { Storage, StorageConfig } from '@lethe/storage';

/**
 * What is searched: the parts of stack.json that tell where anything can lie, of the embedded stack or of a deployment
 * in containers.
 */
export interface Searched {
  /** `admin` is the superuser. */
  databases: Record<string, string> & { admin: string };
  storage: Storage;
  storedAs: StorageConfig;
  /** Folder of the embedded stack. */
  home?: string;
  /** Processes of the embedded stack. */
  services?: readonly { name: string; pid: number }[];
  /** A deployment: the command that manages the containers, and service → container. */
  engine?: string;
  containers?: Record<string, string>;
}
