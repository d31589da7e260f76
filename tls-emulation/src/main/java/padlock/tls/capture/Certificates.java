package padlock.tls.capture;

import java.util.ArrayList;
import java.util.List;
import padlock.tls.identity.Certificate;

/** Decodes certificate messages: the chain, and what each certificate says of itself. */
final class Certificates {

    private Certificates() {}

    static void read(Reader reader, List<Node> parts, boolean tls13) throws Reader.CutShort {
        if (tls13) {
            int start = reader.at();
            reader.vector(1);
            parts.add(reader.since(start, "context", "none", ""));
        }
        int listAt = reader.at();
        Reader list = reader.vector(3);
        if (list.atEnd()) {
            parts.add(reader.since(listAt, "no certificate", "an empty list", "this side does not say who it is"));
        }
        List<Node> chain = list.parts((certificates, found) -> {
            while (!certificates.atEnd()) {
                int start = certificates.at();
                byte[] der = certificates.vector(3).rest();
                found.add(certificate(certificates, start, der, found.isEmpty()));
                if (tls13) {
                    Extensions.read(certificates, found, Extensions.Of.SERVER);
                }
            }
        });
        parts.addAll(chain);
    }

    private static Node certificate(Reader reader, int start, byte[] der, boolean leaf) {
        String meaning = leaf ? "the sender's own" : "vouches for the one before it";
        try {
            Certificate certificate = Certificate.parseDer(der);
            List<Node> facts = new ArrayList<>();
            certificate
                    .uriSans()
                    .forEach(uri ->
                            facts.add(reader.since(start, "URI name", uri, "the identity that policies speak of")));
            certificate.dnsSans().forEach(name -> facts.add(reader.since(start, "DNS name", name, "")));
            facts.add(reader.since(start, "subject", certificate.subject(), ""));
            facts.add(reader.since(start, "issuer", certificate.issuer(), "who signed it"));
            facts.add(reader.since(
                    start, "serial number", certificate.serialNumber().toString(16), ""));
            facts.add(reader.since(start, "not before", certificate.notBefore().toString(), ""));
            facts.add(reader.since(
                    start, "not after", certificate.notAfter().toString(), "after this nobody accepts it"));
            facts.add(reader.since(start, "public key", certificate.publicKey(), ""));
            facts.add(reader.since(start, "signed with", certificate.signatureAlgorithm(), ""));
            facts.add(reader.since(
                    start, "authority", String.valueOf(certificate.authority()), "whether it may sign others"));
            String name = certificate.uriSans().stream().findFirst().orElse(certificate.subject());
            return reader.since(start, "certificate", name, meaning, facts);
        } catch (IllegalArgumentException unreadable) {
            return reader.since(
                    start,
                    "certificate",
                    Node.MALFORMED,
                    meaning,
                    List.of(reader.since(start, Node.MALFORMED, Reader.hex(der), "this is no certificate")));
        }
    }

    /** The names of authorities. */
    static void authorities(Reader reader, List<Node> parts) throws Reader.CutShort {
        Reader list = reader.vector(2);
        while (!list.atEnd()) {
            int start = list.at();
            byte[] name = list.vector(2).rest();
            parts.add(list.since(start, "authority", Reader.hex(name), "the name of an authority, as DER"));
        }
    }
}
