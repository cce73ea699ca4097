/**
 * Deletes the files of a photo that was taken off a home, after that was committed.
 *
 * Deleting what is gone already succeeds, so a repeat is harmless. Photos that came with the demo market are part of the
 * program and stay.
 */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { listingPhotoRemoved } from "@/server/modules/listings/events";
import { deletePhotoFiles } from "@/server/modules/storage/store-photo";

export const deleteFilesOnPhotoRemoved = defineExternalConsumer({
  name: "storage.delete-files-on-photo-removed",
  reactions(to) {
    to.on(listingPhotoRemoved, async (ctx, event) => {
      const { origin, stem, widths } = event.payload;
      if (origin === "blob") await deletePhotoFiles(ctx.ports.blob, { stem, widths });
    });
  },
});
