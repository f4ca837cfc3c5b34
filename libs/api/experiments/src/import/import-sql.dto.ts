import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextPositionDto } from '@dw-sim/api-platform';
import { DDL_DIALECTS, type DdlDialect, type DdlNotice, type ImportSqlRequest, type KeySuggestion, type SqlImportColumn, type SqlImportReport, type SqlImportResult, type SqlImportTable, type SqlImportWarning, type SuggestedColumn } from '@dw-sim/contracts';
import { IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateBy } from 'class-validator';
import { ExperimentDefinitionDto } from '../definition/definition.dto';
import { ColumnReferenceDto, ExperimentDetailDto } from '../experiments.dto';

const MAX_ROWS = 2 ** 32;

function isSuggestionChoice(value: unknown): boolean {
  const isColumn = (item: unknown): boolean => typeof item === 'object' && item !== null && typeof (item as SuggestedColumn).table === 'string' && typeof (item as SuggestedColumn).column === 'string';
  return typeof value === 'boolean' || (Array.isArray(value) && value.every(isColumn));
}

export class ImportSqlRequestDto implements ImportSqlRequest {
  @ApiProperty({ example: 'shop', description: 'Name of the experiment.' }) @IsString() name!: string;
  @ApiProperty({ example: 'CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(80) NOT NULL);', description: 'DDL of at most 10 MB. In a form it is the field `file`: UTF-8, UTF-16 or Windows-1252.' }) @IsString() sql!: string;
  @ApiPropertyOptional({ enum: DDL_DIALECTS, example: 'redshift', description: '`ansi` by default, which takes the forms of all.' }) @IsOptional() @IsIn(DDL_DIALECTS) dialect?: DdlDialect;
  @ApiPropertyOptional({ example: 'Tables of the shop' }) @IsOptional() @IsString() description?: string;
  @ApiPropertyOptional({ example: 'duckdb', description: "Warehouse to run on; the server's default otherwise." }) @IsOptional() @IsString() target_warehouse?: string;
  @ApiPropertyOptional({ example: 1000, minimum: 1, maximum: MAX_ROWS, description: 'Rows of each table; fewer where a unique column has fewer values.' }) @IsOptional() @IsInt() @Min(1) @Max(MAX_ROWS) target_rows?: number;
  @ApiPropertyOptional({ description: 'Foreign keys that names suggest: all of them (true), or those of these columns. None by default.', oneOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'object', properties: { table: { type: 'string' }, column: { type: 'string' } } } }], example: true })
  @IsOptional() @ValidateBy({ name: 'isSuggestionChoice', validator: { validate: isSuggestionChoice, defaultMessage: () => 'apply_suggestions is true, false, or a list of { "table", "column" }' } })
  apply_suggestions?: boolean | SuggestedColumn[];
}

export class KeySuggestionDto implements KeySuggestion {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ example: 'customer_id' }) column!: string;
  @ApiProperty({ example: 'customers' }) references_table!: string;
  @ApiProperty({ example: 'id' }) references_column!: string;
  @ApiPropertyOptional({ type: [String], description: 'The columns of a key of several.' }) columns?: string[];
  @ApiPropertyOptional({ type: [String] }) references_columns?: string[];
  @ApiProperty({ example: 0.95, minimum: 0, maximum: 1 }) confidence!: number;
  @ApiProperty({ example: 'Its name is that of customers.id, which is unique.' }) reason!: string;
}

export class SqlImportWarningDto implements SqlImportWarning {
  @ApiProperty({ example: 'adapted_name' }) code!: string;
  @ApiProperty({ example: 'The column "e-mail" is called e_mail.' }) message!: string;
  @ApiPropertyOptional({ type: TextPositionDto }) position?: TextPositionDto;
  @ApiPropertyOptional({ example: 'customers' }) table?: string;
  @ApiPropertyOptional({ example: 'e_mail' }) column?: string;
}

export class DdlNoticeDto implements DdlNotice {
  @ApiProperty({ example: 'CREATE INDEX' }) what!: string;
  @ApiProperty({ example: 3 }) count!: number;
  @ApiProperty({ example: 'Indexes are not simulated.' }) message!: string;
  @ApiProperty({ type: TextPositionDto, description: 'Of the first of them.' }) position!: TextPositionDto;
}

export class SqlImportColumnDto implements SqlImportColumn {
  @ApiProperty({ example: 'email' }) name!: string;
  @ApiProperty({ example: 'VARCHAR(80)' }) data_type!: string;
  @ApiPropertyOptional({ example: 'character varying(80)', description: 'As it stands in the text.' }) written_type?: string;
  @ApiPropertyOptional({ type: TextPositionDto }) position?: TextPositionDto;
  @ApiProperty({ example: false }) nullable!: boolean;
  @ApiProperty({ example: false }) unique!: boolean;
  @ApiProperty({ example: 0 }) null_rate!: number;
  @ApiProperty({ example: 'faker' }) generator!: string;
  @ApiProperty({ example: 'email' }) generator_summary!: string;
  @ApiProperty({ type: ColumnReferenceDto, nullable: true, example: null }) references!: ColumnReferenceDto | null;
  @ApiProperty({ example: "An e-mail address, by its name; it fits the person's name in the row." }) reason!: string;
}

export class SqlImportTableDto implements SqlImportTable {
  @ApiProperty({ example: 'customers' }) name!: string;
  @ApiProperty({ example: 'public.customers' }) written_name!: string;
  @ApiProperty({ example: 1000 }) target_rows!: number;
  @ApiProperty({ type: [SqlImportColumnDto] }) columns!: SqlImportColumnDto[];
}

export class SqlImportReportDto implements SqlImportReport {
  @ApiProperty({ type: ExperimentDefinitionDto }) definition!: ExperimentDefinitionDto;
  @ApiProperty({ type: [SqlImportTableDto] }) tables!: SqlImportTableDto[];
  @ApiProperty({ type: [SqlImportWarningDto] }) warnings!: SqlImportWarningDto[];
  @ApiProperty({ type: [DdlNoticeDto] }) notices!: DdlNoticeDto[];
  @ApiProperty({ type: [KeySuggestionDto], description: 'Foreign keys that are offered.' }) suggestions!: KeySuggestionDto[];
  @ApiProperty({ type: [KeySuggestionDto], description: 'Foreign keys that were suggested and are applied.' }) applied!: KeySuggestionDto[];
}

export class SqlImportResultDto extends ExperimentDetailDto implements SqlImportResult {
  @ApiProperty({ type: SqlImportReportDto }) import!: SqlImportReportDto;
}
