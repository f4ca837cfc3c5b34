import { ApiPropertyOptional } from '@nestjs/swagger';
import { TABLE_MODES, type LoadRequest, type TableMode } from '@dw-sim/contracts';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';

/** What both kinds of run may say about the tables that they find. */
export class TableModeDto {
  @ApiPropertyOptional({
    enum: TABLE_MODES,
    default: 'create_if_missing',
    description: 'What to do with the tables that are there: `create_if_missing` creates missing ones and replaces rows that the experiment has loaded itself, `truncate_then_insert` replaces any rows, `append_only` adds to them.',
  })
  @IsOptional() @IsIn(TABLE_MODES)
  mode?: TableMode;
}

export class LoadRequestDto extends TableModeDto implements LoadRequest {
  @ApiPropertyOptional({ example: 7, description: 'Run whose files are loaded; the last completed one otherwise.' })
  @IsOptional() @IsInt() @Min(1)
  run_id?: number;
}
