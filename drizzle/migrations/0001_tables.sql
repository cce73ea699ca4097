CREATE SCHEMA "analytics_history";

--> statement-breakpoint
CREATE SCHEMA "analytics";

--> statement-breakpoint
CREATE TABLE "consumer_lag_samples" (
	"consumer" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"events" integer NOT NULL,
	"seconds" integer NOT NULL,
	CONSTRAINT "consumer_lag_samples_consumer_at_pk" PRIMARY KEY("consumer","at")
);

--> statement-breakpoint
CREATE TABLE "consumer_positions" (
	"consumer" text NOT NULL,
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"position" bigint DEFAULT -1 NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone,
	"handled_count" bigint DEFAULT 0 NOT NULL,
	"types" text[] DEFAULT '{}'::text[] NOT NULL,
	"passed_over_to" bigint DEFAULT -1 NOT NULL,
	"lease_token" text,
	"leased_until" timestamp (3) with time zone,
	CONSTRAINT "consumer_positions_consumer_topic_partition_pk" PRIMARY KEY("consumer","topic","partition")
);

--> statement-breakpoint
CREATE TABLE "consumer_retries" (
	"consumer" text NOT NULL,
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"position" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"key" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"last_error" text,
	CONSTRAINT "consumer_retries_consumer_topic_partition_position_pk" PRIMARY KEY("consumer","topic","partition","position")
);

--> statement-breakpoint
CREATE TABLE "dead_events" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"position" bigint NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"attempts" integer NOT NULL,
	"error" text NOT NULL,
	"died_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'dead' NOT NULL,
	"settled_by" text,
	"settled_at" timestamp (3) with time zone,
	"settled_reason" text,
	CONSTRAINT "dead_events_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);

--> statement-breakpoint
CREATE TABLE "event_bus" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"engine" text DEFAULT 'postgres' NOT NULL,
	"place" text,
	"moved_at" timestamp (3) with time zone
);

--> statement-breakpoint
CREATE TABLE "event_log" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_log_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"payload" json NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"trace" text NOT NULL,
	CONSTRAINT "event_log_id_unique" UNIQUE("id"),
	CONSTRAINT "event_log_readable" CHECK ("event_log"."payload"::text not like '%\\u%' or "event_log"."payload"::jsonb is not null)
);

--> statement-breakpoint
CREATE TABLE "event_partitions" (
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"next_position" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "event_partitions_topic_partition_pk" PRIMARY KEY("topic","partition")
);

--> statement-breakpoint
CREATE TABLE "event_placings" (
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"first_position" bigint NOT NULL,
	"last_position" bigint NOT NULL,
	"seqs" bigint[] NOT NULL,
	"first_seq" bigint NOT NULL,
	"last_seq" bigint NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "event_placings_topic_partition_last_position_pk" PRIMARY KEY("topic","partition","last_position"),
	CONSTRAINT "event_placings_dense" CHECK ("event_placings"."last_position" = "event_placings"."first_position" + cardinality("event_placings"."seqs") - 1)
);

--> statement-breakpoint
CREATE TABLE "kafka_partitions" (
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"produced_position" bigint DEFAULT -1 NOT NULL,
	"producer" text,
	"producer_until" timestamp (3) with time zone,
	CONSTRAINT "kafka_partitions_topic_partition_pk" PRIMARY KEY("topic","partition")
);

--> statement-breakpoint
CREATE TABLE "unplaced_events" (
	"topic" text NOT NULL,
	"partition" integer NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "unplaced_events_topic_partition_seq_pk" PRIMARY KEY("topic","partition","seq")
);

--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credentials_account" UNIQUE("provider_id","account_id")
);

--> statement-breakpoint
CREATE TABLE "hosts" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"host_since" timestamp (3) with time zone NOT NULL,
	"superhost" boolean DEFAULT false NOT NULL,
	"response_rate_bps" integer,
	"response_minutes_median" integer,
	"languages" text[] DEFAULT '{"en"}' NOT NULL
);

--> statement-breakpoint
CREATE TABLE "operator_grants" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"granted_by" text NOT NULL,
	"revoked_at" timestamp (3) with time zone
);

--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"about" text,
	"email_suppressed_at" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);

--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);

