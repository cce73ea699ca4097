/** A real ClickHouse on loopback, where Debian's package is installed: its own configuration, with ports and folders of ours. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort } from "@/server/platform/local/free-port";

const SERVER = ["/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server"].find((file) => existsSync(file));
const CONFIGURATION = "/etc/clickhouse-server";
/** `apt-get install clickhouse-server` makes it true. */
export const hasClickHouse = SERVER !== undefined && existsSync(path.join(CONFIGURATION, "config.xml"));

const READY_MS_MAX = 60_000;
const POLL_MS = 100;

export interface RunningClickHouse {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startClickHouse(): Promise<RunningClickHouse> {
  if (SERVER === undefined) throw new Error("clickhouse-server is not installed");
  const folder = await mkdtemp(path.join(tmpdir(), "roost-clickhouse-"));
  const [http, tcp, interserver] = [await findFreePort(), await findFreePort(), await findFreePort()];
  await mkdir(path.join(folder, "data/tmp"), { recursive: true });
  const config = (await readFile(path.join(CONFIGURATION, "config.xml"), "utf8"))
    .replace(/<http_port>\d+/, `<http_port>${http}`)
    .replace(/<tcp_port>\d+/, `<tcp_port>${tcp}`)
    .replace(/<interserver_http_port>\d+/, `<interserver_http_port>${interserver}`)
    .replace(/<(https_port|tcp_port_secure)>\d+<\/\1>/g, "")
    .replace("<listen_host>::1</listen_host>", "")
    .replaceAll("/var/lib/clickhouse/", `${folder}/data/`)
    .replaceAll("/var/log/clickhouse-server/", `${folder}/`);
  await writeFile(path.join(folder, "config.xml"), config);
  const users = await readFile(path.join(CONFIGURATION, "users.xml"), "utf8");
  await writeFile(path.join(folder, "users.xml"), users);
  const child = spawn(SERVER, [`--config-file=${folder}/config.xml`], { cwd: folder, stdio: "ignore" });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${http}/default`;
  for (const endsAt = performance.now() + READY_MS_MAX; performance.now() < endsAt; ) {
    if (child.exitCode !== null) break;
    const isReady = await fetch(`http://127.0.0.1:${http}/ping`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const said = await readFile(path.join(folder, "clickhouse-server.err.log"), "utf8").catch(() => "nothing");
  await stop();
  throw new Error(`ClickHouse did not become ready; it said: ${said.slice(-1_000)}`);
}
