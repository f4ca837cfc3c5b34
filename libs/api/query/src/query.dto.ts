import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextPositionDto } from '@dw-sim/api-platform';
import { SQL_DIALECTS, type CellValue, type QueryRequest, type QueryResult, type ResultColumn, type SqlDialect, type StatementKind, type StatementResult } from '@dw-sim/contracts';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';

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

  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @IsOptional() @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @ApiPropertyOptional({ minimum: 1, description: 'JSON: 1,000 by default, 100,000 at most. CSV: all rows by default.' })
  @IsOptional() @IsInt() @Min(1)
  row_limit?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: DAY_MS })
  @IsOptional() @IsInt() @Min(1) @Max(DAY_MS)
  timeout_ms?: number;
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
