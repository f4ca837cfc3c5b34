import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AsWritten } from '@dw-sim/api-platform';
import { TABLE_MODES, type RunRetention, type Schedule, type ScheduleList, type ScheduleRequest, type TableMode } from '@dw-sim/contracts';
import { IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, Max, Min, ValidateIf } from 'class-validator';

/** The times, names of tables and row counts are checked by the service, so that all faults come at once. */
export class ScheduleRequestDto implements ScheduleRequest {
  @ApiProperty({ example: '0 6 * * *', description: 'Minute, hour, day of the month, month and weekday, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`.' })
  @IsString()
  cron!: string;

  @ApiPropertyOptional({ example: 'Europe/Berlin', default: 'UTC', description: 'IANA name of the zone that `cron` is told in.' })
  @IsOptional() @IsString()
  time_zone?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, example: { orders: 50000 } })
  @IsOptional() @IsObject() @AsWritten()
  rows?: Record<string, number>;

  @ApiPropertyOptional({ example: 42, description: 'Seed of every run; otherwise the one of the experiment, else a fresh one each time.' })
  @IsOptional() @IsNumber()
  seed?: number;

  @ApiPropertyOptional({ enum: TABLE_MODES })
  @IsOptional() @IsIn(TABLE_MODES)
  mode?: TableMode;
}

export class ScheduleDto extends ScheduleRequestDto implements Schedule {
  @ApiProperty({ example: 1 }) id!: number;
  @ApiProperty({ example: 'shop' }) experiment!: string;
  @ApiProperty({ example: 'UTC' }) override time_zone!: string;
  @ApiProperty({ example: false }) paused!: boolean;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-02T06:00:00.000Z' }) next_at!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-01-01T06:00:00.000Z' }) last_at!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 7 }) last_run_id!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why no run was started when it last came up.' }) last_error!: string | null;
  @ApiProperty({ example: '2026-01-01T05:00:00.000Z' }) created_at!: string;
}

export class ScheduleListDto implements ScheduleList {
  @ApiProperty({ type: [ScheduleDto] }) items!: ScheduleDto[];
  @ApiProperty({ example: 1 }) total!: number;
}

export class RunRetentionDto implements RunRetention {
  @ApiProperty({ type: Number, nullable: true, example: 10, minimum: 1, maximum: 10_000, description: 'Runs whose files are kept; null for the setting `keep_runs`.' })
  @ValidateIf((_retention, value) => value !== null) @IsInt() @Min(1) @Max(10_000)
  keep_runs!: number | null;
}
