package padlock.scenario.file;

import java.util.List;

import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.labels;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.portOrName;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** What Padlock reads of Kubernetes' own kinds; the rest of them is left alone. */
final class KubernetesShapes {

    private static final Shape PORT = whole(1, 65535);
    private static final Shape PROTOCOL = words("protocol", List.of("TCP", "UDP", "SCTP"));

    static final Shape METADATA = open(
            field("name", text()),
            field("namespace", text()),
            field("labels", labels()),
            field("annotations", labels()),
            field("creationTimestamp", text()),
            field(
                    "ownerReferences",
                    list(open(field("kind", text()), field("name", text()), field("controller", flag())))));

    private static final Shape CONTAINERS = list(open(
            field("name", text()),
            field("image", text()),
            field("restartPolicy", text()),
            field(
                    "ports",
                    list(open(
                            field("containerPort", PORT).required(),
                            field("name", text()),
                            field("protocol", PROTOCOL))))));

    private static final Shape POD_SPEC = open(
            field("serviceAccountName", text()),
            field("serviceAccount", text()),
            field("hostNetwork", flag()),
            field("containers", CONTAINERS),
            field("initContainers", CONTAINERS));

    private static final Shape TEMPLATE = open(
            field("metadata", open(field("labels", labels()), field("annotations", labels()))),
            field("spec", POD_SPEC));

    static final Shape NAMED = kind(Shape.anything());

    static final Shape POD = kind(POD_SPEC);

    static final Shape CONTROLLER = kind(open(
            field("replicas", whole(0, Integer.MAX_VALUE)),
            field("template", TEMPLATE).required()));

    static final Shape CRON_JOB = kind(open(field(
                    "jobTemplate",
                    open(field("spec", open(field("template", TEMPLATE).required()))
                            .required()))
            .required()));

    static final Shape SERVICE = kind(open(
            field("selector", labels()),
            field("clusterIP", text()),
            field("type", text()),
            field("externalName", text()),
            field(
                    "ports",
                    list(open(
                            field("name", text()),
                            field("port", PORT).required(),
                            field("targetPort", portOrName()),
                            field("protocol", PROTOCOL),
                            field("appProtocol", text()))))));

    static final Shape CONFIG_MAP = open(field("metadata", METADATA).required(), field("data", pairs(text())));

    private KubernetesShapes() {}

    private static Shape kind(Shape spec) {
        return open(field("metadata", METADATA).required(), field("spec", spec));
    }
}
