import { Controller, Headers, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { EVENT_EXAMPLE } from './event-example';
import { EventStreams } from './event-streams';
import { ServerEventsQueryDto } from './runs.dto';

@ApiTags('Runs')
@Controller('events')
export class ServerEventsController {
  constructor(private readonly streams: EventStreams) {}

  @Sse()
  @ApiOperation({
    summary: 'Follow all runs',
    description: 'Server-sent events of every run, as they happen: `event` is the type, `id` a number that grows over all runs, `data` the event. ' +
      'After a lost connection it goes on after `Last-Event-ID`; without one it begins now, and with 0 at the oldest event that is kept. Of past progress only the latest of each run is repeated.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event received.' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: EVENT_EXAMPLE } } })
  events(@Query() { last_event_id: query, experiment }: ServerEventsQueryDto, @Headers('last-event-id') header: string | undefined): Promise<Observable<MessageEvent>> {
    return this.streams.ofAll({ header, query }, experiment);
  }
}
