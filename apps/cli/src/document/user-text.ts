import type { Fault, TextPosition } from '@dw-sim/contracts';

/** A text that the user gave: a file, standard input, or an argument. Errors are shown in it. */
export interface UserText {
  /** `shop.yaml`, `<stdin>`, or undefined for an argument. */
  readonly label: string | undefined;
  readonly text: string;
  /** Place of what a fault is about, where the text is a document. */
  readonly positionOf?: (fault: Fault) => TextPosition | undefined;
}
