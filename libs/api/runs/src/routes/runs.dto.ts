import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FaultDto, type ProblemExample } from '@dw-sim/api-platform';
import {
  ERROR_CODES, RUN_KINDS, RUN_STATUSES, SEED_ORIGINS, TABLE_MODES,
  type ErrorCode, type Reproduction, type RunDetail, type RunError, type RunEvent, type RunEventList, type RunFile, type RunFileList, type RunFilter, type RunKind, type RunList, type RunOverrides, type RunStatus, type RunSummary, type RunTable, type RunTarget, type SeedOrigin, type TableMode, type TableReproduction,
} from '@dw-sim/contracts';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

export class RunTableDto implements RunTable {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ example: 300000 }) requested_rows!: number;
  @ApiProperty({ example: 300000 }) generated_rows!: number;
  @ApiProperty({ example: 300000 }) loaded_rows!: number;
  @ApiProperty({ example: 4718592, description: 'Bytes of the staged files.' }) byte_length!: number;
  @ApiProperty({ type: Number, nullable: true, example: 210 }) generate_ms!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 180 }) load_ms!: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'c5f1…', description: 'SHA-256 over the SHA-256 of each of its files, in row order; null where it has made none.' }) checksum!: string | null;
}

export class RunTargetDto implements RunTarget {
  @ApiProperty({ type: String, nullable: true, example: 'duckdb', description: 'Null for a definition that was given with the run.' }) id!: string | null;
  @ApiProperty({ example: 'DuckDB' }) name!: string;
  @ApiProperty({ example: 'duckdb' }) kind!: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'With `***` in place of passwords.' }) dsn!: string | null;
  @ApiPropertyOptional({ example: true, description: "True where the tables were in a schema of the experiment's own." }) schema_per_experiment?: boolean;
}

export class RunErrorDto implements RunError {
  @ApiProperty({ enum: ERROR_CODES, example: 'generation_failed' }) code!: ErrorCode;
  @ApiProperty({ example: 'The disk is full.' }) message!: string;
  @ApiPropertyOptional({ example: 'Free some space.' }) hint?: string;
  @ApiPropertyOptional({ example: 'orders' }) table?: string;
  @ApiPropertyOptional({ type: [FaultDto] }) errors?: FaultDto[];
}

export class RunSummaryDto implements RunSummary {
  @ApiProperty({ example: 7 }) id!: number;
  @ApiProperty({ example: 'ecommerce' }) experiment!: string;
  @ApiProperty({ example: false, description: 'The experiment was deleted since; the run and its version are kept.' }) experiment_deleted!: boolean;
  @ApiProperty({ example: '1.2.0' }) experiment_version!: string;
  @ApiProperty({ enum: RUN_KINDS }) kind!: RunKind;
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Run whose files are loaded, or made again.' }) source_run_id!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'First of the runs whose work this one does the rest of.' }) resumed_run_id!: number | null;
  @ApiProperty({ enum: RUN_STATUSES, example: 'COMPLETED' }) status!: RunStatus;
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Place in the queue, from 1; null for runs that do not wait.' }) queue_position!: number | null;
  @ApiProperty({ example: 42 }) seed!: number;
  @ApiProperty({ enum: SEED_ORIGINS, nullable: true, example: 'request', description: 'Who chose the seed; null for runs of earlier versions.' }) seed_origin!: SeedOrigin | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01T09:00:00.000Z', description: 'What `now` was in relative times; null for runs of earlier versions.' }) clock!: string | null;
  @ApiProperty({ example: 'duckdb', description: 'Id of the target; `inline` for a definition that was given with the run.' }) warehouse!: string;
  @ApiProperty({ type: RunTargetDto, nullable: true }) target!: RunTargetDto | null;
  @ApiProperty({ enum: TABLE_MODES, example: 'create_if_missing' }) mode!: TableMode;
  @ApiProperty({ example: 1405000 }) requested_rows!: number;
  @ApiProperty({ example: 1405000 }) generated_rows!: number;
  @ApiProperty({ example: 1405000 }) loaded_rows!: number;
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z' }) created_at!: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01T09:00:00.010Z' }) started_at!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01T09:00:02.400Z' }) ended_at!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 2390 }) elapsed_ms!: number | null;
  @ApiProperty({ type: RunErrorDto, nullable: true, example: null }) error!: RunErrorDto | null;
}

export class TableReproductionDto implements TableReproduction {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ example: true }) matches!: boolean;
  @ApiProperty({ example: 3 }) files!: number;
  @ApiProperty({ type: [String], example: [] }) differing_files!: string[];
  @ApiProperty({ type: [String], example: [], description: 'Why they differ, as far as the records tell.' }) reasons!: string[];
}

