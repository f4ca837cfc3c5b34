import { json, type ErrorRequestHandler, type RequestHandler } from 'express';
import { AppError, MOST_LEVELS, type TextPosition } from '@dw-sim/contracts';
import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { expectedProblem, problemOf } from './problem';
import { sendProblem } from './problem.filter';

/** Largest request body, in bytes. */
export const BODY_LIMIT_BYTES = 10 * 2 ** 20;

/** What body-parser throws; `body` is the text that could not be parsed. */
interface BodyError {
  readonly type?: string;
  /** Of zlib, such as `Z_DATA_ERROR`, or of Brotli, such as `ERR__ERROR_FORMAT_PADDING_1`. */
  readonly code?: string;
  readonly status?: number;
  readonly body?: string;
  readonly message: string;
}

/** Routes that take a file as multipart/form-data, too. */
const FILE_ROUTES = /^\/api\/experiments\/import-sql(?:\/preview)?$/;

/** Parses JSON bodies and refuses other kinds of body with a clear error. */
export function jsonBody(): RequestHandler[] {
  // strict: false, so that a bare string reaches the checks of the DTO, which say what is expected.
  return [refuseOtherTypes, refuseOtherCharsets, json({ limit: BODY_LIMIT_BYTES, strict: false, verify: (_request, _response, body) => refuseDeepNesting(body) })];
}

/** @throws AppError `invalid_json` with the place where a body is nested too deeply */
function refuseDeepNesting(body: Buffer): void {
  let level = 0;
  let inString = false;
  for (let at = 0; at < body.length; at++) {
    const character = body[at];
    if (inString) {
      if (character === BACKSLASH) at++;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) inString = true;
    else if (character === BRACE || character === BRACKET) {
      if (++level > MOST_LEVELS) throw tooDeep(body.toString('utf8', 0, at));
    } else if (character === BRACE + 2 || character === BRACKET + 2) level--;
  }
}

const [QUOTE, BACKSLASH, BRACE, BRACKET] = [...'"\\{['].map((character) => character.charCodeAt(0)) as [number, number, number, number];

function tooDeep(before: string): AppError {
  const position = positionAt(before, before.length);
  return new AppError('invalid_json', `The body is nested too deeply at line ${position.line}, column ${position.column}; allowed: ${MOST_LEVELS} levels.`, { position });
}

const refuseOtherTypes: RequestHandler = (request, response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const takesFiles = FILE_ROUTES.test(request.path);
  if (!hasBody || request.is('json') || request.is('+json') || (takesFiles && request.is('multipart/form-data'))) return next();
  const found = request.headers['content-type'] ?? 'not given';
  sendProblem(response, problemOf('invalid_request', `The body's Content-Type is ${found}; allowed: application/json${takesFiles ? ' or multipart/form-data' : ''}.`, {
    hint: 'Send the header "Content-Type: application/json".',
  }, 415));
};

/** JSON is UTF-8 (https://www.rfc-editor.org/rfc/rfc8259#section-8.1), and the depth is counted in its bytes. */
const refuseOtherCharsets: RequestHandler = (request, response, next) => {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '') ?? [];
  if (charset === undefined || /^utf-?8$/i.test(charset) || request.is('multipart/form-data')) return next();
  sendProblem(response, problemOf('invalid_request', `The body's charset is ${charset}; allowed: utf-8.`, {}, 415));
};

/** Answers what was refused before routing: a missing key, a body that is too large or not JSON, with the place of the fault in its text. */
export const requestErrors: ErrorRequestHandler = (error: BodyError, _request, response, next) => {
  const known = bodyProblem(error);
  const problem = known && expectedProblem(known);
  if (problem) sendProblem(response, problem);
  else next(error);
};

const DECOMPRESSION = /^(?:Z_|ERR__|ERR_BROTLI|ERR_ZSTD)/;

function bodyProblem(error: BodyError): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error.code !== undefined && DECOMPRESSION.test(error.code)) return new AppError('invalid_json', `The body could not be decompressed: ${error.message}.`);
  if (error.type === 'entity.too.large') {
    return new AppError('payload_too_large', `The body is larger than ${BODY_LIMIT_BYTES / 2 ** 20} MB.`);
  }
  if (error.type === 'entity.parse.failed') return invalidJson(error.body ?? '');
  // Wrong charset or encoding, a body cut short: all the sender's doing.
  return error.type !== undefined && (error.status ?? 500) < 500 ? new AppError('invalid_json', `The body could not be read: ${error.message}.`) : undefined;
}

/** The error of a text that is not JSON, with line and column of the first fault. */
export function invalidJson(body: string): AppError {
  const faults: ParseError[] = [];
  parseTree(body, faults, { disallowComments: true, allowTrailingComma: false });
  const first = faults[0] ?? { error: 0, offset: body.length, length: 0 };
  const position = positionAt(body, first.offset);
  const reason = faults[0] ? `: ${inWords(printParseErrorCode(first.error))}` : '';
  return new AppError('invalid_json', `The body is not valid JSON at line ${position.line}, column ${position.column}${reason}.`, { position });
}

/** Line and column, from 1, of an offset in a text. */
function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** `CommaExpected` as `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
