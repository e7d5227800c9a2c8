import { z } from 'zod';
import type { User } from '../entities/user.ts';
import { OutOfOffice } from './user-schemas.ts';

const { active, indefinite, startDate, endDate } = OutOfOffice.shape;
/** As it was written. */
export const Absence = z.object({ active: active.unwrap(), indefinite: indefinite.unwrap(), startDate, endDate });

export const OutOfOfficeView = Absence.extend({ id: z.guid(), selfUri: z.string() }).meta({ id: 'OutOfOffice' });

export const PresenceView = z
  .object({
    id: z.guid(),
    source: z.string(),
    primary: z.boolean(),
    message: z.string().optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'UserPresence' });

export const outOfOfficeView = ({ id, outOfOffice }: User): z.input<typeof OutOfOfficeView> => ({
  active: false,
  indefinite: false,
  ...outOfOffice,
  id,
  selfUri: `/api/v2/users/${id}/outofoffice`,
});

export const presenceView = ({ id, presenceMessage }: User): z.input<typeof PresenceView> => ({
  id,
  source: 'PURECLOUD',
  primary: true,
  ...(presenceMessage !== null && { message: presenceMessage }),
  selfUri: `/api/v2/users/${id}/presences/purecloud`,
});
