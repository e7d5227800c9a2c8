import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Result } from '../cases/result.ts';
import type { Size } from '../growth/growth-result.ts';
import type { MeasuredFiles } from './measured.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** SVG by name of file. */
export function plotsOf({ requests, growth }: MeasuredFiles): Record<string, string> {
  return {
    ...(requests && {
      throughput: plot(throughput(requests.result)),
      cpu: plot(cpuByProcess(requests.result)),
    }),
    ...(growth && {
      'growth-deletes': plot(lines('GDPR_DELETE of a merge set, earlier requests', growth.result.deletes)),
      'growth-searches': plot(lines('Subject search, contacts', growth.result.searches)),
    }),
  };
}

/** As many as there are processes, each told from the others. */
const COLOURS = [
  '#4c78a8',
  '#f58518',
  '#54a24b',
  '#e45756',
  '#72b7b2',
  '#eeca3b',
  '#b279a2',
  '#9d755d',
  '#bab0ac',
  '#2f2f2f',
];

function plot(option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 440 });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#fff',
      color: COLOURS,
      grid: { left: 80, right: 30, top: 60, bottom: 100 },
      legend: { bottom: 10, itemWidth: 14, textStyle: { fontSize: 10 } },
      ...option,
    });
    return `${chart.renderToSVGString()}\n`;
  } finally {
    chart.dispose();
  }
}

function throughput(results: readonly Result[]): EChartsCoreOption {
  const contestants = ['Lethe', 'rival'];
  return {
    title: { text: 'People a second (logarithmic)' },
    xAxis: { type: 'category', data: results.map(({ name }) => name), axisLabel: { interval: 0 } },
    yAxis: { type: 'log', min: 0.1 },
    series: contestants.map((contestant) => ({
      name: contestant,
      type: 'bar',
      data: results.map(({ taken }) => taken[contestant]?.perSecond.median.toPrecision(3)),
      label: { show: true, position: 'top' },
    })),
  };
}

/** Processes of PostgreSQL are one: which database it was stands in the JSON. */
function cpuByProcess(results: readonly Result[]): EChartsCoreOption {
  const kindOf = (process: string): string => (process.startsWith('postgres') ? 'PostgreSQL' : process);
  const bars = results.flatMap(({ name, taken }) =>
    Object.entries(taken).map(([contestant, { cpuOf, cpu }]) => ({
      label: `${name}\n${contestant}`,
      cpuOf,
      all: cpu.median,
    })),
  );
  const kinds = [...new Set(bars.flatMap(({ cpuOf }) => Object.keys(cpuOf).map(kindOf)))];
  const share = ({ cpuOf }: (typeof bars)[number], kind: string): number => {
    const entries = Object.entries(cpuOf);
    const all = entries.reduce((sum, [, ms]) => sum + ms, 0);
    return entries.filter(([process]) => kindOf(process) === kind).reduce((sum, [, ms]) => sum + ms, 0) / all;
  };
  return {
    title: { text: 'Where the CPU goes, in per cent' },
    xAxis: { type: 'category', data: bars.map(({ label }) => label), axisLabel: { interval: 0, fontSize: 8 } },
    yAxis: { type: 'value', max: 100 },
    series: kinds.map((kind) => ({
      name: kind,
      type: 'bar',
      stack: 'cpu',
      data: bars.map((bar) => (share(bar, kind) * 100).toFixed(1)),
    })),
  };
}

const lines = (title: string, sizes: readonly Size[]): EChartsCoreOption => ({
  title: { text: title },
  xAxis: { type: 'log' },
  yAxis: { type: 'value', name: 'ms', min: 0 },
  series: (['p50', 'cpu'] as const).map((of) => ({
    name: of === 'p50' ? 'p50 ms' : 'CPU ms',
    type: 'line',
    data: sizes.map((size) => [Math.max(1, size.count), Number(size[of].toPrecision(3))]),
  })),
});
