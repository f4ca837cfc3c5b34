import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FaultDto } from '@dw-sim/api-platform';
import {
  ERROR_CODES,
  type DeleteTargetResult, type ErrorCode, type Fault, type TargetCapabilities, type TargetDefinition, type TargetDetail, type TargetKind, type TargetKindOption, type TargetList,
  type TargetOptionValue, type TargetOrigin, type TargetProblem, type TargetSummary, type TargetTestResult, type ValidationReport, type Warning,
} from '@dw-sim/contracts';

const ORIGINS: readonly TargetOrigin[] = ['builtin', 'environment', 'stored', 'file'];
const OPTIONS = { type: 'object' as const, additionalProperties: true, example: { memory_limit_mb: 512 } };
const DSN = 'postgres://me:***@db.example.com:5432/app';

/** The document that describes a target, for the documentation; the catalogue checks it. */
export class TargetDefinitionDto implements TargetDefinition {
  @ApiPropertyOptional({ example: 'marketing', description: 'What experiments and commands call it; follows from the name where absent.' }) id?: string;
  @ApiPropertyOptional({ example: 'Marketing', description: 'Name for people; the id where absent.' }) name?: string;
  @ApiProperty({ example: 'sqlite', description: 'Engine.' }) kind!: string;
  @ApiPropertyOptional({ type: String, nullable: true, example: 'sqlite:///marketing.db', description: '`env:NAME` and `${NAME}` refer to the environment of the server.' }) dsn?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, example: 'main' }) schema?: string | null;
  @ApiPropertyOptional({ ...OPTIONS, nullable: true }) options?: Record<string, TargetOptionValue> | null;
}

export class TargetSummaryDto implements TargetSummary {
  @ApiProperty({ example: 'marketing' }) id!: string;
  @ApiProperty({ example: 'Marketing' }) name!: string;
  @ApiProperty({ example: 'postgres' }) kind!: string;
  @ApiProperty({ type: String, nullable: true, example: DSN, description: 'With `***` in place of passwords.' }) dsn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'public' }) schema!: string | null;
  @ApiProperty(OPTIONS) options!: Record<string, TargetOptionValue>;
  @ApiProperty({ enum: ORIGINS, example: 'stored' }) origin!: TargetOrigin;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'File or environment variable that the definition stands in.' }) source!: string | null;
  @ApiProperty({ example: false, description: 'True for all but stored ones.' }) read_only!: boolean;
  @ApiProperty({ example: false, description: 'Used where neither an experiment nor a query names a target.' }) is_default!: boolean;
}

export class TargetCapabilitiesDto implements TargetCapabilities {
  @ApiProperty({ example: 63, description: 'Longest identifier, in bytes.' }) max_identifier_bytes!: number;
  @ApiProperty({ example: true }) enforces_unique_keys!: boolean;
  @ApiProperty({ example: false }) enforces_foreign_keys!: boolean;
  @ApiProperty({ example: true }) exact_decimals!: boolean;
  @ApiProperty({ example: true, description: 'Dates, times and booleans are types of their own.' }) temporal_types!: boolean;
  @ApiProperty({ example: true }) cancels_queries!: boolean;
}

export class TargetDetailDto extends TargetSummaryDto implements TargetDetail {
  @ApiProperty({ type: String, nullable: true, example: 'PostgreSQL', description: 'Null where this version has no engine for the kind.' }) engine!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Absolute path of the file, or of the folder, of an embedded engine.' }) location!: string | null;
  @ApiProperty({ type: TargetCapabilitiesDto, nullable: true }) capabilities!: TargetCapabilitiesDto | null;
  @ApiProperty({ type: [String], example: ['shop'], description: 'Experiments that have their tables there.' }) experiments!: string[];
}

export class TargetProblemDto implements TargetProblem {
  @ApiProperty({ example: '/home/me/targets/staging.yml' }) source!: string;
  @ApiProperty({ type: [FaultDto] }) errors!: FaultDto[];
}

export class TargetKindOptionDto implements TargetKindOption {
  @ApiProperty({ example: 'threads' }) name!: string;
  @ApiProperty({ example: 'Threads that the engine may use.' }) description!: string;
  @ApiProperty({ example: 'a whole number from 1 to 256' }) allowed!: string;
}

export class TargetKindDto implements TargetKind {
  @ApiProperty({ example: 'duckdb' }) kind!: string;
  @ApiProperty({ example: 'DuckDB' }) label!: string;
  @ApiProperty({ enum: ['file', 'server', 'folder'], example: 'file' }) place!: 'file' | 'server' | 'folder';
  @ApiProperty({ example: false }) dsn_required!: boolean;
  @ApiProperty({ example: 'duckdb:///marketing.duckdb' }) dsn_example!: string;
  @ApiProperty({ type: String, nullable: true, example: 'main', description: "Null: the user's own." }) default_schema!: string | null;
  @ApiProperty({ example: false }) schema_choosable!: boolean;
  @ApiProperty({ type: [TargetKindOptionDto] }) options!: TargetKindOptionDto[];
}

export class TargetListDto implements TargetList {
  @ApiProperty({ type: [TargetSummaryDto] }) items!: TargetSummaryDto[];
  @ApiProperty({ example: 3 }) total!: number;
  @ApiProperty({ type: [TargetProblemDto], description: 'Definitions that could not be taken, and why.' }) problems!: TargetProblemDto[];
  @ApiProperty({ type: [TargetKindDto], description: 'What each kind of target takes.' }) kinds!: TargetKindDto[];
}

export class TargetTestErrorDto {
  @ApiProperty({ enum: ERROR_CODES, example: 'warehouse_unavailable' }) code!: ErrorCode;
  @ApiProperty({ example: 'The target "staging" did not answer within 10 seconds.' }) message!: string;
  @ApiPropertyOptional() hint?: string;
}

export class TargetTestResultDto implements TargetTestResult {
  @ApiProperty({ enum: ['ok', 'unavailable'], example: 'ok' }) status!: 'ok' | 'unavailable';
  @ApiProperty({ type: String, nullable: true, example: '17.2' }) version!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 3 }) latency_ms!: number | null;
  @ApiProperty({ type: TargetCapabilitiesDto, nullable: true }) capabilities!: TargetCapabilitiesDto | null;
  @ApiProperty({ type: TargetTestErrorDto, nullable: true, example: null }) error!: TargetTestErrorDto | null;
}

export class TargetWarningDto implements Warning {
  @ApiProperty({ example: '$.dsn' }) path!: string;
  @ApiProperty({ example: 'plain_password' }) code!: string;
  @ApiProperty({ example: 'The password stands here in plain text; ${NAME} in its place reads it from the environment.' }) message!: string;
}

export class TargetValidationDto implements ValidationReport {
  @ApiProperty({ example: true }) valid!: boolean;
  @ApiProperty({ type: [FaultDto], example: [] }) errors!: Fault[];
  @ApiProperty({ type: [TargetWarningDto], example: [] }) warnings!: TargetWarningDto[];
}

export class DeleteTargetResultDto implements DeleteTargetResult {
  @ApiProperty({ example: 'marketing' }) id!: string;
  @ApiProperty({ type: String, nullable: true, example: '/home/me/marketing.db', description: 'File or folder of an embedded engine, which stays.' }) kept!: string | null;
}
