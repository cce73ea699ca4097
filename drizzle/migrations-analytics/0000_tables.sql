CREATE SCHEMA "analytics_history";

--> statement-breakpoint
CREATE SCHEMA "analytics";

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
