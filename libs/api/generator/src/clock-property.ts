import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** What `now` is in relative times, of a request. Its form is checked with the definition, so that all faults come at once. */
export function ClockProperty(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      oneOf: [{ type: 'string' }, { type: 'number' }],
      example: '2026-01-01T09:00:00Z',
      description: "What `now` is in relative times such as `-7d`: ISO 8601, or milliseconds since 1970-01-01 UTC. The server's clock otherwise. A run's clock and seed repeat it to the byte.",
    }),
    IsOptional(),
  );
}
