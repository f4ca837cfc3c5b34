export { Housekeeping } from './housekeeping';
export { SchedulesModule } from './schedules.module';
export { SchedulesService } from './schedules.service';
