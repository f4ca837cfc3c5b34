import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Fault } from '@dw-sim/contracts';

/** Every fault of a document: path, message, value and what is allowed. With `selectable`, a fault is a button. */
@Component({
  selector: 'dw-fault-list',
  imports: [NgTemplateOutlet],
  templateUrl: './fault-list.html',
  styleUrl: './fault-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FaultList {
  readonly faults = input.required<readonly Fault[]>();
  readonly selectable = input(false);
  /** The fault that the user chose to go to. */
  readonly faultSelected = output<Fault>();

  protected valueOf(fault: Fault): string | undefined {
    return fault.value === undefined ? undefined : JSON.stringify(fault.value);
  }

  /** What is allowed, unless the message has said so already. */
  protected allowedOf({ allowed, message }: Fault): string | undefined {
    const text = typeof allowed === 'object' ? allowed.join(', ') : allowed;
    return text && message.includes(text) ? undefined : text;
  }
}
