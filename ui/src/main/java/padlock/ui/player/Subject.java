package padlock.ui.player;

import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;

/** What a person can point at in the mesh, to be told what it is and what it knows now. */
public sealed interface Subject {

    /** As people call it, and find it. */
    String name();

    /** A program and its sidecar. */
    record OfWorkload(WorkloadName workload) implements Subject {
        @Override
        public String name() {
            return workload.toString();
        }
    }

    /** A name that is called, whoever answers to it. */
    record OfService(String host) implements Subject {
        @Override
        public String name() {
            return host;
        }
    }

    record OfNamespace(String name) implements Subject {}

    /** Who calls whom. */
    record OfLink(Link link) implements Subject {
        @Override
        public String name() {
            return link.toString();
        }
    }

    /** Who tells the sidecars what to do. */
    record ControlPlane() implements Subject {
        @Override
        public String name() {
            return "istiod";
        }
    }

    /** Who signs the certificates. */
    record Authority() implements Subject {
        @Override
        public String name() {
            return "certificate-authority";
        }
    }
}
