import { ApiProperty } from '@nestjs/swagger';
import type { RunDiff, RunReference, RunTableChange, SettingChange } from '@dw-sim/contracts';
import { DefinitionChangeDto } from '../versions/versions.dto';

class RunReferenceDto implements RunReference {
  @ApiProperty({ example: 7 }) id!: number;
  @ApiProperty({ example: 'ecommerce' }) experiment!: string;
  @ApiProperty({ example: '1.0.0' }) experiment_version!: string;
}

class SettingChangeDto implements SettingChange {
  @ApiProperty({ example: 'rows.orders', description: 'seed, clock, target, mode, rows.<table>, generators.<kind> and the like.' }) setting!: string;
  @ApiProperty({ example: null, nullable: true, type: 'object', additionalProperties: true }) before!: unknown;
  @ApiProperty({ example: 50000, nullable: true, type: 'object', additionalProperties: true }) after!: unknown;
}

class TableOutcomeDto {
  @ApiProperty({ example: 300000 }) generated_rows!: number;
  @ApiProperty({ example: 300000 }) loaded_rows!: number;
  @ApiProperty({ example: 4718592 }) byte_length!: number;
  @ApiProperty({ type: String, nullable: true, example: 'c5f1…' }) checksum!: string | null;
}

class RunTableChangeDto implements RunTableChange {
  @ApiProperty({ example: 'orders' }) table!: string;
  @ApiProperty({ type: TableOutcomeDto, nullable: true, description: 'Null: the run has no such table.' }) before!: TableOutcomeDto | null;
  @ApiProperty({ type: TableOutcomeDto, nullable: true }) after!: TableOutcomeDto | null;
  @ApiProperty({ type: [String], example: ['part-00000.parquet'], description: 'At most 20.' }) differing_files!: string[];
}

export class RunDiffDto implements RunDiff {
  @ApiProperty({ type: RunReferenceDto }) before!: RunReferenceDto;
  @ApiProperty({ type: RunReferenceDto }) after!: RunReferenceDto;
  @ApiProperty({ type: [SettingChangeDto] }) settings!: SettingChangeDto[];
  @ApiProperty({ type: [DefinitionChangeDto] }) definition!: DefinitionChangeDto[];
  @ApiProperty({ type: [RunTableChangeDto] }) tables!: RunTableChangeDto[];
  @ApiProperty({ type: Boolean, nullable: true, example: false, description: 'Null where a run has made no files.' }) same_bytes!: boolean | null;
}
