import { ApiPropertyOptional } from '@nestjs/swagger';
import { AsWritten } from '@dw-sim/api-platform';
import type { StartRunRequest } from '@dw-sim/contracts';
import { IsOptional, IsString } from 'class-validator';
import { GenerateRequestDto } from './generator.dto';

export class StartRunRequestDto extends GenerateRequestDto implements StartRunRequest {
  @ApiPropertyOptional({ example: 'ecommerce', description: 'Name of an experiment; this or a scenario.' })
  @IsOptional() @IsString()
  scenario_id?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'A definition, which becomes an experiment; one of the same name must have the same definition.' })
  // The service checks the document as a whole.
  @IsOptional() @AsWritten()
  scenario?: unknown;

  @ApiPropertyOptional({ example: 'marketing', description: "Id of a target; this or a target, or none for the experiment's own." })
  @IsOptional() @IsString()
  target_id?: string;
}
