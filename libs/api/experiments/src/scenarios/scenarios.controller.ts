import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import type { ScenarioDetail, ScenarioList, ValidationReport } from '@dw-sim/contracts';
import { ValidationReportDto } from '../experiments.dto';
import { DEFINITION } from '../experiments.controller';
import { ExperimentsService } from '../experiments.service';
import { ScenarioDetailDto, ScenarioListDto } from './scenarios.dto';

/** Experiments under the name that scenario files know them by: the id of a scenario is the name of its experiment. */
@ApiTags('Scenarios')
@Controller('scenarios')
export class ScenariosController {
  constructor(private readonly experiments: ExperimentsService) {}

  @Get()
  @ApiOperation({ summary: 'List the scenarios, the latest first', description: 'A scenario is an experiment; its id is the name.' })
  @ApiOkResponse({ type: ScenarioListDto })
  async list(): Promise<ScenarioList> {
    const { items, total } = await this.experiments.list();
    return { items: items.map((item) => ({ id: item.name, ...item })), total };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a scenario' })
  @ApiOkResponse({ type: ScenarioDetailDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  async show(@Param('id') id: string): Promise<ScenarioDetail> {
    const experiment = await this.experiments.detail(id);
    return { id: experiment.name, ...experiment };
  }

  @RequiresScope('read')
  @Post('validate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a scenario without creating anything' })
  @ApiBody(DEFINITION)
  @ApiOkResponse({ type: ValidationReportDto })
  validate(@Body() document: unknown): Promise<ValidationReport> {
    return this.experiments.validate(document);
  }
}
