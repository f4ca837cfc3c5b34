import { Directive, output, signal } from '@angular/core';

/** Takes a file that is dropped on its element; the class `dropping` marks the element while one hovers. */
@Directive({
  selector: '[dwFileDrop]',
  host: {
    '[class.dropping]': 'isHovered()',
    '(dragover)': 'hover($event, true)',
    '(dragleave)': 'hover($event, false)',
    '(drop)': 'drop($event)',
  },
})
export class FileDrop {
  readonly fileDropped = output<File>();
  protected readonly isHovered = signal(false);

  protected hover(event: DragEvent, isOver: boolean): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isHovered.set(isOver);
  }

  protected drop(event: DragEvent): void {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.isHovered.set(false);
    this.fileDropped.emit(file);
  }
}
