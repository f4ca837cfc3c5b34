import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope } from '@dw-sim/api-platform';
import type { PreviewResult } from '@dw-sim/contracts';
import { PreviewRequestDto, PreviewResultDto } from './preview.dto';
import { PreviewService } from './preview.service';

const BOTH = { path: '$', code: 'contradiction', message: 'experiment and definition are both given', allowed: 'exactly one of experiment and definition' };

@ApiTags('Experiments')
@Controller('experiments/preview')
export class PreviewController {
  constructor(private readonly previews: PreviewService) {}

  @RequiresScope('read')
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Show the first rows of every table', description: 'Exactly the rows that a run with this seed would begin with, without a run.' })
  @ApiBody({ type: PreviewRequestDto, examples: { existing: { summary: 'An experiment that exists', value: { experiment: 'ecommerce', rows: 5, seed: 42 } } } })
  @ApiOkResponse({ type: PreviewResultDto })
  @ApiProblems({ code: 'not_found', detail: 'There is no experiment "shop"; there are none yet.' }, { code: 'invalid_request', detail: BOTH.message, more: { errors: [BOTH] } })
  preview(@Body() request: PreviewRequestDto): Promise<PreviewResult> {
    return this.previews.preview(request);
  }
}
