import { ApiProperty } from '@nestjs/swagger';
import { RunSummaryDto, RunTargetDto } from '@dw-sim/api-runs';
import { FaultDto } from '@dw-sim/api-platform';
import type {
  ColumnSummary, CompositeForeignKey, DeleteExperimentResult, ExampleList, ExampleSummary, ExperimentDetail, ExperimentList, ExperimentSummary, OtherTarget, ResetExperimentResult, TableSummary,
  ValidationReport, Warning, MadeTable, MadeTableList,
} from '@dw-sim/contracts';
import { ExperimentDefinitionDto } from './definition/definition.dto';

export class WarningDto implements Warning {
  @ApiProperty({ example: '$.tables[1]' }) path!: string;
  @ApiProperty({ example: 'no_key' }) code!: string;
  @ApiProperty({ example: "Table 'events' has no unique column." }) message!: string;
}

export class ColumnReferenceDto {
  @ApiProperty({ example: 'customers' }) table!: string;
  @ApiProperty({ example: 'customer_id' }) column!: string;
}

export class ColumnSummaryDto implements ColumnSummary {
  @ApiProperty({ example: 'price' }) name!: string;
  @ApiProperty({ example: 'DECIMAL(10,2)' }) data_type!: string;
  @ApiProperty({ example: false }) nullable!: boolean;
  @ApiProperty({ example: false }) unique!: boolean;
  @ApiProperty({ example: 0 }) null_rate!: number;
  @ApiProperty({ example: 'normal' }) generator!: string;
  @ApiProperty({ example: 'normal, mean 150, stddev 50, 1 to 1000' }) generator_summary!: string;
  @ApiProperty({ type: String, nullable: true, example: 'normal' }) distribution!: string | null;
  @ApiProperty({ type: ColumnReferenceDto, nullable: true, example: null }) references!: ColumnReferenceDto | null;
}

export class CompositeForeignKeyDto implements CompositeForeignKey {
  @ApiProperty({ type: [String], example: ['order_id', 'line'] }) columns!: string[];
  @ApiProperty({ example: 'order_lines' }) references_table!: string;
  @ApiProperty({ type: [String], example: ['order_id', 'line'] }) references_columns!: string[];
}

export class TableSummaryDto implements TableSummary {
  @ApiProperty({ example: 'products' }) name!: string;
  @ApiProperty({ example: 'shop__products' }) physical_name!: string;
  @ApiProperty({ type: String, nullable: true, example: null }) description!: string | null;
  @ApiProperty({ example: 5000, description: 'Rows of a run that chooses no others; about as many where they are derived.' }) target_rows!: number;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Parent table from whose rows those of this one follow by fan_out.' }) derived_from!: string | null;
  @ApiProperty({ example: 5000, description: 'Rows in the warehouse now.' }) loaded_rows!: number;
  @ApiProperty({ type: [ColumnSummaryDto] }) columns!: ColumnSummaryDto[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } }, example: [['region_id', 'store_id']] }) composite_keys!: string[][];
  @ApiProperty({ type: [CompositeForeignKeyDto] }) composite_foreign_keys!: CompositeForeignKeyDto[];
}

export class ExperimentSummaryDto implements ExperimentSummary {
  @ApiProperty({ example: 'shop' }) name!: string;
  @ApiProperty({ type: String, nullable: true, example: 'A small shop' }) description!: string | null;
  @ApiProperty({ example: '1.0.0', description: 'Semantic version of the definition.' }) version!: string;
  @ApiProperty({ example: 'duckdb' }) target_warehouse!: string;
  @ApiProperty({ example: 2 }) table_count!: number;
  @ApiProperty({ example: 25000 }) target_rows!: number;
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z' }) created_at!: string;
  @ApiProperty({ example: '2026-01-01T09:00:00.000Z' }) updated_at!: string;
  @ApiProperty({ type: RunSummaryDto, nullable: true }) last_run!: RunSummaryDto | null;
}

export class ExperimentDetailDto extends ExperimentSummaryDto implements ExperimentDetail {
  @ApiProperty({ type: ExperimentDefinitionDto }) definition!: ExperimentDefinitionDto;
  @ApiProperty({ example: '6f1d0a…', description: 'SHA-256 of the canonical definition.' }) definition_hash!: string;
  @ApiProperty({ type: [WarningDto] }) warnings!: WarningDto[];
  @ApiProperty({ type: [TableSummaryDto] }) tables!: TableSummaryDto[];
}

export class ExperimentListDto implements ExperimentList {
  @ApiProperty({ type: [ExperimentSummaryDto] }) items!: ExperimentSummaryDto[];
  @ApiProperty({ example: 1 }) total!: number;
}

export class OtherTargetDto implements OtherTarget {
  @ApiProperty({ type: RunTargetDto }) target!: RunTargetDto;
  @ApiProperty({ type: [String], example: ['shop__orders'], description: 'Physical names of the tables that may be there.' }) tables!: string[];
}

export class DeleteExperimentResultDto implements DeleteExperimentResult {
  @ApiProperty({ example: 'shop' }) name!: string;
  @ApiProperty({ example: 2 }) dropped_tables!: number;
  @ApiProperty({ example: 4, description: 'Staged files that were removed.' }) removed_files!: number;
  @ApiProperty({ type: [OtherTargetDto], description: 'Other targets that runs went to. What they have made there stays.' }) other_targets!: OtherTargetDto[];
}

export class ResetExperimentResultDto implements ResetExperimentResult {
  @ApiProperty({ example: 'shop' }) name!: string;
  @ApiProperty({ example: 2 }) truncated_tables!: number;
}

export class ValidationReportDto implements ValidationReport {
  @ApiProperty({ example: false }) valid!: boolean;
  @ApiProperty({ type: [FaultDto] }) errors!: FaultDto[];
  @ApiProperty({ type: [WarningDto] }) warnings!: WarningDto[];
}

export class ExampleSummaryDto implements ExampleSummary {
  @ApiProperty({ example: 'ecommerce' }) name!: string;
  @ApiProperty({ example: 'E-commerce' }) title!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ example: 4 }) table_count!: number;
  @ApiProperty({ example: 1405000 }) target_rows!: number;
  @ApiProperty({ type: ExperimentDefinitionDto }) definition!: ExperimentDefinitionDto;
  @ApiProperty({ example: 'SELECT COUNT(*) FROM orders' }) sample_query!: string;
}

export class ExampleListDto implements ExampleList {
  @ApiProperty({ type: [ExampleSummaryDto] }) items!: ExampleSummaryDto[];
  @ApiProperty({ example: 1 }) total!: number;
}

export class MadeTableDto implements MadeTable {
  @ApiProperty({ example: 'per_customer' }) name!: string;
  @ApiProperty({ enum: ['table', 'view'], example: 'table' }) kind!: MadeTable['kind'];
  @ApiProperty({ example: 'shop__per_customer' }) physical_name!: string;
}

export class MadeTableListDto implements MadeTableList {
  @ApiProperty({ type: [MadeTableDto] }) items!: MadeTableDto[];
}
