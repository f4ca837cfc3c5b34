import { ApiExtraModels, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { AsWritten } from '@dw-sim/api-platform';
import { TargetDefinitionDto } from '@dw-sim/api-warehouses';
import { TABLE_MODES, type LoadRequest, type RequestedTarget, type TableMode } from '@dw-sim/contracts';
import { IsBoolean, IsIn, IsInt, IsOptional, Min } from 'class-validator';

/** What both kinds of run may say about where they go. */
@ApiExtraModels(TargetDefinitionDto)
export class LandingDto {
  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { $ref: getSchemaPath(TargetDefinitionDto) }],
    example: 'marketing',
    description: "Id of a target, or a definition that lives as long as the run; the experiment's own target otherwise. Missing tables are created there.",
  })
  // The catalogue checks it, so that no fault repeats a password.
  @IsOptional() @AsWritten()
  target?: RequestedTarget;

  @ApiPropertyOptional({
    enum: TABLE_MODES,
    default: 'create_if_missing',
    description: 'What to do with the tables that are there: `create_if_missing` creates missing ones and replaces rows that the experiment has loaded itself, `truncate_then_insert` replaces any rows, `append_only` adds to them.',
  })
  @IsOptional() @IsIn(TABLE_MODES)
  mode?: TableMode;

  @ApiPropertyOptional({ default: false, description: "Waits for the experiment's active run, where it is refused otherwise." })
  @IsOptional() @IsBoolean()
  queue?: boolean;
}

export class LoadRequestDto extends LandingDto implements LoadRequest {
  @ApiPropertyOptional({ example: 7, description: 'Run whose files are loaded; the last completed one otherwise.' })
  @IsOptional() @IsInt() @Min(1)
  run_id?: number;
}
