import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextPositionDto } from '@dw-sim/api-platform';
import {
  COMPLETION_KINDS, ERROR_CODES, SQL_DIALECTS, type CompletionItem, type CompletionKind, type CompletionRequest, type CompletionResult, type ErrorCode, type FormatResult, type QueryCheckResult, type QueryText,
  type SqlDiagnostic, type SqlDialect,
} from '@dw-sim/contracts';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Min } from 'class-validator';

export class QueryTextDto implements QueryText {
  @ApiProperty({ example: 'SELECT c.email FROM customers c' })
  @IsString()
  sql!: string;

  @ApiPropertyOptional({ example: 'ecommerce', description: 'Experiment whose tables are named.' })
  @IsOptional() @IsString() @IsNotEmpty()
  experiment?: string;

  @ApiPropertyOptional({ example: 'duckdb', description: "Target that is to answer; that of the experiment otherwise, else the server's default." })
  @IsOptional() @IsString() @IsNotEmpty()
  warehouse?: string;

  @ApiPropertyOptional({ enum: SQL_DIALECTS, description: "Whose SQL it is; that of the experiment otherwise, else the warehouse's own." })
  @IsOptional() @IsIn(SQL_DIALECTS)
  dialect?: SqlDialect;

  @ApiPropertyOptional({ default: false, description: 'Whether it may change tables of the experiment when it runs.' })
  @IsOptional() @IsBoolean()
  allow_writes?: boolean;
}

export class CompletionRequestDto extends QueryTextDto implements CompletionRequest {
  @ApiPropertyOptional({ minimum: 0, example: 9, description: 'Where the cursor is, in UTF-16 code units from 0; the end of the text by default.' })
  @IsOptional() @IsInt() @Min(0)
  offset?: number;
}

export class FormatRequestDto extends QueryTextDto {
  @ApiPropertyOptional({ enum: ['preserve', 'upper', 'lower'], default: 'preserve', description: 'How keywords are written.' })
  @IsOptional() @IsIn(['preserve', 'upper', 'lower'])
  keyword_case?: 'preserve' | 'upper' | 'lower';
}

export class CompletionItemDto implements CompletionItem {
  @ApiProperty({ example: 'email' }) label!: string;
  @ApiProperty({ enum: COMPLETION_KINDS, example: 'column' }) kind!: CompletionKind;
  @ApiPropertyOptional({ example: 'VARCHAR · customers' }) detail?: string;
  @ApiPropertyOptional({ example: '→ customers.customer_id' }) note?: string;
  @ApiProperty({ example: 'email', description: 'What takes the place of `replace`.' }) insert!: string;
  @ApiPropertyOptional({ description: 'Where the cursor goes, from the start of `insert`; its end by default.' }) caret?: number;
}

export class TextRangeDto {
  @ApiProperty({ example: 9 }) start!: number;
  @ApiProperty({ example: 9 }) end!: number;
}

export class CompletionResultDto implements CompletionResult {
  @ApiProperty({ description: 'What an item takes the place of, in UTF-16 code units.' }) replace!: TextRangeDto;
  @ApiProperty({ type: [CompletionItemDto], description: 'The best first.' }) items!: CompletionItemDto[];
  @ApiProperty({ enum: SQL_DIALECTS, example: 'redshift' }) dialect!: SqlDialect;
}

export class SqlDiagnosticDto implements SqlDiagnostic {
  @ApiProperty({ enum: ['error', 'warning'] }) severity!: 'error' | 'warning';
  @ApiProperty({ enum: ERROR_CODES, example: 'invalid_sql' }) code!: ErrorCode;
  @ApiProperty({ example: 'Unknown column "emial"; did you mean "email"?' }) message!: string;
  @ApiPropertyOptional() hint?: string;
  @ApiProperty({ description: 'From 1.' }) position!: TextPositionDto;
  @ApiProperty({ example: 7, description: 'The same place, in UTF-16 code units from 0.' }) offset!: number;
  @ApiProperty({ example: 5 }) length!: number;
  @ApiProperty({ example: 1, description: 'Which statement of the text, from 1.' }) statement!: number;
  @ApiPropertyOptional({ type: [String], example: ['email'] }) suggestions?: string[];
}

export class QueryCheckResultDto implements QueryCheckResult {
  @ApiProperty({ example: false, description: 'There is no error.' }) valid!: boolean;
  @ApiProperty({ example: 1 }) statements!: number;
  @ApiProperty({ type: [SqlDiagnosticDto], description: 'In the order of the text.' }) diagnostics!: SqlDiagnosticDto[];
  @ApiProperty({ enum: SQL_DIALECTS, example: 'redshift' }) dialect!: SqlDialect;
  @ApiProperty({ example: 'duckdb' }) warehouse!: string;
}

export class FormatResultDto implements FormatResult {
  @ApiProperty({ example: 'SELECT\n  c.email\nFROM\n  customers c\n' }) sql!: string;
  @ApiProperty({ example: true }) changed!: boolean;
  @ApiProperty({ type: [SqlDiagnosticDto], description: 'Statements that were left as they were, and why.' }) diagnostics!: SqlDiagnosticDto[];
  @ApiProperty({ enum: SQL_DIALECTS, example: 'redshift' }) dialect!: SqlDialect;
}
