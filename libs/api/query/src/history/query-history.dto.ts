import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERROR_CODES, QUERY_OUTCOMES, SQL_DIALECTS, type ClearHistoryResult, type ErrorCode, type QueryHistoryItem, type QueryHistoryList, type QueryOutcome, type SqlDialect } from '@dw-sim/contracts';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches } from 'class-validator';
import { NoNul } from '../no-nul';

/** The page and its filters, as they stand in the address. */
export class QueryHistoryFilterDto {
  @ApiPropertyOptional({ example: 'ecommerce' })
  @IsOptional() @IsString() @NoNul() @IsNotEmpty()
  experiment?: string;

  @ApiPropertyOptional({ example: 'duckdb' })
  @IsOptional() @IsString() @NoNul() @IsNotEmpty()
  warehouse?: string;

  @ApiPropertyOptional({ enum: QUERY_OUTCOMES })
  @IsOptional() @IsIn(QUERY_OUTCOMES)
  status?: QueryOutcome;

  @ApiPropertyOptional({ description: 'Text that the SQL holds, without regard to case.' })
  @IsOptional() @IsString() @NoNul() @IsNotEmpty()
  search?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 50 })
  @IsOptional() @Matches(/^(?:[1-9]\d{0,2}|1000)$/, { message: 'limit must be a whole number from 1 to 1000' })
  limit?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0 })
  @IsOptional() @Matches(/^\d{1,9}$/, { message: 'offset must be a whole number of at least 0' })
  offset?: string;
}

export class QueryHistoryItemDto implements QueryHistoryItem {
  @ApiProperty({ example: 7 }) id!: number;
  @ApiProperty({ example: 'SELECT COUNT(*) FROM orders', description: 'As it was written; secrets are ***.' }) sql!: string;
  @ApiProperty({ example: false, description: 'The text was longer than what is kept.' }) sql_truncated!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'ecommerce' }) experiment!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'duckdb' }) warehouse!: string | null;
  @ApiProperty({ enum: SQL_DIALECTS, nullable: true, example: 'redshift' }) dialect!: SqlDialect | null;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' }) started_at!: string;
  @ApiProperty({ example: 12 }) elapsed_ms!: number;
  @ApiProperty({ type: Number, nullable: true, example: 1 }) row_count!: number | null;
  @ApiProperty({ enum: QUERY_OUTCOMES, example: 'completed' }) status!: QueryOutcome;
  @ApiProperty({ enum: ERROR_CODES, nullable: true, example: null }) error_code!: ErrorCode | null;
  @ApiProperty({ type: String, nullable: true, example: null }) error_message!: string | null;
}

export class QueryHistoryListDto implements QueryHistoryList {
  @ApiProperty({ type: [QueryHistoryItemDto], description: 'The newest first.' }) items!: QueryHistoryItemDto[];
  @ApiProperty({ example: 1, description: 'On all pages.' }) total!: number;
  @ApiProperty({ example: 50 }) limit!: number;
  @ApiProperty({ example: 0 }) offset!: number;
}

export class ClearHistoryResultDto implements ClearHistoryResult {
  @ApiProperty({ example: 12 }) removed!: number;
}
