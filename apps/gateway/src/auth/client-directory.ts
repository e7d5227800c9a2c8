import { Injectable } from '@nestjs/common';
import { inSystem } from '@lethe/persistence';
import { DataSource } from 'typeorm';
import { OAuthClient } from '../entities/oauth-client.ts';
import { Organisation } from '../entities/organisation.ts';
import { Remembered } from './remembered.ts';

/** How long a change of permissions or a disabled client may go unnoticed. */
const KNOWN_FOR_MS = 5_000;

/**
 * Clients and organisations, remembered for 5 s: permissions are not in the token, so that taking them away works at
 * once.
 */
@Injectable()
export class ClientDirectory {
  private readonly clients: Remembered<OAuthClient | null>;
  private readonly organisations: Remembered<Organisation | null>;

  constructor(private readonly dataSource: DataSource) {
    this.clients = new Remembered(KNOWN_FOR_MS, (id) => this.findFresh(id));
    this.organisations = new Remembered(KNOWN_FOR_MS, (id) =>
      inSystem(this.dataSource, (manager) => manager.findOneBy(Organisation, { id })),
    );
  }

  /** With its organisation; null when there is none. */
  find(clientId: string): Promise<OAuthClient | null> {
    return this.clients.get(clientId);
  }

  findOrganisation(id: string): Promise<Organisation | null> {
    return this.organisations.get(id);
  }

  /** For logging in: a secret changed a second ago counts. */
  findFresh(clientId: string): Promise<OAuthClient | null> {
    return inSystem(this.dataSource, (manager) =>
      manager.findOne(OAuthClient, { where: { id: clientId }, relations: { organisation: true } }),
    );
  }
}
