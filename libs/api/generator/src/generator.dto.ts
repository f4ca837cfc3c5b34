import { ApiPropertyOptional } from '@nestjs/swagger';
import { LandingDto } from '@dw-sim/api-loader';
import { AsWritten } from '@dw-sim/api-platform';
import type { GenerateRequest } from '@dw-sim/contracts';
import { IsNumber, IsObject, IsOptional } from 'class-validator';
import { ClockProperty } from './clock-property';

/** Names of tables, row counts and the seed's range are checked with the definition, so that all faults come at once. */
export class GenerateRequestDto extends LandingDto implements GenerateRequest {
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, example: { orders: 50000 }, description: "Rows by table, over the definition's target_rows." })
  @IsOptional() @IsObject() @AsWritten()
  rows?: Record<string, number>;

  @ApiPropertyOptional({ example: 42, minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: "The experiment's own otherwise, else a fresh one that is stored with the run." })
  @IsOptional() @IsNumber()
  seed?: number;

  @ClockProperty()
  clock?: string | number;
}
