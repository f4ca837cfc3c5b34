import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ProblemDto, TextPositionDto } from '@dw-sim/api-platform';
import { EXPLAIN_MODES, QUERY_FORMATS, SQL_DIALECTS, type CancelQueryResult, type CellValue, type ExplainMode, type QueryFormat, type QueryRequest, type QueryResult, type QueryStatus, type ResultColumn, type SqlDialect, type StatementKind, type StatementResult } from '@dw-sim/contracts';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const DAY_MS = 86_400_000;

export class QueryRequestDto implements QueryRequest {
  @ApiProperty({ example: 'SELECT status, COUNT(*) FROM orders GROUP BY status' })
  @IsString() @IsNotEmpty()
  sql!: string;

  @ApiPropertyOptional({ example: 'ecommerce', description: 'Experiment whose table names are understood; physical names work without one.' })
  @IsOptional() @IsString() @IsNotEmpty()
  experiment?: string;

  @ApiPropertyOptional({ example: 'duckdb', description: "Target to ask; that of the experiment otherwise, else the server's default." })
  @IsOptional() @IsString() @IsNotEmpty()
  warehouse?: string;

  @ApiPropertyOptional({ enum: SQL_DIALECTS, description: "Whose SQL it is; that of the experiment otherwise, else ansi, the warehouse's own." })
  @IsOptional() @IsIn(SQL_DIALECTS)
  dialect?: SqlDialect;

  @ApiPropertyOptional({ enum: QUERY_FORMATS, default: 'json', description: '`json_rows`: an array of objects; `ndjson`: an object on each line; `arrow`: an IPC stream.' })
  @IsOptional() @IsIn(QUERY_FORMATS)
  format?: QueryFormat;

  @ApiPropertyOptional({ minimum: 1, description: 'Rows of each statement. JSON: 1,000 by default, 100,000 at most. Streams: all rows by default.' })
  @IsOptional() @IsInt() @Min(1)
  row_limit?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: DAY_MS, description: 'For the whole text.' })
  @IsOptional() @IsInt() @Min(1) @Max(DAY_MS)
  timeout_ms?: number;

  @ApiPropertyOptional({ enum: EXPLAIN_MODES, description: 'Answers plans in place of rows; `analyze` runs the statements and measures.' })
  @IsOptional() @IsIn(EXPLAIN_MODES)
  explain?: ExplainMode;

  @ApiPropertyOptional({ default: false, description: 'Lets statements change and make tables of the experiment. Temporary tables are always possible.' })
  @IsOptional() @IsBoolean()
  allow_writes?: boolean;

  @ApiPropertyOptional({ example: '3f1c5a52-4f0e-4b43-9f0f-0d1f1a7c2b11', description: 'Name by which the query can be cancelled while it runs; the server makes one otherwise.' })
  @IsOptional() @Matches(/^[\w-]{1,64}$/, { message: 'query_id takes up to 64 letters, digits, _ and -' })
  query_id?: string;
}

export class ResultColumnDto implements ResultColumn {
  @ApiProperty({ example: 'status' }) name!: string;
  @ApiProperty({ example: 'VARCHAR', description: "The engine's own type name." }) type!: string;
  @ApiProperty({ enum: ['number', 'text', 'boolean', 'time', 'other'], example: 'text' }) category!: ResultColumn['category'];
}

const ROWS = {
  type: 'array', items: { type: 'array', items: {} }, example: [['delivered', 204000], ['shipped', 30000]],
  description: 'Integers beyond 2^53 and decimals of more than 15 digits come as strings; dates as YYYY-MM-DD.',
} as const;

class ResultRowsDto {
  @ApiProperty({ type: [ResultColumnDto] }) columns!: ResultColumnDto[];
  @ApiProperty(ROWS) rows!: CellValue[][];
  @ApiProperty({ example: 2 }) row_count!: number;
  @ApiProperty({ example: false, description: 'True where there were more rows than the limit.' }) truncated!: boolean;
  @ApiProperty({ example: 12 }) elapsed_ms!: number;
  @ApiProperty({ example: 'SELECT status, COUNT(*) FROM ecommerce__orders GROUP BY status', description: 'The text that ran, with physical table names.' }) executed_sql!: string;
}

export class StatementResultDto extends ResultRowsDto implements StatementResult {
  @ApiProperty({ example: 1, description: 'Its number in the text, from 1.' }) statement!: number;
  @ApiProperty({ type: TextPositionDto }) position!: TextPositionDto;
  @ApiProperty({ enum: ['rows', 'plan', 'write', 'notice'], example: 'rows' }) kind!: StatementKind;
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Rows that were inserted, changed or deleted.' }) affected_rows!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'What a statement without rows did.' }) message!: string | null;
}

/** The rows at the top are those of the last statement; time and text those of all. */
export class QueryResultDto extends ResultRowsDto implements QueryResult {
  @ApiProperty({ example: '3f1c5a52-4f0e-4b43-9f0f-0d1f1a7c2b11' }) query_id!: string;
  @ApiProperty({ example: 'duckdb' }) warehouse!: string;
  @ApiProperty({ type: [StatementResultDto], description: 'One for each statement, in their order.' }) results!: StatementResultDto[];
}

export class QueryStatusDto implements QueryStatus {
  @ApiProperty({ example: '3f1c5a52-4f0e-4b43-9f0f-0d1f1a7c2b11' }) query_id!: string;
  @ApiProperty({ enum: ['running', 'completed', 'failed', 'cancelled'], example: 'running' }) status!: QueryStatus['status'];
  @ApiProperty({ example: 'SELECT COUNT(*) FROM orders', description: "The user's text, shortened where it is long." }) sql!: string;
  @ApiProperty({ type: String, nullable: true, example: 'ecommerce' }) experiment!: string | null;
  @ApiProperty({ example: '2026-01-01T10:00:00.000Z' }) started_at!: string;
  @ApiProperty({ example: 1200 }) elapsed_ms!: number;
  @ApiProperty({ type: ProblemDto, nullable: true, description: 'Why it failed.', example: null }) error!: ProblemDto | null;
}

export class RunningQueriesDto {
  @ApiProperty({ type: [QueryStatusDto] }) items!: QueryStatusDto[];
}

export class CancelQueryResultDto implements CancelQueryResult {
  @ApiProperty({ example: '3f1c5a52-4f0e-4b43-9f0f-0d1f1a7c2b11' }) query_id!: string;
  @ApiProperty({ example: true, description: 'False where it had already ended.' }) cancelled!: boolean;
}
