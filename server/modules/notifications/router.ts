import {
  listLogInput,
  listLogOutput,
  readDeliveryInput,
  readDeliveryOutput,
} from "@/server/modules/notifications/contract";
import { listLog } from "@/server/modules/notifications/list-log";
import { readDelivery } from "@/server/modules/notifications/read-delivery";
import { router } from "@/server/trpc/init";
import { operatorProcedure } from "@/server/trpc/procedures";

export const notificationsRouter = router({
  listLog: operatorProcedure
    .input(listLogInput)
    .output(listLogOutput)
    .query(({ ctx, input }) => listLog(ctx, input)),
  readDelivery: operatorProcedure
    .input(readDeliveryInput)
    .output(readDeliveryOutput)
    .query(({ ctx, input }) => readDelivery(ctx, input)),
});
