import { Inject, Injectable } from '@nestjs/common';
import { PingReply, SUBJECTS } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { inSystem } from '@lethe/persistence';
import { DataSource } from 'typeorm';
import { CONFIG, type GatewayConfig } from '../config.ts';
import { DomainRegistry, type DomainState } from '../domains/domain-registry.ts';
import { Drain } from '../http/drain.ts';

const CHECK_MS = 1_500;

export interface Health {
  ready: boolean;
  /** It was told to stop. */
  stopping: boolean;
  database: boolean;
  nats: boolean;
  aggregator: boolean;
  /** Of phone numbers that carry none, for organisations without one of their own; `reindex` has to know. */
  defaultCountry: string;
  domains: Omit<DomainState, 'title'>[];
}

/**
 * Requirements D18: not ready before every expected domain has answered once; later for the gateway's own needs only.
 */
@Injectable()
export class HealthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly messaging: MessagingClient,
    private readonly registry: DomainRegistry,
    private readonly drain: Drain,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async check(): Promise<Health> {
    const [database, nats, aggregator] = await Promise.all([
      succeeds(inSystem(this.dataSource, (manager) => manager.query('select 1 from organisation limit 1'))),
      this.messaging.isConnected(),
      succeeds(this.messaging.call(SUBJECTS.aggregator.ping, {}, PingReply, CHECK_MS)),
    ]);
    const stopping = this.drain.begun;
    return {
      ready: !stopping && database && nats && aggregator && this.registry.allAnswered(),
      stopping,
      database,
      nats,
      aggregator,
      defaultCountry: this.config.LETHE_DEFAULT_COUNTRY,
      domains: this.registry.states().map(({ title: _title, ...state }) => state),
    };
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), CHECK_MS)));
  const done = await Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ]);
  clearTimeout(timer);
  return done;
}
