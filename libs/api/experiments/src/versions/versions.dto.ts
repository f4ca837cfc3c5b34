import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  VERSION_CHANGES,
  type DefinitionChange, type ExperimentVersionDetail, type ExperimentVersionList, type ExperimentVersionSummary, type TableAction, type TableChange, type UpdateExperimentResult, type UpdatePlan, type VersionChange, type VersionDiff,
} from '@dw-sim/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { ExperimentDefinitionDto } from '../definition/definition.dto';
import { ExperimentDetailDto } from '../experiments.dto';

/** A flag in a query: `true`, `false`, or the bare name. */
function Flag(): PropertyDecorator {
  const read = Transform(({ value }: { value: unknown }) => (value === 'true' || value === '' ? true : value === 'false' ? false : value));
  return (target, key) => [read, IsOptional(), IsBoolean()].forEach((decorate) => decorate(target, key));
}

/** Query of routes that change an experiment. */
export class UpdateQueryDto {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Tables that change may lose their rows.' })
  @Flag()
  confirm?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Tell what would be done, and change nothing.' })
  @Flag()
  dry_run?: boolean;
}

export class ExperimentVersionSummaryDto implements ExperimentVersionSummary {
  @ApiProperty({ example: '1.2.0' }) version!: string;
  @ApiProperty({ enum: VERSION_CHANGES, example: 'minor', description: 'How far it is from the version before it.' }) change!: VersionChange;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Version whose definition was restored.' }) restored_from!: string | null;
  @ApiProperty({ example: '6f1d0a…', description: 'SHA-256 of the canonical definition.' }) definition_hash!: string;
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z' }) created_at!: string;
  @ApiProperty({ example: true }) is_current!: boolean;
  @ApiProperty({ example: 3, description: 'Runs that used it.' }) run_count!: number;
}

export class ExperimentVersionDetailDto extends ExperimentVersionSummaryDto implements ExperimentVersionDetail {
  @ApiProperty({ type: ExperimentDefinitionDto }) definition!: ExperimentDefinitionDto;
}

export class ExperimentVersionListDto implements ExperimentVersionList {
  @ApiProperty({ type: [ExperimentVersionSummaryDto] }) items!: ExperimentVersionSummaryDto[];
  @ApiProperty({ example: 2 }) total!: number;
}

export class DefinitionChangeDto implements DefinitionChange {
  @ApiProperty({ example: '$.tables[1].columns[2].max_value', description: 'In the later definition, or in the earlier one for what was removed.' }) path!: string;
  @ApiProperty({ example: 'orders.amount' }) subject!: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed'] }) change!: DefinitionChange['change'];
  @ApiPropertyOptional({ example: 1000 }) before?: unknown;
  @ApiPropertyOptional({ example: 2000 }) after?: unknown;
}

export class VersionDiffDto implements VersionDiff {
  @ApiProperty({ example: '1.1.0' }) before!: string;
  @ApiProperty({ example: '1.2.0' }) after!: string;
  @ApiProperty({ enum: VERSION_CHANGES, nullable: true }) change!: VersionChange | null;
  @ApiProperty({ type: [DefinitionChangeDto] }) changes!: DefinitionChangeDto[];
}

export class TableChangeDto implements TableChange {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ enum: ['keep', 'create', 'rebuild', 'drop'] }) action!: TableAction;
  @ApiProperty({ example: 20000, description: 'Rows that it holds now; rebuild and drop lose them.' }) loaded_rows!: number;
  @ApiProperty({ example: 'Columns new: discount.' }) reason!: string;
}

export class UpdatePlanDto implements UpdatePlan {
  @ApiProperty({ example: 'shop' }) name!: string;
  @ApiProperty({ example: '1.1.0' }) previous_version!: string;
  @ApiProperty({ example: '1.2.0', description: 'The same as before where nothing changed.' }) version!: string;
  @ApiProperty({ enum: VERSION_CHANGES, nullable: true }) change!: VersionChange | null;
  @ApiProperty({ type: [DefinitionChangeDto] }) changes!: DefinitionChangeDto[];
  @ApiProperty({ type: [TableChangeDto] }) tables!: TableChangeDto[];
  @ApiProperty({ example: 0, description: 'Rows that are lost; more than 0 wants a confirmation.' }) lost_rows!: number;
}

export class UpdateExperimentResultDto extends UpdatePlanDto implements UpdateExperimentResult {
  @ApiProperty({ type: ExperimentDetailDto }) experiment!: ExperimentDetailDto;
}
