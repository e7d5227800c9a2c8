import { documentOf } from './document.ts';
import { plotsOf } from './plots.ts';
import type { MeasuredFiles } from './measured.ts';

const FILES: MeasuredFiles = {
  growth: {
    date: '2026-01-02T03:04:05.678Z',
    command: 'npm run bench -- growth',
    commit: 'abc1234',
    machine: { cores: 2, processor: 'made', memory: 16, system: 'Linux', node: 'v24', load: 0.25 },
    result: {
      deletes: [
        { count: 100, p50: 10, cpu: 20 },
        { count: 9_000, p50: 15, cpu: 22 },
      ],
      searches: [
        { count: 2_700, p50: 4, cpu: 1 },
        { count: 10_000, p50: 5, cpu: 1 },
      ],
    },
  },
};

describe('docs/performance.md', () => {
  const plots = plotsOf(FILES);
  const page = documentOf(FILES, Object.keys(plots));

  it('says on which machine, when and how it was measured', () => {
    for (const said of [
      '2 cores',
      '16 GB',
      'load before 0.25',
      '2026-01-02 03:04',
      'abc1234',
      '`npm run bench -- growth`',
    ])
      expect(page).toContain(said);
  });

  it('says which bars are met', () => {
    expect(page).toMatch(/growth of a delete, CPU.*\| ≤ 1\.1 \| flat \| yes \|/);
    expect(page).toMatch(/growth of a delete, idle.*\| ≤ 1\.1 \| flat \| \*\*no\*\* \|/);
  });

  it('shows each plot', () => {
    expect(Object.keys(plots)).toEqual(['growth-deletes', 'growth-searches']);
    for (const [name, svg] of Object.entries(plots)) {
      expect(page).toContain(`(performance/${name}.svg)`);
      expect(svg).toMatch(/^<svg[^]*<\/svg>\s*$/);
    }
  });
});
