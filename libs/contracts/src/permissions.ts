/** Permissions of the GDPR resource itself. A domain declares its own on its routes, as `domain:entity:action`. */
export const GDPR_PERMISSIONS = {
  viewSubject: 'gdpr:subject:view',
  viewRequest: 'gdpr:request:view',
  addRequest: 'gdpr:request:add',
  /** Operator's: retry a parked task. */
  retryTask: 'gdpr:task:retry',
  /** Operator's: what of the whole organisation does not get on. */
  viewStalled: 'gdpr:stalled:view',
  /** What the deployment holds of people, where and why. */
  viewInventory: 'gdpr:inventory:view',
  /** Operator's: personal data that no request reaches. */
  viewPosture: 'gdpr:posture:view',
} as const;

/** `*` in a grant stands for one part: `externalContacts:contact:*`, or for all when it stands alone. */
export function grants(granted: readonly string[], needed: string): boolean {
  const want = needed.split(':');
  return granted.some((grant) => {
    if (grant === '*') return true;
    const have = grant.split(':');
    return have.length === want.length && have.every((part, i) => part === '*' || part === want[i]);
  });
}

/**
 * Where the OpenAPI document says which permission an operation needs: name and form are those of the Genesys document.
 */
export const PERMISSIONS_EXTENSION = 'x-inin-requires-permissions';
export interface PermissionsExtension {
  type: 'ANY';
  permissions: string[];
}
export const permissionsExtension = (permission: string): PermissionsExtension => ({
  type: 'ANY',
  permissions: [permission],
});
