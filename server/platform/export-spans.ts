/**
 * Sends spans over OTLP/HTTP to the collector that the environment names; without one nothing is set up and spans cost next
 * to nothing. Once per process. A collector that does not answer costs spans, never a request.
 */
import { context, type DiagLogger, DiagLogLevel, diag, trace } from "@opentelemetry/api";
import type { Env } from "@/server/platform/env";
import type { Log } from "@/server/platform/log";

export interface SpanExport {
  /** Sends what is still kept and ends. */
  end(): Promise<void>;
}

const NOTHING: SpanExport = { end: () => Promise.resolve() };

/** Loads the exporter only when it is wanted. `part` tells web server and worker apart. */
export async function exportSpans(
  env: Pick<Env, "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_EXPORTER_OTLP_HEADERS" | "OTEL_SERVICE_NAME">,
  part: string,
  log: Log,
): Promise<SpanExport> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = env;
  if (endpoint === undefined) return NOTHING;
  const [
    { BasicTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { resourceFromAttributes },
    { AsyncLocalStorageContextManager },
  ] = await Promise.all([
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/context-async-hooks"),
  ]);
  diag.setLogger(diagLog(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: { ...headers } });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      "service.name": env.OTEL_SERVICE_NAME,
      "service.instance.part": part,
    }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    async end() {
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}

function diagLog(log: Log): DiagLogger {
  const warn = (message: string) => log.warn({}, `spans: ${message}`);
  const quiet = () => undefined;
  return { error: warn, warn, info: quiet, debug: quiet, verbose: quiet };
}