export class ReproductionDto implements Reproduction {
  @ApiProperty({ example: 7 }) source_run_id!: number;
  @ApiProperty({ example: true }) matches!: boolean;
  @ApiProperty({ type: [TableReproductionDto] }) tables!: TableReproductionDto[];
}

class RunOverridesDto implements RunOverrides {
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer' }, example: { orders: 50000 } }) rows?: Record<string, number>;
}

export class RunDetailDto extends RunSummaryDto implements RunDetail {
  @ApiProperty({ example: '6f1d0a…', description: 'SHA-256 of the definition that the run used, in canonical JSON (RFC 8785).' }) definition_hash!: string;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: { type: 'integer' }, example: { faker: 1, sequence: 1 }, description: 'Version of every generator that was used.' })
  generators!: Record<string, number> | null;
  @ApiProperty({ type: String, nullable: true, example: '0.1.0' }) product_version!: string | null;
  @ApiProperty({ type: RunOverridesDto }) overrides!: RunOverridesDto;
  @ApiProperty({ type: String, nullable: true, example: 'folder', description: "Where the run's files are: `folder` for that of the data root, or `s3://bucket/prefix`; null where it has none." }) staged_to!: string | null;
  @ApiProperty({ type: [RunTableDto] }) tables!: RunTableDto[];
  @ApiProperty({ type: ReproductionDto, nullable: true, example: null, description: 'What a run of kind `reproduce` found.' }) reproduction!: ReproductionDto | null;
}

export class RunListDto implements RunList {
  @ApiProperty({ type: [RunSummaryDto] }) items!: RunSummaryDto[];
  @ApiProperty({ example: 1, description: 'Number of runs in all, beyond this page.' }) total!: number;
}

/** Query of the list of runs. */
export class RunPageDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 50 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500)
  limit: number = 50;

  @ApiPropertyOptional({ minimum: 0, default: 0 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0)
  offset: number = 0;
}

/** `RUNNING,QUEUED`, the same key several times, or both; letters of any case. */
function Choices(choices: readonly string[], spell: (text: string) => string): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : [value].flat().flatMap((text) => String(text).split(',')).map((text) => spell(text.trim())))),
    IsOptional(),
    IsIn(choices, { each: true }),
  );
}

/** Query of the list of all runs. */
export class RunFilterDto extends RunPageDto implements RunFilter {
  @ApiPropertyOptional({ enum: RUN_STATUSES, isArray: true, description: 'Several are separated by commas.' })
  @Choices(RUN_STATUSES, (text) => text.toUpperCase())
  status?: RunStatus[];

  @ApiPropertyOptional({ enum: RUN_KINDS, isArray: true, description: 'Several are separated by commas.' })
  @Choices(RUN_KINDS, (text) => text.toLowerCase())
  kind?: RunKind[];

  @ApiPropertyOptional({ example: 'ecommerce', description: 'Name of an experiment.' })
  @IsOptional() @IsString()
  experiment?: string;
}

export class RunFileDto implements RunFile {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ example: 'part-00000.parquet' }) name!: string;
  @ApiProperty({ example: 300000 }) rows!: number;
  @ApiProperty({ example: 4718592 }) bytes!: number;
  @ApiProperty({ example: '9f86d0…', description: "Of the file's bytes, in hexadecimal." }) sha256!: string;
}

export class RunFileListDto implements RunFileList {
  @ApiProperty({ type: [RunFileDto] }) items!: RunFileDto[];
  @ApiProperty({ example: 4 }) total!: number;
}

export class RunEventListDto implements RunEventList {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true }, example: [{ run_id: 7, experiment: 'ecommerce', seq: 1, at: '2026-01-01T09:00:00.000Z', type: 'queued', kind: 'generate' }] })
  items!: RunEvent[];
  @ApiProperty({ example: 1 }) total!: number;
}

/** Query of the event stream. */
export class EventsQueryDto {
  @ApiPropertyOptional({ minimum: 0, description: 'Sequence number of the last event received; the header Last-Event-ID says the same.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0)
  last_event_id?: number;
}

/** Query of the stream of all runs. */
export class ServerEventsQueryDto extends EventsQueryDto {
  @ApiPropertyOptional({ example: 'ecommerce', description: 'Events of this experiment alone.' })
  @IsOptional() @IsString()
  experiment?: string;
}

export const UNKNOWN_RUN: ProblemExample = { code: 'not_found', detail: 'There is no run 99; the latest: 7, 6, 5.' };
