import { consumerContract } from "@/tests/contract/event-log/consumer-contract";
import { kafkaEngine } from "@/tests/contract/event-log/engine";

consumerContract(kafkaEngine());
