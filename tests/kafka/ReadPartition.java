import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Prints what a partition holds as Kafka's own client reads it, checksums included: a line a record, of its offset, key and
 * value, then name and value of each header; all but the offset in base64.
 *
 * java -cp 'jars/*' ReadPartition.java SERVERS TOPIC PARTITION
 */
class ReadPartition {
  public static void main(String[] args) {
    var partition = new TopicPartition(args[1], Integer.parseInt(args[2]));
    Map<String, Object> settings = Map.of("bootstrap.servers", args[0], "check.crcs", "true");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end)
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var fields = new ArrayList<String>();
          fields.add(Long.toString(record.offset()));
          fields.add(encoded(record.key()));
          fields.add(encoded(record.value()));
          for (var header : record.headers()) {
            fields.add(encoded(header.key().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            fields.add(encoded(header.value()));
          }
          System.out.println(String.join(" ", fields));
        }
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
