import { TestBed } from '@angular/core/testing';
import { Icon } from './icon';

describe('Icon', () => {
  it('draws its shape, hidden from assistive technology, and draws anew', async () => {
    const fixture = TestBed.createComponent(Icon);
    fixture.componentRef.setInput('name', 'play');
    await fixture.whenStable();
    const host: HTMLElement = fixture.nativeElement;
    const first = host.innerHTML;
    expect(host.querySelectorAll('svg > *').length).toBeGreaterThan(0);
    expect(host.getAttribute('aria-hidden')).toBe('true');
    fixture.componentRef.setInput('name', 'trash');
    await fixture.whenStable();
    expect(host.querySelectorAll('svg')).toHaveLength(1);
    expect(host.innerHTML).not.toBe(first);
  });
});
