import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res, Sse, type MessageEvent } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import type { RunDetail, RunList } from '@dw-sim/contracts';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { RunRecords } from '../run-records';
import { RunSupervisor } from '../run-supervisor';
import { EVENT_EXAMPLE } from './event-example';
import { EventStreams } from './event-streams';
import { RunIdPipe } from './run-id.pipe';
import { EventsQueryDto, RunDetailDto, RunListDto, RunPageDto } from './runs.dto';

const UNKNOWN_RUN = { code: 'not_found', detail: 'Experiment "ecommerce" has no run 99.' } as const;

/** The runs of one experiment. */
@ApiTags('Runs')
@Controller('experiments/:name/runs')
export class ExperimentRunsController {
  constructor(
    private readonly records: RunRecords,
    private readonly supervisor: RunSupervisor,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the runs of an experiment, the latest first' })
  @ApiOkResponse({ type: RunListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  list(@Param('name') experiment: string, @Query() page: RunPageDto): Promise<RunList> {
    return this.records.list({ ...page, experiment });
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a run of an experiment with its tables' })
  @ApiOkResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN)
  detail(@Param('name') name: string, @Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.records.detail(name, id);
  }

  @Post(':id/abort')
  @HttpCode(202)
  @ApiOperation({ summary: 'Abort a run of an experiment', description: 'Answers at once; the event `aborted` follows when the work has stopped. Tables keep the rows they had.' })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN, { code: 'conflict', detail: 'Run 7 of experiment "ecommerce" has already ended: COMPLETED.' })
  async abort(@Param('name') name: string, @Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.supervisor.abort((await this.records.detail(name, id)).id);
  }

  @Sse(':id/events')
  @ApiOperation({
    summary: 'Follow a run',
    description: 'Server-sent events: `event` is the type, `id` the sequence number, `data` the whole event. Earlier events come first; ' +
      'the stream ends after `completed`, `failed` or `aborted`. A client that already has that event gets 204. Of past progress only the latest is repeated.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sequence number of the last event received.' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: EVENT_EXAMPLE } } })
  @ApiProblems(UNKNOWN_RUN)
  async events(
    @Param('name') name: string,
    @Param('id', RunIdPipe) id: number,
    @Query() { last_event_id: query }: EventsQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.ofRun(await this.records.detail(name, id), { header, query }, response);
  }
}
