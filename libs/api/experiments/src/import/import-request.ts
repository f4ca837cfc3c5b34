import { BODY_LIMIT_BYTES, faultsOf, invalidRequest, isObject, toInstance } from '@dw-sim/api-platform';
import { AppError, textOfBytes, type ImportSqlRequest } from '@dw-sim/contracts';
import { validateSync } from 'class-validator';
import { ImportSqlRequestDto } from './import-sql.dto';

/** A file of a form, as multer hands it over. */
export interface UploadedText {
  readonly buffer: Buffer;
}

/** Largest file, and how many fields a form may have beside it. */
export const UPLOAD_LIMITS = { fileSize: BODY_LIMIT_BYTES, files: 1, fields: 10 };

/**
 * Reads a request from JSON, or from a form with the SQL as its file.
 * @throws AppError `invalid_request` with every fault
 */
export function importRequest(body: unknown, file: UploadedText | undefined): ImportSqlRequest {
  const given = isObject(body) ? { ...body } : {};
  const request = toInstance(ImportSqlRequestDto, file ? { ...fieldsOf(given), sql: textOfBytes(file.buffer) } : withoutMark(given));
  const faults = faultsOf(validateSync(request, { whitelist: true, forbidNonWhitelisted: true, validationError: { target: true, value: true } }));
  if (faults.length > 0) throw invalidRequest(faults);
  return request;
}

/** Fields of a form are text. */
function fieldsOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, ['apply_suggestions', 'target_rows'].includes(name) && typeof value === 'string' ? parsedField(name, value) : value]));
}

function parsedField(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError('invalid_request', `The field ${name} is ${JSON.stringify(value)}; allowed: ${name === 'target_rows' ? 'a whole number' : 'true, false, or a JSON list of { "table", "column" }'}.`);
  }
}

function withoutMark(body: Record<string, unknown>): Record<string, unknown> {
  return typeof body['sql'] === 'string' ? { ...body, sql: body['sql'].replace(/^\uFEFF/, '') } : body;
}
