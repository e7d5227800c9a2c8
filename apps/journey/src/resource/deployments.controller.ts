import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { LetheError, type Principal } from '@lethe/contracts';
import { Answers, Caller, DomainStore, PathId, RequirePermission } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { Deployment } from '../entities/deployment.ts';
import { DeploymentInput } from './customer-input.ts';
import { DeploymentView, deploymentView } from './customer-view.ts';
import { findDeployment, lockName } from './find.ts';

/** An extension (requirements D17): a website or an app that tracks. */
@Controller('api/v2/journey/deployments')
export class DeploymentsController {
  constructor(private readonly store: DomainStore) {}

  /** Whoever asks again gets the same one. */
  @Post()
  @HttpCode(200)
  @RequirePermission('journey:deployment:add')
  @Answers(200, DeploymentView)
  create(@Caller() caller: Principal, @Body({ schema: DeploymentInput }) { name, customerIdTypes }: DeploymentInput) {
    const { organisationId } = caller;
    const customerTypes = [...new Set(customerIdTypes)].sort();
    return this.store.transaction(caller, async (manager) => {
      await lockName(manager, { organisationId, name });
      const known = await manager.findOneBy(Deployment, { name });
      if (known !== null && known.customerTypes.join('\n') !== customerTypes.join('\n'))
        throw new LetheError('request.conflict', 'A deployment of this name has other types of ids.');
      const deployment = known ?? manager.create(Deployment, { organisationId, id: v7(), name, customerTypes });
      return deploymentView(known ?? (await manager.save(deployment)));
    });
  }

  @Get(':deploymentId')
  @RequirePermission('journey:deployment:view')
  @Answers(200, DeploymentView)
  get(@Caller() caller: Principal, @Param('deploymentId', PathId) id: string) {
    return this.store.transaction(caller, async (manager) => deploymentView(await findDeployment(manager, id)));
  }
}
