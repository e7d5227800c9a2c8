import { AddressableRef, divisionRef, listingOf } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import { z } from 'zod';
import type { Flow } from '../entities/flow.ts';
import type { AuthorsView } from './authors.ts';
import { FlowInput } from './flow-input.ts';
import { OBJECT } from './object-view.ts';

const { type, configuration } = FlowInput.shape;

export const FlowView = z
  .object({
    ...OBJECT,
    type: type.unwrap(),
    configuration: configuration.unwrap(),
    publishedVersion: AddressableRef.optional(),
  })
  .meta({ id: 'Flow' });
export const FlowListing = listingOf(FlowView, 'FlowEntityListing');

export function flowView(
  { organisationId: _, divisionId, publishedVersion, ...flow }: Flow,
  authors: AuthorsView = {},
): z.input<typeof FlowView> {
  const version =
    publishedVersion === null
      ? {}
      : {
          publishedVersion: { id: publishedVersion, selfUri: `/api/v2/flows/${flow.id}/versions/${publishedVersion}` },
        };
  return {
    ...withoutNulls(flow),
    ...version,
    ...authors,
    division: divisionRef(divisionId),
    selfUri: `/api/v2/flows/${flow.id}`,
  };
}
