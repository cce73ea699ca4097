/** Counters of this process, in Prometheus' terms. What is in the database is read when it is asked for, not counted here. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export interface ObservedCall {
  readonly path: string;
  readonly type: string;
  readonly outcome: string;
  readonly tookMs: number;
}

export interface Metrics {
  observeCall(call: ObservedCall): void;
  /** Sets the value of a gauge read from elsewhere; the gauge is made on first use. */
  set(name: string, help: string, value: number, labels?: Record<string, string>): void;
  /** Takes back every value that was set, so that what is no longer said is no longer shown. */
  forget(): void;
  /** The text that Prometheus reads. */
  render(): Promise<string>;
}

/** On the process, since Next's bundles each have their own copy of this module. */
const shared = globalThis as typeof globalThis & { roostMetrics?: Metrics };

export function processMetrics(): Metrics {
  shared.roostMetrics ??= openMetrics();
  return shared.roostMetrics;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "roost_" });
  const calls = new Counter({
    name: "roost_calls_total",
    help: "Calls of procedures, by outcome: ok, a refusal's code, or a fault.",
    labelNames: ["procedure", "type", "outcome"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "roost_call_seconds",
    help: "How long calls of procedures took.",
    labelNames: ["procedure"],
    buckets: SECONDS,
    registers: [registry],
  });
  const gauges = new Map<string, Gauge>();
  return {
    observeCall({ path, type, outcome, tookMs }) {
      calls.inc({ procedure: path, type, outcome });
      seconds.observe({ procedure: path }, tookMs / 1_000);
    },
    set(name, help, value, labels = {}) {
      const gauge =
        gauges.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] });
      gauges.set(name, gauge);
      gauge.set(labels, value);
    },
    forget() {
      for (const gauge of gauges.values()) gauge.reset();
    },
    render: () => registry.metrics(),
  };
}
