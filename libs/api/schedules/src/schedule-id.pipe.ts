import { Injectable, type PipeTransform } from '@nestjs/common';
import { idOfPath } from '@dw-sim/api-platform';

/** Reads a schedule's number from a path. @throws AppError `not_found` for anything that can't be one */
@Injectable()
export class ScheduleIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    return idOfPath(value, 'schedule');
  }
}
