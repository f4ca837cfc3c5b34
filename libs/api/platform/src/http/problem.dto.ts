import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERROR_CODES, type CompletedStatement, type ErrorCode, type FailedStatement, type Fault, type ProblemDetails, type TextPosition } from '@dw-sim/contracts';

export class TextPositionDto implements TextPosition {
  @ApiProperty({ example: 1, description: 'From 1.' }) line!: number;
  @ApiProperty({ example: 8, description: 'From 1, in UTF-16 code units.' }) column!: number;
  @ApiPropertyOptional({ example: 4 }) length?: number;
}

export class FaultDto implements Fault {
  @ApiProperty({ description: "JSON path into the user's document.", example: '$.tables[0].columns[1].min_value' }) path!: string;
  @ApiProperty({ description: 'Short machine-readable reason.', example: 'out_of_range' }) code!: string;
  @ApiProperty({ example: 'min_value is 10, above max_value 1.' }) message!: string;
  @ApiPropertyOptional({ description: 'The offending value.', example: 10 }) value?: unknown;
  @ApiPropertyOptional({ description: 'What is allowed there.', oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }], example: 'at most 1' })
  allowed?: string | string[];
  @ApiPropertyOptional({ type: TextPositionDto, description: "Where in the user's text, where the fault is in one." }) position?: TextPositionDto;
}

export class FailedStatementDto implements FailedStatement {
  @ApiProperty({ example: 3, description: 'From 1.' }) number!: number;
  @ApiProperty({ example: 4, description: 'Statements of the text.' }) count!: number;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What came of the statements before it.', example: [{ statement: 1, kind: 'rows', row_count: 2, affected_rows: null, message: null }] })
  completed!: CompletedStatement[];
}

export class ProblemDto implements ProblemDetails {
  @ApiProperty({ example: 'urn:dw-sim:problem:invalid_definition' }) type!: string;
  @ApiProperty({ example: 'Unprocessable Entity' }) title!: string;
  @ApiProperty({ example: 422 }) status!: number;
  @ApiProperty({ example: 'The definition has 1 fault.' }) detail!: string;
  @ApiProperty({ enum: ERROR_CODES, example: 'invalid_definition' }) code!: ErrorCode;
  @ApiPropertyOptional({ type: [FaultDto], description: 'Every fault of a document, where one was validated.' }) errors?: FaultDto[];
  @ApiPropertyOptional({ type: TextPositionDto, description: "Where in the user's text, where it is known." }) position?: TextPositionDto;
  @ApiPropertyOptional({ type: FailedStatementDto, description: 'Which of several SQL statements failed, and what ran before it.' }) statement?: FailedStatementDto;
  @ApiPropertyOptional({ description: 'What the user can do about it.' }) hint?: string;
}
