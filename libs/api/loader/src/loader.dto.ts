import { ApiPropertyOptional } from '@nestjs/swagger';
import type { LoadRequest } from '@dw-sim/contracts';
import { IsInt, IsOptional, Min } from 'class-validator';

export class LoadRequestDto implements LoadRequest {
  @ApiPropertyOptional({ example: 7, description: 'Run whose files are loaded; the last completed one otherwise.' })
  @IsOptional() @IsInt() @Min(1)
  run_id?: number;
}
