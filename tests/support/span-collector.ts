/** A collector of OpenTelemetry spans (OTLP/HTTP with JSON) that keeps what it is sent, for tests. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const requestContract = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.int(),
              status: z.object({ code: z.int().optional(), message: z.string().optional() }).optional(),
              attributes: z
                .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
                .transform((list) =>
                  Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]])),
                )
                .default({}),
              links: z.array(z.object({ traceId: z.string() })).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type CollectedSpan = z.output<
  typeof requestContract
>["resourceSpans"][number]["scopeSpans"][number]["spans"][number];

export interface SpanCollector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** Header values by which it was called. */
  readonly keys: (string | undefined)[];
  close(): Promise<void>;
}

export async function openSpanCollector(): Promise<SpanCollector> {
  const spans: CollectedSpan[] = [];
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      keys.push(request.headers["x-key"]?.toString());
      const sent = requestContract.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
      for (const resource of sent.resourceSpans)
        for (const scope of resource.scopeSpans) spans.push(...scope.spans);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    keys,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
