import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Schemas of an OpenAPI document, which refer to its components. */
export class DocumentSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new WeakMap<object, ValidateFunction>();

  /** @param schemas those under `components` */
  constructor(schemas: Record<string, unknown>) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: { schemas } });
  }

  /** What of `value` the schema does not allow; undefined when it allows it. */
  faultsIn(value: unknown, schema: object): string | undefined {
    const validate = this.validatorOf(schema);
    return validate(value) ? undefined : this.ajv.errorsText(validate.errors);
  }

  private validatorOf(schema: object): ValidateFunction {
    const known = this.validators.get(schema) ?? this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
    this.validators.set(schema, known);
    return known;
  }
}
