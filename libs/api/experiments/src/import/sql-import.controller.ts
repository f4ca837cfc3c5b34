import { Body, Controller, HttpCode, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, type ProblemExample } from '@dw-sim/api-platform';
import { DDL_DIALECTS, type SqlImportReport, type SqlImportResult } from '@dw-sim/contracts';
import { importRequest, UPLOAD_LIMITS, type UploadedText } from './import-request';
import { ImportSqlRequestDto, SqlImportReportDto, SqlImportResultDto } from './import-sql.dto';
import { SqlImportService } from './sql-import.service';

const SQL = 'CREATE TABLE customers (\n  id BIGINT IDENTITY(1,1) PRIMARY KEY,\n  email VARCHAR(80) NOT NULL UNIQUE,\n  country CHAR(2)\n);\n\nCREATE TABLE orders (\n  id BIGINT PRIMARY KEY,\n  customer_id BIGINT NOT NULL,\n  amount DECIMAL(10,2)\n) DISTKEY(customer_id) SORTKEY(id);';

const BODY = {
  required: true,
  content: {
    'application/json': { schema: { $ref: getSchemaPath(ImportSqlRequestDto) }, examples: { redshift: { summary: 'Two tables of Redshift', value: { name: 'shop', sql: SQL, dialect: 'redshift', apply_suggestions: true } } } },
    'multipart/form-data': {
      schema: {
        type: 'object', required: ['name', 'file'],
        properties: { name: { type: 'string' }, file: { type: 'string', format: 'binary' }, dialect: { type: 'string', enum: [...DDL_DIALECTS] }, description: { type: 'string' }, target_warehouse: { type: 'string' }, target_rows: { type: 'integer' }, apply_suggestions: { type: 'boolean' } },
      },
      examples: { file: { summary: 'A file', value: { name: 'shop', file: 'schema.sql', dialect: 'redshift' } } },
    },
  },
};

const FAULTY_SQL: ProblemExample = {
  code: 'invalid_sql',
  detail: 'The SQL has 1 fault. Line 2, column 9: "MONY" is no type of redshift',
  more: { errors: [{ path: '$.sql', code: 'unknown_type', message: '"MONY" is no type of redshift; write DECIMAL(19,4)', position: { line: 2, column: 9, length: 4 } }], position: { line: 2, column: 9, length: 4 }, hint: 'Write DECIMAL(19,4).' },
};

const CONFLICT: ProblemExample = { code: 'conflict', detail: 'There is an experiment "shop" already.' };
const TOO_LARGE: ProblemExample = { code: 'payload_too_large', detail: 'The body is larger than 10 MB.' };

/** Experiments from DDL. */
@ApiTags('Experiments')
@ApiExtraModels(ImportSqlRequestDto)
@Controller('experiments/import-sql')
export class SqlImportController {
  constructor(private readonly imports: SqlImportService) {}

  @Post()
  @UseInterceptors(FileInterceptor('file', { limits: UPLOAD_LIMITS }))
  @ApiOperation({ requestBody: BODY, summary: 'Create an experiment from DDL', description: 'Reads CREATE TABLE statements of a dialect, with their keys and constraints, and finds a generator for each column by its name and type. Where something of the SQL can\'t be had, every fault is told with its line and column, and nothing is created.' })
  @ApiCreatedResponse({ type: SqlImportResultDto })
  @ApiProblems(FAULTY_SQL, CONFLICT, TOO_LARGE)
  create(@Body() body: unknown, @UploadedFile() file?: UploadedText): Promise<SqlImportResult> {
    return this.imports.create(importRequest(body, file));
  }

  @RequiresScope('read')
  @Post('preview')
  @HttpCode(200)
  @UseInterceptors(FileInterceptor('file', { limits: UPLOAD_LIMITS }))
  @ApiOperation({ requestBody: BODY, summary: 'Show what an import of DDL would make, without saving anything', description: 'The definition, each column with its generator and the reason, warnings with their places, statements that are passed over, and foreign keys that the names suggest.' })
  @ApiOkResponse({ type: SqlImportReportDto })
  @ApiProblems(FAULTY_SQL, TOO_LARGE)
  preview(@Body() body: unknown, @UploadedFile() file?: UploadedText): Promise<SqlImportReport> {
    return this.imports.preview(importRequest(body, file));
  }
}
