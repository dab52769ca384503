import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {jsonSchemas, openApi} from '../../../build/contract.ts';

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({allErrors: true, strict: false});
  formats.default(ajv);
  return ajv;
}

/** @param name of the file, such as `session.schema.json` */
export function schemaValidator(name: string): ValidateFunction {
  return createAjv().compile(jsonSchemas()[name] ?? false);
}

const document = createAjv().addSchema({$id: 'api', ...openApi()});

/** What the OpenAPI document says of an answer; null if it does not have this status. */
export function answerValidator(path: string, method: string, status: number): ValidateFunction | null {
  const pointer = ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'];
  const steps = pointer.map((step) => encodeURIComponent(String(step).replaceAll('/', '~1')));
  try {
    return document.compile({$ref: `api#/${steps.join('/')}`});
  } catch {
    return null;
  }
}

export function problems(validate: ValidateFunction, json: unknown): string[] {
  validate(json);
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}
