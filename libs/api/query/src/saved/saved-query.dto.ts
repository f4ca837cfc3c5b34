import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import {
  SAVED_QUERY_NAME, SAVED_QUERY_NAME_RULE, SQL_DIALECTS, type DeleteSavedQueryResult, type ImportSavedQueriesRequest, type ImportSavedQueriesResult, type SavedQuery, type SavedQueryDefinition, type SavedQueryList, type SqlDialect,
} from '@dw-sim/contracts';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { NoNul } from '../no-nul';

const MOST_SQL_CHARACTERS = 1_000_000;

export class SavedQueryDefinitionDto implements SavedQueryDefinition {
  @ApiProperty({ example: 'top_customers', description: SAVED_QUERY_NAME_RULE })
  @Matches(SAVED_QUERY_NAME, { message: `name must be ${SAVED_QUERY_NAME_RULE}` })
  name!: string;

  @ApiProperty({ example: 'SELECT customer_id, SUM(total) FROM orders GROUP BY 1 ORDER BY 2 DESC' })
  @IsString() @NoNul() @Matches(/\S/, { message: 'sql must not be empty' }) @MaxLength(MOST_SQL_CHARACTERS)
  sql!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Who pays most' })
  @IsOptional() @IsString() @NoNul() @MaxLength(2_000)
  description?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'ecommerce', description: 'Experiment whose tables it names; it need not exist yet.' })
  @IsOptional() @IsString() @NoNul() @IsNotEmpty() @MaxLength(200)
  experiment?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'duckdb' })
  @IsOptional() @IsString() @NoNul() @IsNotEmpty() @MaxLength(200)
  warehouse?: string | null;

  @ApiPropertyOptional({ enum: SQL_DIALECTS, nullable: true, example: 'redshift' })
  @IsOptional() @IsIn(SQL_DIALECTS)
  dialect?: SqlDialect | null;
}

/** The body that changes a saved query; a name in it is the new one. */
export class SavedQueryChangeDto extends OmitType(SavedQueryDefinitionDto, ['name']) {
  @ApiPropertyOptional({ example: 'best_customers', description: 'A new name.' })
  @IsOptional() @Matches(SAVED_QUERY_NAME, { message: `name must be ${SAVED_QUERY_NAME_RULE}` })
  name?: string;
}

export class ImportSavedQueriesDto implements ImportSavedQueriesRequest {
  @ApiProperty({ type: [SavedQueryDefinitionDto] })
  @IsArray() @ArrayNotEmpty() @IsObject({ each: true }) @ValidateNested({ each: true }) @Type(() => SavedQueryDefinitionDto)
  queries!: SavedQueryDefinitionDto[];

  @ApiPropertyOptional({ default: false, description: 'Change queries that are there already; a conflict otherwise.' })
  @IsOptional() @IsBoolean()
  replace?: boolean;
}

export class SavedQueryFilterDto {
  @ApiPropertyOptional({ example: 'ecommerce' })
  @IsOptional() @IsString() @IsNotEmpty()
  experiment?: string;
}

export class SavedQueryDto implements SavedQuery {
  @ApiProperty({ example: 'top_customers' }) name!: string;
  @ApiProperty({ example: 'SELECT customer_id, SUM(total) FROM orders GROUP BY 1 ORDER BY 2 DESC' }) sql!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Who pays most' }) description!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'ecommerce' }) experiment!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) warehouse!: string | null;
  @ApiProperty({ enum: SQL_DIALECTS, nullable: true, example: 'redshift' }) dialect!: SqlDialect | null;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' }) created_at!: string;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' }) updated_at!: string;
}

export class SavedQueryListDto implements SavedQueryList {
  @ApiProperty({ type: [SavedQueryDto], description: 'By name.' }) items!: SavedQueryDto[];
  @ApiProperty({ example: 1 }) total!: number;
}

export class ImportSavedQueriesResultDto implements ImportSavedQueriesResult {
  @ApiProperty({ type: [String], example: ['top_customers'] }) created!: string[];
  @ApiProperty({ type: [String], example: [] }) replaced!: string[];
  @ApiProperty({ type: [String], example: [] }) unchanged!: string[];
}

export class DeleteSavedQueryResultDto implements DeleteSavedQueryResult {
  @ApiProperty({ example: 'top_customers' }) name!: string;
}
