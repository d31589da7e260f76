package padlock.mesh.actor;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureTest {

    private static final String PREFIX = "traffic.sidecar.istio.io/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // exclude ports | exclude ranges | include ports | include ranges | address | port | captured
                "-    | -           | -    | -                    | 10.1.2.3  | 80   | true",
                "80   | -           | -    | -                    | 10.1.2.3  | 80   | false",
                "80   | -           | 80   | *                    | 10.1.2.3  | 80   | false",
                "-    | 10.0.0.0/8  | -    | -                    | 10.1.2.3  | 80   | false",
                "-    | 10.0.0.0/8  | -    | -                    | 11.1.2.3  | 80   | true",
                "-    | 10.1.2.3/32 | -    | -                    | 10.1.2.3  | 80   | false",
                "-    | 10.1.2.3    | -    | -                    | 10.1.2.4  | 80   | true",
                "-    | 10.1.2.0/25 | -    | -                    | 10.1.2.128| 80   | true",
                "-    | -           | -    | 10.0.0.0/8           | 11.1.2.3  | 80   | false",
                "-    | -           | -    | 9.0.0.0/8, 10.1.0.0/16 | 10.1.2.3 | 80  | true",
                "-    | -           | -    | 0.0.0.0/0            | 200.1.2.3 | 80   | true",
                "-    | -           | -    | ''                   | 10.1.2.3  | 80   | false",
                "-    | -           | 443  | ''                   | 10.1.2.3  | 443  | true",
                "-    | -           | 443  | ''                   | 10.1.2.3  | 80   | false",
                "-    | 10.0.0.0/8  | 443  | *                    | 10.1.2.3  | 443  | false",
                "-    | *           | -    | *                    | 10.1.2.3  | 443  | false",
            })
    void iptablesTriesPortsAndAddressesThatAreLeftOutBeforeThoseThatAreTaken(
            String excludedPorts,
            String excludedRanges,
            String includedPorts,
            String includedRanges,
            String address,
            int port,
            boolean captured) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("excludeOutboundPorts", excludedPorts);
        annotations.put("excludeOutboundIPRanges", excludedRanges);
        annotations.put("includeOutboundPorts", includedPorts);
        annotations.put("includeOutboundIPRanges", includedRanges);
        Workload workload = Given.workload("shop/client");
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            workload = annotation.getValue() == null
                    ? workload
                    : Given.withAnnotation(PREFIX + annotation.getKey(), annotation.getValue(), workload);
        }
        Instance instance = new Instance(new InstanceId("shop", "client", 1), workload, "10.244.0.9", true);

        assertThat(Capture.ofOutbound(instance, address, port)).isEqualTo(captured);
    }
}
