import { TestBed } from '@angular/core/testing';
import { sampleTable } from '../../../data-access/src/testing/samples';
import { TableCard } from './table-card';

describe('TableCard', () => {
  it('shows under its fold what fills each column', async () => {
    const fixture = TestBed.createComponent(TableCard);
    const [id, age] = sampleTable().columns;
    const columns = [id, { ...age, references: { table: 'people', column: 'age' } }];
    fixture.componentRef.setInput('table', sampleTable({ loaded_rows: 1_234, columns, composite_keys: [['id', 'age']] }));
    await fixture.whenStable();
    expect(fixture.nativeElement.textContent).toContain('1,234');
    expect(fixture.nativeElement.textContent).not.toContain('normal, mean 40');
    fixture.nativeElement.querySelector('button').click();
    await fixture.whenStable();
    const rows = [...fixture.nativeElement.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '));
    expect(rows[0]).toContain('unique');
    expect(rows[0]).not.toContain('nullable');
    expect(fixture.nativeElement.textContent).toContain('Unique together: id, age');
    for (const text of ['normal, mean 40, stddev 12', 'people.age', 'nullable']) expect(rows[1]).toContain(text);
  });
});
