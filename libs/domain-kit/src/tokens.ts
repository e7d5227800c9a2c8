/** Injection token of `EngineSecrets`, for a domain that stores keyed hashes itself. */
export const LETHE_SECRETS = Symbol('lethe:secrets');