--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "operator_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"action" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "analytics"."block_facts" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"check_in" date NOT NULL,
	"check_out" date NOT NULL,
	"change" integer NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "analytics"."booking_facts" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"booking_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"device" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"check_in" date NOT NULL,
	"check_out" date NOT NULL,
	"night_count" integer NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"nights_minor" bigint NOT NULL,
	"host_fees_minor" bigint NOT NULL,
	"guest_fee_minor" bigint NOT NULL,
	"host_fee_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"lead_days" integer,
	"cancelled_by" text,
	"released_night_count" integer DEFAULT 0 NOT NULL,
	"refund_minor" bigint DEFAULT 0 NOT NULL,
	"nights_refund_minor" bigint DEFAULT 0 NOT NULL,
	"service_fee_refund_minor" bigint DEFAULT 0 NOT NULL,
	"tax_refund_minor" bigint DEFAULT 0 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "analytics"."demand_nights" (
	"night" date NOT NULL,
	"place" text NOT NULL,
	"searches" bigint DEFAULT 0 NOT NULL,
	"few_searches" bigint DEFAULT 0 NOT NULL,
	"empty_searches" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	"few_arrivals" bigint DEFAULT 0 NOT NULL,
	"empty_arrivals" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "demand_nights_night_place_pk" PRIMARY KEY("night","place")
);

--> statement-breakpoint
CREATE TABLE "analytics"."interaction_facts" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"visitor_id" text,
	"person_id" uuid,
	"listing_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"channel" text NOT NULL,
	"device" text NOT NULL,
	"source" text,
	"place" text,
	"check_in" date,
	"check_out" date,
	"guests" integer,
	"match_count" integer
);

--> statement-breakpoint
CREATE TABLE "analytics"."payment_facts" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payment_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"psp_fee_minor" bigint DEFAULT 0 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "analytics_history"."rebuilds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "analytics_history"."rebuilds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"event_count" bigint DEFAULT 0 NOT NULL,
	"differences" integer,
	"result" text NOT NULL,
	"error" text
);

--> statement-breakpoint
CREATE TABLE "analytics"."rollup_daily" (
	"day" date NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"currency" text NOT NULL,
	"searches" bigint DEFAULT 0 NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"quotes" bigint DEFAULT 0 NOT NULL,
	"saves" bigint DEFAULT 0 NOT NULL,
	"holds" bigint DEFAULT 0 NOT NULL,
	"expired_holds" bigint DEFAULT 0 NOT NULL,
	"bookings" bigint DEFAULT 0 NOT NULL,
	"cancellations" bigint DEFAULT 0 NOT NULL,
	"nights_booked" bigint DEFAULT 0 NOT NULL,
	"nights_cancelled" bigint DEFAULT 0 NOT NULL,
	"lead_days" bigint DEFAULT 0 NOT NULL,
	"gross_minor" bigint DEFAULT 0 NOT NULL,
	"accommodation_minor" bigint DEFAULT 0 NOT NULL,
	"host_fees_minor" bigint DEFAULT 0 NOT NULL,
	"guest_fee_minor" bigint DEFAULT 0 NOT NULL,
	"host_fee_minor" bigint DEFAULT 0 NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"refund_minor" bigint DEFAULT 0 NOT NULL,
	"accommodation_refund_minor" bigint DEFAULT 0 NOT NULL,
	"service_fee_refund_minor" bigint DEFAULT 0 NOT NULL,
	"tax_refund_minor" bigint DEFAULT 0 NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"psp_fee_minor" bigint DEFAULT 0 NOT NULL,
	"returned_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "rollup_daily_dimension_value_day_currency_pk" PRIMARY KEY("dimension","value","day","currency")
);

