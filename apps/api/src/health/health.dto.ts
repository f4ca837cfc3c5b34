import { ApiProperty } from '@nestjs/swagger';
import type { HealthReport, Liveness, StagingHealth, TargetOrigin, WarehouseHealth } from '@dw-sim/contracts';

export class WarehouseHealthDto implements WarehouseHealth {
  @ApiProperty({ example: 'duckdb' }) id!: string;
  @ApiProperty({ example: 'DuckDB' }) label!: string;
  @ApiProperty({ example: 'duckdb', description: 'Engine.' }) kind!: string;
  @ApiProperty({ enum: ['builtin', 'environment', 'stored', 'file'], example: 'builtin' }) origin!: TargetOrigin;
  @ApiProperty({ example: true, description: 'Used where neither an experiment nor a query names a warehouse.' }) is_default!: boolean;
  @ApiProperty({ enum: ['ok', 'unavailable'] }) status!: 'ok' | 'unavailable';
  @ApiProperty({ type: String, nullable: true, example: 'v1.5.5' }) version!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 1 }) latency_ms!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it is unavailable.' }) message!: string | null;
}

export class StagingHealthDto implements StagingHealth {
  @ApiProperty({ enum: ['folder', 's3'] }) kind!: 'folder' | 's3';
  @ApiProperty({ example: '/home/me/dw-simulator/data/generated' }) location!: string;
  @ApiProperty({ enum: ['ok', 'unavailable'] }) status!: 'ok' | 'unavailable';
  @ApiProperty({ type: Number, nullable: true, example: 1 }) latency_ms!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it is unavailable, and what to do.' }) message!: string | null;
}

export class HealthReportDto implements HealthReport {
  @ApiProperty({ enum: ['ok', 'degraded'], description: '`degraded` where a warehouse or the staging store is unavailable.' }) status!: 'ok' | 'degraded';
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ example: 12 }) uptime_seconds!: number;
  @ApiProperty({ example: '/home/me/dw-simulator/data' }) data_root!: string;
  @ApiProperty({ type: [WarehouseHealthDto] }) warehouses!: WarehouseHealthDto[];
  @ApiProperty({ type: StagingHealthDto }) staging!: StagingHealthDto;
}

export class LivenessDto implements Liveness {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
}
