import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FaultDto } from '@dw-sim/api-platform';
import {
  ERROR_CODES, RUN_STATUSES, TABLE_MODES,
  type ErrorCode, type RunDetail, type RunError, type RunKind, type RunList, type RunStatus, type RunSummary, type RunTable, type RunTarget, type TableMode,
} from '@dw-sim/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class RunTableDto implements RunTable {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ example: 300000 }) requested_rows!: number;
  @ApiProperty({ example: 300000 }) generated_rows!: number;
  @ApiProperty({ example: 300000 }) loaded_rows!: number;
  @ApiProperty({ example: 4718592, description: 'Bytes of the staged files.' }) byte_length!: number;
  @ApiProperty({ type: Number, nullable: true, example: 210 }) generate_ms!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 180 }) load_ms!: number | null;
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
  @ApiPropertyOptional({ example: 'orders' }) table?: string;
  @ApiPropertyOptional({ type: [FaultDto] }) errors?: FaultDto[];
}

export class RunSummaryDto implements RunSummary {
  @ApiProperty({ example: 7 }) id!: number;
  @ApiProperty({ example: 'ecommerce' }) experiment!: string;
  @ApiProperty({ enum: ['generate', 'load'] }) kind!: RunKind;
  @ApiProperty({ enum: RUN_STATUSES, example: 'COMPLETED' }) status!: RunStatus;
  @ApiProperty({ example: 42 }) seed!: number;
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

export class RunDetailDto extends RunSummaryDto implements RunDetail {
  @ApiProperty({ example: '6f1d0a…', description: 'SHA-256 of the definition that the run used.' }) definition_hash!: string;
  @ApiProperty({ type: String, nullable: true, example: 'folder', description: "Where the run's files are: `folder` for that of the data root, or `s3://bucket/prefix`; null where it has none." }) staged_to!: string | null;
  @ApiProperty({ type: [RunTableDto] }) tables!: RunTableDto[];
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

/** Query of the event stream. */
export class EventsQueryDto {
  @ApiPropertyOptional({ minimum: 0, description: 'Sequence number of the last event received; the header Last-Event-ID says the same.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0)
  last_event_id?: number;
}
