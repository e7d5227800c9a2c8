import type { Case } from '../cases/case.ts';
import type { Contestant } from '../contestants/contestant.ts';
import type { Person } from '../people/person.ts';
import type { Population } from '../people/population.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import { difference, effectsOn, type Effect } from './erased.ts';

/** A measurement of work that was not the same work is worth nothing: it ends here. */
export class EffectCheck {
  /** What Lethe leaves of somebody, by case. */
  private readonly expected = new Map<string, Effect>();
  private bystander: { person: Person; effect: Effect } | undefined;

  constructor(
    private readonly stack: MeasuredStack,
    private readonly population: Population,
  ) {}

  /**
   * @throws when Lethe leaves people in different states, when the rival leaves another one, and when somebody else
   * was touched
   */
  async check(one: Case, contestant: Contestant, people: readonly Person[]): Promise<void> {
    if (!one.changes) return;
    const bystander = (this.bystander ??= await this.newBystander(one));
    const effects = await effectsOn(this.stack, people);
    if (contestant.name === 'Lethe' && !this.expected.has(one.name)) this.expected.set(one.name, effects[0]!);
    const expected = this.expected.get(one.name);
    if (expected === undefined)
      throw new Error(`${one.name}: Lethe has to be first, so that there is something to compare`);
    if (expected['contacts'] !== 0 || expected['texts'] !== 0) throw new Error(`${one.name}: Lethe has not erased`);
    const wrong =
      difference(expected, effects) ??
      difference(bystander.effect, await effectsOn(this.stack, [bystander.person]))?.replace(
        /^.*people/,
        'somebody else',
      );
    if (wrong !== undefined)
      throw new Error(`${one.name}: the effect of ${contestant.name} differs from that of Lethe for ${wrong}`);
  }

  private async newBystander({ shape }: Case): Promise<{ person: Person; effect: Effect }> {
    const [person] = (await this.population.load(1, shape)) as [Person];
    const [effect] = (await effectsOn(this.stack, [person])) as [Effect];
    return { person, effect };
  }
}
