package padlock.scenario;

/** The workload that calls. */
public record Caller(String namespace, String workload) {

    @Override
    public String toString() {
        return namespace + "/" + workload;
    }
}
