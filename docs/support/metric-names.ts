import { type MetricName, metricList, metricOf } from '../../server/src/ground/metric-list.ts'

const isMetric = (name: string): name is MetricName => Object.hasOwn(metricList, name)

/** The series of a histogram go by longer names. */
function metricBehind(name: string): MetricName | null {
  if (isMetric(name)) return name
  const base = name.replace(/_(?:bucket|sum|count)$/, '')
  return isMetric(base) && metricOf(base).type === 'histogram' ? base : null
}

/** Prometheus adds them to all that it reads. */
const ofTargets = new Set(['job', 'instance'])

/** What a text says of metrics of ours, labels and their values that there are not. */
export function strangersIn(text: string): string[] {
  return [...text.matchAll(/\b(anteroom_[a-z_]+)(?:\{([^}]*)\})?/g)].flatMap(([all, name = '', matchers = '']) => {
    const metric = metricBehind(name)
    if (!metric) return [all]
    const { labels } = metricOf(metric)
    return [...matchers.matchAll(/(\w+)(?:=|!=|=~|!~)\\*"([^"\\]*(?:\\\|[^"\\]*)*)\\*"/g)].flatMap(
      ([matcher, label = '', said = '']) => {
        if (ofTargets.has(label)) return []
        if (!Object.hasOwn(labels, label)) return [`${name}: ${matcher}`]
        const values = said.split(/\\?\|/)
        return labels[label] ? values.filter((value) => !labels[label]?.includes(value)) : []
      },
    )
  })
}