--> statement-breakpoint
CREATE TABLE "analytics"."rollup_hourly" (
	"hour" timestamp with time zone NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"currency" text NOT NULL,
	"searches" bigint DEFAULT 0 NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"quotes" bigint DEFAULT 0 NOT NULL,
	"saves" bigint DEFAULT 0 NOT NULL,
	"holds" bigint DEFAULT 0 NOT NULL,
	"expired_holds" bigint DEFAULT 0 NOT NULL,
	"bookings" bigint DEFAULT 0 NOT NULL,
	"cancellations" bigint DEFAULT 0 NOT NULL,
	"nights_booked" bigint DEFAULT 0 NOT NULL,
	"nights_cancelled" bigint DEFAULT 0 NOT NULL,
	"lead_days" bigint DEFAULT 0 NOT NULL,
	"gross_minor" bigint DEFAULT 0 NOT NULL,
	"accommodation_minor" bigint DEFAULT 0 NOT NULL,
	"host_fees_minor" bigint DEFAULT 0 NOT NULL,
	"guest_fee_minor" bigint DEFAULT 0 NOT NULL,
	"host_fee_minor" bigint DEFAULT 0 NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"refund_minor" bigint DEFAULT 0 NOT NULL,
	"accommodation_refund_minor" bigint DEFAULT 0 NOT NULL,
	"service_fee_refund_minor" bigint DEFAULT 0 NOT NULL,
	"tax_refund_minor" bigint DEFAULT 0 NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"psp_fee_minor" bigint DEFAULT 0 NOT NULL,
	"returned_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "rollup_hourly_dimension_value_hour_currency_pk" PRIMARY KEY("dimension","value","hour","currency")
);

--> statement-breakpoint
CREATE TABLE "analytics"."supply_facts" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"published" integer NOT NULL,
	"city" text NOT NULL,
	"neighbourhood" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "booking_transitions" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "booking_transitions_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"booking_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"listing_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"status" text NOT NULL,
	"check_in" date NOT NULL,
	"check_out" date NOT NULL,
	"party" jsonb NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"quote_id" uuid NOT NULL,
	"snapshot" jsonb NOT NULL,
	"check_in_at" timestamp (3) with time zone NOT NULL,
	"check_out_at" timestamp (3) with time zone NOT NULL,
	"hold_expires_at" timestamp (3) with time zone NOT NULL,
	"held_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"checked_in_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"refund_minor" bigint,
	"channel" text DEFAULT 'web' NOT NULL,
	"device" text,
	CONSTRAINT "bookings_code_unique" UNIQUE("code")
);

--> statement-breakpoint
CREATE TABLE "calendar_blocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"check_in" date NOT NULL,
	"check_out" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "night_claims" (
	"listing_id" uuid NOT NULL,
	"night" date NOT NULL,
	"kind" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"preparation" boolean DEFAULT false NOT NULL,
	CONSTRAINT "night_claims_listing_id_night_pk" PRIMARY KEY("listing_id","night")
);

--> statement-breakpoint
CREATE TABLE "night_rules" (
	"listing_id" uuid NOT NULL,
	"night" date NOT NULL,
	"nights_min" integer NOT NULL,
	CONSTRAINT "night_rules_listing_id_night_pk" PRIMARY KEY("listing_id","night")
);

--> statement-breakpoint
CREATE TABLE "stay_rules" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"nights_min" smallint DEFAULT 1 NOT NULL,
	"nights_max" smallint DEFAULT 365 NOT NULL,
	"advance_notice_hours" smallint DEFAULT 0 NOT NULL,
	"preparation_nights" smallint DEFAULT 0 NOT NULL,
	"booking_window_days" smallint DEFAULT 365 NOT NULL,
	"check_in_weekdays" smallint[] DEFAULT '{1,2,3,4,5,6,7}' NOT NULL,
	"check_out_weekdays" smallint[] DEFAULT '{1,2,3,4,5,6,7}' NOT NULL
);

--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status_code" integer,
	"took_ms" integer,
	"note" text NOT NULL,
	CONSTRAINT "webhook_attempts_endpoint_id_event_id_attempt_pk" PRIMARY KEY("endpoint_id","event_id","attempt")
);

--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_endpoint_id_event_id_pk" PRIMARY KEY("endpoint_id","event_id")
);

--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"types" text[] DEFAULT '{}' NOT NULL,
	"sealed_secret" text NOT NULL,
	"former_sealed_secret" text,
	"former_until" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "listing_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"room" text DEFAULT 'other' NOT NULL,
	"caption" text DEFAULT '' NOT NULL,
	"alt" text DEFAULT '' NOT NULL,
	"origin" text NOT NULL,
	"stem" text NOT NULL,
	"widths" integer[] NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"blur" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listing_photos_ordinal" UNIQUE("listing_id","ordinal")
);

