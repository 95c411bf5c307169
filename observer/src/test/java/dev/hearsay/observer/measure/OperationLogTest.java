package dev.hearsay.observer.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.request.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationLogTest {
    @Test
    void everyOperationIsOneLineOfJson() {
        Scene scene = new Scene();
        Operation put = scene.put(0, Context.NONE, 0, 1);
        Operation get = scene.beginGet(1, 5);
        scene.measurement.end(get, new Outcome.Unknown(Outcome.Reason.TOO_FEW_REPLICAS), 9 * Scene.MS);
        Operation last = scene.beginGet(1, 10);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OperationLog log = OperationLog.to(out, 3, List.of(Scene.KEY))) {
            log.append(put, "node-2");
            log.append(get, null);
            log.append(last, "node-1");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            {"schema":1,"run":3,"id":1,"client":0,"op":"write","key":"k","value":101,"coordinator":"node-2",\
            "intended":1000000,"start":1000000,"end":3000000,"outcome":"done","values":[],"context":"e2E9MX0",\
            "dot":["a",1]}
            {"schema":1,"run":3,"id":2,"client":1,"op":"read","key":"k",\
            "intended":5000000,"start":5000000,"end":9000000,"outcome":"unknown","reason":"too-few-replicas"}
            {"schema":1,"run":3,"id":3,"client":1,"op":"read","key":"k","coordinator":"node-1",\
            "intended":10000000,"start":10000000,"end":null,"outcome":"unknown","reason":"open"}
            """);
    }
}
