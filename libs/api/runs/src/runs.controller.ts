import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res, Sse, type MessageEvent } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import { TERMINAL_RUN_STATUSES, type RunDetail, type RunList } from '@dw-sim/contracts';
import type { Response } from 'express';
import { EMPTY, map, type Observable } from 'rxjs';
import { runEventStream } from './run-event-stream';
import { RunIdPipe } from './run-id.pipe';
import { RunLog } from './run-log';
import { RunRecords } from './run-records';
import { RunSupervisor } from './run-supervisor';
import { withHeartbeat } from './with-heartbeat';
import { EventsQueryDto, RunDetailDto, RunListDto, RunPageDto } from './runs.dto';

const UNKNOWN_RUN = { code: 'not_found', detail: 'Experiment "ecommerce" has no run 99.' } as const;

const EVENT_EXAMPLE = `event: table-completed
id: 5
data: {"run_id":7,"experiment":"ecommerce","seq":5,"at":"2026-01-01T09:00:01.000Z","type":"table-completed","table":"customers","phase":"generate","rows":100000,"elapsed_ms":140,"byte_length":2400000}

`;

@ApiTags('Runs')
@Controller('experiments/:name/runs')
export class RunsController {
  constructor(
    private readonly records: RunRecords,
    private readonly supervisor: RunSupervisor,
    private readonly log: RunLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the runs of an experiment, the latest first' })
  @ApiOkResponse({ type: RunListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  list(@Param('name') name: string, @Query() page: RunPageDto): Promise<RunList> {
    return this.records.list(name, page);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a run with its tables' })
  @ApiOkResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN)
  detail(@Param('name') name: string, @Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.records.detail(name, id);
  }

  @Post(':id/abort')
  @HttpCode(202)
  @ApiOperation({ summary: 'Abort a run', description: 'Answers at once; the event `aborted` follows when the work has stopped. Tables keep the rows they had.' })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN, { code: 'conflict', detail: 'Run 7 of experiment "ecommerce" has already ended: COMPLETED.' })
  abort(@Param('name') name: string, @Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.supervisor.abort(name, id);
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
    @Query() query: EventsQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Observable<MessageEvent>> {
    const { status } = await this.records.detail(name, id);
    const after = /^\d+$/.test(header ?? '') ? Number(header) : (query.last_event_id ?? 0);
    if (TERMINAL_RUN_STATUSES.includes(status) && (await this.log.read(id, after)).length === 0) {
      // Tells an EventSource not to come back.
      response.status(204).end();
      return EMPTY;
    }
    return withHeartbeat(runEventStream(this.log, id, after).pipe(map((event) => ({ id: String(event.seq), type: event.type, data: event }))));
  }
}