--> statement-breakpoint
CREATE TABLE "listings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"property_type" text DEFAULT 'apartment' NOT NULL,
	"room_type" text DEFAULT 'entire_home' NOT NULL,
	"country_code" text DEFAULT 'US' NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"neighbourhood" text DEFAULT '' NOT NULL,
	"address_line" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"fuzzed_latitude" double precision,
	"fuzzed_longitude" double precision,
	"time_zone" text DEFAULT 'America/New_York' NOT NULL,
	"capacity" smallint DEFAULT 2 NOT NULL,
	"bedrooms" smallint DEFAULT 1 NOT NULL,
	"beds" smallint DEFAULT 1 NOT NULL,
	"bathroom_halves" smallint DEFAULT 2 NOT NULL,
	"area_square_metres" integer,
	"amenities" text[] DEFAULT '{}' NOT NULL,
	"pets_max" smallint DEFAULT 0 NOT NULL,
	"house_rules" jsonb NOT NULL,
	"safety" jsonb NOT NULL,
	"check_in_from_minutes" smallint DEFAULT 900 NOT NULL,
	"check_out_by_minutes" smallint DEFAULT 660 NOT NULL,
	"check_in_note" text DEFAULT '' NOT NULL,
	"self_check_in" boolean DEFAULT false NOT NULL,
	"instant_book" boolean DEFAULT true NOT NULL,
	"cancellation_policy" text DEFAULT 'moderate' NOT NULL,
	"registration_number" text,
	"currency" text DEFAULT 'USD' NOT NULL,
	"draft_step" text DEFAULT 'kind' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rating_sum_centi" integer DEFAULT 0 NOT NULL,
	"review_count" integer DEFAULT 0 NOT NULL,
	"guest_favourite" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);

--> statement-breakpoint
CREATE TABLE "places" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"full_name" text NOT NULL,
	"country_code" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"west" double precision,
	"south" double precision,
	"east" double precision,
	"north" double precision,
	"population" integer DEFAULT 0 NOT NULL,
	"time_zone" text,
	"search_text" text NOT NULL
);

--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"recipient_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"address" text,
	"template" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"booking_id" uuid,
	"message_id" text NOT NULL,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"why_not" text,
	"last_error" text,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_once" UNIQUE("event_id","recipient_id","channel")
);

--> statement-breakpoint
CREATE TABLE "held_funds" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"host_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"check_in" date NOT NULL,
	"night_count" integer NOT NULL,
	"time_zone" text NOT NULL,
	"check_in_from_minutes" integer NOT NULL,
	"nights_released" integer DEFAULT 0 NOT NULL,
	"next_release_at" timestamp (3) with time zone,
	CONSTRAINT "held_funds_split" CHECK ("held_funds"."host_minor" + "held_funds"."fee_minor" + "held_funds"."tax_minor" = "held_funds"."total_minor")
);

--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"account" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"booking_id" uuid,
	"host_id" uuid,
	CONSTRAINT "ledger_entries_not_zero" CHECK ("ledger_entries"."amount_minor" <> 0)
);

--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cause_key" text NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"booking_id" uuid,
	"references" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ledger_transactions_cause_key_unique" UNIQUE("cause_key")
);

--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"fee_minor" bigint,
	"intent_id" text,
	"charge_id" text,
	"card_brand" text,
	"card_last4" text,
	"failure_code" text,
	"payable_until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"next_sync_at" timestamp (3) with time zone,
	CONSTRAINT "payments_intent_id_unique" UNIQUE("intent_id"),
	CONSTRAINT "payments_booking_purpose" UNIQUE("booking_id","purpose"),
	CONSTRAINT "payments_refunded_within" CHECK ("payments"."refunded_minor" >= 0 and "payments"."refunded_minor" <= "payments"."amount_minor")
);

--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"gateway_refund_id" text,
	"failure" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "refunds_gateway_refund_id_unique" UNIQUE("gateway_refund_id"),
	CONSTRAINT "refunds_booking_reason" UNIQUE("booking_id","reason")
);

--> statement-breakpoint
CREATE TABLE "stripe_inbox" (
	"gateway_event_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"intent_id" text,
	"livemode" boolean NOT NULL,
	"account" text,
	"gateway_created_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"delivery_count" integer DEFAULT 1 NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"outcome" text,
	"handled_at" timestamp (3) with time zone
);

