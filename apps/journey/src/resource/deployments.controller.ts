import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, DomainStore, PathId, RequirePermission } from '@lethe/domain-kit';
import { v7 } from 'uuid';
import { Deployment } from '../entities/deployment.ts';
import { DeploymentInput } from './customer-input.ts';
import { DeploymentView, deploymentView } from './customer-view.ts';
import { findDeployment } from './find.ts';

/** An extension (requirements D17): a website or an app that tracks. */
@Controller('api/v2/journey/deployments')
export class DeploymentsController {
  constructor(private readonly store: DomainStore) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('journey:deployment:add')
  @Answers(200, DeploymentView)
  create(@Caller() caller: Principal, @Body({ schema: DeploymentInput }) { name, customerIdTypes }: DeploymentInput) {
    const { organisationId } = caller;
    return this.store.transaction(caller, async (manager) =>
      deploymentView(
        await manager.save(
          manager.create(Deployment, { organisationId, id: v7(), name, customerTypes: [...new Set(customerIdTypes)] }),
        ),
      ),
    );
  }

  @Get(':deploymentId')
  @RequirePermission('journey:deployment:view')
  @Answers(200, DeploymentView)
  get(@Caller() caller: Principal, @Param('deploymentId', PathId) id: string) {
    return this.store.transaction(caller, async (manager) => deploymentView(await findDeployment(manager, id)));
  }
}
