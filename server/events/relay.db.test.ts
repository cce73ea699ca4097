import { postgresEngine } from "@/tests/contract/event-log/engine";
import { relayContract } from "@/tests/contract/event-log/relay-contract";

relayContract(postgresEngine());
