import { consumerContract } from "@/tests/contract/event-log/consumer-contract";
import { postgresEngine } from "@/tests/contract/event-log/engine";

consumerContract(postgresEngine());
