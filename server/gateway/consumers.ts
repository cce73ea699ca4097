/** Every consumer of the market. A consumer that is not listed here is never run. */
import type { Consumer } from "@/server/events/define-consumer";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { refreshDocumentsOnChanges } from "@/server/modules/search/consumers/refresh-documents-on-changes";
import { deleteFilesOnPhotoRemoved } from "@/server/modules/storage/consumers/delete-files-on-photo-removed";

export const CONSUMERS: readonly Consumer[] = [
  refreshDocumentsOnChanges,
  deleteFilesOnPhotoRemoved,
  recordFactsOnEvents,
];