--> statement-breakpoint
CREATE TABLE "fee_schedules" (
	"version" integer PRIMARY KEY NOT NULL,
	"model" text NOT NULL,
	"guest_fee_bps" integer NOT NULL,
	"host_fee_bps" integer NOT NULL,
	"taxes_included_in_results" boolean DEFAULT true NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "listing_prices" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"base_minor" bigint NOT NULL,
	"weekend_minor" bigint,
	"weekly_discount_bps" integer DEFAULT 0 NOT NULL,
	"monthly_discount_bps" integer DEFAULT 0 NOT NULL,
	"cleaning_fee_minor" bigint DEFAULT 0 NOT NULL,
	"extra_guest_fee_minor" bigint DEFAULT 0 NOT NULL,
	"guests_included" smallint DEFAULT 1 NOT NULL,
	"pet_fee_minor" bigint DEFAULT 0 NOT NULL,
	"night_min_minor" bigint,
	"night_max_minor" bigint,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listing_prices_positive" CHECK ("listing_prices"."base_minor" > 0 and "listing_prices"."cleaning_fee_minor" >= 0 and "listing_prices"."extra_guest_fee_minor" >= 0 and "listing_prices"."pet_fee_minor" >= 0)
);

--> statement-breakpoint
CREATE TABLE "night_prices" (
	"listing_id" uuid NOT NULL,
	"night" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "night_prices_listing_id_night_pk" PRIMARY KEY("listing_id","night"),
	CONSTRAINT "night_prices_positive" CHECK ("night_prices"."amount_minor" > 0)
);

--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"quote" jsonb NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "tax_rules" (
	"code" text PRIMARY KEY NOT NULL,
	"place_path" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"rate_bps" integer DEFAULT 0 NOT NULL,
	"amount_minor" bigint DEFAULT 0 NOT NULL,
	"on_cleaning_fee" boolean DEFAULT true NOT NULL,
	"on_service_fee" boolean DEFAULT false NOT NULL,
	"nights_cap" smallint,
	"exempt_from_nights" smallint,
	"children_exempt" boolean DEFAULT false NOT NULL,
	"ordinal" smallint DEFAULT 0 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "interactions" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"visitor_id" text,
	"person_id" uuid,
	"listing_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"weight" real NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);

--> statement-breakpoint
CREATE TABLE "model_metrics" (
	"model_id" uuid NOT NULL,
	"method" text NOT NULL,
	"metric" text NOT NULL,
	"value" double precision NOT NULL,
	"case_count" integer NOT NULL,
	CONSTRAINT "model_metrics_model_id_method_metric_pk" PRIMARY KEY("model_id","method","metric")
);

--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"recipe" jsonb NOT NULL,
	"seed" integer NOT NULL,
	"artifact" "bytea" NOT NULL,
	"artifact_sha256" text NOT NULL,
	"artifact_bytes" integer NOT NULL,
	"interaction_count" integer NOT NULL,
	"listing_count" integer NOT NULL,
	"guest_count" integer NOT NULL,
	"event_positions" jsonb NOT NULL,
	"interactions_from" timestamp (3) with time zone,
	"interactions_until" timestamp (3) with time zone,
	"trained_at" timestamp (3) with time zone NOT NULL,
	"trained_ms" integer NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "models_version_unique" UNIQUE("version")
);

--> statement-breakpoint
CREATE TABLE "recommendation_log" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recommendation_log_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" text NOT NULL,
	"surface" text NOT NULL,
	"model_version" integer,
	"visitor_id" text,
	"person_id" uuid,
	"items" jsonb NOT NULL,
	"served_at" timestamp (3) with time zone NOT NULL,
	"took_ms" real NOT NULL
);

--> statement-breakpoint
CREATE TABLE "visitor_people" (
	"visitor_id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"guest_id" uuid NOT NULL,
	"rating" smallint NOT NULL,
	"cleanliness" smallint NOT NULL,
	"accuracy" smallint NOT NULL,
	"check_in" smallint NOT NULL,
	"communication" smallint NOT NULL,
	"location" smallint NOT NULL,
	"value" smallint NOT NULL,
	"text" text NOT NULL,
	"reply" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reviews_booking" UNIQUE("booking_id")
);

