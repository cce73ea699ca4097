/** Every consumer of the market. A consumer that is not listed here is never run. */
import type { Consumer } from "@/server/events/define-consumer";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { settleBookingOnPaymentSucceeded } from "@/server/modules/bookings/consumers/settle-booking-on-payment-succeeded";
import { queueWebhooksOnEvents } from "@/server/modules/integrations/consumers/queue-webhooks-on-events";
import { emailGuestOnBookingCancelled } from "@/server/modules/notifications/consumers/email-guest-on-booking-cancelled";
import { emailGuestOnBookingConfirmed } from "@/server/modules/notifications/consumers/email-guest-on-booking-confirmed";
import { emailGuestOnLatePaymentReturned } from "@/server/modules/notifications/consumers/email-guest-on-late-payment-returned";
import { emailGuestOnPaymentFailed } from "@/server/modules/notifications/consumers/email-guest-on-payment-failed";
import { emailGuestOnRefundSucceeded } from "@/server/modules/notifications/consumers/email-guest-on-refund-succeeded";
import { emailHostOnBookingCancelled } from "@/server/modules/notifications/consumers/email-host-on-booking-cancelled";
import { emailHostOnBookingConfirmed } from "@/server/modules/notifications/consumers/email-host-on-booking-confirmed";
import { emailPersonOnPasswordResetRequested } from "@/server/modules/notifications/consumers/email-person-on-password-reset-requested";
import { emailPersonOnVerificationRequested } from "@/server/modules/notifications/consumers/email-person-on-verification-requested";
import { sendRefundOnRefundRequested } from "@/server/modules/payments/consumers/send-refund-on-refund-requested";
import { collectInteractionsOnEvents } from "@/server/modules/recommendations/consumers/collect-interactions-on-events";
import { refreshDocumentsOnChanges } from "@/server/modules/search/consumers/refresh-documents-on-changes";
import { deleteFilesOnPhotoRemoved } from "@/server/modules/storage/consumers/delete-files-on-photo-removed";

export const CONSUMERS: readonly Consumer[] = [
  settleBookingOnPaymentSucceeded,
  sendRefundOnRefundRequested,
  refreshDocumentsOnChanges,
  deleteFilesOnPhotoRemoved,
  recordFactsOnEvents,
  collectInteractionsOnEvents,
  queueWebhooksOnEvents,
  emailGuestOnBookingCancelled,
  emailGuestOnBookingConfirmed,
  emailGuestOnLatePaymentReturned,
  emailGuestOnPaymentFailed,
  emailGuestOnRefundSucceeded,
  emailHostOnBookingCancelled,
  emailHostOnBookingConfirmed,
  emailPersonOnPasswordResetRequested,
  emailPersonOnVerificationRequested,
];
