import { ChangeDetectionStrategy, Component, DOCUMENT, ElementRef, effect, inject, input } from '@angular/core';
import { ICONS, type IconName } from './icons';

const SVG = 'http://www.w3.org/2000/svg';

/** A decorative icon in the colour of its text; say what it means in words beside it, or in the control's label. */
@Component({
  selector: 'dw-icon',
  template: '',
  styles: `
    :host { display: inline-flex; flex: none; vertical-align: -0.18em; }
    :host(.spin) { animation: spin 0.9s linear infinite; }
    @keyframes spin { to { transform: rotate(360deg); } }
  `,
  host: { 'aria-hidden': 'true', '[class.spin]': "name() === 'spinner'" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Width and height in pixels. */
  readonly size = input(16);

  constructor() {
    const document = inject(DOCUMENT);
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => host.replaceChildren(drawIcon(document, this.name(), this.size())));
  }
}

function drawIcon(document: Document, name: IconName, size: number): SVGElement {
  const svg = draw(document, 'svg', {
    'width': size, 'height': size, 'viewBox': '0 0 24 24', 'fill': 'none', 'stroke': 'currentColor',
    'stroke-width': 1.9, 'stroke-linecap': 'round', 'stroke-linejoin': 'round',
  });
  for (const [tag, attributes] of ICONS[name]) svg.append(draw(document, tag, attributes));
  return svg;
}

function draw(document: Document, tag: string, attributes: Record<string, string | number | undefined>): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
