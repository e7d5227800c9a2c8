import type { DomainDefinition } from '@lethe/domain-kit';
import { User } from './entities/user.ts';
import { UserStatusController } from './resource/user-status.controller.ts';
import { UserStatusService } from './resource/user-status.service.ts';
import { UsersController } from './resource/users.controller.ts';
import { UsersService } from './resource/users.service.ts';

/** The company's own users: their profile, how to reach them, their state. */
export const directory: DomainDefinition = {
  name: 'directory',
  title: 'Directory of users',
  entities: [User],
  resourcePaths: ['/api/v2/users'],
  controllers: [UsersController, UserStatusController],
  providers: [UsersService, UserStatusService],
};
