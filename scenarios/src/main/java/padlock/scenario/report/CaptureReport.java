package padlock.scenario.report;

/**
 * What was captured.
 *
 * @param secrets whether the file holds the secrets that decrypt it
 */
public record CaptureReport(String scenario, long seed, String file, int bytes, int connections, boolean secrets) {

    public String text() {
        return file + ": " + RunText.many(connections, "connection") + " of " + scenario + ", seed " + seed + ", "
                + RunText.many(bytes, "byte") + (secrets ? ", with secrets: opens decrypted" : ", without secrets")
                + "\n";
    }

    public String json() {
        return Json.text(Json.object()
                .put("scenario", scenario)
                .put("seed", seed)
                .put("file", file)
                .put("bytes", bytes)
                .put("connections", connections)
                .put("secrets", secrets));
    }
}
