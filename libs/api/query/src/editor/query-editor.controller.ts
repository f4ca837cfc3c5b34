import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequiresScope, UNKNOWN_EXPERIMENT } from '@dw-sim/api-platform';
import type { CompletionResult, FormatResult, QueryCheckResult } from '@dw-sim/contracts';
import type { Response } from 'express';
import { CompletionRequestDto, CompletionResultDto, FormatRequestDto, FormatResultDto, QueryCheckResultDto, QueryTextDto } from './query-editor.dto';
import { QueryEditorService } from './query-editor.service';

const EXAMPLES = {
  complete: { unfinished: { summary: 'Columns of an alias', value: { sql: 'SELECT c. FROM customers c', experiment: 'ecommerce', offset: 9 } } },
  check: { unknown: { summary: 'A name that is not there', value: { sql: 'SELECT emial FROM customers', experiment: 'ecommerce' } } },
  format: { query: { summary: 'A query in one line', value: { sql: 'select status, count(*) from orders group by status', dialect: 'redshift', keyword_case: 'upper' } } },
};

@ApiTags('Query editor')
@Controller('query')
export class QueryEditorController {
  constructor(private readonly editor: QueryEditorService) {}

  @RequiresScope('read')
  @Post('complete')
  @HttpCode(200)
  @ApiOperation({ summary: 'Complete at a place of a text', description: 'Tables, columns, aliases and common table expressions in scope, join conditions by foreign keys, functions, keywords, types and parts of dates, the best first. The text may be unfinished.' })
  @ApiBody({ type: CompletionRequestDto, examples: EXAMPLES.complete })
  @ApiOkResponse({ type: CompletionResultDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  complete(@Body() request: CompletionRequestDto): Promise<CompletionResult> {
    return this.editor.complete(request);
  }

  @RequiresScope('read')
  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a text without running it', description: 'Every fault with its place: syntax, unknown names with the nearest ones, what the dialect does not have, what would be refused, and what the engine finds when it plans the statements.' })
  @ApiBody({ type: QueryTextDto, examples: EXAMPLES.check })
  @ApiOkResponse({ type: QueryCheckResultDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  async check(@Body() request: QueryTextDto, @Res({ passthrough: true }) response: Response): Promise<QueryCheckResult> {
    const client = new AbortController();
    response.once('close', () => client.abort());
    return this.editor.check(request, client.signal);
  }

  @RequiresScope('read')
  @Post('format')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lay a text out', description: 'Only white space changes, and the case of keywords where that is asked for. Statements that can\'t be laid out stay as they are.' })
  @ApiBody({ type: FormatRequestDto, examples: EXAMPLES.format })
  @ApiOkResponse({ type: FormatResultDto })
  @ApiProblems(UNKNOWN_EXPERIMENT)
  format(@Body() request: FormatRequestDto): Promise<FormatResult> {
    return this.editor.format(request);
  }
}
