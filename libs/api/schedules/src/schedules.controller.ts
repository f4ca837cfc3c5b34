import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ExperimentRecords } from '@dw-sim/api-experiments';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import type { RunRetention, Schedule, ScheduleList } from '@dw-sim/contracts';
import { ScheduleIdPipe } from './schedule-id.pipe';
import { RunRetentionDto, ScheduleDto, ScheduleListDto, ScheduleRequestDto } from './schedules.dto';
import { SchedulesService } from './schedules.service';

const UNKNOWN_SCHEDULE = { code: 'not_found', detail: 'Experiment "shop" has no schedule 9; it has 1, 2.' } as const;
const NO_CRON = { path: '$.cron', code: 'invalid_cron', message: '"61 * * * *" is no cron expression: Field value (61) is out of range.', value: '61 * * * *' };

@ApiTags('Schedules')
@Controller('experiments/:name')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly experiments: ExperimentRecords,
  ) {}

  @Post('schedules')
  @ApiOperation({
    summary: 'Start runs at set times',
    description: 'Times that pass while no server runs are not made up for. A time that comes while a run of the experiment is active starts none; `last_error` says so.',
  })
  @ApiBody({ type: ScheduleRequestDto, examples: { mornings: { summary: 'At six in the morning', value: { cron: '0 6 * * *', time_zone: 'Europe/Berlin', rows: { orders: 50000 } } } } })
  @ApiCreatedResponse({ type: ScheduleDto })
  @ApiProblems(UNKNOWN_EXPERIMENT, { code: 'invalid_request', detail: NO_CRON.message, more: { errors: [NO_CRON] } })
  create(@Param('name') name: string, @Body() request: ScheduleRequestDto): Promise<Schedule> {
    return this.schedules.create(name, request);
  }

  @Get('schedules')
  @ApiOperation({ summary: 'List the schedules of an experiment' })
  @ApiOkResponse({ type: ScheduleListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  list(@Param('name') name: string): Promise<ScheduleList> {
    return this.schedules.list(name);
  }

  @Post('schedules/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pause a schedule' })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(UNKNOWN_SCHEDULE)
  pause(@Param('name') name: string, @Param('id', ScheduleIdPipe) id: number): Promise<Schedule> {
    return this.schedules.setPaused(name, id, true);
  }

  @Post('schedules/:id/continue')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a paused schedule go on' })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(UNKNOWN_SCHEDULE)
  continue(@Param('name') name: string, @Param('id', ScheduleIdPipe) id: number): Promise<Schedule> {
    return this.schedules.setPaused(name, id, false);
  }

  @Delete('schedules/:id')
  @ApiOperation({ summary: 'Remove a schedule', description: 'Answers what was removed; its runs stay.' })
  @ApiOkResponse({ type: ScheduleDto })
  @ApiProblems(UNKNOWN_SCHEDULE)
  remove(@Param('name') name: string, @Param('id', ScheduleIdPipe) id: number): Promise<Schedule> {
    return this.schedules.remove(name, id);
  }

  @Get('retention')
  @ApiOperation({ summary: 'Show how many runs of an experiment keep their files' })
  @ApiOkResponse({ type: RunRetentionDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  async retention(@Param('name') name: string): Promise<RunRetention> {
    return { keep_runs: (await this.experiments.find(name)).keepRuns };
  }

  @Put('retention')
  @ApiOperation({ summary: 'Say how many runs of an experiment keep their files', description: 'Files of earlier runs are removed after the next run, or within an hour.' })
  @ApiBody({ type: RunRetentionDto, examples: { ten: { summary: 'The last ten', value: { keep_runs: 10 } } } })
  @ApiOkResponse({ type: RunRetentionDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  async setRetention(@Param('name') name: string, @Body() { keep_runs: keepRuns }: RunRetentionDto): Promise<RunRetention> {
    await this.experiments.setKeepRuns((await this.experiments.find(name)).id, keepRuns);
    return { keep_runs: keepRuns };
  }
}
