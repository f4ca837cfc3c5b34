import { ApiProperty } from '@nestjs/swagger';
import type { ScenarioDetail, ScenarioList, ScenarioSummary } from '@dw-sim/contracts';
import { ExperimentDetailDto, ExperimentSummaryDto } from '../experiments.dto';

export class ScenarioSummaryDto extends ExperimentSummaryDto implements ScenarioSummary {
  @ApiProperty({ example: 'shop' }) id!: string;
}

export class ScenarioDetailDto extends ExperimentDetailDto implements ScenarioDetail {
  @ApiProperty({ example: 'shop' }) id!: string;
}

export class ScenarioListDto implements ScenarioList {
  @ApiProperty({ type: [ScenarioSummaryDto] }) items!: ScenarioSummaryDto[];
  @ApiProperty({ example: 1 }) total!: number;
}
