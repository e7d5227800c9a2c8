import { Inject, Injectable } from '@nestjs/common';
import {
  GetInventoryReply,
  SUBJECTS,
  type GdprInventory,
  type InventoryFormat,
  type Principal,
} from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { GATEWAY_ENTRY } from './gateway-entry.ts';
import { gatewayMeasures } from './gateway-measures.ts';

/** The inventory of the deployment, with what the gateway itself has to say. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly messaging: MessagingClient,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** The inventory, or its text in another format than JSON. */
  async get(principal: Principal, format: InventoryFormat): Promise<GdprInventory | string> {
    const gateway = { entry: GATEWAY_ENTRY, measures: gatewayMeasures(this.config) };
    const { inventory, text = '' } = await this.messaging.call(
      SUBJECTS.aggregator.getInventory,
      { principal, format, gateway },
      GetInventoryReply,
    );
    return inventory ?? text;
  }
}
