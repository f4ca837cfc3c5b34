import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res, Sse, type MessageEvent } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblems, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import type { RunDetail, RunEventList, RunFileList, RunList } from '@dw-sim/contracts';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { RunLog } from '../run-log';
import { RunRecords } from '../run-records';
import { RunSupervisor } from '../run-supervisor';
import { EVENT_EXAMPLE } from './event-example';
import { EventStreams } from './event-streams';
import { RunIdPipe } from './run-id.pipe';
import { EventsQueryDto, RunDetailDto, RunEventListDto, RunFileListDto, RunFilterDto, RunListDto, UNKNOWN_RUN } from './runs.dto';

/** Runs by their numbers, over all experiments. */
@ApiTags('Runs')
@Controller('runs')
export class RunsController {
  constructor(
    private readonly records: RunRecords,
    private readonly supervisor: RunSupervisor,
    private readonly streams: EventStreams,
    private readonly runLog: RunLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the runs of all experiments, the latest first' })
  @ApiOkResponse({ type: RunListDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  list(@Query() filter: RunFilterDto): Promise<RunList> {
    return this.records.list(filter);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show a run with its tables', description: 'Also of an experiment that was deleted since.' })
  @ApiOkResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN)
  async detail(@Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return (await this.records.find(id)).detail;
  }

  @Get(':id/files')
  @ApiOperation({ summary: 'List the files that a run has made, with their SHA-256', description: 'They are known after the files themselves were removed, too.' })
  @ApiOkResponse({ type: RunFileListDto })
  @ApiProblems(UNKNOWN_RUN)
  async files(@Param('id', RunIdPipe) id: number): Promise<RunFileList> {
    const items = await this.records.files(id);
    return { items, total: items.length };
  }

  @Get(':id/log')
  @ApiOperation({ summary: 'Show the log of a run', description: 'Its events so far; of past progress the latest alone.' })
  @ApiOkResponse({ type: RunEventListDto })
  @ApiProblems(UNKNOWN_RUN)
  async log(@Param('id', RunIdPipe) id: number): Promise<RunEventList> {
    await this.records.find(id);
    const items = await this.runLog.read(id);
    return { items, total: items.length };
  }

  @Post(':id/abort')
  @HttpCode(202)
  @ApiOperation({ summary: 'Abort a run', description: 'Answers at once; the event `aborted` follows when the work has stopped. Tables keep the rows they had.' })
  @ApiAcceptedResponse({ type: RunDetailDto })
  @ApiProblems(UNKNOWN_RUN, { code: 'conflict', detail: 'Run 7 of experiment "ecommerce" has already ended: COMPLETED.' })
  async abort(@Param('id', RunIdPipe) id: number): Promise<RunDetail> {
    return this.supervisor.abort(id);
  }

  @Sse(':id/events')
  @ApiOperation({ summary: 'Follow a run by its number', description: 'As the stream of a run of an experiment.' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sequence number of the last event received.' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: EVENT_EXAMPLE } } })
  @ApiProblems(UNKNOWN_RUN)
  async events(
    @Param('id', RunIdPipe) id: number,
    @Query() { last_event_id: query }: EventsQueryDto,
    @Headers('last-event-id') header: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Observable<MessageEvent>> {
    return this.streams.ofRun((await this.records.find(id)).detail, { header, query }, response);
  }
}
