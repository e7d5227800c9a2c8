import type { GdprSubject, TaskSubject } from '@lethe/contracts';

/** One subject that gets a request of its own; several when the given one belongs to a merge set (requirements R53). */
export interface Member {
  /** The term as given, for the other members of a merge set their id. */
  given: GdprSubject;
  /** With all known fields (requirements R26). */
  subject: GdprSubject;
  taskSubject: TaskSubject;
  /** The same for every request about this subject; holds no personal data. */
  memberKey: string;
}
