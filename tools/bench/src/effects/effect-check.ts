import type { Case } from '../cases/case.ts';
import type { Contestant, Verb } from '../contestants/contestant.ts';
import type { Person } from '../people/person.ts';
import type { Population } from '../people/population.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import { difference, type Effect } from './effect.ts';
import { leftOf } from './erased.ts';
import { exportsOf } from './exported.ts';

type EffectsOn = (stack: MeasuredStack, people: readonly Person[]) => Promise<Effect[]>;

/** A search has none: each one is looked at where it is made. */
const EFFECTS: Readonly<Partial<Record<Verb, EffectsOn>>> = { erase: leftOf, export: exportsOf };
/** Whom nothing was done to has other counts: were these the same, Lethe would have done nothing. */
const SURE: Readonly<Partial<Record<Verb, Effect>>> = {
  erase: { contacts: 0, texts: 0 },
  export: { externalContact: 3 },
};

/** A measurement of work that was not the same work is worth nothing: it ends here. */
export class EffectCheck {
  /** What Lethe does, by case. */
  private readonly expected = new Map<string, Effect>();
  private bystander: { person: Person; left: Effect } | undefined;

  constructor(
    private readonly stack: MeasuredStack,
    private readonly population: Population,
  ) {}

  /** @throws when not all have the effect that Lethe had on the first, and when somebody else was touched */
  async check(one: Case, contestant: Contestant, people: readonly Person[]): Promise<void> {
    const effectsOn = EFFECTS[one.verb];
    if (effectsOn === undefined) return;
    const effects = await effectsOn(this.stack, people);
    if (contestant.name === 'Lethe' && !this.expected.has(one.name)) this.expected.set(one.name, effects[0]!);
    const expected = this.expected.get(one.name);
    if (expected === undefined)
      throw new Error(`${one.name}: Lethe comes first, so that there is something to compare`);
    for (const [name, count] of Object.entries(SURE[one.verb] ?? {}))
      if (expected[name] !== count)
        throw new Error(`${one.name}: Lethe leaves ${name} ${expected[name]}, not ${count}`);
    const wrong = difference(expected, effects) ?? (await this.touched(one));
    if (wrong !== undefined)
      throw new Error(`${one.name}: the effect of ${contestant.name} differs from that of Lethe for ${wrong}`);
  }

  /** Somebody whom nobody names has to stay as stored. */
  private async touched({ shape }: Case): Promise<string | undefined> {
    if (this.bystander === undefined) {
      const [person] = (await this.population.load(1, shape)) as [Person];
      const [left] = (await leftOf(this.stack, [person])) as [Effect];
      this.bystander = { person, left };
    }
    const { person, left } = this.bystander;
    const changed = difference(left, await leftOf(this.stack, [person]));
    return changed === undefined ? undefined : `somebody whom nobody named, ${changed}`;
  }
}