--> statement-breakpoint
CREATE TABLE "search_documents" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"place_path" text NOT NULL,
	"spot" "point" NOT NULL,
	"capacity" smallint NOT NULL,
	"pets_max" smallint NOT NULL,
	"bedrooms" smallint NOT NULL,
	"beds" smallint NOT NULL,
	"bathroom_halves" smallint NOT NULL,
	"room_type" text NOT NULL,
	"property_type" text NOT NULL,
	"instant_book" boolean NOT NULL,
	"guest_favourite" boolean NOT NULL,
	"cancellation_policy" text NOT NULL,
	"rating_centi" smallint,
	"review_count" integer NOT NULL,
	"amenity_bits" bigint NOT NULL,
	"currency" text NOT NULL,
	"base_minor" bigint NOT NULL,
	"night_floor_minor" bigint NOT NULL,
	"night_ceiling_minor" bigint NOT NULL,
	"rank_score" double precision NOT NULL,
	"base_on" date NOT NULL,
	"nights_free" bit(512) NOT NULL,
	"nights_unsold" bit(512) NOT NULL,
	"preparation_nights" smallint NOT NULL,
	"night_prices" integer[],
	"night_minimums" smallint[],
	"facts" json NOT NULL,
	"card" json NOT NULL,
	"refreshed_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "wishlist_items" (
	"wishlist_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "wishlist_items_wishlist_id_listing_id_pk" PRIMARY KEY("wishlist_id","listing_id")
);

--> statement-breakpoint
CREATE TABLE "wishlists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "cron_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"lease_token" text,
	"leased_until" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"outcome" jsonb,
	"error" text
);

--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"procedure" text NOT NULL,
	"body_sha256" text NOT NULL,
	"status" text NOT NULL,
	"answer" json,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "idempotency_keys_actor_key_pk" PRIMARY KEY("actor","key")
);

--> statement-breakpoint
CREATE TABLE "market_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"bucket" text PRIMARY KEY NOT NULL,
	"tat" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"beat_at" timestamp (3) with time zone NOT NULL,
	"about" jsonb NOT NULL
);

