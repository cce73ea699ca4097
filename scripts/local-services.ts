import { runProgram } from "@/scripts/_market/program";
import { servicesPlanContract, startServices } from "@/server/platform/local/services";

const HELP = `The local stand-ins of outside services, as one process: payment sandbox, blob server, mailbox, Neon's ends.

npm start runs it and tells it what to serve in its first message; it is not meant to be run by hand.
`;

await runProgram(async () => {
  if (!process.send || process.argv.includes("--help")) {
    process.stdout.write(HELP);
    return process.argv.includes("--help") ? 0 : 1;
  }
  const plan = servicesPlanContract.parse(await new Promise((resolve) => process.once("message", resolve)));
  const services = await startServices(plan);
  process.send("ready");
  await new Promise<void>((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("disconnect", resolve);
  });
  await services.close();
  process.exit(0);
});
