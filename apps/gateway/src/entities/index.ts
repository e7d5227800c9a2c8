import type { EntityClass } from '@lethe/persistence';
import { OAuthClient } from './oauth-client.ts';
import { Organisation } from './organisation.ts';
import { SigningKey } from './signing-key.ts';

export const ENTITIES: EntityClass[] = [Organisation, OAuthClient, SigningKey];
