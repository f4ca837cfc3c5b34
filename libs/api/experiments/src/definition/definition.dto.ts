import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  COLUMN_TYPE_NAMES,
  type ColumnDefinition, type DistributionDefinition, type ExperimentDefinition, type ForeignKeyDefinition, type GeneratorDefinition, type FanOutDefinition, type ModifierDefinition, type PopularityDefinition, type TableDefinition, type TableForeignKeyDefinition, type TimeframeDefinition,
} from '@dw-sim/contracts';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsNumber, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';

export class PopularityDefinitionDto implements PopularityDefinition {
  @ApiProperty({ example: 'zipf', enum: ['uniform', 'zipf'] }) @IsString() type!: string;
  @ApiPropertyOptional({ example: 1.1, description: 'Exponent of zipf, above 0.' }) @IsOptional() @IsNumber() alpha?: number;
}

export class FanOutDefinitionDto implements FanOutDefinition {
  @ApiPropertyOptional({ example: 'poisson', enum: ['fixed', 'uniform', 'poisson', 'negative_binomial', 'geometric', 'zipf'] }) @IsOptional() @IsString() type?: string;
  @ApiPropertyOptional({ example: 3 }) @IsOptional() @IsNumber() mean?: number;
  @ApiPropertyOptional({ description: 'Of negative_binomial: the variance is mean + mean² / dispersion.' }) @IsOptional() @IsNumber() dispersion?: number;
  @ApiPropertyOptional({ description: 'Exponent of zipf.' }) @IsOptional() @IsNumber() alpha?: number;
  @ApiPropertyOptional({ description: 'Rows of each parent where the number is fixed.' }) @IsOptional() @IsNumber() count?: number;
  @ApiPropertyOptional({ description: 'Fewest rows of a parent.' }) @IsOptional() @IsNumber() min?: number;
  @ApiPropertyOptional({ description: 'Most rows of a parent.' }) @IsOptional() @IsNumber() max?: number;
}

export class ForeignKeyDefinitionDto implements ForeignKeyDefinition {
  @ApiProperty({ example: 'customers' }) @IsString() references_table!: string;
  @ApiProperty({ example: 'customer_id', description: 'A unique column of that table.' }) @IsString() references_column!: string;
  @ApiPropertyOptional({ example: false, description: 'True: some rows have no parent (NULL).' }) @IsOptional() @IsBoolean() nullable?: boolean;
  @ApiPropertyOptional({ type: PopularityDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => PopularityDefinitionDto)
  popularity?: PopularityDefinitionDto;
  @ApiPropertyOptional({ type: FanOutDefinitionDto, description: 'How many rows each parent has: the rows of the table follow from it.' }) @IsOptional() @IsObject() @ValidateNested() @Type(() => FanOutDefinitionDto)
  fan_out?: FanOutDefinitionDto;
}

export class TableForeignKeyDefinitionDto implements TableForeignKeyDefinition {
  @ApiProperty({ type: [String], example: ['item_id', 'ticket_number'] }) @IsArray() columns!: string[];
  @ApiProperty({ example: 'sales' }) @IsString() references_table!: string;
  @ApiProperty({ type: [String], example: ['item_id', 'ticket_number'], description: 'Columns that are unique together there.' }) @IsArray() references_columns!: string[];
  @ApiPropertyOptional({ example: false, description: 'True: some rows have no parent; all columns are NULL then.' }) @IsOptional() @IsBoolean() nullable?: boolean;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Share of rows without a parent; 0.1 by default.' }) @IsOptional() @IsNumber() null_rate?: number;
  @ApiPropertyOptional({ type: PopularityDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => PopularityDefinitionDto)
  popularity?: PopularityDefinitionDto;
  @ApiPropertyOptional({ type: FanOutDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => FanOutDefinitionDto)
  fan_out?: FanOutDefinitionDto;
}

export class GeneratorDefinitionDto implements GeneratorDefinition {
  @ApiProperty({ example: 'choice', description: 'A generator of the catalogue.' }) @IsString() type!: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { values: ['new', 'paid'], weights: [1, 3] } })
  @IsOptional() @IsObject() params?: Record<string, unknown>;
}

export class ColumnDefinitionDto implements ColumnDefinition {
  @ApiProperty({ example: 'price' }) @IsString() name!: string;
  @ApiPropertyOptional() @IsOptional() @IsString() description?: string;
  @ApiProperty({ example: 'DECIMAL(10,2)', description: `One of ${COLUMN_TYPE_NAMES.join(', ')}.` }) @IsString() data_type!: string;
  @ApiPropertyOptional({ example: false }) @IsOptional() @IsBoolean() is_unique?: boolean;
  @ApiPropertyOptional({ example: true, description: 'False or absent: the column may be NULL.' }) @IsOptional() @IsBoolean() required?: boolean;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Share of NULLs in a nullable column.' }) @IsOptional() @IsNumber() null_rate?: number;
  @ApiPropertyOptional() @IsOptional() @IsNumber() varchar_length?: number;
  @ApiPropertyOptional({ example: 1 }) @IsOptional() @IsNumber() min_value?: number;
  @ApiPropertyOptional({ example: 1000 }) @IsOptional() @IsNumber() max_value?: number;
  @ApiPropertyOptional({ description: 'Inclusive; YYYY-MM-DD or ISO 8601.' }) @IsOptional() @IsString() date_start?: string;
  @ApiPropertyOptional({ description: 'Inclusive; YYYY-MM-DD or ISO 8601.' }) @IsOptional() @IsString() date_end?: string;
  @ApiPropertyOptional({ description: 'A rule of faker, such as `first_name` or `internet.email`.' }) @IsOptional() @IsString() faker_rule?: string;
  @ApiPropertyOptional({ description: 'faker-js locale.' }) @IsOptional() @IsString() locale?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { type: 'normal', mean: 150, stddev: 50 } })
  @IsOptional() @IsObject() distribution?: DistributionDefinition;
  @ApiPropertyOptional({ type: ForeignKeyDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => ForeignKeyDefinitionDto)
  foreign_key?: ForeignKeyDefinitionDto;
  @ApiPropertyOptional({ type: GeneratorDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => GeneratorDefinitionDto)
  generator?: GeneratorDefinitionDto;
  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true }, example: [{ type: 'multiply', value: 1.2 }, { type: 'clamp', min: 0 }], description: 'Changes to the values, in this order.' })
  @IsOptional() @IsArray() modifiers?: ModifierDefinition[];
}

