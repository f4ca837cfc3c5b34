import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ExampleList } from '@dw-sim/contracts';
import { ExampleListDto } from '../experiments.dto';
import { EXAMPLES } from './examples';

@ApiTags('Examples')
@Controller('examples')
export class ExamplesController {
  @Get()
  @ApiOperation({ summary: 'List the built-in examples', description: 'Each holds a definition to create as it is, and a query to start with.' })
  @ApiOkResponse({ type: ExampleListDto })
  list(): ExampleList {
    return { items: EXAMPLES, total: EXAMPLES.length };
  }
}
