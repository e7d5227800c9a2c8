import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { GDPR_PERMISSIONS, GdprSubject, listingOf, PossibleMatch, type Principal } from '@lethe/contracts';
import { Answers } from '@lethe/platform';
import { z } from 'zod';
import { RequirePermission } from '../auth/access.ts';
import { Caller } from '../http/caller.ts';
import { LimitRule } from '../limits/limit-rule.ts';
import { SubjectQuery } from './queries.ts';
import { SubjectsService } from './subjects.service.ts';

const SubjectListing = listingOf(GdprSubject, 'GDPRSubjectEntityListing')
  .extend({ possibleMatches: z.array(PossibleMatch).optional() })
  .meta({ id: 'GDPRSubjectEntityListing' });

@Controller('api/v2/gdpr/subjects')
@ApiTags('General Data Protection Regulation')
export class SubjectsController {
  constructor(private readonly subjects: SubjectsService) {}

  @Get()
  @RequirePermission(GDPR_PERMISSIONS.viewSubject)
  @LimitRule('search')
  @ApiOperation({ operationId: 'getGdprSubjects', summary: 'Get GDPR subjects: everybody whom one search term finds' })
  @Answers(200, SubjectListing)
  search(@Caller() principal: Principal, @Query({ schema: SubjectQuery }) query: SubjectQuery) {
    return this.subjects.search(principal, query);
  }
}