--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "operator_grants" ADD CONSTRAINT "operator_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "operator_actions" ADD CONSTRAINT "operator_actions_operator_id_people_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "booking_transitions" ADD CONSTRAINT "booking_transitions_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_host_id_people_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_guest_id_people_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_blocks" ADD CONSTRAINT "calendar_blocks_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "night_claims" ADD CONSTRAINT "night_claims_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "night_rules" ADD CONSTRAINT "night_rules_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "stay_rules" ADD CONSTRAINT "stay_rules_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "listing_photos" ADD CONSTRAINT "listing_photos_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_host_id_people_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_recipient_id_people_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "held_funds" ADD CONSTRAINT "held_funds_host_id_people_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_guest_id_people_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "listing_prices" ADD CONSTRAINT "listing_prices_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "night_prices" ADD CONSTRAINT "night_prices_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "model_metrics" ADD CONSTRAINT "model_metrics_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_guest_id_people_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "wishlist_items" ADD CONSTRAINT "wishlist_items_wishlist_id_wishlists_id_fk" FOREIGN KEY ("wishlist_id") REFERENCES "public"."wishlists"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "wishlist_items" ADD CONSTRAINT "wishlist_items_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "wishlists" ADD CONSTRAINT "wishlists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "consumer_lag_samples_at" ON "consumer_lag_samples" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "consumer_retries_due" ON "consumer_retries" USING btree ("next_attempt_at");
--> statement-breakpoint
CREATE INDEX "consumer_retries_key" ON "consumer_retries" USING btree ("consumer","key","position");
--> statement-breakpoint
CREATE INDEX "dead_events_status" ON "dead_events" USING btree ("status","died_at");
--> statement-breakpoint
CREATE INDEX "event_log_key" ON "event_log" USING btree ("key","seq");
--> statement-breakpoint
CREATE INDEX "event_log_occurred_at" ON "event_log" USING brin ("occurred_at") WITH (autosummarize=true,pages_per_range=16);
--> statement-breakpoint
CREATE INDEX "event_log_trace" ON "event_log" USING btree ("trace" text_pattern_ops);
--> statement-breakpoint
CREATE INDEX "event_placings_seq" ON "event_placings" USING btree ("topic","partition","last_seq");
--> statement-breakpoint
CREATE INDEX "credentials_person" ON "credentials" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");
--> statement-breakpoint
CREATE INDEX "operator_actions_at" ON "operator_actions" USING btree ("at");
--> statement-breakpoint
CREATE INDEX "operator_actions_operator" ON "operator_actions" USING btree ("operator_id","at");
--> statement-breakpoint
CREATE INDEX "operator_actions_object" ON "operator_actions" USING btree ("object_kind","object_id");
--> statement-breakpoint
CREATE INDEX "block_facts_check_out_check_in_index" ON "analytics"."block_facts" USING btree ("check_out","check_in");
--> statement-breakpoint
CREATE INDEX "block_facts_listing_id_check_out_index" ON "analytics"."block_facts" USING btree ("listing_id","check_out");
--> statement-breakpoint
CREATE INDEX "booking_facts_occurred_at_index" ON "analytics"."booking_facts" USING brin ("occurred_at") WITH (autosummarize=true);
--> statement-breakpoint
CREATE INDEX "booking_facts_cancelled" ON "analytics"."booking_facts" USING btree ("booking_id") WHERE "analytics"."booking_facts"."kind" = 'cancelled';
--> statement-breakpoint
CREATE INDEX "booking_facts_listing_id_kind_occurred_at_index" ON "analytics"."booking_facts" USING btree ("listing_id","kind","occurred_at");
--> statement-breakpoint
CREATE INDEX "booking_facts_booked" ON "analytics"."booking_facts" USING btree ("guest_id","occurred_at") WHERE "analytics"."booking_facts"."kind" = 'confirmed';
--> statement-breakpoint
CREATE INDEX "booking_facts_stays" ON "analytics"."booking_facts" USING btree ("check_out","check_in") WHERE "analytics"."booking_facts"."kind" in ('confirmed', 'cancelled');
--> statement-breakpoint
CREATE INDEX "interaction_facts_occurred_at_index" ON "analytics"."interaction_facts" USING brin ("occurred_at") WITH (autosummarize=true);
--> statement-breakpoint
CREATE INDEX "interaction_facts_viewed" ON "analytics"."interaction_facts" USING btree ("listing_id","occurred_at") WHERE "analytics"."interaction_facts"."kind" = 'view';
--> statement-breakpoint
CREATE INDEX "interaction_facts_sought" ON "analytics"."interaction_facts" USING btree ("check_in") WHERE "analytics"."interaction_facts"."kind" = 'search';
--> statement-breakpoint
CREATE INDEX "payment_facts_occurred_at_index" ON "analytics"."payment_facts" USING btree ("occurred_at");
--> statement-breakpoint
CREATE INDEX "rebuilds_started_at_index" ON "analytics_history"."rebuilds" USING btree ("started_at");
--> statement-breakpoint
CREATE INDEX "rollup_daily_day_dimension_index" ON "analytics"."rollup_daily" USING btree ("day","dimension");
--> statement-breakpoint
CREATE INDEX "rollup_hourly_hour_dimension_index" ON "analytics"."rollup_hourly" USING btree ("hour","dimension");
--> statement-breakpoint
CREATE INDEX "supply_facts_listing_id_occurred_at_index" ON "analytics"."supply_facts" USING btree ("listing_id","occurred_at");
--> statement-breakpoint
CREATE INDEX "booking_transitions_booking" ON "booking_transitions" USING btree ("booking_id","seq");
--> statement-breakpoint
CREATE INDEX "bookings_guest" ON "bookings" USING btree ("guest_id","check_in");
--> statement-breakpoint
CREATE INDEX "bookings_host" ON "bookings" USING btree ("host_id","check_in");
--> statement-breakpoint
CREATE INDEX "bookings_listing" ON "bookings" USING btree ("listing_id","check_in");
--> statement-breakpoint
CREATE INDEX "bookings_held" ON "bookings" USING btree ("guest_id","hold_expires_at") WHERE "bookings"."status" = 'held';
--> statement-breakpoint
CREATE INDEX "bookings_hold_expiry" ON "bookings" USING btree ("status","hold_expires_at");
--> statement-breakpoint
CREATE INDEX "bookings_held_at" ON "bookings" USING btree ("held_at");
--> statement-breakpoint
CREATE INDEX "bookings_to_check_in" ON "bookings" USING btree ("check_in_at") WHERE "bookings"."status" = 'confirmed';
--> statement-breakpoint
CREATE INDEX "bookings_to_check_out" ON "bookings" USING btree ("check_out_at") WHERE "bookings"."status" = 'checked_in';
--> statement-breakpoint
CREATE INDEX "calendar_blocks_listing" ON "calendar_blocks" USING btree ("listing_id","check_in");
--> statement-breakpoint
CREATE INDEX "night_claims_claim" ON "night_claims" USING btree ("claim_id");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE "webhook_deliveries"."status" = 'waiting';
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_queued" ON "webhook_deliveries" USING btree ("queued_at","event_id");
--> statement-breakpoint
CREATE INDEX "listings_host" ON "listings" USING btree ("host_id","created_at");
--> statement-breakpoint
CREATE INDEX "places_path" ON "places" USING btree ("id" text_pattern_ops);
--> statement-breakpoint
CREATE INDEX "places_population" ON "places" USING btree ("population");
--> statement-breakpoint
CREATE INDEX "deliveries_queued_at" ON "deliveries" USING btree ("queued_at","id");
--> statement-breakpoint
CREATE INDEX "deliveries_status" ON "deliveries" USING btree ("status","queued_at");
--> statement-breakpoint
CREATE INDEX "deliveries_recipient" ON "deliveries" USING btree ("recipient_id","queued_at");
--> statement-breakpoint
CREATE INDEX "deliveries_booking" ON "deliveries" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "held_funds_due" ON "held_funds" USING btree ("next_release_at");
--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction" ON "ledger_entries" USING btree ("transaction_id");
--> statement-breakpoint
CREATE INDEX "ledger_entries_booking" ON "ledger_entries" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "ledger_entries_account" ON "ledger_entries" USING btree ("account","currency");
--> statement-breakpoint
CREATE INDEX "ledger_transactions_booking" ON "ledger_transactions" USING btree ("booking_id");
--> statement-breakpoint
CREATE INDEX "payments_next_sync" ON "payments" USING btree ("next_sync_at");
--> statement-breakpoint
CREATE INDEX "payments_guest" ON "payments" USING btree ("guest_id");
--> statement-breakpoint
CREATE INDEX "refunds_payment" ON "refunds" USING btree ("payment_id");
--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("requested_at") WHERE "refunds"."status" in ('requested', 'sent');
--> statement-breakpoint
CREATE INDEX "stripe_inbox_open" ON "stripe_inbox" USING btree ("status","received_at");
--> statement-breakpoint
CREATE INDEX "tax_rules_place" ON "tax_rules" USING btree ("place_path");
--> statement-breakpoint
CREATE INDEX "interactions_person" ON "interactions" USING btree ("person_id","occurred_at");
--> statement-breakpoint
CREATE INDEX "interactions_visitor" ON "interactions" USING btree ("visitor_id","occurred_at");
--> statement-breakpoint
CREATE INDEX "interactions_occurred_at" ON "interactions" USING btree ("occurred_at");
--> statement-breakpoint
CREATE INDEX "models_status" ON "models" USING btree ("status");
--> statement-breakpoint
CREATE INDEX "recommendation_log_served_at" ON "recommendation_log" USING btree ("served_at");
--> statement-breakpoint
CREATE INDEX "visitor_people_person" ON "visitor_people" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "reviews_listing" ON "reviews" USING btree ("listing_id","published_at");
--> statement-breakpoint
CREATE INDEX "search_documents_place" ON "search_documents" USING btree ("place_path" text_pattern_ops);
--> statement-breakpoint
CREATE INDEX "search_documents_spot" ON "search_documents" USING gist ("spot");
--> statement-breakpoint
CREATE INDEX "search_documents_rank" ON "search_documents" USING btree ("rank_score" desc,"listing_id");
--> statement-breakpoint
CREATE INDEX "search_documents_base" ON "search_documents" USING btree ("base_on");
--> statement-breakpoint
CREATE INDEX "wishlist_items_listing" ON "wishlist_items" USING btree ("listing_id");
--> statement-breakpoint
CREATE INDEX "wishlists_person" ON "wishlists" USING btree ("person_id","created_at");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_started_at" ON "idempotency_keys" USING btree ("started_at");
--> statement-breakpoint
CREATE INDEX "rate_limits_tat" ON "rate_limits" USING btree ("tat");