export class TableDefinitionDto implements TableDefinition {
  @ApiProperty({ example: 'products' }) @IsString() name!: string;
  @ApiPropertyOptional() @IsOptional() @IsString() description?: string;
  @ApiPropertyOptional({ example: 5000, minimum: 1, description: 'Required unless a foreign key has fan_out.' }) @IsOptional() @IsNumber() target_rows?: number;
  @ApiProperty({ type: [ColumnDefinitionDto] }) @IsArray() @ValidateNested({ each: true }) @Type(() => ColumnDefinitionDto) columns!: ColumnDefinitionDto[];
  @ApiPropertyOptional({ type: 'array', items: { type: 'array', items: { type: 'string' } }, example: [['region_id', 'store_id']], description: 'Groups of columns of which no two rows have the same values.' })
  @IsOptional() @IsArray() composite_keys?: string[][];
  @ApiPropertyOptional({ type: [TableForeignKeyDefinitionDto], description: 'Foreign keys of one or several columns.' }) @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => TableForeignKeyDefinitionDto)
  foreign_keys?: TableForeignKeyDefinitionDto[];
  @ApiPropertyOptional({ example: true, description: 'False: no column _row_id beside a composite key.' }) @IsOptional() @IsBoolean() surrogate_key?: boolean;
  @ApiPropertyOptional({ type: [String], description: 'Texts that are shown with the definition.' }) @IsOptional() @IsArray() warnings?: string[];
}

export class TimeframeDefinitionDto implements TimeframeDefinition {
  @ApiProperty({ example: '-90d', description: 'ISO 8601, or relative to the clock of a run.' }) @IsString() start!: string;
  @ApiProperty({ example: 'today' }) @IsString() end!: string;
  @ApiPropertyOptional({ example: '15min', description: 'Grid of the moments.' }) @IsOptional() @IsString() freq?: string;
}

/** The document that describes an experiment, as far as its shape goes; `checkDocument` checks what it means. */
export class ExperimentDefinitionDto implements ExperimentDefinition {
  @ApiProperty({ example: 'shop' }) @IsString() name!: string;
  @ApiPropertyOptional({ example: '1.2.0', description: 'Semantic version; counted up by what changed where it is absent.' }) @IsOptional() @IsString() version?: string;
  @ApiPropertyOptional({ example: 'A small shop' }) @IsOptional() @IsString() description?: string;
  @ApiPropertyOptional({ example: 'duckdb', description: "Warehouse to run on; the server's default otherwise." }) @IsOptional() @IsString() target_warehouse?: string;
  @ApiPropertyOptional({ example: 'en' }) @IsOptional() @IsString() locale?: string;
  @ApiPropertyOptional({ example: 42 }) @IsOptional() @IsNumber() seed?: number;
  @ApiPropertyOptional({ type: TimeframeDefinitionDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => TimeframeDefinitionDto)
  timeframe?: TimeframeDefinitionDto;
  @ApiProperty({ type: [TableDefinitionDto] }) @IsArray() @ValidateNested({ each: true }) @Type(() => TableDefinitionDto) tables!: TableDefinitionDto[];
}
