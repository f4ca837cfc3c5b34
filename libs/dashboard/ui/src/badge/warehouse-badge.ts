import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { Badge } from './badge';

/** The warehouse that an experiment lives in, by id. */
@Component({
  selector: 'dw-warehouse-badge',
  imports: [Badge, Icon],
  template: '<dw-badge><dw-icon name="database" [size]="12" />{{ warehouse() }}</dw-badge>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WarehouseBadge {
  readonly warehouse = input.required<string>();
}
