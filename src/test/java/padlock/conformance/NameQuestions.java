package padlock.conformance;

import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.Hosts;

/** Hosts and identities: functions of names alone. */
final class NameQuestions {

    private NameQuestions() {}

    /** {@code {covers: "*.com", host: foo.com}}. */
    static Answer matches(Ask ask, SmallMesh small) {
        return Answer.empty().with("matches", Hosts.matches(ask.subject(), ask.text("host")));
    }

    /** {@code {most-specific-for: foo.com, among: ["*.com", foo.com]}}. */
    static Answer mostSpecific(Ask ask, SmallMesh small) {
        return Answer.empty().with("host", Hosts.mostSpecific(ask.texts("among"), ask.subject()));
    }

    /** {@code {full-name-of: orders, in: namespace of the rule}}. */
    static Answer fullName(Ask ask, SmallMesh small) {
        return Answer.empty().with("host", Hosts.resolve(ask.subject(), ask.text("in")));
    }

    /** {@code {names-for: [spiffe://…], aliases: […]}}. */
    static Answer accepted(Ask ask, SmallMesh small) {
        return Answer.empty().with("names", AcceptedNames.expanded(ask.texts(ask.question()), ask.texts("aliases")));
    }

    /** {@code {trust-domains: of the mesh}}. */
    static Answer trustDomains(Ask ask, SmallMesh small) {
        return Answer.empty()
                .with("names", AcceptedNames.trustDomains(small.mesh().settings()));
    }
}
