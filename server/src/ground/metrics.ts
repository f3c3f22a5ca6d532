import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import {
  type CounterName,
  type HistogramName,
  helpOf,
  type LabelsOf,
  type MetricName,
  metricList,
  metricOf,
  type ReadingName,
  type ServiceFigure,
} from './metric-list.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** What a process counts as it works, for Prometheus. */
export function createMetrics() {
  const registry = new Registry()
  const counters = new Map<string, Counter>()
  const histograms = new Map<string, Histogram>()
  for (const name of Object.keys(metricList) as MetricName[]) {
    const { type, labels, buckets } = metricOf(name)
    const options = { name, help: helpOf(name), labelNames: Object.keys(labels), registers: [registry] }
    if (type === 'counter') counters.set(name, startingAtZero(new Counter(options), labels))
    if (type === 'histogram') histograms.set(name, new Histogram({ ...options, buckets: [...(buckets ?? [])] }))
  }

  return {
    /** With 0 it begins: what has not happened yet is told, too. */
    count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by = 1) {
      counters.get(name)?.inc(labels, by)
    },

    observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, seconds: number) {
      histograms.get(name)?.observe(labels, seconds)
    },

    /** A figure that is read whenever somebody asks. */
    read(name: ReadingName, figure: () => number) {
      new Gauge({
        name,
        help: helpOf(name),
        registers: [registry],
        collect() {
          this.set(figure())
        },
      })
    },

    registry,
  }
}

/** What has not happened yet is 0: the first time would else be no increase of anything. */
function startingAtZero(counter: Counter, labels: Record<string, readonly string[] | null>): Counter {
  const [[label, values] = [], ...more] = Object.entries(labels)
  if (label && values && more.length === 0) for (const value of values) counter.inc({ [label]: value }, 0)
  return counter
}

/** Figures of the whole service, in the words of Prometheus. */
export async function inWords(figures: readonly ServiceFigure[]): Promise<string> {
  const registry = new Registry()
  const gauges = new Map<string, Gauge>()
  for (const { name, labels, value } of figures) {
    const gauge =
      gauges.get(name) ??
      new Gauge({ name, help: helpOf(name), labelNames: Object.keys(metricOf(name).labels), registers: [registry] })
    gauges.set(name, gauge)
    gauge.set(labels, value)
  }
  return registry.metrics()
}
