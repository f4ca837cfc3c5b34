import { TestBed } from '@angular/core/testing';
import { sampleTable } from '../../data-access/src/testing/samples';
import { SchemaTree } from './schema-tree';

describe('SchemaTree', () => {
  it('hands out names of tables and columns, and folds', async () => {
    const fixture = TestBed.createComponent(SchemaTree);
    fixture.componentRef.setInput('tables', [sampleTable({ loaded_rows: 12_000 })]);
    const chosen: string[] = [];
    fixture.componentInstance.nameChosen.subscribe((name) => chosen.push(name));
    await fixture.whenStable();
    const find = (id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as HTMLElement | null;
    expect(find('schema-table-customers')?.textContent).toContain('12K');
    expect(find('schema-column-customers-age')?.textContent).toContain('int');
    find('schema-table-customers')?.click();
    find('schema-column-customers-age')?.click();
    expect(chosen).toEqual(['customers', 'age']);
    fixture.nativeElement.querySelector('.fold').click();
    await fixture.whenStable();
    expect(find('schema-column-customers-age')).toBeNull();
  });
});
