import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

export type Check = (value: unknown) => string | undefined;

/** Schemas of an OpenAPI document, which refer to its components. */
export class DocumentSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly checks = new WeakMap<object, Check>();

  /** @param schemas those under `components` */
  constructor(schemas: Record<string, unknown>) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: { schemas } });
  }

  /**
   * A check that tells what of a value the schema does not allow; undefined when it allows it.
   * @throws Error when the schema is none, or refers to a component that is not there
   */
  checkOf(schema: object): Check {
    const known = this.checks.get(schema);
    if (known !== undefined) return known;
    const validate = this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
    const check: Check = (value) => (validate(value) ? undefined : this.ajv.errorsText(validate.errors));
    this.checks.set(schema, check);
    return check;
  }
}
