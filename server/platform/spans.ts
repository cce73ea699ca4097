/**
 * Spans of OpenTelemetry, by its API alone: without an exporter (`export-spans.ts`) they cost next to nothing and the trace
 * is carried on all the same. What is traced is handed on as text, in the context and in events, so one trace leads from a
 * browser's request over an event to the letter it caused; the statements of a span hang below it (`statement-spans.ts`).
 * Runs on Node and on the edge runtime.
 */
import {
  type Attributes,
  context,
  type Link,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as telemetry,
} from "@opentelemetry/api";
import { withoutParameters } from "@/server/platform/error-text";
import { formatTraceparent, parseTraceparent } from "@/server/primitives/traceparent";

const KINDS = {
  /** Answers a call from outside. */
  server: SpanKind.SERVER,
  /** Calls a service outside. */
  client: SpanKind.CLIENT,
  /** Handles an event. */
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;
/** Spans that one span is linked to; a batch of events may come of more traces than a reader would follow. */
const LINKS_MAX = 64;

export interface SpanPlan {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  /** The trace to go on with; a new one begins where it is absent or of no known form. */
  readonly parent?: string | undefined;
  /** The trace that the work is given where no span is recorded. */
  readonly trace: string;
  /** Traces that led here beside the parent; asked for where the span is recorded. */
  readonly links?: () => readonly string[];
  readonly attributes?: Attributes;
}

export interface SpanNotes {
  note(attributes: Attributes): void;
  /** Marks the span as failed without an exception having left it. */
  fail(because: string): void;
}

/**
 * Does `work` inside a span and hands it the trace to pass on. What `work` throws marks the span and is thrown on.
 */
export async function inSpan<T>(
  plan: SpanPlan,
  work: (trace: string, span: SpanNotes) => Promise<T>,
): Promise<T> {
  const parent = spanContextOf(plan.parent);
  const from = parent
    ? telemetry.setSpanContext(context.active(), parent)
    : telemetry.deleteSpan(context.active());
  const span = telemetry
    .getTracer("roost")
    .startSpan(plan.name, { kind: KINDS[plan.kind], attributes: plan.attributes ?? {} }, from);
  if (plan.links && span.isRecording()) span.addLinks(linksOf(plan.links()));
  try {
    const inside = telemetry.setSpan(from, span);
    // Awaited inside: Drizzle's statements are sent by whoever awaits them.
    return await context.with(inside, async () => await work(traceOf(span, plan.trace), notesOf(span)));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: withoutParameters(String(error)) });
    throw error;
  } finally {
    span.end();
  }
}

function spanContextOf(trace: string | undefined) {
  const parsed = parseTraceparent(trace);
  return (
    parsed && { traceId: parsed.traceId, spanId: parsed.spanId, traceFlags: parsed.flags, isRemote: true }
  );
}

function linksOf(traces: readonly string[]): Link[] {
  return [...new Set(traces)].slice(0, LINKS_MAX).flatMap((trace) => {
    const linked = spanContextOf(trace);
    return linked ? [{ context: linked }] : [];
  });
}

function traceOf(span: Span, otherwise: string): string {
  if (!span.isRecording()) return otherwise;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return formatTraceparent({ traceId, spanId, flags: traceFlags });
}

function notesOf(span: Span): SpanNotes {
  return {
    note: (attributes) => void span.setAttributes(attributes),
    fail: (because) => void span.setStatus({ code: SpanStatusCode.ERROR, message: because }),
  };
}
