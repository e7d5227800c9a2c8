import { Eta } from 'eta';

/** Everything that `<%= %>` shows is escaped; nothing here uses the form that is not. */
const eta = new Eta({ autoEscape: true, autoTrim: false });

/** A piece of HTML with `it` as its data. */
export function template<T extends object>(source: string): (it: T) => string {
  const compiled = eta.compile(source);
  return (it) => eta.render(compiled, it);
}
