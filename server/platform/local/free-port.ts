import { createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/** Whether this machine would let a program listen there now. Another program may still be faster. */
export async function isPortFree(port: number, host: string = LOOPBACK): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined;
}

/** A loopback port that is free now: the preferred one when it is, so that addresses stay the same between starts. */
export async function findFreePort(preferred?: number): Promise<number> {
  const kept = preferred === undefined ? undefined : await listenOnce(preferred, LOOPBACK);
  const port = kept ?? (await listenOnce(0, LOOPBACK));
  if (port === undefined) throw new Error("The operating system gave no free port.");
  return port;
}

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
