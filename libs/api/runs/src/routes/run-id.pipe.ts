import { Injectable, type PipeTransform } from '@nestjs/common';
import { AppError } from '@dw-sim/contracts';

/** Reads a run's number from a path. @throws AppError `not_found` for anything that can't be one */
@Injectable()
export class RunIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = Number(value);
    if (/^\d+$/.test(value) && id > 0 && id <= 2 ** 31 - 1) return id;
    throw new AppError('not_found', `"${value}" is not the number of a run.`);
  }
}
