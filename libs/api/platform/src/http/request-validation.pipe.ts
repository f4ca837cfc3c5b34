import { Injectable, ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { AppError, type Fault } from '@dw-sim/contracts';
import { getMetadataStorage } from 'class-validator';
import { setAside } from './as-written';
import { faultsOf } from './validation-faults';

/** Checks every request against its DTO: unknown keys are faults, nothing is converted, all faults come at once. */
@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      validationError: { target: true, value: true },
      exceptionFactory: (errors) => invalidRequest(faultsOf(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Parts of a path stay the text that they are: their own pipes read them.
    if (metadata.type === 'param' || !this.toValidate(metadata)) return value;
    // No body at all is an empty object, so that a request with nothing to say needs none.
    const given = value === undefined ? {} : value;
    if (metadata.type === 'body' && !isObject(given)) {
      throw invalidRequest([{ path: '$', code: 'invalid_type', message: 'The body must be a JSON object.' }]);
    }
    if (!isObject(given) || !metadata.metatype) return withoutNulls((await super.transform(given, metadata)) as unknown);
    const { request, aside } = setAside(given, metadata.metatype);
    const checked = (await super.transform(request, metadata)) as Record<string, unknown>;
    for (const [key, value] of aside) checked[key] = value;
    return withoutNulls(checked);
  }
}

/** A null in an optional place counts as absent, as class-validator's checks take it, unless it is documented to mean something. */
function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value;
  const metadata = getMetadataStorage().getTargetValidationMetadatas(value.constructor, '', false, false);
  for (const { name, propertyName } of metadata) {
    if (name === 'isOptional' && value[propertyName] === null && !isNullable(value, propertyName)) delete value[propertyName];
  }
  return value;
}

/** Where Nest keeps what `@ApiProperty` says. */
const DOCUMENTATION = 'swagger/apiModelProperties';

function isNullable(dto: object, property: string): boolean {
  const documented = Reflect.getMetadata(DOCUMENTATION, dto, property) as { readonly nullable?: boolean } | undefined;
  return documented?.nullable === true;
}

/** Whether a value is a JSON object, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The error of a request whose body has faults. */
export function invalidRequest(errors: readonly Fault[]): AppError {
  const count = errors.length === 1 ? '1 fault' : `${errors.length} faults`;
  return new AppError('invalid_request', `The request has ${count}: ${errors.map((fault) => fault.message).join(' ')}`, { errors });
}
