/** Anything that runs one statement in the tenant's transaction: TypeORM's manager or a plain client. */
export type Run = <R>(sql: string, values: unknown[]) => Promise<R[]>;
