import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AsWritten } from '@dw-sim/api-platform';
import { type CellValue, type PreviewRequest, type PreviewResult, type ResultColumn, type TablePreview } from '@dw-sim/contracts';
import { IsInt, IsObject, IsOptional, IsString, Max, Min } from 'class-validator';
import { ClockProperty } from './clock-property';

/** Most rows of each table in a preview. */
export const MOST_PREVIEW_ROWS = 1000;

export class PreviewRequestDto implements PreviewRequest {
  @ApiPropertyOptional({ example: 'ecommerce', description: 'An experiment that exists; this or a definition.' })
  @IsOptional() @IsString()
  experiment?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'A definition that need not be saved.' })
  @IsOptional() @AsWritten()
  definition?: unknown;

  @ApiPropertyOptional({ example: 10, minimum: 1, maximum: MOST_PREVIEW_ROWS, default: 10 })
  @IsOptional() @IsInt() @Min(1) @Max(MOST_PREVIEW_ROWS)
  rows?: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, example: { orders: 50000 }, description: "Rows of a run by table, over the definition's target_rows." })
  @IsOptional() @IsObject() @AsWritten()
  table_rows?: Record<string, number>;

  @ApiPropertyOptional({ example: 42, minimum: 0, description: "The definition's own otherwise, else 0." })
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER)
  seed?: number;

  @ClockProperty()
  clock?: string | number;
}

class PreviewColumnDto implements ResultColumn {
  @ApiProperty({ example: 'email' }) name!: string;
  @ApiProperty({ example: 'VARCHAR(80)' }) type!: string;
  @ApiProperty({ enum: ['number', 'text', 'boolean', 'time', 'other'] }) category!: ResultColumn['category'];
}

class TablePreviewDto implements TablePreview {
  @ApiProperty({ example: 'customers' }) table!: string;
  @ApiProperty({ example: 100000, description: 'Rows that a run would make.' }) total_rows!: number;
  @ApiProperty({ type: [PreviewColumnDto] }) columns!: PreviewColumnDto[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: {} }, example: [[1, 'wayne.hane12@example.org']] }) rows!: CellValue[][];
}

export class PreviewResultDto implements PreviewResult {
  @ApiProperty({ example: 42 }) seed!: number;
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z', description: 'What `now` was in relative times.' }) clock!: string;
  @ApiProperty({ example: 21 }) elapsed_ms!: number;
  @ApiProperty({ type: [TablePreviewDto] }) tables!: TablePreviewDto[];
}
