package padlock.scenario.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import padlock.mesh.resource.Origin;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestFilesTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderIsReadRecursivelyInTheOrderOfNames() throws IOException {
        namespace("b.yaml", "b");
        namespace("a/z.yml", "z");
        namespace("c.json", "c");
        namespace("c.txt", "ignored");
        namespace(".git/x.yaml", "hidden");

        assertThat(names(folder.toString())).containsExactly("z", "b", "c");
    }

    @Test
    void originsJoinTheFolderAsGivenWithThePathInside() throws IOException {
        namespace("a/z.yml", "z");

        assertThat(Read.accepted(read(folder + "/")).value().resources())
                .extracting(resource -> resource.metadata().origin())
                .containsExactly(new Origin(folder + "/a/z.yml", 1));
    }

    @Test
    void aGlobTakesWhatItMatches() throws IOException {
        namespace("a/one.yaml", "one");
        namespace("b/two.yaml", "two");
        namespace("b/three.yml", "three");

        assertThat(names(folder + "/*/*.yaml")).containsExactly("one", "two");
        assertThat(names(folder + "/**.yml")).containsExactly("three");
    }

    @Test
    void aHyphenIsStandardInput() {
        assertThat(Read.accepted(Read.manifests(manifest("shop"))).value().resources())
                .extracting(resource -> resource.metadata().origin())
                .containsExactly(new Origin("-", 1));
    }

    @Test
    void linksThatLeadBackDoNoHarm() throws IOException {
        namespace("a/one.yaml", "one");
        Files.createSymbolicLink(folder.resolve("a/back"), folder);
        Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
        Files.createSymbolicLink(folder.resolve("a/broken.yaml"), folder.resolve("nowhere"));

        assertThat(names(folder.toString())).containsExactly("one");
    }

    @Test
    void aFileThatCannotBeReadIsAProblemNeverAnException() throws IOException {
        namespace("mesh.yaml", "mesh");
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("nothing.yaml"), "");
        Files.writeString(folder.resolve("comments.yaml"), "# nothing\n---\n# here\n");
        InputStream closed = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThat(Read.problems(read(folder + "/mish.yaml")))
                .containsExactly(folder + "/mish.yaml:1: there is no such file or folder (did you mean mesh.yaml?)");
        assertThat(Read.problems(read("nowhere/at/all.yaml")))
                .containsExactly("nowhere/at/all.yaml:1: there is no such file or folder");
        assertThat(Read.problems(read(folder + "/empty")))
                .containsExactly(
                        folder + "/empty:1: this folder holds no manifest (manifests end with .yaml, .yml or .json)");
        assertThat(Read.problems(read(folder + "/*.txt"))).containsExactly(folder + "/*.txt:1: no file matches");
        assertThat(Read.problems(read(folder + "/[.txt")))
                .containsExactly(folder + "/[.txt:1: this is neither a file nor a glob");
        assertThat(Read.problems(read("a\0b"))).containsExactly("a\0b:1: this is not the name of a file");
        assertThat(Read.problems(read(folder + "/nothing.yaml", folder + "/comments.yaml")))
                .containsExactly(
                        folder + "/nothing.yaml:1: there is no manifest in here (it is empty, or holds only comments)",
                        folder
                                + "/comments.yaml:1: there is no manifest in here (it is empty, or holds only comments)");
        assertThat(Read.problems(ManifestFiles.read(List.of("-"), closed)))
                .containsExactly("-:1: this file cannot be read (is it yours to read?)");
    }

    @Test
    void problemsStandInTheOrderOfReadingAndOfLines() throws IOException {
        Files.writeString(folder.resolve("b.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {}\n");
        Files.writeString(
                folder.resolve("a.yaml"),
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: A}\n---\nkind: Namespace\n---\nx: 1\n---\na: [\n");

        assertThat(Read.problems(read(folder + "/b.yaml", folder + "/a.yaml")))
                .extracting(problem ->
                        problem.substring(folder.toString().length() + 1).replaceAll(": .*", ""))
                .containsExactly("b.yaml:3", "a.yaml:3", "a.yaml:5", "a.yaml:7", "a.yaml:7", "a.yaml:9");
    }

    @Test
    void listsAreFlattened() {
        assertThat(Read.resources("""
                        apiVersion: v1
                        kind: List
                        items:
                          - apiVersion: v1
                            kind: NamespaceList
                            items:
                              - metadata: {name: one}
                              - apiVersion: v1
                                kind: Namespace
                                metadata: {name: two}
                        """))
                .extracting(
                        resource -> resource.id() + " " + resource.metadata().origin())
                .containsExactly("Namespace/one -:7", "Namespace/two -:8");
    }

    @Test
    void unknownKindsAreListedOnceAndIgnored() {
        Loaded.Accepted<Manifests> loaded = Read.accepted(Read.manifests("""
                apiVersion: v1
                kind: Event
                metadata: {name: one}
                ---
                apiVersion: networking.istio.io/v1
                kind: EnvoyFilter
                metadata: {name: routes}
                ---
                apiVersion: v1
                kind: Event
                metadata: {name: two}
                ---
                apiVersion: policy.linkerd.io/v1alpha1
                kind: AuthorizationPolicy
                metadata: {name: other}
                """));

        assertThat(loaded.value())
                .isEqualTo(new Manifests(
                        List.of(),
                        List.of(
                                new Ignored("v1", "Event", 2, new Origin("-", 1)),
                                new Ignored("networking.istio.io/v1", "EnvoyFilter", 1, new Origin("-", 5)),
                                new Ignored(
                                        "policy.linkerd.io/v1alpha1", "AuthorizationPolicy", 1, new Origin("-", 13)))));
        assertThat(loaded.notes())
                .extracting(Problem::toString)
                .containsExactly(
                        "-:1: ignored: Event (v1), 2 of them",
                        "-:5: ignored: EnvoyFilter (networking.istio.io/v1) (it could change an answer)",
                        "-:13: ignored: AuthorizationPolicy (policy.linkerd.io/v1alpha1)");
    }

    /** A head of a manifest that is wrong, and what a person reads. */
    private record Head(String apiVersion, String kind, String problem) {}

    @TestFactory
    Stream<DynamicTest> kindsThatDoNotExistAreProblems() {
        String meshWide =
                " (a mesh-wide policy is a PeerAuthentication without selector in the root namespace (istio-system))";
        return Stream.of(
                        new Head(
                                "security.istio.io/v1beta1",
                                "MeshPeerAuthentication",
                                "-:2: there is no kind MeshPeerAuthentication" + meshWide),
                        new Head(
                                "authentication.istio.io/v1alpha1",
                                "MeshPolicy",
                                "-:2: the kind MeshPolicy of authentication.istio.io was removed in Istio 1.6"
                                        + meshWide),
                        new Head(
                                "authentication.istio.io/v1alpha1",
                                "Policy",
                                "-:2: the kind Policy of authentication.istio.io was removed in Istio 1.6"
                                        + " (write a PeerAuthentication of security.istio.io/v1)"),
                        new Head(
                                "security.istio.io/v1",
                                "PeerAuthentification",
                                "-:2: there is no kind PeerAuthentification (did you mean PeerAuthentication?)"),
                        new Head("v1", "service", "-:2: there is no kind service (did you mean Service?)"),
                        new Head(
                                "networking.istio.io/v1",
                                "VirtualServise",
                                "-:2: there is no kind VirtualServise (did you mean VirtualService?)"),
                        new Head(
                                "security.istio.io/v2",
                                "PeerAuthentication",
                                "-:1: PeerAuthentication has no version \"v2\""
                                        + " (known: security.istio.io/v1, security.istio.io/v1beta1)"),
                        new Head(
                                "networking.istio.io/v1",
                                "PeerAuthentication",
                                "-:1: there is no PeerAuthentication in apiVersion \"networking.istio.io/v1\""
                                        + " (known: security.istio.io/v1, security.istio.io/v1beta1)"),
                        new Head(
                                "v1",
                                "Deployment",
                                "-:1: there is no Deployment in apiVersion \"v1\" (known: apps/v1)"),
                        new Head(
                                "v1",
                                "yes",
                                "-:2: kind must be a string, but YAML reads yes as true (write \"yes\" in quotes)"),
                        new Head(
                                "1",
                                "Pod",
                                "-:1: apiVersion must be a string, not the number 1 (write \"1\" in quotes)"))
                .map(head -> DynamicTest.dynamicTest(
                        head.apiVersion() + " " + head.kind(),
                        () -> assertThat(Read.problems("apiVersion: " + head.apiVersion() + "\nkind: " + head.kind()
                                        + "\nmetadata: {name: x}\n"))
                                .containsExactly(head.problem())));
    }

    @Test
    void aDocumentThatIsNoManifestIsAProblem() {
        assertThat(Read.problems("replicas: 3\n"))
                .containsExactly(
                        "-:1: kind is missing (a manifest is an object with apiVersion, kind and metadata)",
                        "-:1: apiVersion is missing (a manifest is an object with apiVersion, kind and metadata)");
        assertThat(Read.problems("hello\n"))
                .containsExactly(
                        "-:1: this is no manifest (a manifest is an object with apiVersion, kind and metadata)");
    }

    private Loaded<Manifests> read(String... arguments) {
        return ManifestFiles.read(List.of(arguments), new ByteArrayInputStream(new byte[0]));
    }

    private List<String> names(String... arguments) {
        return Read.accepted(read(arguments)).value().resources().stream()
                .map(resource -> resource.id().name())
                .toList();
    }

    private static String manifest(String name) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + name + "\"}}\n";
    }

    private void namespace(String file, String name) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, manifest(name));
    }
}
